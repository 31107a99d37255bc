//! Sessions by a clock that the test sets, sign-in that tells nothing, and the headers of every answer.

mod flood;
mod tries;

use jiff::SignedDuration;
use web::headers::Transport;
use web::routes::ROUTES;

use crate::support::{Reply, Sending, TestApp, Who};

fn is_signed_out(reply: &Reply) -> bool {
    (reply.status, reply.header("location")) == (303, "/sign-in")
}

#[tokio::test]
async fn a_session_ends_after_fifteen_minutes_without_use() {
    let app = TestApp::new().await;
    let officer = app.officer();
    officer.signs_in().await;
    app.wait(SignedDuration::from_secs(15 * 60 - 1));
    officer.get("/work").await.is(200);
    app.wait(SignedDuration::from_secs(15 * 60));
    assert!(is_signed_out(&officer.get("/work").await));
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy_it_is() {
    let app = TestApp::new().await;
    let officer = app.officer();
    officer.signs_in().await;
    for _ in 0..72 {
        officer.get("/work").await.is(200);
        app.wait(SignedDuration::from_mins(10));
    }
    assert!(is_signed_out(&officer.get("/work").await));
}

#[tokio::test]
async fn signing_out_ends_the_session_at_once_and_clears_the_browser() {
    let app = TestApp::new().await;
    let officer = app.officer();
    let old = officer.signs_in().await;
    let out = officer.post("/sign-out", &[("", ""); 0]).await;
    assert!(is_signed_out(&out));
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
    assert!(is_signed_out(&officer.get("/work").await));
    assert!(app.service.session(&old).await.unwrap().is_none());

    officer.signs_in().await;
    let left = officer.get("/exit").await;
    assert!(left.see_other().starts_with("https://"));
    assert!(is_signed_out(&officer.get("/work").await));
}

#[tokio::test]
async fn the_exit_that_a_script_tells_of_ends_the_session_and_leads_nowhere() {
    let app = TestApp::new().await;
    let officer = app.officer();
    officer.signs_in().await;
    let left = officer.post("/exit", &[("", ""); 0]).await;
    left.is(204);
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    assert!(!left.headers.contains_key("location"), "a browser would follow it from within our page");
    assert!(is_signed_out(&officer.get("/work").await));
}

#[tokio::test]
async fn a_new_password_ends_every_session_of_its_owner() {
    let app = TestApp::new().await;
    let officer = app.officer();
    officer.signs_in().await;
    let user = app.actor(Who::Officer).await.user;
    let link = format!("/password/{}", app.service.make_link(Some(user)).await.unwrap());
    let chosen =
        [("password", "walnut ferry cobalt ninety"), ("password-again", "walnut ferry cobalt ninety")];
    app.anybody().post(&link, &chosen).await.is(303);
    assert!(is_signed_out(&officer.get("/work").await));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_answered_alike() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    let mut answers = Vec::new();
    // Names of one length, so that no header tells them apart either.
    for login in ["officer", "unknown", "auditor"] {
        let fields = [("login", login), ("password", "not the password at all")];
        let reply = app.anybody().post("/sign-in", &fields).await;
        answers.push((reply.status, reply.body.replace(login, "LOGIN"), reply.headers));
    }
    assert_eq!(answers[0].0, 422);
    assert_eq!(answers[1], answers[0]);
    assert_eq!(answers[2], answers[0], "an account without a password");
}

#[tokio::test]
async fn many_wrong_tries_slow_one_name_down_and_no_other() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    for _ in 0..10 {
        app.anybody().post("/sign-in", &[("login", "officer"), ("password", "wrong")]).await.is(422);
    }
    let right = [("login", "officer"), ("password", crate::support::PASSWORD)];
    app.anybody().post("/sign-in", &right).await.is(422);
    app.manager().signs_in().await;
    app.wait(SignedDuration::from_mins(2));
    app.anybody().post("/sign-in", &right).await.is(303);
}

/// What is missing of security.md G14.
fn missing(reply: &Reply, transport: Transport, may_be_kept: bool) -> Vec<&'static str> {
    let policy = reply.header("content-security-policy");
    let hsts = "max-age=63072000; includeSubDomains";
    [
        ("no policy", policy.contains("default-src 'none'") && !policy.contains("unsafe")),
        ("frames", policy.contains("frame-ancestors 'none'")),
        ("nosniff", reply.header("x-content-type-options") == "nosniff"),
        ("referrer", reply.header("referrer-policy") == "no-referrer"),
        ("opener", reply.header("cross-origin-opener-policy") == "same-origin"),
        ("resource", reply.header("cross-origin-resource-policy") == "same-origin"),
        ("permissions", reply.header("permissions-policy").contains("geolocation=()")),
        ("no-store", may_be_kept || reply.header("cache-control") == "no-store"),
        ("hsts", (reply.header("strict-transport-security") == hsts) == (transport == Transport::Tls)),
    ]
    .into_iter()
    .filter_map(|(what, is_so)| (!is_so).then_some(what))
    .collect()
}

#[tokio::test]
async fn every_answer_of_every_route_carries_the_headers_errors_included() {
    for transport in [Transport::Plain, Transport::Tls] {
        let app = TestApp::empty(transport).await;
        let filled = |path: &str| {
            path.split('/')
                .map(|part| if part.starts_with('{') { "x" } else { part })
                .collect::<Vec<_>>()
                .join("/")
        };
        let unknown = ["/nothing-here", "/cases/x", "/reports/%FF", "/assets/nothing"].map(Sending::get);
        let none: [(&str, &str); 0] = [];
        let routes = ROUTES.iter().flat_map(|route| {
            let path = filled(route.path);
            [
                Sending::get(&path),
                Sending::post(&path, &none),
                Sending::post(&path, &none).header("origin", "http://evil.test"),
            ]
        });
        for sending in routes.chain(unknown) {
            let reply = app.anybody().send(sending.clone()).await;
            assert_eq!(missing(&reply, transport, false), [""; 0], "{sending:?}");
        }
        let asset = app.anybody().get(&web::assets::APP_CSS.url()).await;
        assert_eq!(missing(&asset, transport, true), [""; 0]);
    }
}

#[test]
fn the_check_of_headers_finds_what_is_missing() {
    let bare = Reply { status: 200, headers: axum::http::HeaderMap::new(), body: String::new() };
    assert_eq!(missing(&bare, Transport::Tls, false).len(), 9);
}
