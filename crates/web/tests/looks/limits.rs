//! Sixty records in an hour, for anybody (T9): the next is refused before anything is looked up.

use domain::CaseId;
use jiff::SignedDuration;
use service::Limits;
use web::routes::{About, ROUTES};

use crate::coverage::matrix::{asked, visit};
use crate::coverage::world::{State, in_state, road};
use crate::support::{Telling, TestApp, Who};

async fn limited(limits: Limits) -> TestApp {
    TestApp::with_people(|service| service.limited_to(limits)).await
}

/// An id that no case has, or a case: the count is the same.
fn nothing(number: u32) -> String {
    format!("/cases/01890000-0000-7000-8000-{number:012}")
}

async fn uses_up(app: &TestApp, who: Who, many: u32) {
    for number in 0..many {
        app.client(who).get(&nothing(number)).await.is(404);
    }
}

#[tokio::test]
async fn the_sixty_first_record_of_an_hour_is_refused_on_every_route_about_a_case() {
    let app = limited(Limits::NONE).await;
    let mut requests = Vec::new();
    for route in ROUTES {
        let About::Case(kind) = route.about else { continue };
        let shared = in_state(&app, State::Handed, road(route.path)).await;
        for about in asked(&app, route, kind, State::Handed, Who::DaLead, &shared).await {
            requests.push((route, about));
        }
    }
    assert!(requests.len() > 30);
    // The service starts again with the limit that holds for everybody. What the lead opened until now was opened
    // more than an hour ago.
    app.wait(SignedDuration::from_hours(2));
    let app = app.starts_again(Limits::REAL).await;
    app.actor(Who::DaLead).await;
    uses_up(&app, Who::DaLead, 60).await;
    for (route, about) in &requests {
        let before = (app.looks().await, app.count_of_entries().await);
        let reply = visit(&app, route, Who::DaLead, &about.example).await;
        let place = format!("{} {}: {}", route.method, about.example.path, reply.status);
        assert_eq!(reply.status, 429, "{place}");
        assert!(reply.body.contains("You have opened 60 records in the last hour"), "{place}");
        assert!(!reply.body.contains("Rowan Ashdown"), "{place}");
        assert_eq!(app.looks_since(&before.0).await, [], "{place}");
        assert_eq!(app.count_of_entries().await, before.1, "{place}");
    }
    // The control: an hour later they are there again.
    app.wait(SignedDuration::from_hours(1));
    app.actor(Who::DaLead).await;
    let (route, about) = &requests[0];
    assert_eq!(visit(&app, route, Who::DaLead, &about.example).await.status, 200);
}

#[tokio::test]
async fn what_is_refused_is_refused_alike_whether_or_not_there_is_such_a_record() {
    let app = limited(Limits { opened: 3, ..Limits::REAL }).await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    let walled = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.wall(walled, Who::SecondOfficer).await;
    uses_up(&app, Who::SecondOfficer, 3).await;
    let mut bodies = Vec::new();
    for path in [nothing(9), format!("/cases/{case}"), format!("/cases/{walled}")] {
        let reply = app.client(Who::SecondOfficer).get(&path).await;
        reply.is(429);
        bodies.push((reply.body.clone(), reply.headers.clone()));
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]));
}

#[tokio::test]
async fn a_stop_stands_in_the_security_log_once_and_before_the_privacy_officer_who_may_lift_it() {
    let app = limited(Limits { opened: 3, opened_when_lifted: 5, ..Limits::REAL }).await;
    uses_up(&app, Who::Officer, 3).await;
    for number in 10..13 {
        app.officer().get(&nothing(number)).await.is(429);
    }
    let stops = app.security_kinds().await.iter().filter(|kind| *kind == "rate-stopped").count();
    assert_eq!(stops, 1);
    let officer = app.client(Who::PrivacyOfficer);
    assert!(officer.get("/review").await.is(200).body.contains("opened too many records"));
    let page = officer.get("/review/looks").await;
    assert!(
        page.is(200).body.contains("opened 3 records in an hour, and was stopped 3 times"),
        "{}",
        page.body
    );
    // Somebody else lifts it, with a reason; nobody their own.
    let who = app.actor(Who::Officer).await.user;
    let own = app.actor(Who::PrivacyOfficer).await.user;
    let lift = format!("/review/limits/{who}");
    officer.post(&lift, &[("why", "")]).await.is(422);
    app.officer().get(&nothing(13)).await.is(429);
    officer.post(&format!("/review/limits/{own}"), &[("why", "I need more")]).await.is(404);
    officer.post(&lift, &[("why", "Moves a region to a colleague today")]).await.see_other();
    app.officer().get(&nothing(13)).await.is(404);
    app.officer().get(&nothing(14)).await.is(404);
    app.officer().get(&nothing(15)).await.is(429);
    app.wait(SignedDuration::from_hours(2));
    app.actor(Who::Officer).await;
    uses_up(&app, Who::Officer, 3).await;
    app.officer().get(&nothing(13)).await.is(429);
}

#[tokio::test]
async fn many_at_once_open_no_more_than_one_after_the_other() {
    let app = limited(Limits { opened: 10, ..Limits::REAL }).await;
    app.officer().get("/find").await.is(200);
    let app = std::sync::Arc::new(app);
    let mut opening = tokio::task::JoinSet::new();
    for number in 0..40 {
        let app = std::sync::Arc::clone(&app);
        opening.spawn(async move { app.officer().get(&nothing(number)).await.status });
    }
    let statuses = opening.join_all().await;
    assert_eq!(statuses.iter().filter(|status| **status == 404).count(), 10);
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 30);
}

#[tokio::test]
async fn starting_again_opens_no_door() {
    let app = TestApp::new().await;
    let mut cases: Vec<CaseId> = Vec::new();
    for _ in 0..4 {
        cases.push(
            app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await,
        );
    }
    for case in &cases[..3] {
        app.da_lead().opens(*case).await.is(200);
    }
    let app = app.starts_again(Limits { opened: 3, ..Limits::REAL }).await;
    app.da_lead().opens(cases[0]).await.is(200);
    app.da_lead().opens(cases[3]).await.is(429);
    app.client(Who::SecondLead).opens(cases[3]).await.is(200);
}

#[tokio::test]
async fn names_in_searches_and_reports_have_limits_of_their_own() {
    let app = limited(Limits { listed: 2, reports: 3, ..Limits::REAL }).await;
    for name in ["Ann Redfern", "Bea Redfern", "Cat Redfern"] {
        app.call_handler()
            .takes_report(&Telling::disclosure().answer("name", name).living_in(app.region("North")))
            .await;
    }
    let draft = app.call_handler().post("/reports", &[("kind", "report-survivor")]).await.see_other();
    let refused = app.call_handler().post(&draft, &Telling::disclosure().finished()).await;
    assert!(refused.is(429).body.contains("You have taken 3 reports in the last hour"), "{}", refused.body);
    app.da_lead().post("/find", &[("words", "Ann Redfern")]).await.is(200);
    let refused = app.da_lead().post("/find", &[("words", "Redfern")]).await;
    assert!(!refused.is(429).body.contains("Redfern"));
    app.wait(SignedDuration::from_hours(1));
    app.actor(Who::DaLead).await;
    app.actor(Who::CallHandler).await;
    app.da_lead().post("/find", &[("words", "Bea")]).await.is(200);
    app.call_handler().post(&draft, &Telling::disclosure().finished()).await.see_other();
}
