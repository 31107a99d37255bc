//! A protected fact that somebody may not learn by themself: asked of a second person, answered, seen once.
//! The never events are tried one by one.

use domain::people::SecretKind;
use domain::{CaseId, SecretId};

use super::{minutes, opened, someone_elses};
use crate::support::{Reply, TestApp, Who};

/// A record open to the second officer in an emergency, and the survivor's number.
async fn in_an_emergency(app: &TestApp) -> (CaseId, SecretId) {
    let case = opened(app).await;
    (case, app.secret(case, SecretKind::Phone).await)
}

fn place(case: CaseId, secret: SecretId, what: &str) -> String {
    format!("/cases/{case}/facts/{secret}/{what}")
}

async fn asks(app: &TestApp, who: Who, (case, secret): (CaseId, SecretId)) -> Reply {
    app.client(who).post(&place(case, secret, "ask"), &[("why", "The ambulance cannot find her")]).await
}

async fn sees(app: &TestApp, who: Who, (case, secret): (CaseId, SecretId)) -> Reply {
    app.client(who).post(&place(case, secret, "see"), &[("", ""); 0]).await
}

/// The only request that waits for this person.
async fn waiting(app: &TestApp, who: Who) -> Option<String> {
    let actor = app.actor(who).await;
    let lines = app.service.waiting_requests(&actor).await.unwrap();
    assert!(lines.len() < 2);
    lines.first().map(|line| format!("/on-call/{}", line.id))
}

async fn answers(app: &TestApp, who: Who, request: &str, answer: &str) -> Reply {
    app.client(who).post(request, &[("answer", answer), ("words", "I rang the crew back")]).await
}

fn tells(reply: &Reply) -> bool {
    let digits: String = reply.body.chars().filter(char::is_ascii_digit).collect();
    digits.contains("7700900462")
}

#[tokio::test]
async fn given_a_yes_then_the_fact_is_seen_once() {
    let app = TestApp::new().await;
    let about = in_an_emergency(&app).await;
    asks(&app, Who::SecondOfficer, about).await.is(303);
    let page = app.client(Who::SecondOfficer).get(&place(about.0, about.1, "ask")).await;
    page.is(200).says("You have waited for 0 minutes").says("DaLead Person").says("Manager Person");
    page.does_not_say("SouthManager Person");
    minutes(&app, 4);
    let request = waiting(&app, Who::DaLead).await.unwrap();
    app.da_lead().get("/on-call").await.is(200).says("4 minutes");
    app.da_lead().get("/work").await.says("Somebody waits");
    answers(&app, Who::DaLead, &request, "yes").await.is(303);
    assert!(tells(sees(&app, Who::SecondOfficer, about).await.is(200)));
    // Never: a second look.
    let again = sees(&app, Who::SecondOfficer, about).await;
    assert!(!tells(again.is(404)));
    app.client(Who::PrivacyOfficer).get("/review").await.says("after 4 minutes").says("Seen once");
}

#[tokio::test]
async fn request_answer_and_look_are_in_the_access_journal() {
    let app = TestApp::new().await;
    let about = in_an_emergency(&app).await;
    let mark = app.looks().await;
    asks(&app, Who::SecondOfficer, about).await.is(303);
    let request = waiting(&app, Who::DaLead).await.unwrap();
    answers(&app, Who::DaLead, &request, "yes").await.is(303);
    sees(&app, Who::SecondOfficer, about).await.is(200);
    sees(&app, Who::SecondOfficer, about).await.is(404);
    let entries: Vec<(String, String)> =
        app.looks_since(&mark).await.into_iter().map(|look| (look.action, look.part)).collect();
    let part = |what: &str| format!("{what}/{}", about.1);
    let expected = [
        ("reveal", part("asked")),
        ("decide-location", part("yes")),
        ("reveal", part("secret")),
        ("see-case", part("not-shown")),
    ];
    assert_eq!(entries, expected.map(|(action, part)| (action.to_owned(), part)));
    let told = app.officer().get(&format!("/cases/{}/looks", about.0)).await;
    told.says("Asked a second person for a protected fact").says("Said yes to somebody who asked");
}

#[tokio::test]
async fn no_answer_is_a_no_and_a_no_is_one_too() {
    let app = TestApp::new().await;
    let about = in_an_emergency(&app).await;
    asks(&app, Who::SecondOfficer, about).await.is(303);
    assert!(!tells(sees(&app, Who::SecondOfficer, about).await.is(404)));
    let request = waiting(&app, Who::DaLead).await.unwrap();
    answers(&app, Who::DaLead, &request, "no").await.is(303);
    assert!(!tells(sees(&app, Who::SecondOfficer, about).await.is(404)));
    let page = app.client(Who::SecondOfficer).get(&place(about.0, about.1, "ask")).await;
    page.says("DaLead Person said no: I rang the crew back");
}

/// Never: the asker answers themself, even as a manager who may answer others.
#[tokio::test]
async fn the_asker_never_answers_themself() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    let about = (case, app.secret(case, SecretKind::Phone).await);
    // The manager of South breaks the glass, asks, and then manages North too.
    super::asks(&app, Who::SouthManager, "Ottoline Farthingale").await.is(303);
    asks(&app, Who::SouthManager, about).await.is(303);
    let request = waiting(&app, Who::DaLead).await.unwrap();
    app.becomes(Who::SouthManager, access::Role::DaLead).await;
    app.client(Who::SouthManager).signs_in().await;
    assert_eq!(waiting(&app, Who::SouthManager).await, None);
    app.client(Who::SouthManager).get(&request).await.is(404);
    answers(&app, Who::SouthManager, &request, "yes").await.is(404);
    // The control: another lead may.
    answers(&app, Who::DaLead, &request, "yes").await.is(303);
}

