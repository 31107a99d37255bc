//! Opening a record in an emergency, and a protected fact that a second person says yes to (ADR 0021).

mod calls_back;
mod location;
mod rings_again;
mod rota;
mod times;

use domain::CaseId;
use domain::people::SecretKind;
use jiff::SignedDuration;

use crate::support::{Reply, Telling, TestApp, Who};

pub const NUMBER: &str = "07700 900462";
const WHY: &str = "The police are at her door and nobody answers";
const NOTHING: &str = "Nothing was opened.";

/// A record in North that the officer has; whoever opens it in an emergency has no relation to it.
pub async fn someone_elses(app: &TestApp) -> CaseId {
    let telling = Telling::disclosure()
        .living_in(app.region("North"))
        .answer("name", "Ottoline Farthingale")
        .answer("phone", NUMBER);
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    case
}

pub async fn asks(app: &TestApp, who: Who, what: &str) -> Reply {
    app.client(who).post("/urgent", &[("what", what), ("why", WHY)]).await
}

/// The record, open to the second officer.
pub async fn opened(app: &TestApp) -> CaseId {
    let case = someone_elses(app).await;
    let reply = asks(app, Who::SecondOfficer, "Ottoline Farthingale").await;
    assert_eq!(reply.see_other(), format!("/cases/{case}"));
    case
}

pub fn minutes(app: &TestApp, minutes: i64) {
    app.wait(SignedDuration::from_mins(minutes));
}

/// Without the token of the form and what was typed, so that two answers can be compared.
fn bare(reply: &Reply, typed: &str) -> String {
    let token = reply.body.split_once("name=\"csrf\" content=\"").unwrap().1.split_once('"').unwrap().0;
    reply.body.replace(token, "token").replace(typed, "what")
}

#[tokio::test]
async fn given_no_relation_when_the_glass_is_broken_then_it_is_read_and_nothing_protected_is() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    app.client(Who::SecondOfficer).opens(case).await.is(404);
    asks(&app, Who::SecondOfficer, "Ottoline Farthingale").await.is(303);
    let page = app.client(Who::SecondOfficer).opens(case).await;
    page.is(200).says("Ottoline Farthingale").says("Open to you in an emergency: 30 minutes left");
    assert!(!page.body.contains("900462") && !page.body.contains("900 462"));
    let phone = app.secret(case, SecretKind::Phone).await;
    let reveal = format!("/cases/{case}/facts/{phone}/reveal");
    app.client(Who::SecondOfficer).get(&reveal).await.is(403);
    app.client(Who::SecondOfficer).post(&reveal, &[("why", "Now")]).await.is(404);
}

#[tokio::test]
async fn given_broken_glass_then_a_note_is_added_and_nothing_that_others_act_on_is_changed() {
    let app = TestApp::new().await;
    let channel = {
        let case = someone_elses(&app).await;
        (case, app.plan_calls(case).await)
    };
    let (case, channel) = channel;
    asks(&app, Who::SecondOfficer, "Ottoline Farthingale").await.is(303);
    let client = app.client(Who::SecondOfficer);
    let note = |what: &str| format!("/cases/{case}/notes/{what}");
    client.post(&note("police"), &[("by", "us"), ("at", "2"), ("at", "3"), ("at", "2026")]).await;
    let form = client.get(&note("wishes")).await.is(200).form(&note("wishes"));
    let mut fields: Vec<(String, String)> = form.into_iter().filter(|(name, _)| name != "csrf").collect();
    fields.retain(|(name, _)| name != "words");
    fields.push(("words".to_owned(), "She wants us to ring her sister".to_owned()));
    client.post(&note("wishes"), &fields).await.is(303);
    let before = app.count_of_entries().await;
    client.post(&format!("/cases/{case}/contact/{channel}/use"), &[("", ""); 0]).await.is(404);
    client.get(&format!("/cases/{case}/handover")).await.is(404);
    let seen = app.case_page(case).await.view.sequence.to_string();
    client.post(&note("household"), &[("children", "no"), ("adults", "no"), ("seen", &seen)]).await.is(404);
    client.post(&note("person"), &[("roles", "child"), ("name", "Wren"), ("seen", &seen)]).await.is(404);
    assert_eq!(app.count_of_entries().await, before);
    // The control: whoever has it may.
    let owner = app.officer();
    owner.post(&note("household"), &[("children", "no"), ("adults", "no"), ("seen", &seen)]).await.is(303);
}

