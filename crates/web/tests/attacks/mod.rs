//! What was mended in mature systems of this kind, tried here: each by somebody who is signed in and uses the ordinary
//! addresses (T6, T7). Changing one's own rights is tried in `accounts`, ids of another organisation in
//! `accounts::strangers`, and each form called directly by each role in `coverage::matrix`. No page writes a file for a
//! spreadsheet, so no cell holds a formula.

use access::Role;
use domain::case::{CaseCommand, Owner};
use domain::{CaseId, Severity};

use crate::coverage::world::{Road, fresh, handed};
use crate::support::{Telling, TestApp, Who};

/// The grant that stands first on the page on which somebody is let in.
async fn first_grant(app: &TestApp, case: CaseId) -> String {
    let page = app.client(Who::DaLead).get(&format!("/cases/{case}/sharing")).await;
    let (_, rest) = page.body.split_once("/sharing/").unwrap();
    rest.split('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_record_of_the_same_name_is_not_shown_to_whoever_has_the_other() {
    let app = TestApp::new().await;
    let mine = handed(&app, Road::Suspicion).await;
    let telling = Telling::suspicion().answer("name", "Rowan Ashdown").living_in(app.region("South"));
    let other = app.call_handler().takes_report(&telling).await;
    app.hand_over(other, Who::SecondOfficer).await;
    let enquiry = format!("/cases/{}/enquiry", mine.case);
    let page = app.officer().get(&enquiry).await;
    assert!(!page.body.contains(&other.to_string()), "the other record is not theirs to know of");
    let lead = app.client(Who::DaLead).get(&enquiry).await;
    assert!(lead.body.contains(&other.to_string()), "the control: who may see both is told of the other");
}

#[tokio::test]
async fn a_record_is_given_to_nobody_who_is_not_on_the_list_whatever_is_sent() {
    let app = TestApp::new().await;
    let case = fresh(&app, Road::Disclosure).await.case;
    let place = format!("/cases/{case}/handover");
    for who in [Who::Administrator, Who::Auditor, Who::Partner, Who::PerpetratorWorker, Who::OtherOfficer] {
        let owner = app.actor(who).await.user.to_string();
        let mut fields = app.client(Who::Manager).get(&place).await.form(&place);
        fields.push(("owner".to_owned(), owner));
        app.client(Who::Manager).post(&place, &fields).await.is(422);
        assert!(!matches!(app.case_page(case).await.view.owner, Some(Owner::Person { .. })), "{who:?}");
    }
    app.hand_over(case, Who::Officer).await;
    assert!(matches!(app.case_page(case).await.view.owner, Some(Owner::Person { .. })), "the control");
}

#[tokio::test]
async fn a_severity_is_not_lowered_by_a_form_that_says_it_was_lower() {
    let app = TestApp::new().await;
    let case = handed(&app, Road::Disclosure).await.case;
    let high = CaseCommand::AssessSeverity { severity: Severity::High, why: None };
    app.records(Who::DaLead, case, high).await;
    let place = format!("/cases/{case}/notes/severity");
    let mut fields = app.officer().get(&place).await.form(&place);
    fields.retain(|(name, _)| name != "severity" && name != "severity-was");
    fields.push(("severity".to_owned(), Severity::Standard.code().to_owned()));
    let reply = app.officer().post(&place, &fields).await;
    assert!([403, 404, 422].contains(&reply.status), "{}", reply.status);
    assert_eq!(app.case_page(case).await.view.severity, Some(Severity::High));
}

#[tokio::test]
async fn somebody_who_was_let_in_to_one_record_changes_nothing_and_meets_no_other() {
    let app = TestApp::new().await;
    let shared = handed(&app, Road::Disclosure).await;
    let before = app.case_page(shared.case).await.view.sequence;
    let other = fresh(&app, Road::Disclosure).await;
    let partner = app.client(Who::Partner);
    partner.opens(shared.case).await.is(200);
    partner.opens(other.case).await.is(404);
    for place in ["notes/wishes", "handover", "sharing", "contact/next", "notes/severity"] {
        let reply = partner.post(&format!("/cases/{}/{place}", shared.case), &[("words", "x")]).await;
        assert!([400, 403, 404].contains(&reply.status), "{place}: {}", reply.status);
    }
    assert_eq!(app.case_page(shared.case).await.view.sequence, before);
}

#[tokio::test]
async fn what_was_shared_is_gone_on_the_next_request_after_it_was_ended() {
    let app = TestApp::new().await;
    let case = fresh(&app, Road::Disclosure).await.case;
    app.let_in(case, Who::Partner).await;
    let partner = app.client(Who::Partner);
    assert!(partner.get("/shared").await.body.contains(&case.to_string()));
    partner.opens(case).await.is(200);
    let grant = first_grant(&app, case).await;
    let place = format!("/cases/{case}/sharing/{grant}/end");
    app.client(Who::DaLead).post(&place, &[("", ""); 0]).await.is(303);
    partner.opens(case).await.is(404);
    assert!(!partner.get("/shared").await.body.contains(&case.to_string()));
}

#[tokio::test]
async fn a_grant_is_not_ended_from_another_record() {
    let app = TestApp::new().await;
    let (case, other) = (fresh(&app, Road::Disclosure).await.case, fresh(&app, Road::Disclosure).await.case);
    app.let_in(case, Who::Partner).await;
    let grant = first_grant(&app, case).await;
    let place = format!("/cases/{other}/sharing/{grant}/end");
    app.client(Who::DaLead).post(&place, &[("", ""); 0]).await.is(303);
    app.client(Who::Partner).opens(case).await.is(200);
}

#[tokio::test]
async fn nobody_is_let_in_who_is_walled_off_or_asks_for_themself() {
    let app = TestApp::new().await;
    let case = fresh(&app, Road::Disclosure).await.case;
    app.wall(case, Who::SecondOfficer).await;
    let place = format!("/cases/{case}/sharing");
    for (who, may) in [(Who::SecondOfficer, false), (Who::DaLead, false), (Who::Partner, true)] {
        let user = app.actor(who).await.user.to_string();
        let mut fields = app.client(Who::DaLead).get(&place).await.form(&place);
        fields.retain(|(name, _)| !["who", "parts", "days", "why"].contains(&name.as_str()));
        let answers = [("who", user.as_str()), ("parts", "contact"), ("days", "7"), ("why", "To meet them")];
        fields.extend(answers.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let reply = app.client(Who::DaLead).post(&place, &fields).await;
        assert_eq!(reply.status, if may { 303 } else { 422 }, "{who:?}");
    }
}

#[tokio::test]
async fn a_planner_learns_how_and_never_why() {
    let app = TestApp::new().await;
    let ids = handed(&app, Road::Disclosure).await;
    let planner = app.client(Who::Planner);
    assert_eq!(Who::Planner.role(), Role::RepairsPlanner);
    planner.opens(ids.case).await.is(404);
    let page = planner.get(&format!("/cases/{}/instruction", ids.case)).await;
    page.is(200);
    let said = page.text().to_lowercase();
    assert!(said.contains("two people go together"));
    for name in ["rowan", "abuse", "survivor", "disclosure"] {
        assert!(!said.contains(name), "{name}");
    }
}
