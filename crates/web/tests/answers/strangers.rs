//! What a browser, a proxy or a stranger adds to a request changes nothing: other methods, names of other hosts, false
//! addresses, other sites that ask to read along.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::response::Response;
use tower::util::MapResponseLayer;
use web::routes::ROUTES;

use super::{Cases, SIDES, requests};
use crate::support::{PASSWORD, Reply, Sending, TestApp, Who};

/// Headers that a proxy might set, here set by whoever asks.
const FORWARDED: [(&str, &str); 10] = [
    ("forwarded", "for=192.0.2.60;proto=https;host=evil.test"),
    ("x-forwarded-for", "192.0.2.60"),
    ("x-forwarded-host", "evil.test"),
    ("x-forwarded-proto", "https"),
    ("x-real-ip", "192.0.2.60"),
    ("x-user-id", "administrator"),
    ("x-remote-user", "administrator"),
    ("x-original-url", "/people"),
    ("x-rewrite-url", "/people"),
    ("x-http-method-override", "DELETE"),
];

fn with_all(sending: Sending, headers: &[(&'static str, &str)]) -> Sending {
    headers.iter().fold(sending, |sending, (name, value)| sending.header(name, value))
}

/// Headers with which an answer would let another site read it.
fn opened_to_others(reply: &Reply) -> Vec<String> {
    let names = reply.headers.keys().map(ToString::to_string);
    names.filter(|name| name.starts_with("access-control-") || name == "timing-allow-origin").collect()
}

#[tokio::test]
async fn no_answer_lets_another_site_read_it() {
    let app = TestApp::new().await;
    let cases = Cases::new(&app).await;
    let foreign = [("origin", "https://evil.test"), ("access-control-request-method", "POST")];
    for method in ["get", "post"] {
        for (_, example) in requests(&app, &cases, method, Who::DaLead).await {
            let sending = with_all(example.sending(method), &foreign);
            for sending in [sending.clone(), sending.by(Method::OPTIONS)] {
                let reply = app.client(Who::DaLead).send(sending).await;
                assert_eq!(opened_to_others(&reply), [""; 0], "{method} {}", example.path);
                app.actor(Who::DaLead).await;
            }
        }
    }
    let asset = with_all(Sending::get(&web::assets::APP_CSS.url()), &foreign);
    assert_eq!(opened_to_others(&app.anybody().send(asset).await), [""; 0]);
}

/// The control.
#[tokio::test]
async fn an_answer_that_another_site_may_read_is_found() {
    let mut app = TestApp::empty(web::headers::Transport::Plain).await;
    let opened = MapResponseLayer::new(|mut response: Response| {
        let name = HeaderName::from_static("access-control-allow-origin");
        response.headers_mut().insert(name, HeaderValue::from_static("*"));
        response
    });
    app.router = app.router.clone().layer(opened);
    let reply = app.anybody().get("/sign-in").await;
    assert_eq!(opened_to_others(&reply), ["access-control-allow-origin"]);
}

#[tokio::test]
async fn a_method_that_no_route_has_is_answered_as_what_is_not_there_and_repeats_nothing() {
    let app = TestApp::new().await;
    let cases = Cases::new(&app).await;
    let has = |path: &str, method: &str| {
        ROUTES.iter().any(|route| route.path == path && route.method.eq_ignore_ascii_case(method))
    };
    let methods = ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "GET", "POST", "COOK"];
    for (pattern, example) in requests(&app, &cases, "get", Who::DaLead).await {
        for method in methods.into_iter().filter(|method| !has(pattern, method)) {
            let sending = Sending::get(&example.path).by(Method::from_bytes(method.as_bytes()).unwrap());
            let sending = sending.header("x-planted", "quincewillow");
            let reply = app.client(Who::DaLead).send(sending).await;
            assert_eq!(reply.status, 404, "{method} {pattern}");
            reply.does_not_say("quincewillow");
            assert!(reply.headers.values().all(|value| value != "quincewillow"), "{method} {pattern}");
        }
    }
    for (pattern, example) in requests(&app, &cases, "post", Who::DaLead).await {
        for method in methods.into_iter().filter(|method| !has(pattern, method)) {
            let sending = Sending::get(&example.path).by(Method::from_bytes(method.as_bytes()).unwrap());
            app.client(Who::DaLead).send(sending).await.is(404);
        }
    }
}

/// The headers of an answer. Pages that list looks grow with each.
fn without_length(reply: &Reply) -> HeaderMap {
    let mut headers = reply.headers.clone();
    headers.remove("content-length");
    headers
}

#[tokio::test]
async fn what_a_proxy_might_have_said_changes_no_page_and_opens_no_door() {
    let app = TestApp::new().await;
    let cases = Cases::new(&app).await;
    for who in SIDES {
        for (pattern, example) in requests(&app, &cases, "get", who).await {
            let plain = Sending::get(&example.path);
            if pattern == "/exit" {
                continue;
            }
            let usual = app.client(who).send(plain.clone()).await;
            let forwarded = app.client(who).send(with_all(plain, &FORWARDED)).await;
            assert_eq!(forwarded.status, usual.status, "{pattern}");
            assert_eq!(without_length(&forwarded), without_length(&usual), "{pattern}");
            forwarded.does_not_say("evil.test").does_not_say("192.0.2.60");
        }
    }
    let form = Sending::post("/account/conflicts", &[("name", "Nobody Nowhere")]);
    let foreign = with_all(form.clone(), &FORWARDED).header("origin", "https://evil.test");
    app.officer().send(foreign.header("sec-fetch-site", "")).await.is(403);
    app.officer().send(with_all(form, &FORWARDED)).await.is(303);
}

#[tokio::test]
async fn a_guesser_who_says_another_address_each_time_is_slowed_all_the_same() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    let sign_in = |password: &str, last: u8| {
        let fields = [("login", "officer"), ("password", password)];
        let address = format!("192.0.2.{last}");
        Sending::post("/sign-in", &fields).header("x-forwarded-for", &address).header("x-real-ip", &address)
    };
    for last in 0..10 {
        app.anybody().send(sign_in("wrong", last)).await.is(422);
    }
    app.anybody().send(sign_in(PASSWORD, 99)).await.is(422);
}