/// Closes by itself, on the next request; and to break it again takes a new reason.
#[tokio::test]
async fn given_thirty_minutes_then_it_is_closed_and_a_second_time_needs_a_reason_of_its_own() {
    let app = TestApp::new().await;
    let case = opened(&app).await;
    minutes(&app, 29);
    app.client(Who::SecondOfficer).signs_in().await;
    app.client(Who::SecondOfficer).opens(case).await.is(200).says("1 minute left");
    minutes(&app, 1);
    app.client(Who::SecondOfficer).opens(case).await.is(404);
    let no_reason = [("what", "Ottoline Farthingale"), ("why", "")];
    app.client(Who::SecondOfficer).post("/urgent", &no_reason).await.is(422);
    app.client(Who::SecondOfficer).opens(case).await.is(404);
    asks(&app, Who::SecondOfficer, "Ottoline Farthingale").await.is(303);
    app.client(Who::SecondOfficer).opens(case).await.is(200);
    let lines = app.service.broken_glass(&app.actor(Who::PrivacyOfficer).await).await.unwrap();
    assert_eq!(lines.len(), 2);
}

/// Pressing again while it is open makes it no longer.
#[tokio::test]
async fn given_open_glass_when_it_is_asked_for_again_then_it_closes_when_it_would_have() {
    let app = TestApp::new().await;
    let case = opened(&app).await;
    minutes(&app, 20);
    app.client(Who::SecondOfficer).signs_in().await;
    asks(&app, Who::SecondOfficer, "Ottoline Farthingale").await.is(303);
    minutes(&app, 10);
    app.client(Who::SecondOfficer).opens(case).await.is(404);
}

#[tokio::test]
async fn what_is_walled_off_foreign_or_several_is_answered_like_what_is_not_there() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    app.wall(case, Who::SecondOfficer).await;
    let foreign = Telling::disclosure().answer("name", "Isolde Merryweather").living_in(app.region("East"));
    app.client(Who::OtherCallHandler).takes_report(&foreign).await;
    for _ in 0..2 {
        let twin = Telling::disclosure().answer("name", "Alex Double").living_in(app.region("North"));
        let twin = app.call_handler().takes_report(&twin).await;
        app.hand_over(twin, Who::Officer).await;
    }
    let reference = app.case_page(case).await.reference.to_string();
    for typed in ["Ottoline Farthingale", reference.as_str(), "Isolde Merryweather", "Alex Double"] {
        // As long as what is asked for, because what was typed stands in the form again.
        let nobody = "q".repeat(typed.len());
        let none = asks(&app, Who::SecondOfficer, &nobody).await;
        none.is(200).says(NOTHING);
        let answer = asks(&app, Who::SecondOfficer, typed).await;
        answer.is(200).says(NOTHING);
        assert_eq!(bare(&answer, typed), bare(&none, &nobody), "{typed}");
        assert_eq!(answer.headers, none.headers, "{typed}");
    }
    app.client(Who::SecondOfficer).opens(case).await.is(404);
    // The control: to somebody who is not walled off the same words open it.
    asks(&app, Who::SouthManager, &reference).await.is(303);
}

/// A wall that comes while it is open closes it.
#[tokio::test]
async fn a_wall_is_not_crossed_by_glass_that_was_broken_before() {
    let app = TestApp::new().await;
    let case = opened(&app).await;
    app.wall(case, Who::SecondOfficer).await;
    app.client(Who::SecondOfficer).opens(case).await.is(404);
}

/// A walled record among those that fit makes no other one of several.
#[tokio::test]
async fn a_record_behind_a_wall_does_not_keep_another_shut() {
    let app = TestApp::new().await;
    let walled = someone_elses(&app).await;
    app.wall(walled, Who::SecondOfficer).await;
    let same = someone_elses(&app).await;
    let reply = asks(&app, Who::SecondOfficer, "Ottoline Farthingale").await;
    assert_eq!(reply.see_other(), format!("/cases/{same}"));
}

#[tokio::test]
async fn it_is_there_for_those_who_may_and_only_with_a_reason() {
    let app = TestApp::new().await;
    someone_elses(&app).await;
    for who in [Who::CallHandler, Who::SecondOfficer, Who::SouthManager] {
        app.client(who).get("/urgent").await.is(200);
    }
    for who in [Who::Auditor, Who::Administrator, Who::Partner, Who::PerpetratorWorker, Who::Planner] {
        assert!([403, 404].contains(&app.client(who).get("/urgent").await.status), "{who:?}");
        assert!([403, 404].contains(&asks(&app, who, "Ottoline Farthingale").await.status), "{who:?}");
    }
    app.client(Who::SecondOfficer)
        .post("/urgent", &[("what", "Ottoline Farthingale"), ("why", " ")])
        .await
        .is(422)
        .says("Say what is happening");
}

