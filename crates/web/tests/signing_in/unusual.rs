//! A sign-in that is unlike those before it is told to whose account it is, and to the privacy officer (ASVS 6.3.5).

use jiff::SignedDuration;

use crate::support::{Browser, PASSWORD, Sending, TestApp, Who};

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";

/// The officer signs in with this browser: what their first page says.
async fn first_page(app: &TestApp, browser: &str) -> String {
    let fields = [("login", "officer"), ("password", PASSWORD)];
    let reply = app.anybody().send(Sending::post("/sign-in", &fields).header("user-agent", browser)).await;
    reply.is(303);
    let cookie = reply.header("set-cookie").split(';').next().unwrap();
    let token = cookie.split_once('=').unwrap().1.to_owned();
    Browser::new(app).with_session(&token).opens("/work").await.is(200).text()
}

/// What the privacy officer finds of unusual sign-ins.
async fn listed(app: &TestApp) -> String {
    app.client(Who::PrivacyOfficer).get("/security?kind=odd-sign-in").await.is(200).text()
}

/// An application in which the officer has signed in with Chrome, five days in a row.
async fn with_habits() -> TestApp {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    app.client(Who::PrivacyOfficer).signs_in().await;
    first_page(&app, CHROME).await;
    let officer = app.actor(Who::Officer).await;
    app.service.has_been_told(&officer, app.now()).await.unwrap();
    for _ in 0..5 {
        app.wait(SignedDuration::from_hours(24));
        let page = first_page(&app, CHROME).await;
        assert!(!page.contains("Somebody signed in to your account"), "the control: {page}");
    }
    app.client(Who::PrivacyOfficer).signs_in().await;
    app
}

#[tokio::test]
async fn another_browser_is_told_to_whose_account_it_is_and_to_the_privacy_officer() {
    let app = with_habits().await;
    let before = listed(&app).await.matches("with a browser that was new here").count();
    assert!(first_page(&app, FIREFOX).await.contains("with a browser that was new here on"));
    let after = listed(&app).await;
    assert_eq!(after.matches("with a browser that was new here").count(), before + 1);
    assert!(after.contains("Firefox on Linux"));
}

#[tokio::test]
async fn many_wrong_tries_before_a_right_one_are_told() {
    let app = with_habits().await;
    for _ in 0..5 {
        app.anybody().post("/sign-in", &[("login", "officer"), ("password", "wrong")]).await.is(422);
    }
    assert!(first_page(&app, CHROME).await.contains("after several wrong tries on"));
    assert!(listed(&app).await.contains("after several wrong tries"));
}

#[tokio::test]
async fn an_hour_at_which_they_never_signed_in_is_told() {
    let app = with_habits().await;
    app.wait(SignedDuration::from_hours(13));
    assert!(first_page(&app, CHROME).await.contains("at an hour that is unusual for you on"));
    app.client(Who::PrivacyOfficer).signs_in().await;
    assert!(listed(&app).await.contains("at an unusual hour"));
}
