//! Changing what one signs in with, and being told of it.

use jiff::SignedDuration;

use super::app::{code_at, secret_in};
use super::real::{Real, SIGN_IN, codes_in};
use crate::support::{Browser, PASSWORD};

const NEW: &str = "walnut ferry cobalt ninety";

#[tokio::test]
async fn a_password_is_changed_with_the_old_one_and_every_other_session_ends() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let sam = real.sam(&browser).await;
    let elsewhere = Browser::new(&real.app);
    elsewhere.sends("/sign-in", SIGN_IN).await.is(303);
    elsewhere.sends("/sign-in/code", &[("code", &code_at(&sam.secret, real.now()))]).await.is(303);
    elsewhere.opens("/work").await.is(200);

    let fields = |current, new, again| [("current", current), ("password", new), ("password-again", again)];
    let sends =
        async |current, new, again| browser.sends("/account/password", &fields(current, new, again)).await;
    sends("", NEW, NEW).await.is(422).says("Enter your current password");
    sends("not the password at all", NEW, NEW).await.is(422).says("not your current password");
    sends(PASSWORD, "too short", "too short").await.is(422).says("15 characters");
    sends(PASSWORD, NEW, "another").await.is(422).says("not the same");
    elsewhere.opens("/work").await.is(200);
    assert_eq!(sends(PASSWORD, NEW, NEW).await.see_other(), "/account");
    browser.opens("/work").await.is(200).says("Your password was changed on 2 March 2026");
    assert_eq!(elsewhere.opens("/work").await.see_other(), "/sign-in");

    Browser::new(&real.app).sends("/sign-in", SIGN_IN).await.is(422);
    let new = [("login", "sam"), ("password", NEW)];
    assert_eq!(Browser::new(&real.app).sends("/sign-in", &new).await.see_other(), "/sign-in/code");
}

#[tokio::test]
async fn another_app_takes_the_place_of_the_one_before_and_its_owner_is_told_wherever_they_are() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let old = real.sam(&browser).await;
    browser.sends("/account/told", &[("until", &real.now().to_string())]).await.is(303);
    browser.opens("/work").await.is(200).does_not_say("authenticator app was");
    let elsewhere = Browser::new(&real.app);
    elsewhere.sends("/sign-in", SIGN_IN).await.is(303);

    real.app.wait(SignedDuration::from_mins(1));
    let secret = secret_in(&browser.opens("/account/app").await);
    assert_ne!(secret, old.secret);
    browser.sends("/account/app", &[("code", &code_at(&secret, real.now()))]).await.is(200);
    let told = browser.opens("/work").await;
    told.is(200)
        .says("Your authenticator app was set up or changed on 2 March 2026")
        .says("Was this not you?");
    let waiting = [("code", code_at(&old.secret, real.now()))];
    let reply = elsewhere.sends("/sign-in/code", &[("code", &waiting[0].1)]).await;
    assert_eq!(reply.see_other(), "/sign-in?again=yes", "what was proved before counts no longer");

    real.app.wait(SignedDuration::from_mins(1));
    let signing_in = Browser::new(&real.app);
    signing_in.sends("/sign-in", SIGN_IN).await.is(303);
    signing_in.sends("/sign-in/code", &[("code", &code_at(&old.secret, real.now()))]).await.is(422);
    signing_in.sends("/sign-in/code", &[("code", &old.codes[0])]).await.is(422);
    signing_in.sends("/sign-in/code", &[("code", &code_at(&secret, real.now()))]).await.is(303);
    signing_in.opens("/account").await.is(200).says("authenticator app was set up or changed");
}

#[tokio::test]
async fn new_recovery_codes_are_shown_once_and_make_the_old_ones_worthless() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let sam = real.sam(&browser).await;
    let page = browser.sends("/account/codes", &[]).await;
    page.is(200).says("Your new recovery codes");
    let new = codes_in(&page);
    assert_eq!(new.len(), 10);
    browser.opens("/account").await.is(200).does_not_say(&new[0]).says("10 are left");
    let signing_in = Browser::new(&real.app);
    signing_in.sends("/sign-in", SIGN_IN).await.is(303);
    signing_in.sends("/sign-in/code", &[("code", &sam.codes[0])]).await.is(422);
    signing_in.sends("/sign-in/code", &[("code", &new[0])]).await.is(303);
}

#[tokio::test]
async fn everything_that_changes_a_way_to_sign_in_needs_a_fresh_sign_in() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    real.sam(&browser).await;
    real.app.wait(SignedDuration::from_mins(11));
    for path in ["/account/app", "/account/password"] {
        assert_eq!(browser.opens(path).await.see_other(), format!("/confirm?to={path}"));
    }
    assert_eq!(browser.sends("/account/codes", &[]).await.see_other(), "/confirm?to=/");
    let sent = browser.sends("/account/app", &[("code", "000000")]).await;
    assert_eq!(sent.see_other(), "/confirm?to=/account/app");
}