/// The access entry comes first and says what it was.
#[tokio::test]
async fn that_it_was_opened_and_why_is_in_the_access_journal() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    let mark = app.looks().await;
    asks(&app, Who::SecondOfficer, "Ottoline Farthingale").await.is(303);
    let looks = app.looks_since(&mark).await;
    let user = app.actor(Who::SecondOfficer).await.user;
    assert_eq!(looks.len(), 1, "{looks:?}");
    assert_eq!((looks[0].case, looks[0].user, looks[0].action.as_str()), (Some(case), user, "break-glass"));
    let told = app.officer().get(&format!("/cases/{case}/looks")).await;
    told.is(200).says("Opened the record in an emergency").says(WHY);
    let mark = app.looks().await;
    asks(&app, Who::SecondOfficer, "Nobody Atall").await.is(200);
    let looks = app.looks_since(&mark).await;
    assert_eq!((looks.len(), looks[0].case, looks[0].action.as_str()), (1, None, "break-glass"));
}

#[tokio::test]
async fn a_privacy_officer_is_told_at_once_and_goes_through_it_once() {
    let app = TestApp::new().await;
    let case = opened(&app).await;
    let officer = app.client(Who::PrivacyOfficer);
    let page = officer.get("/review").await;
    page.is(200).says("SecondOfficer Person opened").says(WHY).says("To go through");
    // A Monday: three working days on is Thursday.
    page.says("in 3 days, 5 March 2026 at 5pm");
    page.does_not_say("Ottoline");
    let glass = app.service.broken_glass(&app.actor(Who::PrivacyOfficer).await).await.unwrap()[0].id;
    let place = format!("/review/{glass}");
    officer.get(&place).await.is(200).does_not_say("Ottoline");
    officer.post(&place, &[("outcome", "not-in-order")]).await.is(422);
    officer.post(&place, &[("outcome", "in-order"), ("words", "I rang the police")]).await.is(303);
    officer.get("/review").await.says("In order, said PrivacyOfficer Person").says("I rang the police");
    officer.get(&place).await.is(404);
    officer.post(&place, &[("outcome", "in-order")]).await.is(409);
    app.client(Who::SecondOfficer).opens(case).await.is(200);
}

#[tokio::test]
async fn what_nobody_has_gone_through_is_overdue_after_three_working_days() {
    let app = TestApp::new().await;
    opened(&app).await;
    app.client(Who::PrivacyOfficer).get("/review").await.does_not_say("Overdue");
    // From Monday until Thursday evening.
    app.wait(SignedDuration::from_hours(3 * 24 + 8));
    app.client(Who::PrivacyOfficer).signs_in().await;
    app.client(Who::PrivacyOfficer).get("/review").await.says("Overdue");
}

/// Nobody goes through what they did themself. Where they are the only privacy officer, the lead does.
#[tokio::test]
async fn whoever_opened_it_does_not_go_through_it_and_the_lead_does_only_where_nobody_else_could() {
    let app = TestApp::new().await;
    let case = opened(&app).await;
    let glass = |lines: Vec<service::GlassLine>| (lines[0].id, lines[0].may_review, lines[0].own);
    let lead = app.actor(Who::DaLead).await;
    let (id, lead_may, _) = glass(app.service.broken_glass(&lead).await.unwrap());
    assert!(!lead_may, "there is a privacy officer");
    app.da_lead().post(&format!("/review/{id}"), &[("outcome", "in-order")]).await.is(404);
    // The officer becomes the organisation's only privacy officer.
    app.becomes(Who::SecondOfficer, access::Role::PrivacyOfficer).await;
    app.closes_account(Who::PrivacyOfficer).await;
    app.client(Who::SecondOfficer).signs_in().await;
    let themself = app.actor(Who::SecondOfficer).await;
    let (_, may, own) = glass(app.service.broken_glass(&themself).await.unwrap());
    assert!(!may && own);
    let place = format!("/review/{id}");
    app.client(Who::SecondOfficer).post(&place, &[("outcome", "in-order")]).await.is(404);
    app.da_lead().post(&place, &[("outcome", "in-order")]).await.is(303);
    assert!(app.case_page(case).await.glass.is_none());
}
