//! Promises that are late until somebody says what came of them, and silence in working days.

use domain::case::CaseCommand;
use domain::contact::{Attempted, Clearance, Outcome, Way};
use domain::{AttemptId, CaseId, ChannelId};
use jiff::SignedDuration;
use policy::DutyState;
use policy::words::{Evidence, Role};

use super::{a_case, day, form};
use crate::support::{TestApp, Who};

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test]
async fn given_a_promise_then_it_is_late_after_its_day_until_somebody_says_what_came_of_it_and_whether_they_know()
 {
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    let made = form(&[("what", "New locks")], day("by", ["4", "3", "2026"]));
    app.officer().post(&format!("/cases/{case}/notes/promise"), &made).await.is(303);
    let page = format!("/cases/{case}");
    app.officer().get(&page).await.says("New locks Promised by 4 March 2026");
    app.wait(DAY * 3);
    app.officer().signs_in().await;
    app.officer().get(&page).await.says("New locks Late by 4 March 2026");
    app.officer().get("/work").await.says("Keep what was promised to the survivor, or tell them why not");
    let place = format!("/cases/{case}/notes/promise-settled");
    let mut sent = app.officer().get(&place).await.form(&place);
    sent.retain(|(name, _)| name != "csrf" && !name.starts_with("told"));
    sent.extend(form(&[("kept", "kept"), ("told", "no"), ("told-why", "She rings on Monday")], []));
    app.officer().post(&place, &sent).await.is(303);
    let settled = app.officer().get(&page).await;
    settled
        .says("New locks Kept, late on 5 March 2026; it was to be by 4 March 2026")
        .says("They do not know yet: She rings on Monday");
    app.officer().get("/work").await.does_not_say("Keep what was promised");
}

async fn tried(app: &TestApp, case: CaseId, channel: ChannelId, outcome: Outcome, was_agreed: bool) {
    let attempt = Attempted {
        attempt: AttemptId::from_uuid(channel.as_uuid()),
        way: Way::WeTried { channel, clearance: Clearance::Cleared },
        at: app.now(),
        outcome,
        was_agreed,
        against_plan: false,
        words: None,
    };
    app.records(Who::Officer, case, CaseCommand::RecordAttempt(attempt)).await;
}

#[tokio::test]
async fn given_nobody_spoke_with_them_then_the_page_counts_working_days_and_a_try_is_no_contact() {
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    let channel = app.plan_calls(case).await;
    let page = format!("/cases/{case}");
    // Monday 2 March: their own report is a contact.
    app.officer().get(&page).await.says("Somebody spoke with them today");
    app.wait(DAY * 4);
    app.officer().signs_in().await;
    tried(&app, case, channel, Outcome::NoAnswer, false).await;
    app.officer().get(&page).await.says("Nobody has spoken with them for 4 working days");
    // Over a weekend only Monday counts.
    app.wait(DAY * 3);
    app.officer().signs_in().await;
    app.officer().get(&page).await.says("Nobody has spoken with them for 5 working days");
    tried(&app, case, channel, Outcome::Spoke, false).await;
    app.officer().get(&page).await.says("Somebody spoke with them today").does_not_say("Too long");
    // The pack gives ten working days at medium: on the eleventh the alarm rings.
    app.wait(DAY * 15);
    app.officer().signs_in().await;
    app.officer().get(&page).await.says("Too long Nobody has spoken with them for 11 working days");
}

/// R-16, and the never event of a silence that nobody follows up.
#[tokio::test]
async fn r16_given_a_missed_contact_at_high_risk_then_it_is_due_and_raised_within_hours() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    let channel = app.plan_calls(case).await;
    tried(&app, case, channel, Outcome::NoAnswer, true).await;
    let follow_up = |page: service::CasePage| {
        let met_by = [Evidence::ContactMade, Evidence::ContactAgreed, Evidence::PoliceTold];
        page.duties.into_iter().find(|duty| duty.met_by == met_by).unwrap()
    };
    let due = follow_up(app.case_page(case).await);
    assert_eq!(due.due, "2026-03-02T12:00:00Z".parse().unwrap());
    assert_eq!(due.state, DutyState::Due);
    app.wait(SignedDuration::from_hours(2) + SignedDuration::from_mins(1));
    let page = {
        app.client(Who::DaLead).signs_in().await;
        app.case_page(case).await
    };
    let overdue = follow_up(page);
    assert_eq!(overdue.state, DutyState::Overdue);
    assert!(overdue.raised.iter().any(|raised| raised.to == Role::RegionalManager), "{:?}", overdue.raised);
}