/// Never: an answer by somebody without a permit, of whatever kind.
#[tokio::test]
async fn nobody_else_answers() {
    let app = TestApp::new().await;
    let about = in_an_emergency(&app).await;
    asks(&app, Who::SecondOfficer, about).await.is(303);
    let request = waiting(&app, Who::DaLead).await.unwrap();
    app.wall(about.0, Who::SafeguardingLead).await;
    for who in [
        Who::Officer,
        Who::SecondOfficer,
        Who::CallHandler,
        Who::Caseworker,
        Who::SouthManager,
        Who::SafeguardingLead,
        Who::PrivacyOfficer,
        Who::Auditor,
        Who::Administrator,
        Who::OtherLead,
    ] {
        answers(&app, who, &request, "yes").await.is(404);
        assert!(!tells(sees(&app, Who::SecondOfficer, about).await.is(404)), "{who:?}");
    }
    for who in [Who::SouthManager, Who::SafeguardingLead, Who::OtherLead] {
        assert_eq!(waiting(&app, who).await, None, "{who:?}");
    }
    // The control: the manager of the region.
    answers(&app, Who::Manager, &request, "yes").await.is(303);
    assert!(tells(sees(&app, Who::SecondOfficer, about).await.is(200)));
}

/// Never: an answer after the request ran out, or a second answer.
#[tokio::test]
async fn a_request_that_ran_out_or_was_answered_is_not_answered() {
    let app = TestApp::new().await;
    let about = in_an_emergency(&app).await;
    asks(&app, Who::SecondOfficer, about).await.is(303);
    let request = waiting(&app, Who::DaLead).await.unwrap();
    answers(&app, Who::DaLead, &request, "no").await.is(303);
    answers(&app, Who::Manager, &request, "yes").await.is(409);
    assert!(!tells(sees(&app, Who::SecondOfficer, about).await.is(404)));

    minutes(&app, 1);
    asks(&app, Who::SecondOfficer, about).await.is(303);
    let request = waiting(&app, Who::DaLead).await.unwrap();
    minutes(&app, 30);
    app.da_lead().signs_in().await;
    app.client(Who::SecondOfficer).signs_in().await;
    assert_eq!(waiting(&app, Who::DaLead).await, None);
    answers(&app, Who::DaLead, &request, "yes").await.is(409);
    super::asks(&app, Who::SecondOfficer, "Ottoline Farthingale").await.is(303);
    assert!(!tells(sees(&app, Who::SecondOfficer, about).await.is(404)));
    let page = app.client(Who::SecondOfficer).get(&place(about.0, about.1, "ask")).await;
    page.says("Nobody answered in time");
}

/// Never: a yes used too late.
#[tokio::test]
async fn a_yes_holds_for_fifteen_minutes() {
    let app = TestApp::new().await;
    let about = in_an_emergency(&app).await;
    asks(&app, Who::SecondOfficer, about).await.is(303);
    let request = waiting(&app, Who::DaLead).await.unwrap();
    answers(&app, Who::DaLead, &request, "yes").await.is(303);
    minutes(&app, 15);
    app.client(Who::SecondOfficer).signs_in().await;
    assert!(!tells(sees(&app, Who::SecondOfficer, about).await.is(404)));
}

/// Never: a walled asker. To them there is nothing, before and after the yes.
#[tokio::test]
async fn a_walled_asker_gets_nothing() {
    let app = TestApp::new().await;
    let about = in_an_emergency(&app).await;
    asks(&app, Who::SecondOfficer, about).await.is(303);
    let request = waiting(&app, Who::DaLead).await.unwrap();
    answers(&app, Who::DaLead, &request, "yes").await.is(303);
    app.wall(about.0, Who::SecondOfficer).await;
    assert!(!tells(sees(&app, Who::SecondOfficer, about).await.is(404)));
    asks(&app, Who::SecondOfficer, about).await.is(404);
    app.client(Who::SecondOfficer).get(&place(about.0, about.1, "ask")).await.is(404);
}

/// Never: somebody else's yes, or a yes for another fact.
#[tokio::test]
async fn a_yes_is_for_one_person_and_one_fact() {
    let app = TestApp::new().await;
    let about = in_an_emergency(&app).await;
    super::asks(&app, Who::CallHandler, "Ottoline Farthingale").await.is(303);
    asks(&app, Who::SecondOfficer, about).await.is(303);
    let request = waiting(&app, Who::DaLead).await.unwrap();
    answers(&app, Who::DaLead, &request, "yes").await.is(303);
    assert!(!tells(sees(&app, Who::CallHandler, about).await.is(404)));
    let other = SecretId::from_uuid(about.0.as_uuid());
    sees(&app, Who::SecondOfficer, (about.0, other)).await.is(404);
    assert!(tells(sees(&app, Who::SecondOfficer, about).await.is(200)));
}

/// Who may reveal it by themself asks nobody, and nobody waits.
#[tokio::test]
async fn whoever_may_reveal_it_need_not_ask() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    let about = (case, app.secret(case, SecretKind::Phone).await);
    asks(&app, Who::Officer, about).await.is(303);
    assert_eq!(waiting(&app, Who::DaLead).await, None);
    app.officer().get(&place(about.0, about.1, "ask")).await.says("You need not ask");
}
