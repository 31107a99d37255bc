//! They ring again: whoever takes the call reads the word for danger and can write the call down (ADR 0021).

use domain::contact::Way;

use super::{asks, someone_elses};
use crate::support::{TestApp, Who};

async fn with_a_word(app: &TestApp) -> (domain::CaseId, String) {
    let case = someone_elses(app).await;
    let page = app.officer().get(&format!("/cases/{case}/contact")).await;
    let fields = [
        ("seen", page.field("seen")),
        ("survivor", page.field("survivor")),
        ("line-drops", "wait"),
        ("code-word", "marmalade"),
    ];
    app.officer().post(&format!("/cases/{case}/contact"), &fields).await.see_other();
    (case, app.case_page(case).await.reference.to_string())
}

#[tokio::test]
async fn given_the_record_is_with_somebody_else_when_they_ring_again_then_the_word_for_danger_and_the_call_are_at_hand()
 {
    let app = TestApp::new().await;
    let (case, reference) = with_a_word(&app).await;
    // Whoever took the report keeps the reference, and no more of it.
    let work = app.call_handler().get("/work").await;
    work.says("Reports you took that others have now").says(&reference).does_not_say("Ottoline");
    let urgent = app.call_handler().get(&format!("/urgent?what={reference}")).await;
    assert_eq!(urgent.is(200).field("what"), reference);
    app.call_handler().opens(case).await.is(404);
    let incoming = format!("/cases/{case}/contact/incoming");
    let told = [("outcome", "spoke"), ("words", "She is whispering")];
    app.call_handler().post(&incoming, &told).await.is(404);
    asks(&app, Who::CallHandler, &reference).await.is(303);
    let page = app.call_handler().opens(case).await;
    page.is(200).says("“marmalade”").says("They got in touch with us");
    assert!(page.body.contains(&incoming));
    app.call_handler().get(&incoming).await.is(200).does_not_say("This was the contact that had been agreed");
    app.call_handler().post(&incoming, &told).await.see_other();
    assert_eq!(app.case_page(case).await.view.attempts.last().unwrap().is.way, Way::TheyContactedUs);
    // What was agreed is for whoever agreed it to settle; and to ring her is not theirs.
    app.call_handler().post(&incoming, &[("outcome", "spoke"), ("was-agreed", "yes")]).await.is(404);
    let channel = app.plan_calls(case).await;
    app.call_handler().post(&format!("/cases/{case}/contact/{channel}/use"), &[("", ""); 0]).await.is(404);
}

#[tokio::test]
async fn given_a_wall_or_somebody_who_took_another_report_then_no_reference_is_told() {
    let app = TestApp::new().await;
    let (case, reference) = with_a_word(&app).await;
    app.client(Who::SecondOfficer).get("/work").await.does_not_say(&reference);
    app.call_handler().get("/work").await.says(&reference);
    app.wall(case, Who::CallHandler).await;
    app.call_handler().get("/work").await.does_not_say(&reference);
}
