//! Two records of two sides: whoever has one is kept from the other.

use domain::CaseId;
use domain::case::{CaseCommand, OwnerNamed, Refusal};
use service::Problem;

use super::telling;
use crate::support::{Reply, TestApp, Who};

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

/// A reply without the token of its form and what was typed, so that two can be compared.
fn bare(reply: &Reply, typed: &str) -> String {
    let token = reply.body.split_once("name=\"csrf\" content=\"").unwrap().1.split_once('"').unwrap().0;
    reply.body.replace(token, "token").replace(typed, "what")
}

async fn asks(app: &TestApp, what: &str) -> Reply {
    let why = "The police are at the door and nobody answers";
    app.client(Who::Caseworker).post("/urgent", &[("what", what), ("why", why)]).await
}

/// One side is the caseworker's team's; the other is a manager's in whose team nobody is.
async fn beside_the_team() -> (TestApp, CaseId, CaseId) {
    let (app, one, other) = two().await;
    joins_team(&app, Who::Officer).await;
    app.hand_over(other, Who::SouthManager).await;
    app.client(Who::Caseworker).signs_in().await;
    assert!(app.can_open(Who::Caseworker, one).await && !app.can_open(Who::Caseworker, other).await);
    (app, one, other)
}

#[tokio::test]
async fn given_two_sides_then_no_emergency_leads_a_colleague_of_one_across_to_the_other() {
    let (app, one, other) = beside_the_team().await;
    link(&app, one, other).await;
    let reference = app.case_page(other).await.reference.to_string();
    for typed in [reference.as_str(), "Corin Vasey"] {
        let nobody = "q".repeat(typed.len());
        let (none, across) = (asks(&app, &nobody).await, asks(&app, typed).await);
        across.is(200).says("Nothing was opened.");
        assert_eq!(bare(&across, typed), bare(&none, &nobody), "as where there is no such record");
        assert_eq!(across.headers, none.headers);
    }
    assert!(!app.can_open(Who::Caseworker, other).await);
    // Their own team's stays theirs.
    assert!(app.can_open(Who::Caseworker, one).await);
}

/// The control: the same two records, which nobody linked.
#[tokio::test]
async fn given_two_records_that_nobody_linked_then_an_emergency_opens_the_other() {
    let (app, _, other) = beside_the_team().await;
    asks(&app, "Corin Vasey").await.is(303);
    assert!(app.can_open(Who::Caseworker, other).await);
}

#[tokio::test]
async fn given_a_record_that_is_open_in_an_emergency_when_it_turns_out_to_be_the_other_side_then_it_is_shut()
{
    let (app, one, other) = beside_the_team().await;
    asks(&app, "Corin Vasey").await.is(303);
    assert!(app.can_open(Who::Caseworker, other).await);
    link(&app, one, other).await;
    assert!(!app.can_open(Who::Caseworker, other).await);
}

/// Whoever opened one side in an emergency does not open the other beside it.
#[tokio::test]
async fn given_one_side_is_open_in_an_emergency_then_the_other_does_not_open() {
    let (app, one, other) = two().await;
    app.hand_over(other, Who::SouthManager).await;
    link(&app, one, other).await;
    asks(&app, "Rowan Ashdown").await.is(303);
    assert!(app.can_open(Who::Caseworker, one).await, "the control: it opens one");
    asks(&app, "Corin Vasey").await.is(200).says("Nothing was opened.");
    assert!(!app.can_open(Who::Caseworker, other).await);
}

async fn known_sides(app: &TestApp) -> i64 {
    let query = sqlx::query_scalar("SELECT COUNT(*) FROM both_parties");
    query.fetch_one(&mut app.database().await).await.unwrap()
}

/// An allegation in return makes no second record and puts nobody on the other side. Where the other person has a record
/// of their own, a lead keeps the two apart, in whichever order they are named.
#[tokio::test]
async fn given_an_allegation_in_return_then_the_records_of_both_are_two_sides_once_a_lead_says_so() {
    let app = TestApp::new().await;
    let told = telling(&app, "Rowan Ashdown", "07700 900457").answer("perpetrator", "Corin Vasey");
    let one = app.call_handler().takes_report(&told).await;
    let other = app.call_handler().takes_report(&telling(&app, "Corin Vasey", "07700 900458")).await;
    app.hand_over(one, Who::Officer).await;
    app.hand_over(other, Who::SecondOfficer).await;
    let note = format!("/cases/{one}/notes/return");
    let form = app.officer().get(&note).await.is(200).form(&note);
    let given =
        form.into_iter().filter(|(name, value)| ["by", "of"].contains(&name.as_str()) && !value.is_empty());
    let words = ("words".to_owned(), "Says the same of her".to_owned());
    let fields: Vec<(String, String)> = given.chain([words]).collect();
    assert_eq!(fields.len(), 3, "{fields:?}");
    app.officer().post(&note, &fields).await.is(303);

    assert_eq!(known_sides(&app).await, 0, "nothing follows by itself");
    assert_eq!(app.case_page(one).await.view.people.len(), app.case_page(other).await.view.people.len() + 1);
    link(&app, one, other).await;
    link(&app, other, one).await;
    assert_eq!(known_sides(&app).await, 1, "the same two are two sides once");
    for (who, own, others) in [(Who::Officer, one, other), (Who::SecondOfficer, other, one)] {
        assert!(app.can_open(who, own).await && !app.can_open(who, others).await, "{who:?}");
        app.client(who).opens(others).await.does_not_say("Ashdown").does_not_say("Vasey");
    }
    let found = app.client(Who::SecondOfficer).post("/find", &[("words", "Rowan")]).await;
    found.does_not_say("Rowan Ashdown");
    // The lead, who keeps them apart, sees both and that they are two.
    let kept = app.da_lead().get("/walls").await;
    for case in [one, other] {
        kept.says(&app.case_page(case).await.reference.to_string());
    }
}
