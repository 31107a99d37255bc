//! A wall is lifted by two people, with a reason, and by neither whom it keeps out.

use super::{OWN_NUMBER, telling, with_number};
use crate::support::{TestApp, Who};
use domain::CaseId;

/// A case from which the manager is walled off, and the address of the page of the wall.
async fn walled() -> (TestApp, CaseId, String) {
    let app = TestApp::new().await;
    let case = app
        .call_handler()
        .takes_report(&telling(&app, "Rowan Ashdown", "07700 900457").answer("address", super::HOME))
        .await;
    app.gives(Who::Manager, super::living_at(super::HOME)).await;
    let manager = app.actor(Who::Manager).await.user;
    let place = format!("/walls/{case}/{manager}/match");
    (app, case, place)
}

const WHY: [(&str, &str); 1] = [("why", "The manager moved out years ago; both dates of birth were checked")];

#[tokio::test]
async fn given_a_proposal_when_another_lead_agrees_then_the_wall_is_gone_and_does_not_come_back_by_itself() {
    let (app, case, place) = walled().await;
    app.da_lead().post(&format!("{place}/propose"), &WHY).await.is(303);
    assert!(!app.can_open(Who::Manager, case).await, "one person alone lifts nothing");
    app.client(Who::SafeguardingLead).get(&place).await.is(200).says("both dates of birth were checked");
    app.client(Who::SafeguardingLead).post(&format!("{place}/agree"), &[("agree", "yes")]).await.is(303);
    assert!(app.can_open(Who::Manager, case).await);
    app.gives(Who::Manager, super::living_at(super::HOME)).await;
    assert!(app.can_open(Who::Manager, case).await);
    let app = app.started_again().await;
    assert!(app.can_open(Who::Manager, case).await);
    app.gives(Who::Manager, with_number("07700 900457")).await;
    assert!(!app.can_open(Who::Manager, case).await, "a new ground puts it up again");
}

#[tokio::test]
async fn given_a_proposal_when_the_same_person_agrees_or_proposes_again_then_it_stands() {
    let (app, case, place) = walled().await;
    app.da_lead().post(&format!("{place}/propose"), &WHY).await.is(303);
    app.da_lead().post(&format!("{place}/agree"), &[("agree", "yes")]).await.is(404);
    app.da_lead().post(&format!("{place}/propose"), &WHY).await.is(303);
    app.da_lead().post(&format!("{place}/agree"), &[("agree", "yes")]).await.is(404);
    assert!(!app.can_open(Who::Manager, case).await);
}

#[tokio::test]
async fn given_no_proposal_when_somebody_agrees_then_there_is_nothing_to_agree_to() {
    let (app, case, place) = walled().await;
    app.da_lead().post(&format!("{place}/agree"), &[("agree", "yes")]).await.is(404);
    assert!(!app.can_open(Who::Manager, case).await);
}

#[tokio::test]
async fn given_a_proposal_without_a_reason_then_it_is_asked_for_and_nothing_is_proposed() {
    let (app, _, place) = walled().await;
    app.da_lead().post(&format!("{place}/propose"), &[("why", " ")]).await.is(422).says("Say why");
    app.client(Who::SafeguardingLead).post(&format!("{place}/agree"), &[("agree", "yes")]).await.is(404);
}

#[tokio::test]
async fn given_a_lead_who_is_walled_off_themself_then_they_neither_see_nor_lift_it() {
    let app = TestApp::new().await;
    let case = app
        .call_handler()
        .takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER).answer("address", super::HOME))
        .await;
    app.gives(Who::SecondLead, super::living_at(super::HOME)).await;
    let walled = app.actor(Who::SecondLead).await.user;
    let place = format!("/walls/{case}/{walled}/match");
    app.client(Who::SecondLead)
        .get("/walls")
        .await
        .is(200)
        .does_not_say("Rowan")
        .does_not_say(&case.to_string());
    app.client(Who::SecondLead).post(&format!("{place}/propose"), &WHY).await.is(404);
    app.da_lead().post(&format!("{place}/propose"), &WHY).await.is(303);
    app.client(Who::SecondLead).post(&format!("{place}/agree"), &[("agree", "yes")]).await.is(404);
    assert!(!app.can_open(Who::SecondLead, case).await);
}

#[tokio::test]
async fn given_a_proposal_that_is_turned_down_then_nobody_can_agree_to_it() {
    let (app, case, place) = walled().await;
    app.da_lead().post(&format!("{place}/propose"), &WHY).await.is(303);
    app.client(Who::SafeguardingLead).post(&format!("{place}/drop"), &[("drop", "yes")]).await.is(303);
    app.client(Who::SecondLead).post(&format!("{place}/agree"), &[("agree", "yes")]).await.is(404);
    assert!(!app.can_open(Who::Manager, case).await);
}

#[tokio::test]
async fn given_each_step_then_the_security_log_has_it() {
    let (app, _, place) = walled().await;
    let before = app.wall_steps().await;
    app.da_lead().post(&format!("{place}/propose"), &WHY).await.is(303);
    app.client(Who::SafeguardingLead).post(&format!("{place}/agree"), &[("agree", "yes")]).await.is(303);
    assert_eq!(app.wall_steps().await - before, 2);
}
