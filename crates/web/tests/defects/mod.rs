//! A defect in a page, and more asked for at once than is taken: what the person is told, what is logged, and that the
//! rest goes on (ASVS 16.5.4, 13.2.6).

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use web::app::App;
use web::failure::Failure;
use web::headers::Transport;

use crate::support::{Sending, Telling, TestApp, Who, log};

/// What the defect says of itself, as a program may: something that somebody typed.
const TYPED: &str = "Ottoline Quincewillow, 07700 900463";

async fn defect() -> &'static str {
    panic!("no such person: {TYPED}")
}

/// The application with one page more, in which there is a defect.
async fn with_a_defect() -> TestApp {
    let mut app = TestApp::new().await;
    let pages = web::routes::pages().route("/defect", get(defect).post(defect));
    let around = App { service: Arc::clone(&app.service), transport: Transport::Plain };
    app.router = web::routes::around(pages, around);
    app
}

#[tokio::test]
async fn given_a_defect_in_a_page_then_it_is_caught_told_in_plain_words_and_the_rest_goes_on() {
    let app = with_a_defect().await;
    let officer = app.client(Who::Officer);
    let usual = officer.get("/work").await;
    usual.is(200);
    log::capture();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(web::defect::note));
    let reply = officer.get("/defect").await;
    let sent = officer.post("/defect", &[("name", TYPED)]).await;
    std::panic::set_hook(before);

    for reply in [&reply, &sent] {
        reply.is(500).says("Sorry, something went wrong").says("It was our mistake, not yours").says("999");
        assert!(reply.body.contains("<title>Work</title>"), "its title gives nothing away");
        let (got, wanted): (Vec<_>, Vec<_>) =
            (reply.headers.keys().collect(), usual.headers.keys().collect());
        let missing: Vec<_> = wanted.iter().filter(|name| !got.contains(name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert_eq!(reply.headers["cache-control"], "no-store");
        for planted in ["Quincewillow", "900463", "no such person", "panicked"] {
            assert!(!reply.body.contains(planted), "{planted}");
        }
    }
    let logged = log::logged();
    assert!(logged.contains("a defect") && logged.contains("defects/mod.rs"), "where it was is logged");
    assert!(!logged.contains("Quincewillow") && !logged.contains("900463"), "{logged}");
    // The same session, the same store: nothing was taken down with it.
    officer.get("/work").await.is(200);
    app.client(Who::DaLead).get("/work").await.is(200);
}

/// The control: with nothing around the pages, the defect is the caller's.
#[tokio::test]
async fn a_defect_that_nothing_catches_is_no_answer() {
    let app = with_a_defect().await;
    let around = App { service: Arc::clone(&app.service), transport: Transport::Plain };
    let bare = axum::Router::new().route("/defect", get(defect)).with_state(around);
    let request = axum::http::Request::get("/defect").body(axum::body::Body::empty()).unwrap();
    let asked = tokio::spawn(async move { tower::ServiceExt::oneshot(bare, request).await });
    assert!(asked.await.is_err_and(|ended| ended.is_panic()));
}

/// Where the store takes nothing more, or does not answer in time, nothing was changed, and when to come back is said.
#[tokio::test]
async fn given_more_than_the_store_takes_then_it_is_told_so_and_when_to_try_again() {
    let response = Failure::from(service::Problem::Busy).into_response();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(response.headers()["retry-after"], "30");
    let other = Failure::from(service::Problem::Fault).into_response();
    assert_eq!((other.status().as_u16(), other.headers().contains_key("retry-after")), (500, false));
}

/// Through the router: somebody else keeps the database to themself, longer than we wait for it.
#[tokio::test]
async fn given_a_database_that_is_kept_from_us_then_a_page_says_when_to_try_again_and_later_it_is_there() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure()).await;
    app.hand_over(case, Who::Officer).await;
    let officer = app.client(Who::Officer);
    officer.opens(case).await.is(200);
    let mut other = app.database().await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    // That somebody looked cannot be written, so there is no page.
    let reply = officer.opens(case).await;
    reply.is(503).says("Sorry, we cannot answer right now").says("Nothing was changed");
    assert_eq!(reply.headers["retry-after"], "30");
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    officer.opens(case).await.is(200);
}

/// What answers a form that another site sends in somebody's name, without the token of any page of ours.
async fn forged(app: &TestApp, path: &str) -> u16 {
    let form = Sending::post(path, &[("words", "x")]).without_token();
    let from_elsewhere = form.header("origin", "http://evil.test").header("sec-fetch-site", "cross-site");
    app.client(Who::Officer).send(from_elsewhere).await.status
}

/// The control of what is said of forms: a page that forgot the check takes one from anywhere, and the same look finds it.
#[tokio::test]
async fn a_page_that_forgot_the_token_takes_a_form_of_another_site_and_is_found() {
    let mut app = TestApp::new().await;
    let pages = web::routes::pages().route("/careless", axum::routing::post(|| async { "taken" }));
    let around = App { service: Arc::clone(&app.service), transport: Transport::Plain };
    app.router = web::routes::around(pages, around);
    assert_eq!(forged(&app, "/find").await, 403);
    assert_eq!(forged(&app, "/careless").await, 200);
}
