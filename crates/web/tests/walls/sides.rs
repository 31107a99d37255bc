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
