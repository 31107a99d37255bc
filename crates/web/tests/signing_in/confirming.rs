//! Confirming who one is, before what needs a fresh sign-in.

use domain::people::SecretKind;
use jiff::SignedDuration;

use super::app::code_at;
use super::real::Real;
use crate::support::{Browser, PASSWORD, Telling, TestApp, Who};

/// Ten minutes, in which somebody goes on working.
async fn works_on(app: &TestApp, browser: &Browser<'_>) {
    app.wait(SignedDuration::from_mins(9));
    browser.opens("/account").await.is(200);
    app.wait(SignedDuration::from_mins(2));
}

/// A browser in which somebody of the made-up organisation is signed in.
async fn signed_in(app: &TestApp, who: Who) -> Browser<'_> {
    let token = app.client(who).signs_in().await;
    Browser::new(app).with_session(&token)
}

#[tokio::test]
async fn after_ten_minutes_a_reveal_asks_to_confirm_and_then_carries_on_with_what_was_typed() {
    let app = TestApp::new().await;
    let telling = Telling::suspicion().living_in(app.region("North"));
    let telling = telling.answer("name", "Ottoline Farthingale").answer("phone", "07700 900462");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    let browser = signed_in(&app, Who::Officer).await;
    let secret = app.secret(case, SecretKind::Phone).await;
    let reveal = format!("/cases/{case}/facts/{secret}/reveal");

    let why = [("why", "To write to her new landlord")];
    browser.sends(&reveal, &why).await.is(200);
    works_on(&app, &browser).await;
    let asked = browser.sends(&reveal, &why).await;
    assert_eq!(asked.see_other(), "/confirm?to=/held");
    let page = browser.opens("/confirm?to=/held").await;
    page.is(200).says("Confirm that it is you");
    let fields = [("to", "/held"), ("password", PASSWORD)];
    let before = browser.cookie("work").unwrap();
    assert_eq!(browser.sends("/confirm", &fields).await.see_other(), "/held");
    assert_ne!(browser.cookie("work").unwrap(), before, "the session goes on under another token");
    assert!(app.service.session(&before).await.unwrap().is_none());
    let held = browser.opens("/held").await;
    held.is(200).says("You have confirmed that it is you").says("To write to her new landlord");
    browser.sends(&reveal, &why).await.is(200);
}

#[tokio::test]
async fn a_page_that_needs_it_leads_there_and_back() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let sam = real.sam(&browser).await;
    browser.opens("/account/password").await.is(200);
    works_on(&real.app, &browser).await;
    assert_eq!(browser.opens("/account/password").await.see_other(), "/confirm?to=/account/password");
    browser.opens("/confirm?to=/account/password").await.is(200).says("recovery codes");

    let to = ("to", "/account/password");
    let code = code_at(&sam.secret, real.now());
    for wrong in [
        [to, ("password", "not the password at all"), ("code", &code)],
        [to, ("password", PASSWORD), ("code", "000000")],
        [to, ("password", PASSWORD), ("code", "")],
    ] {
        browser.sends("/confirm", &wrong).await.is(422).says("Check what you typed");
        browser.opens("/account/password").await.is(303);
    }
    let right = [to, ("password", PASSWORD), ("code", &code)];
    assert_eq!(browser.sends("/confirm", &right).await.see_other(), "/account/password");
    browser.opens("/account/password").await.is(200);
}

#[tokio::test]
async fn it_leads_to_no_other_site() {
    let app = TestApp::new().await;
    let browser = signed_in(&app, Who::Officer).await;
    for to in ["https://evil.test/", "//evil.test", "/\\evil.test", "/confirm"] {
        let sent = browser.sends("/confirm", &[("to", to), ("password", PASSWORD)]).await;
        assert_eq!(sent.see_other(), "/", "{to}");
    }
    assert_eq!(
        browser.opens("/confirm?to=//evil.test").await.see_other(),
        "/",
        "who is fresh goes on at once"
    );
}

#[tokio::test]
async fn a_password_that_was_typed_is_never_held() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    real.sam(&browser).await;
    works_on(&real.app, &browser).await;
    let fields = [
        ("current", PASSWORD),
        ("password", "walnut ferry cobalt ninety"),
        ("password-again", "walnut ferry cobalt ninety"),
    ];
    assert_eq!(
        browser.sends("/account/password", &fields).await.see_other(),
        "/confirm?to=/account/password"
    );
    assert_eq!(real.app.count_of_held_forms().await, 0);
}

#[tokio::test]
async fn guesses_at_confirming_count_with_those_at_signing_in() {
    let app = TestApp::new().await;
    let browser = signed_in(&app, Who::Officer).await;
    for _ in 0..10 {
        browser.sends("/confirm", &[("to", "/"), ("password", "wrong")]).await.is(422);
    }
    let right = [("login", "officer"), ("password", PASSWORD)];
    Browser::new(&app).sends("/sign-in", &right).await.is(422);
    browser.sends("/confirm", &[("to", "/"), ("password", PASSWORD)]).await.is(422);
    app.wait(SignedDuration::from_mins(2));
    browser.sends("/confirm", &[("to", "/"), ("password", PASSWORD)]).await.is(303);
}
