//! The code after the password.

use jiff::SignedDuration;

use super::app::code_at;
use super::real::{Real, SIGN_IN};
use crate::support::{Browser, PASSWORD, Reply};

const NOT_TAKEN: &str = "That code was not taken";

/// A browser that brought the right password.
async fn at_the_code(real: &Real) -> Browser<'_> {
    let browser = Browser::new(&real.app);
    assert_eq!(browser.sends("/sign-in", SIGN_IN).await.see_other(), "/sign-in/code");
    assert_eq!(browser.cookie("work"), None, "nobody is signed in by a password");
    browser
}

#[tokio::test]
async fn a_password_and_a_code_sign_in_and_neither_alone_does() {
    let real = Real::new().await;
    let sam = real.sam(&Browser::new(&real.app)).await;
    let browser = at_the_code(&real).await;
    assert_eq!(browser.opens("/work").await.see_other(), "/sign-in");
    browser.opens("/sign-in/code").await.is(200).says("Enter a code");
    let code = code_at(&sam.secret, real.now());
    assert_eq!(browser.sends("/sign-in/code", &[("code", &code)]).await.see_other(), "/");
    assert_eq!(browser.cookie("step"), None);
    browser.opens("/work").await.is(200);

    let without = Browser::new(&real.app);
    assert_eq!(without.opens("/sign-in/code").await.see_other(), "/sign-in?again=yes");
    let code = code_at(&sam.secret, real.now() + SignedDuration::from_secs(30));
    assert_eq!(without.sends("/sign-in/code", &[("code", &code)]).await.see_other(), "/sign-in?again=yes");
    assert_eq!(without.cookie("work"), None);
}

#[tokio::test]
async fn a_code_counts_once() {
    let real = Real::new().await;
    let sam = real.sam(&Browser::new(&real.app)).await;
    let code = code_at(&sam.secret, real.now());
    at_the_code(&real).await.sends("/sign-in/code", &[("code", &code)]).await.is(303);
    let again = at_the_code(&real).await;
    again.sends("/sign-in/code", &[("code", &code)]).await.is(422).says(NOT_TAKEN);
    assert_eq!(again.cookie("work"), None);
    let next = code_at(&sam.secret, real.now() + SignedDuration::from_secs(30));
    again.sends("/sign-in/code", &[("code", &next)]).await.is(303);
}

/// What somebody reads of a refused code, whatever is the matter with it.
fn read(reply: &Reply) -> (u16, String) {
    (reply.status, reply.body.clone())
}

#[tokio::test]
async fn a_phone_whose_clock_is_wrong_by_an_hour_is_told_so_and_a_guesser_learns_nothing_by_it() {
    let real = Real::new().await;
    let sam = real.sam(&Browser::new(&real.app)).await;
    let browser = at_the_code(&real).await;
    let an_hour_off = code_at(&sam.secret, real.now() + SignedDuration::from_hours(1));
    let late = browser.sends("/sign-in/code", &[("code", &an_hour_off)]).await;
    late.is(422).says("The clock of your phone may be wrong");
    let wrong = browser.sends("/sign-in/code", &[("code", "12345x")]).await;
    assert_eq!(read(&late), read(&wrong));
}

#[tokio::test]
async fn the_step_ends_after_five_minutes_and_after_five_codes() {
    let real = Real::new().await;
    let sam = real.sam(&Browser::new(&real.app)).await;
    let slow = at_the_code(&real).await;
    real.app.wait(SignedDuration::from_mins(5));
    let code = code_at(&sam.secret, real.now());
    assert_eq!(slow.sends("/sign-in/code", &[("code", &code)]).await.see_other(), "/sign-in?again=yes");

    let guesser = at_the_code(&real).await;
    for _ in 0..5 {
        guesser.sends("/sign-in/code", &[("code", "000000")]).await.is(422);
    }
    assert_eq!(guesser.sends("/sign-in/code", &[("code", &code)]).await.see_other(), "/sign-in?again=yes");
    real.app.wait(SignedDuration::from_mins(5));
    let code = code_at(&sam.secret, real.now());
    at_the_code(&real).await.sends("/sign-in/code", &[("code", &code)]).await.is(303);
}