/// What tells which program, or which version of which, answered.
fn boasts(reply: &Reply) -> Vec<String> {
    const NAMES: [&str; 8] =
        ["axum", "hyper/", "tower-http", "sqlx", "SQLite", "PostgreSQL", "rustc", env!("CARGO_PKG_VERSION")];
    let headers = ["server", "via", "x-powered-by", "x-aspnet-version", "x-generator"];
    let told = headers.into_iter().filter(|name| reply.headers.contains_key(*name)).map(str::to_owned);
    let is_ours = !reply.header("content-type").starts_with("text/css")
        && !reply.header("content-type").starts_with("text/javascript");
    told.chain(NAMES.into_iter().filter(|name| is_ours && reply.body.contains(*name)).map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn no_answer_names_a_program_or_its_version() {
    let app = TestApp::new().await;
    let cases = Cases::new(&app).await;
    for who in SIDES {
        for (_, example) in requests(&app, &cases, "get", who).await {
            let reply = app.client(who).get(&example.path).await;
            assert_eq!(boasts(&reply), [""; 0], "{}", example.path);
            app.actor(who).await;
        }
    }
    let boasting = Reply {
        status: 200,
        headers: [("server".parse().unwrap(), "x".parse().unwrap())].into_iter().collect(),
        body: format!("hyper/1.0, holdfast {}", env!("CARGO_PKG_VERSION")),
    };
    assert_eq!(boasts(&boasting).len(), 3, "the control");
}

/// ASVS 15.3.7: what is sent twice counts by neither, and what stands in the address counts as no answer.
#[tokio::test]
async fn an_answer_that_comes_twice_or_in_another_place_is_not_taken() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    let twice = [("login", "nobody"), ("login", "officer"), ("password", PASSWORD)];
    app.anybody().post("/sign-in", &twice).await.is(422);
    let elsewhere = format!("/sign-in?login=officer&password={}", PASSWORD.replace(' ', "+"));
    app.anybody().post(&elsewhere, &[("", ""); 0]).await.is(422);
    app.anybody().post("/sign-in", &[("login", "officer"), ("password", PASSWORD)]).await.is(303);

    let own = app.officer().csrf().await;
    let form = Sending::post("/account/conflicts", &[("csrf", "another"), ("name", "Nobody Nowhere")]);
    // What was typed is held for its writer, and nothing of it recorded.
    assert_eq!(app.officer().send(form.clone().with_token(&own)).await.see_other(), "/held");
    app.officer().get("/account/conflicts").await.does_not_say("Nobody Nowhere");
    let form = Sending::post(&format!("/account/conflicts?csrf={own}"), &[("name", "Nobody Nowhere")]);
    app.officer().send(form.without_token()).await.is(403);
}
