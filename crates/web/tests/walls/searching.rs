//! Somebody who is walled off from a case searches for what it is about. What they are shown is in `same_day`, and how
//! long it takes in `times`; here it is who hears of it.

use domain::CaseId;
use jiff::SignedDuration;

use super::{HOME, living_at, telling};
use crate::support::{Reply, Telling, TestApp, Who};

const TOLD: &str = "Somebody who is walled off searched for this";

/// A case from which the officer is walled off.
async fn walled() -> (TestApp, CaseId) {
    let app = TestApp::new().await;
    app.gives(Who::Officer, living_at(HOME)).await;
    let case = app.call_handler().takes_report(&at_home(&app)).await;
    app.hand_over(case, Who::DaLead).await;
    (app, case)
}

fn at_home(app: &TestApp) -> Telling {
    telling(app, "Rowan Ashdown", "07700 900457").answer("address", HOME)
}

async fn searches(app: &TestApp, who: Who, words: &str) -> Reply {
    app.wait(SignedDuration::from_secs(1));
    app.client(who).post("/find", &[("words", words)]).await
}

async fn list(app: &TestApp, who: Who) -> Reply {
    let reply = app.client(who).get("/walls").await;
    reply.is(200);
    reply
}

#[tokio::test]
async fn given_a_search_from_behind_a_wall_then_it_finds_nothing_and_the_safeguarding_lead_reads_of_it() {
    let (app, case) = walled().await;
    let reference = app.case_page(case).await.reference.to_string();
    for (words, told) in [
        ("Rowan Ashdown", "Officer Person searched once, last today at"),
        ("ashd", "Officer Person searched twice"),
        (&reference, "Officer Person searched 3 times"),
        (&reference.to_lowercase().replace('-', ""), "Officer Person searched 4 times"),
        ("a rowan", "Officer Person searched 5 times"),
    ] {
        searches(&app, Who::Officer, words).await.is(200).says("Nothing").does_not_say(TOLD);
        let page = list(&app, Who::SafeguardingLead).await;
        page.says(TOLD).says(told).says(&reference);
    }
}

#[tokio::test]
async fn given_somebody_has_seen_to_it_then_only_a_later_search_is_told_again() {
    let (app, _) = walled().await;
    searches(&app, Who::Officer, "Rowan Ashdown").await;
    let lead = app.client(Who::SafeguardingLead);
    let page = list(&app, Who::SafeguardingLead).await;
    let (_, form) = page.body.split_once("action=\"/walls/searches/").unwrap();
    let place = format!("/walls/searches/{}", form.split('"').next().unwrap());
    let up_to = page.field("up-to").to_owned();
    // Another search while the page is open is not seen to by it.
    searches(&app, Who::Officer, "Rowan").await;
    lead.post(&place, &[("up-to", &up_to)]).await.is(303);
    list(&app, Who::SafeguardingLead).await.says("Officer Person searched once");
    for (bad, status) in [("", 404), ("x", 404), ("-1", 404)] {
        lead.post(&place, &[("up-to", bad)]).await.is(status);
    }
    lead.post(&place, &[("up-to", "1000000")]).await.is(303);
    list(&app, Who::SafeguardingLead).await.does_not_say(TOLD);
}

/// The controls: whatever is not a search for what a wall of theirs keeps from them is nobody's business.
#[tokio::test]
async fn given_any_other_search_then_nobody_hears_of_it() {
    let (app, case) = walled().await;
    for (who, words) in [
        // No wall is between them: they have no part in it, and find nothing.
        (Who::SecondOfficer, "Rowan Ashdown"),
        // It stands behind no wall.
        (Who::Officer, "Rowena"),
        (Who::Officer, "Rowan Vasey"),
        // They see it.
        (Who::Manager, "Rowan Ashdown"),
    ] {
        searches(&app, who, words).await.is(200);
        list(&app, Who::SafeguardingLead).await.does_not_say(TOLD);
    }
    // What finds something else is an ordinary search, and so is one after the wall is gone.
    let other = app.call_handler().takes_report(&telling(&app, "Rowan Fell", "07700 900461")).await;
    app.hand_over(other, Who::Officer).await;
    searches(&app, Who::Officer, "Rowan").await.says("Rowan Fell").does_not_say("Ashdown");
    list(&app, Who::SafeguardingLead).await.does_not_say(TOLD);
    app.takes_walls_down(case).await;
    searches(&app, Who::Officer, "Rowan Ashdown").await.is(200);
    list(&app, Who::SafeguardingLead).await.does_not_say(TOLD);
}

#[tokio::test]
async fn given_a_search_before_there_was_a_wall_then_it_is_not_told() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&at_home(&app)).await;
    app.hand_over(case, Who::DaLead).await;
    searches(&app, Who::Officer, "Rowan Ashdown").await;
    app.wait(SignedDuration::from_secs(1));
    app.gives(Who::Officer, living_at(HOME)).await;
    list(&app, Who::SafeguardingLead).await.does_not_say(TOLD);
    searches(&app, Who::Officer, "Rowan Ashdown").await;
    list(&app, Who::SafeguardingLead).await.says("Officer Person searched once");
}

#[tokio::test]
async fn given_a_lead_who_is_walled_off_themself_then_they_read_of_nobody_s_searches_for_it() {
    let (app, _) = walled().await;
    app.gives(Who::SecondLead, living_at(HOME)).await;
    searches(&app, Who::Officer, "Rowan Ashdown").await;
    searches(&app, Who::SecondLead, "Rowan Ashdown").await;
    list(&app, Who::SecondLead).await.does_not_say(TOLD);
    let page = list(&app, Who::SafeguardingLead).await;
    page.says("Officer Person searched once").says("SecondLead Person searched once");
}

#[tokio::test]
async fn given_they_ask_for_it_in_an_emergency_then_it_does_not_open_and_the_lead_reads_of_that_too() {
    let (app, case) = walled().await;
    let form = [("what", "Rowan Ashdown"), ("why", "Somebody is at the door")];
    app.wait(SignedDuration::from_secs(1));
    app.officer().post("/urgent", &form).await.is(200).does_not_say("Rowan Ashdown, ");
    assert!(!app.can_open(Who::Officer, case).await);
    list(&app, Who::SafeguardingLead).await.says("Officer Person searched once");
}