#[tokio::test]
async fn a_recovery_code_signs_in_once_and_the_account_says_how_many_are_left() {
    let real = Real::new().await;
    let sam = real.sam(&Browser::new(&real.app)).await;
    assert_eq!(sam.codes.len(), 10);
    let browser = at_the_code(&real).await;
    browser.sends("/sign-in/code", &[("code", &sam.codes[3])]).await.is(303);
    browser.opens("/account").await.is(200).says("9 are left").does_not_say(&sam.codes[4]);
    at_the_code(&real).await.sends("/sign-in/code", &[("code", &sam.codes[3])]).await.is(422);
}

#[tokio::test]
async fn signing_in_ends_the_session_that_the_browser_brought_and_takes_no_token_from_it() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let sam = real.sam(&browser).await;
    let old = browser.cookie("work").unwrap();
    browser.sends("/sign-in", SIGN_IN).await.is(303);
    let code = code_at(&sam.secret, real.now());
    browser.sends("/sign-in/code", &[("code", &code)]).await.is(303);
    assert_ne!(browser.cookie("work").unwrap(), old);
    assert!(real.app.service.session(&old).await.unwrap().is_none());

    let planted = Browser::new(&real.app).with_session(&"ab".repeat(32));
    planted.sends("/sign-in", SIGN_IN).await.is(303);
    let code = code_at(&sam.secret, real.now() + SignedDuration::from_secs(30));
    planted.sends("/sign-in/code", &[("code", &code)]).await.is(303);
    assert_ne!(planted.cookie("work").unwrap(), "ab".repeat(32));
}

#[tokio::test]
async fn the_password_of_an_administrator_is_answered_as_a_wrong_one() {
    let real = Real::new().await;
    let user = real.app.service.session(&real.administrator).await.unwrap().unwrap().actor.user;
    real.app.has_password_by_mistake(user).await;
    let wrong = Browser::new(&real.app);
    let none = wrong.sends("/sign-in", &[("login", "robin"), ("password", "not the password at all")]).await;
    let right = wrong.sends("/sign-in", &[("login", "robin"), ("password", PASSWORD)]).await;
    assert_eq!(read(&none), read(&right));
    assert_eq!((right.status, wrong.cookie("step"), wrong.cookie("work")), (422, None, None));
}

#[tokio::test]
async fn a_password_is_good_for_as_long_as_its_owner_likes() {
    let real = Real::new().await;
    let sam = real.sam(&Browser::new(&real.app)).await;
    real.app.wait(SignedDuration::from_hours(24 * 800));
    let browser = at_the_code(&real).await;
    let code = code_at(&sam.secret, real.now());
    assert_eq!(browser.sends("/sign-in/code", &[("code", &code)]).await.see_other(), "/");
    browser.opens("/work").await.is(200);
}

#[tokio::test]
async fn password_managers_know_the_boxes_and_no_script_listens_for_pasting() {
    let real = Real::new().await;
    let page = Browser::new(&real.app).opens("/sign-in").await;
    assert!(
        page.body.contains("autocomplete=\"current-password\"")
            && page.body.contains("autocomplete=\"username\"")
    );
    let link = real.invites("sam", access::Role::HousingOfficer).await;
    let page = Browser::new(&real.app).opens(&link).await;
    assert_eq!(page.body.matches("autocomplete=\"new-password\"").count(), 2);
    let scripts = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/js");
    let mut looked_at = 0;
    for script in std::fs::read_dir(scripts).unwrap() {
        let text = std::fs::read_to_string(script.unwrap().path()).unwrap();
        assert!(!text.contains("paste") && !text.contains("beforeinput"));
        looked_at += 1;
    }
    assert!(looked_at > 3);
}
