//! Two records of two sides: whoever has one is kept from the other.

use domain::CaseId;
use domain::case::{CaseCommand, OwnerNamed, Refusal};
use service::Problem;

use super::telling;
use crate::support::{TestApp, Who};

/// A case of each side; the officer has the first.
async fn two() -> (TestApp, CaseId, CaseId) {
    let app = TestApp::new().await;
    let one = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", "07700 900457")).await;
    let other = app.call_handler().takes_report(&telling(&app, "Corin Vasey", "07700 900458")).await;
    app.hand_over(one, Who::Officer).await;
    (app, one, other)
}

async fn link(app: &TestApp, one: CaseId, other: CaseId) {
    let fields = [
        ("one", app.case_page(one).await.reference.to_string()),
        ("other", app.case_page(other).await.reference.to_string()),
    ];
    app.da_lead().post("/walls/sides", &fields).await.is(303);
}

#[tokio::test]
async fn given_two_sides_then_whoever_has_one_cannot_be_given_the_other_and_is_told_nothing() {
    let (app, one, other) = two().await;
    link(&app, one, other).await;
    let lead = app.actor(Who::DaLead).await;
    let owner = app.actor(Who::Officer).await.user;
    assert!(!app.service.assignable(&lead, other).await.unwrap().contains_key(&owner));
    let command = CaseCommand::NameOwner(OwnerNamed { owner, cover: None });
    let refused = app.service.record(&lead, other, None, command.into(), &app.service.moment(&lead)).await;
    let Err(Problem::Refused(why @ Refusal::CannotTakeIt)) = refused else { panic!("{refused:?}") };
    assert_eq!(why.to_string(), "this colleague cannot take this record: choose somebody else");
    assert!(!app.can_open(Who::Officer, other).await);
    assert!(app.can_open(Who::Officer, one).await);
}

#[tokio::test]
async fn given_two_sides_when_somebody_is_given_one_later_then_the_other_is_gone_for_them() {
    let (app, one, other) = two().await;
    link(&app, one, other).await;
    app.hand_over(other, Who::SecondOfficer).await;
    assert!(app.can_open(Who::SecondOfficer, other).await);
    assert!(!app.can_open(Who::SecondOfficer, one).await);
    app.hand_over(one, Who::Manager).await;
    assert!(!app.can_open(Who::Manager, other).await);
}

#[tokio::test]
async fn given_two_cases_that_nobody_linked_then_one_officer_may_have_both() {
    let (app, one, other) = two().await;
    app.hand_over(other, Who::Officer).await;
    assert!(app.can_open(Who::Officer, one).await && app.can_open(Who::Officer, other).await);
}

#[tokio::test]
async fn given_references_of_which_one_is_not_there_then_nothing_is_linked() {
    let (app, one, _) = two().await;
    let reference = app.case_page(one).await.reference.to_string();
    let fields = [("one", reference.as_str()), ("other", "HF-2222-2222")];
    app.da_lead().post("/walls/sides", &fields).await.is(422);
    app.da_lead().post("/walls/sides", &[("one", &reference), ("other", &reference)]).await.is(422);
}

/// A case of each side; the officer has the first and the second officer the other, and both are in the caseworker's
/// team.
async fn in_one_team() -> (TestApp, CaseId, CaseId) {
    let (app, one, other) = two().await;
    app.hand_over(other, Who::SecondOfficer).await;
    joins_team(&app, Who::SecondOfficer).await;
    (app, one, other)
}

async fn joins_team(app: &TestApp, who: Who) {
    let administrator = app.actor(Who::Administrator).await;
    let user = app.actor(who).await.user;
    let team = app.actor(Who::Caseworker).await.team;
    app.service.put_in_team(&administrator, user, team).await.unwrap();
    app.client(who).signs_in().await;
}

#[tokio::test]
async fn given_one_team_has_both_sides_then_it_is_the_team_of_neither() {
    let (app, one, other) = in_one_team().await;
    // The control: of two cases that nobody linked, the team covers both.
    assert!(app.can_open(Who::Caseworker, one).await && app.can_open(Who::Caseworker, other).await);
    link(&app, one, other).await;
    assert!(!app.can_open(Who::Caseworker, one).await && !app.can_open(Who::Caseworker, other).await);
    app.client(Who::Caseworker).post("/find", &[("words", "Rowan")]).await.does_not_say("Rowan Ashdown");
    assert!(app.can_open(Who::Officer, one).await && !app.can_open(Who::Officer, other).await);
    assert!(app.can_open(Who::SecondOfficer, other).await && !app.can_open(Who::SecondOfficer, one).await);
}

#[tokio::test]
async fn given_the_other_side_leaves_the_team_then_the_team_covers_what_it_has() {
    let (app, one, other) = in_one_team().await;
    link(&app, one, other).await;
    assert!(!app.can_open(Who::Caseworker, one).await);
    app.hand_over(other, Who::SouthManager).await;
    assert!(app.can_open(Who::Caseworker, one).await);
    assert!(!app.can_open(Who::Caseworker, other).await);
    // And gone again when the other side comes into it, be it only to be covered.
    let [owner, cover] = [Who::DaLead, Who::SecondOfficer];
    let [owner, cover] = [app.actor(owner).await.user, app.actor(cover).await.user];
    let named = OwnerNamed { owner, cover: Some(cover) };
    app.records(Who::DaLead, other, CaseCommand::NameOwner(named)).await;
    assert!(!app.can_open(Who::Caseworker, one).await);
}

/// What somebody recorded a moment ago is at hand for the next entry: the team is asked of the store all the same.
#[tokio::test]
async fn given_a_colleague_who_just_recorded_when_the_two_are_linked_then_they_record_no_more() {
    let (app, one, other) = in_one_team().await;
    let note = format!("/cases/{one}/notes/wishes");
    let words = [("words", "To keep the barometer")];
    app.client(Who::Caseworker).post(&note, &words).await.is(303);
    link(&app, one, other).await;
    app.client(Who::Caseworker).post(&note, &words).await.is(404);
}
