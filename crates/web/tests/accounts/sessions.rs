//! One's own sessions: seen, and ended, one or all others (ASVS 7.5.2).

use jiff::SignedDuration;

use crate::support::{PASSWORD, Reply, Sending, TestApp, Who};

const NOTHING: [(&str, &str); 0] = [];
const CHROME: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36";

/// Signs somebody in by another browser: its cookie.
async fn elsewhere(app: &TestApp, who: Who, browser: &str) -> String {
    let fields = [("login", who.login()), ("password", PASSWORD.to_owned())];
    let sent = Sending::post("/sign-in", &fields).header("user-agent", browser);
    let reply = app.anybody().send(sent).await;
    reply.is(303);
    reply.header("set-cookie").split(';').next().unwrap().split_once('=').unwrap().1.to_owned()
}

async fn is_in(app: &TestApp, token: &str) -> bool {
    app.service.session(token).await.unwrap().is_some()
}

/// The addresses of the buttons on the page that end one session each.
fn ends(page: &Reply) -> Vec<String> {
    let (start, end) = ("action=\"/account/sessions/", "/end\"");
    let parts = page.body.split(start).skip(1).filter_map(|rest| rest.split_once(end));
    parts.map(|(id, _)| format!("/account/sessions/{id}/end")).filter(|place| place.len() > 30).collect()
}

/// The address of the button that ends the session in which the page is seen.
fn this(page: &Reply) -> String {
    let (before, _) = page.body.split_once("Sign out here").unwrap();
    let (_, id) = before.rsplit_once("action=\"/account/sessions/").unwrap();
    format!("/account/sessions/{}", id.split('"').next().unwrap())
}

#[tokio::test]
async fn one_sees_one_s_own_sessions_and_ends_one_of_them() {
    let app = TestApp::new().await;
    app.officer().get("/work").await.is(200);
    app.wait(SignedDuration::from_mins(1));
    let other = elsewhere(&app, Who::Officer, CHROME).await;
    let page = app.officer().get("/account/sessions").await;
    page.is(200).says("Chrome on Windows").says("(this one)").does_not_say("Mozilla");
    let before = ends(&page).len();
    let theirs = ends(&page)[0].clone();
    assert!(is_in(&app, &other).await);
    assert_eq!(app.officer().post(&theirs, &NOTHING).await.see_other(), "/account/sessions");
    assert!(!is_in(&app, &other).await);
    let page = app.officer().get("/account/sessions").await;
    assert_eq!(ends(&page).len(), before - 1);
    page.does_not_say("Chrome on Windows");
}

#[tokio::test]
async fn one_ends_all_others_and_stays_where_one_is() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    let others = [elsewhere(&app, Who::Officer, CHROME).await, elsewhere(&app, Who::Officer, "").await];
    app.manager().get("/work").await.is(200);
    app.officer().signs_in().await;
    app.officer().post("/account/sessions/end", &NOTHING).await.is(303);
    for other in &others {
        assert!(!is_in(&app, other).await);
    }
    app.officer().get("/work").await.is(200);
    app.manager().get("/work").await.is(200);
    let page = app.officer().get("/account/sessions").await;
    assert_eq!(ends(&page).len(), 1);
    page.does_not_say("End all others");
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else_or_learns_that_there_is_one() {
    let app = TestApp::new().await;
    app.officer().get("/work").await.is(200);
    let theirs = this(&app.officer().get("/account/sessions").await);
    let never = "/account/sessions/01890000-0000-7000-8000-0000000000ff/end";
    let mut answers = Vec::new();
    for place in [theirs.as_str(), never] {
        for who in [Who::Manager, Who::Administrator, Who::OtherOfficer] {
            let reply = app.client(who).post(place, &NOTHING).await;
            answers.push((reply.status, reply.body));
        }
    }
    assert_eq!(answers[0].0, 404);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    app.officer().get("/work").await.is(200);
    app.officer().post(&theirs, &NOTHING).await.is(303);
    assert_eq!(
        app.officer().get("/work").await.header("location"),
        "/sign-in",
        "the control: its owner ends it"
    );
}

#[tokio::test]
async fn ending_a_session_needs_somebody_who_confirmed_who_they_are() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    let other = elsewhere(&app, Who::Officer, CHROME).await;
    app.wait(SignedDuration::from_mins(11));
    let page = app.officer().get("/account/sessions").await;
    for place in ends(page.is(200)).iter().chain(&["/account/sessions/end".to_owned()]) {
        let to = app.officer().post(place, &NOTHING).await.see_other();
        assert_eq!(to, "/account/sessions?confirm=yes");
        assert!(app.officer().get(&to).await.see_other().contains("/confirm"));
    }
    assert!(is_in(&app, &other).await);
}
