//! What was raised with the local authority, what came of it, and the form that goes along.

use domain::CaseId;
use jiff::SignedDuration;

use super::case;
use crate::support::{Reply, TestApp, Who};

async fn raises(app: &TestApp, case: CaseId, harm: &str, with: &str, agreed: &str) -> Reply {
    let form = [
        ("concern", "children"),
        ("harm", harm),
        ("agreed", agreed),
        ("with", with),
        ("at-day", "2"),
        ("at-month", "3"),
        ("at-year", "2026"),
        ("at-time", "09:30"),
        ("told", "no"),
        ("words", "It would put her in more danger"),
        ("seen", "1"),
    ];
    app.officer().post(&format!("/cases/{case}/notes/safeguarding"), &form).await
}

#[tokio::test]
async fn given_a_lesser_need_then_the_door_of_this_organisation_comes_first() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let name = [("name", "The Harbour Door")];
    for who in [Who::Officer, Who::Manager] {
        assert_ne!(app.client(who).post("/voice/early-help", &name).await.status, 303, "{who:?}");
    }
    let note = format!("/cases/{case}/notes/safeguarding");
    app.officer().get(&note).await.is(200).does_not_say("here called");
    app.da_lead().post("/voice/early-help", &name).await.is(303);
    app.officer().get(&note).await.says("early help, here called The Harbour Door");
    app.client(Who::OtherLead).get("/voice/early-help").await.does_not_say("Harbour");
    raises(&app, case, "lesser", "mash", "yes").await.is(422).says("A lesser need goes to early help first");
    raises(&app, case, "lesser", "early-help", "no").await.is(422).says("need their agreement");
    raises(&app, case, "significant", "early-help", "yes")
        .await
        .is(422)
        .says("goes to the authority or the police today");
    raises(&app, case, "lesser", "early-help", "yes").await.is(303);
    raises(&app, case, "lesser", "mash", "yes").await.is(303);
    raises(&app, case, "not-known", "mash", "not-known").await.is(303);
}

#[tokio::test]
async fn given_no_answer_then_it_is_chased_after_three_working_days_and_stays_open_until_one_comes() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    raises(&app, case, "significant", "mash", "no").await.is(303);
    let raised = app.case_page(case).await.view.support.concerns()[0].sequence.to_string();
    let place = format!("/cases/{case}/safeguarding");
    app.officer()
        .get(&place)
        .await
        .is(200)
        .says("No answer yet")
        .says("It would put her in more danger")
        .does_not_say("Overdue");
    app.wait(SignedDuration::from_hours(24 * 4));
    app.officer().signs_in().await;
    let page = app.officer().get(&place).await;
    page.says("Overdue")
        .says("See that the safeguarding concern is answered: where no answer has come, ask again");
    assert!(page.body.contains(&format!("/cases/{case}/notes/answer?entry={raised}")));
    let answer = |stage: &'static str| {
        let raised = raised.clone();
        let app = &app;
        async move {
            let form = [
                ("of", &*raised),
                ("stage", stage),
                ("at-day", "6"),
                ("at-month", "3"),
                ("at-year", "2026"),
                ("at-time", "09:00"),
                ("words", "The duty social worker"),
                ("seen", "1"),
            ];
            app.officer().post(&format!("/cases/{case}/notes/answer"), &form).await.is(303);
        }
    };
    answer("chased").await;
    app.officer().get(&place).await.says("No answer yet").says("We asked again");
    answer("assessment").await;
    app.officer().get(&place).await.says("They assess").does_not_say("No answer yet");
}

#[tokio::test]
async fn given_the_form_then_no_number_and_no_address_stands_on_it_and_blanks_say_what_they_are() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let form = app.officer().get(&format!("/cases/{case}/safeguarding/form")).await;
    form.is(200).says("Rowan Ashdown").says("Held separately").says("Not asked").says("Not known");
    let digits: String = form.body.chars().filter(char::is_ascii_digit).collect();
    assert!(!digits.contains("7700900461"));
    // The control: the case holds the number, for whoever reveals it.
    assert!(!app.case_page(case).await.view.secrets.is_empty());
}

#[tokio::test]
async fn given_somebody_without_a_part_in_it_then_there_is_no_such_page() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    for who in [Who::SecondOfficer, Who::SouthManager, Who::Auditor, Who::OtherLead] {
        app.client(who).get(&format!("/cases/{case}/safeguarding")).await.is(404);
        app.client(who).get(&format!("/cases/{case}/safeguarding/form")).await.is(404);
    }
    let mark = app.looks().await;
    app.officer().get(&format!("/cases/{case}/safeguarding/form")).await.is(200);
    let looks = app.looks_since(&mark).await;
    assert_eq!((looks.len(), looks[0].part.as_str()), (1, "concern-form"));
}
