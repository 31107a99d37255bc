//! Somebody who is walled off from a case reports what it is about.

use domain::case::CaseCommand;
use domain::disclosure::WishesRecorded;
use domain::text::Words;

use super::same_day::Told;
use super::{OWN_NUMBER, telling, with_number};
use crate::support::{TestApp, Who};

/// Two installations in which the officer takes the same report: in one there is a case from which they are
/// walled off, and the report is of it.
async fn both() -> [TestApp; 2] {
    let app = TestApp::new().await;
    app.gives(Who::Officer, with_number(OWN_NUMBER)).await;
    let apps = app.copied().await;
    apps[0].call_handler().takes_report(&telling(&apps[0], "Rowan Ashdown", OWN_NUMBER)).await;
    apps
}

#[tokio::test]
async fn given_a_report_from_behind_a_wall_then_its_receipt_and_what_follows_are_those_of_any_report() {
    let mut told = Vec::new();
    for app in both().await {
        let mut day = Told::of(&app);
        day.takes_report(Who::Officer, &telling(&app, "Rowan Ashdown", "07700 900457")).await;
        day.get(Who::Officer, "/work").await;
        day.get(Who::Officer, "/reports").await;
        told.push(day.text());
    }
    assert!(told[0].contains("Report recorded"));
    pretty(&told[0], &told[1]);
}

fn pretty(one: &str, other: &str) {
    for (a, b) in one.lines().zip(other.lines()) {
        assert_eq!(a, b);
    }
    assert_eq!(one.len(), other.len());
}

#[tokio::test]
async fn given_a_report_from_behind_a_wall_then_the_safeguarding_lead_reads_of_it_and_it_is_gone_once_somebody_acts()
 {
    let [app, _] = both().await;
    let case = app.officer().takes_report(&telling(&app, "Rowan Ashdown", "07700 900457")).await;
    assert!(app.can_open(Who::Officer, case).await, "what they wrote themselves, as with every report");
    let lead = app.client(Who::SafeguardingLead);
    lead.get("/walls").await.is(200).says("Somebody who is walled off reported this").says("Officer Person");
    let wishes = WishesRecorded { words: Words::parse("To move away").unwrap() };
    app.records(Who::DaLead, case, CaseCommand::RecordWishes(wishes)).await;
    assert!(!app.can_open(Who::Officer, case).await, "what somebody else wrote is not for them");
    let officer = app.actor(Who::Officer).await.user;
    lead.post(&format!("/walls/reports/{case}/{officer}/seen"), &[("seen", "yes")]).await.is(303);
    lead.get("/walls").await.is(200).does_not_say("Somebody who is walled off reported this");
}

#[tokio::test]
async fn given_a_report_about_oneself_then_it_is_open_to_whoever_took_it_only_until_somebody_acts() {
    let app = TestApp::new().await;
    app.gives(Who::Officer, with_number(OWN_NUMBER)).await;
    let case = app.officer().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    assert!(app.can_open(Who::Officer, case).await);
    assert!(!app.can_open(Who::Manager, case).await, "a colleague stands in it: only the leads see it");
    let manager = app.actor(Who::DaLead).await;
    let officer = app.actor(Who::Officer).await.user;
    assert!(!app.service.assignable(&manager, case).await.unwrap().contains_key(&officer));
    app.hand_over(case, Who::DaLead).await;
    assert!(!app.can_open(Who::Officer, case).await);
}

#[tokio::test]
async fn given_a_report_of_anybody_else_then_no_wall_waits() {
    let [app, _] = both().await;
    let case = app.officer().takes_report(&telling(&app, "Robin Nobody", "07700 900458")).await;
    let wishes = WishesRecorded { words: Words::parse("To move away").unwrap() };
    app.records(Who::DaLead, case, CaseCommand::RecordWishes(wishes)).await;
    assert!(app.can_open(Who::Officer, case).await);
    app.client(Who::SafeguardingLead)
        .get("/walls")
        .await
        .does_not_say("Somebody who is walled off reported this");
}
