//! "Not now" and a message that the plan forbids, through the pages (domain.md 13A, 6, R-16, R-07).

use super::*;

fn not_now(agreed: &str) -> Vec<(String, String)> {
    let fields = [
        ("sign", "Is the boiler on the list?"),
        ("until-day", "20"),
        ("until-month", "3"),
        ("until-year", "2026"),
        ("agreed", agreed),
    ];
    let given = fields.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
}

/// The next contact: the 4th of March, from two to three.
async fn agree(app: &TestApp, case: CaseId, channel: ChannelId) {
    let channel = channel.to_string();
    let fields = [
        ("channel", channel.as_str()),
        ("on-day", "4"),
        ("on-month", "3"),
        ("on-year", "2026"),
        ("from", "14:00"),
        ("until", "15:00"),
        ("if-missed", "try-again"),
    ];
    app.officer().post(&format!("/cases/{case}/contact/next"), &fields).await.see_other();
}

#[tokio::test]
async fn given_not_now_then_the_form_asks_what_becomes_of_the_agreed_contact_and_nobody_can_ring_before_the_day()
 {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let channel = plan(&app, case, &[]).await;
    agree(&app, case, channel).await;
    let note = format!("/cases/{case}/notes/later");
    app.officer()
        .get(&note)
        .await
        .says("A contact was agreed before. What do they want now?")
        .says("4 March 2026");
    let asked = app.officer().post(&note, &not_now("")).await;
    asked.is(422).says("what becomes of the contact that was agreed");
    assert!(asked.body.contains("Is the boiler on the list?"), "what was typed is kept");
    app.officer().post(&note, &not_now("cancelled")).await.is(303);
    let page = app.officer().opens(case).await;
    page.says("They said not now").says("Not before 20 March 2026").says("No next contact is agreed");
    let reply = app.officer().get(&way(case, channel)).await;
    reply
        .says("They said not now. Nobody gets in touch before the day that was agreed")
        .does_not_say("Show the call sheet");
    let pressed = app.officer().post(&format!("{}/use", way(case, channel)), &[("", ""); 0]).await;
    assert!(!tells(&pressed, NUMBER));
    assert_eq!(pressed.see_other(), way(case, channel), "the gate asks again, and says no");
    // They ring: from then on nobody waits.
    app.wait(SignedDuration::from_mins(1));
    let told = [("outcome", "spoke"), ("words", "She gave the sign")];
    app.officer().post(&format!("/cases/{case}/contact/incoming"), &told).await.see_other();
    app.officer().get(&way(case, channel)).await.says("Show the call sheet");
    app.officer().opens(case).await.says("If they still say not now, record it again");
}

#[tokio::test]
async fn given_a_message_against_the_plan_then_it_is_taken_and_marked_and_the_agreed_contact_still_stands() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let channel = plan(&app, case, &[]).await;
    agree(&app, case, channel).await;
    let path = way(case, channel);
    app.officer().get(&path).await.says("A message was left, against the contact plan");
    let left = [("outcome", "message-left"), ("was-agreed", "yes")];
    app.officer().post(&format!("{path}/attempts"), &left).await.see_other();
    let page = app.officer().opens(case).await;
    page.says("Against the contact plan")
        .says("Something was left or sent that the contact plan does not allow: go through");
    let view = app.case_page(case).await.view;
    assert!(view.agreed.is_some(), "nobody was in touch: what was agreed still stands");
    assert!(view.attempts.last().unwrap().is.against_plan);
    // The control: in the agreed words it is as agreed.
    let words = [("way0-voicemail", "neutral"), ("way0-neutral", "About the tap")];
    let channel = plan(&app, case, &words).await;
    let path = way(case, channel);
    app.officer().get(&path).await.does_not_say("A message was left, against the contact plan");
    app.officer().post(&format!("{path}/attempts"), &left).await.see_other();
    let view = app.case_page(case).await.view;
    assert!(view.agreed.is_none() && !view.attempts.last().unwrap().is.against_plan);
}

#[tokio::test]
async fn given_a_number_then_the_record_and_whoever_reveals_it_read_whether_it_may_be_used() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    app.officer().opens(case).await.says("Not in the contact plan: do not use");
    plan(&app, case, &[]).await;
    app.officer().opens(case).await.says("Phone call: safe to use, at any time");
    let phone = app.secret(case, SecretKind::Phone).await;
    let reveal = |secret| format!("/cases/{case}/facts/{secret}/reveal");
    let shown = app.officer().post(&reveal(phone), &[("why", "To read it back")]).await;
    shown.is(200).says("Phone call: safe to use, at any time");
    let address = app.secret(case, SecretKind::Address).await;
    let shown = app.officer().post(&reveal(address), &[("why", "To read it back")]).await;
    shown.is(200).says("Not in the contact plan: do not use");
    plan(&app, case, &[("way0-safety", "not-safe")]).await;
    app.officer().opens(case).await.says("Phone call: never use");
}
