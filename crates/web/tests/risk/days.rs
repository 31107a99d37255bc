//! Days that are counted down to, as officers see them in a browser: whether the survivor was told, a day that was moved, and
//! an assessment that is old on the day itself.

use domain::case::CaseCommand;
use domain::contact::{Attempted, Outcome, Way};
use domain::{AttemptId, CaseId};
use jiff::SignedDuration;

use super::{assessed, handed, with_seen};
use crate::support::{TestApp, Who};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const TITLE: &str =
    "A release or another day that may change the danger: see that the survivor is told of it";
const UNTOLD: &str = "Nobody wrote down that the survivor was told";
const OLD: &str = "Assess the risk again.";

/// On this day of March 2026; the tests begin on the second.
async fn changed(app: &TestApp, case: CaseId, change: &str, day: &str, more: &[(&str, &str)]) {
    let on = [("change", change), ("when-day", day), ("when-month", "3"), ("when-year", "2026")];
    let note = with_seen(app, case, "change", &[&on[..], more].concat()).await;
    app.officer().post(&format!("/cases/{case}/notes/change"), &note).await.is(303);
}

async fn told(app: &TestApp, case: CaseId, answers: &[(&str, &str)]) -> crate::support::Reply {
    let note = with_seen(app, case, "told", answers).await;
    app.officer().post(&format!("/cases/{case}/notes/told"), &note).await
}

async fn spoke(app: &TestApp, case: CaseId) {
    let spoke = Attempted {
        attempt: AttemptId::from_uuid(case.as_uuid()),
        way: Way::TheyContactedUs,
        at: app.now(),
        outcome: Outcome::Spoke,
        was_agreed: false,
        against_plan: false,
        words: None,
    };
    app.records(Who::Officer, case, CaseCommand::RecordAttempt(spoke)).await;
}

#[tokio::test]
async fn a_release_of_which_nobody_told_them_is_said_on_every_page_until_somebody_writes_how_they_were_told()
{
    let app = TestApp::new().await;
    let case = handed(&app).await;
    changed(&app, case, "release", "20", &[("order", "Remand")]).await;
    app.officer().opens(case).await.says(UNTOLD).says("In 18 days");
    app.officer().get(&format!("/cases/{case}/risk")).await.says(UNTOLD);
    app.officer().get("/work").await.says(TITLE);
    let form = app.officer().get(&format!("/cases/{case}/notes/told")).await;
    form.says("Has the survivor been told?").says("(Remand), 20 March 2026");
    // That somebody says so is not enough: the contact stands in the record.
    let by_us = [("told", "yes"), ("by", "contact"), ("told-at-time", "08:30")];
    told(&app, case, &by_us).await.is(422).says("No contact of that day is recorded");
    for (answers, says) in [
        (&[("told", "no")][..], "Say why nobody has told them yet"),
        (&[("told", "yes"), ("told-at-time", "08:30")], "Choose how they learned of it"),
        (&[("told", "yes"), ("by", "agency")], "When they were told needs a time"),
        (&[("told", "yes"), ("by", "otherwise"), ("told-at-time", "08:30")], "Say how they were told"),
    ] {
        told(&app, case, answers).await.is(422).says(says);
    }
    told(&app, case, &[("told", "no"), ("told-why", "He answers her phone until Friday")]).await.is(303);
    app.officer().opens(case).await.says("not told yet: He answers her phone until Friday");
    told(&app, case, &[("told", "not-known")]).await.is(303);
    app.officer().opens(case).await.says("It is not known whether the survivor was told");
    spoke(&app, case).await;
    app.officer().get("/work").await.says(TITLE);
    app.wait(DAY * 18);
    app.officer().signs_in().await;
    app.client(Who::DaLead).signs_in().await;
    app.officer().opens(case).await.says("Today, on 20 March 2026").says("Overdue");
    told(&app, case, &[("told", "yes"), ("by", "agency"), ("told-at-time", "08:30")]).await.is(303);
    app.officer().opens(case).await.says("The survivor was told on 20 March 2026").does_not_say(UNTOLD);
    app.officer().get("/work").await.does_not_say(TITLE);
}

