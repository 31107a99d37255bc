//! Who helps here, as the domestic-abuse lead wrote it down, on the pages where an officer needs it.

use domain::CaseId;

use crate::support::{Telling, TestApp, Who};

async fn case(app: &TestApp) -> CaseId {
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.hand_over(case, Who::Officer).await;
    case
}

#[tokio::test]
async fn b27_given_abuse_of_long_ago_then_whoever_helps_with_it_stands_first_where_that_is_recorded() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let note = format!("/cases/{case}/notes/agencies");
    app.officer().get(&note).await.is(200).does_not_say("Who helps with abuse of long ago");
    app.officer().get(&format!("/cases/{case}")).await.says("Abuse of long ago, or in childhood");
    let past = [("seen", ""), ("life-time", "childhood"), ("reaches", "no"), ("others", "no")];
    let seen = app.case_page(case).await.view.sequence.to_string();
    let past = past.map(|(field, value)| (field, if field == "seen" { seen.as_str() } else { value }));
    app.officer().post(&format!("/cases/{case}/notes/past"), &past).await.see_other();
    let nobody = app.officer().get(&note).await;
    nobody.says("Nobody is listed here yet").says("NAPAC").says("Somebody who helps with abuse of long ago");
    app.officer().get(&format!("/cases/{case}")).await.does_not_say("The Willow Rooms");

    let help = [("words", "The Willow Rooms, 01632 960044, weekdays")];
    app.officer().post("/choices/help/past", &help).await.is(403);
    app.client(Who::DaLead).post("/choices/help/past", &[("words", "")]).await.is(422);
    app.client(Who::DaLead).post("/choices/help/past", &help).await.see_other();
    app.client(Who::DaLead).get("/choices").await.says("The Willow Rooms");
    app.client(Who::OtherLead).get("/choices").await.does_not_say("The Willow Rooms");
    app.officer().get(&format!("/cases/{case}")).await.says("The Willow Rooms, 01632 960044");
    let listed = app.officer().get(&note).await;
    listed.says("The Willow Rooms, 01632 960044").does_not_say("Nobody is listed here yet");
    assert!(listed.body.find("Willow") < listed.body.find("given-police"), "before the questions");
    app.officer().post(&note, &[("given-non-recent", "aloud")]).await.see_other();
    let page = app.case_page(case).await;
    let open = page.duties.iter().any(|duty| duty.code == "specialist-help" && duty.state.is_open());
    assert!(!open, "they were told");
}

#[tokio::test]
async fn b34_given_a_referral_then_the_page_says_how_to_whom_and_with_what() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let note = format!("/cases/{case}/notes/conference");
    let plain = app.officer().get(&note).await;
    plain.is(200).says("multi-agency risk assessment conference").says("This page sends nothing");
    plain.says("Send it to the MARAC coordinator").says("What goes with it");
    let help = [("words", "North: the council’s safety team, by secure mail, three days before")];
    app.client(Who::DaLead).post("/choices/help/conference", &help).await.see_other();
    let told = app.officer().get(&note).await;
    told.says("the council’s safety team").does_not_say("Send it to the MARAC coordinator");
    app.client(Who::DaLead).get(&format!("/cases/{case}/risk")).await.says("multi-agency risk assessment");
}

#[tokio::test]
async fn b12_given_feedback_without_a_name_then_an_officer_gets_to_the_page_for_it() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let page = app.officer().get(&format!("/cases/{case}/notes/feedback")).await;
    assert!(page.is(200).body.contains("href=\"/voice/answers\""));
    app.officer().get("/voice/answers").await.is(200).says("Answers without a name");
    let answers = [("time", "any-time"), ("believed", "yes")];
    app.officer().post("/voice/answers", &answers).await.see_other();
}