#[tokio::test]
async fn whoever_told_them_in_a_contact_of_that_day_says_so_and_it_is_done() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    changed(&app, case, "release", "20", &[]).await;
    spoke(&app, case).await;
    app.wait(SignedDuration::from_mins(1));
    let at = app.now().to_zoned(domain::when::london()).strftime("%H:%M").to_string();
    told(&app, case, &[("told", "yes"), ("by", "contact"), ("told-at-time", &at)]).await.is(303);
    app.officer().opens(case).await.says("We told them, in a contact that was cleared").does_not_say(UNTOLD);
    app.officer().get("/work").await.does_not_say(TITLE);
}

#[tokio::test]
async fn a_day_that_was_moved_is_counted_down_to_once_and_told_of_anew() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    changed(&app, case, "hearing", "12", &[]).await;
    told(&app, case, &[("told", "yes"), ("by", "knew"), ("told-at-time", "08:30")]).await.is(303);
    app.officer().opens(case).await.says("In 10 days").does_not_say(UNTOLD);
    let older = app.case_page(case).await.view.support.changes().last().unwrap().sequence.to_string();
    app.officer().get(&format!("/cases/{case}/notes/change")).await.says("Was this day moved?");
    changed(&app, case, "hearing", "24", &[("instead-of", &older)]).await;
    let page = app.officer().opens(case).await;
    page.says("In 22 days").does_not_say("In 10 days").says(UNTOLD);
    // Another kind of day is another day.
    let other = [
        ("change", "release"),
        ("when-day", "24"),
        ("when-month", "3"),
        ("when-year", "2026"),
        ("instead-of", &older),
    ];
    let note = with_seen(&app, case, "change", &other).await;
    let reply = app.officer().post(&format!("/cases/{case}/notes/change"), &note).await;
    reply.is(422).says("No such day is counted down to here");
}

#[tokio::test]
async fn an_assessment_that_came_between_is_old_on_the_day_itself_and_the_list_says_so() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    changed(&app, case, "release", "20", &[]).await;
    assessed(&app, Who::DaLead, case, &[("f1", "yes"), ("f6", "no")]).await;
    app.officer().opens(case).await.does_not_say(OLD);
    app.wait(DAY * 17);
    app.officer().signs_in().await;
    app.officer().opens(case).await.does_not_say(OLD);
    app.wait(DAY);
    app.officer().signs_in().await;
    app.officer().opens(case).await.says(OLD).says("since 20 March 2026");
    app.officer().get("/work").await.says("The day itself of something that may change the danger");
    app.client(Who::DaLead).signs_in().await;
    assessed(&app, Who::DaLead, case, &[("f1", "yes"), ("f6", "no")]).await;
    app.officer().opens(case).await.does_not_say(OLD);
    app.wait(DAY * 30);
    app.officer().signs_in().await;
    app.officer().opens(case).await.does_not_say(OLD);
}

#[tokio::test]
async fn a_separation_that_is_said_in_an_assessment_or_shown_by_an_incident_opens_the_window() {
    const WINDOW: &str = "the danger is known to be greatest";
    for (answer, opens) in [("yes", true), ("dont-know", false), ("not-asked", false), ("no", false)] {
        let app = TestApp::new().await;
        let case = handed(&app).await;
        assessed(&app, Who::DaLead, case, &[("f1", "no"), ("f6", answer)]).await;
        let page = app.officer().opens(case).await;
        let risk = app.officer().get(&format!("/cases/{case}/risk")).await;
        if opens {
            page.says(WINDOW).says("They have separated, or tried to");
            risk.says(WINDOW);
        } else {
            page.does_not_say(WINDOW);
            risk.does_not_say(WINDOW);
        }
    }
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let incident = [("told-by", "survivor"), ("words", "He waited at her car"), ("kinds", "post-separation")];
    let note = with_seen(&app, case, "incident", &incident).await;
    app.officer().post(&format!("/cases/{case}/notes/incident"), &note).await.is(303);
    app.officer().opens(case).await.says(WINDOW).says("there was abuse since");
}
