//! What must not sign anybody in.

use jiff::SignedDuration;

use super::browser::new_browser;
use super::device::{Device, base64};
use super::{answered, inside, made, makes, people, signs_in};
use crate::support::{TestApp, Who};

/// Tries a device that was changed, and then as it was. What the page says of the first is given.
async fn refused_and_then_let_in(
    app: &TestApp,
    device: &mut Device,
    change: impl FnOnce(&mut Device),
) -> String {
    let mut changed = device.clone();
    change(&mut changed);
    let said = signs_in(&new_browser(app), &mut changed).await.unwrap_err();
    assert_eq!(signs_in(&new_browser(app), device).await, Ok(()), "the control");
    said
}

#[track_caller]
fn says(page: &str, words: &str) {
    let words = words.replace('’', "&#8217;");
    assert!(page.contains(&words) || page.contains(&words.replace("&#8217;", "’")), "{words}: {page}");
}

/// How many lines of this kind the security log has, and how many of them say this.
async fn logged(app: &TestApp) -> usize {
    app.security_kinds().await.iter().filter(|kind| *kind == "ceremony-refused").count()
}

#[tokio::test]
async fn an_answer_for_another_origin_or_of_another_site_is_refused() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    let elsewhere = "asked for at another address";
    for origin in
        ["https://evil.test", "http://localhost:8081", "https://localhost:8080", "http://work.localhost:8080"]
    {
        let said =
            refused_and_then_let_in(&app, &mut device, |device| device.origin = origin.to_owned()).await;
        says(&said, elsewhere);
    }
    let said =
        refused_and_then_let_in(&app, &mut device, |device| device.site = "evil.test".to_owned()).await;
    says(&said, elsewhere);
    assert_eq!(logged(&app).await, 5);
}

#[tokio::test]
async fn an_answer_without_user_verification_is_refused() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    let said = refused_and_then_let_in(&app, &mut device, |device| device.verifies = false).await;
    says(&said, "did not check that it is you");
    assert_eq!(logged(&app).await, 1);
}

#[tokio::test]
async fn a_count_that_goes_back_or_stands_still_is_refused() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    device.counter = 40;
    assert_eq!(signs_in(&new_browser(&app), &mut device).await, Ok(()));
    let copy = device.clone();
    for back in [1, 2, 41] {
        let said =
            refused_and_then_let_in(&app, &mut device, |device| device.counter = copy.counter - back).await;
        says(&said, "There may be a copy of this passkey");
    }
    assert_eq!(logged(&app).await, 3);
}

#[tokio::test]
async fn a_device_that_does_not_count_signs_in_again_and_again() {
    let app = people().await;
    let mut device = Device::new(9);
    device.counts = false;
    makes(&app, Who::Officer, &mut device).await;
    for _ in 0..3 {
        assert_eq!(signs_in(&new_browser(&app), &mut device).await, Ok(()));
    }
    let said = refused_and_then_let_in(&app, &mut device, |device| device.verifies = false).await;
    says(&said, "did not check that it is you");
}

#[tokio::test]
async fn an_answer_counts_once_in_its_own_browser_and_for_what_was_asked_last() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    let browser = new_browser(&app);
    let options = browser.asks("/sign-in/passkey/ask").await;
    let (answer, before) = (device.answers(&options).to_string(), browser.cookies());

    let other = new_browser(&app);
    says(&answered(&other, &answer).await.unwrap_err(), "The time for this ran out");
    other.asks("/sign-in/passkey/ask").await;
    says(&answered(&other, &answer).await.unwrap_err(), "This answer was used before");

    assert_eq!(answered(&browser, &answer).await, Ok(()), "the control");
    browser.has(&before);
    says(&answered(&browser, &answer).await.unwrap_err(), "This answer was used before");
    browser.asks("/sign-in/passkey/ask").await;
    says(&answered(&browser, &answer).await.unwrap_err(), "This answer was used before");
    assert_eq!(logged(&app).await, 3);
}

#[tokio::test]
async fn an_answer_that_comes_too_late_is_refused() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    for (seconds, in_time) in [(299, true), (300, false)] {
        let browser = new_browser(&app);
        let options = browser.asks("/sign-in/passkey/ask").await;
        let answer = device.answers(&options).to_string();
        app.wait(SignedDuration::from_secs(seconds));
        let came = answered(&browser, &answer).await;
        assert_eq!(came.is_ok(), in_time, "{seconds}");
        if let Err(said) = came {
            says(&said, "The time for this ran out");
        }
    }
}

#[tokio::test]
async fn an_answer_that_says_it_is_somebody_else_or_nobody_is_refused() {
    let app = people().await;
    let (mut device, other) = (made(&app, Who::Officer, 1).await, made(&app, Who::Manager, 2).await);
    for handle in [other.handle.clone(), None, Some(base64(b"nobody at all"))] {
        let said = refused_and_then_let_in(&app, &mut device, |device| device.handle = handle).await;
        says(&said, "somebody else");
    }
    let said = refused_and_then_let_in(&app, &mut device, |device| device.id = other.id.clone()).await;
    says(&said, "somebody else");
    let said = refused_and_then_let_in(&app, &mut device, |device| {
        device.id = other.id.clone();
        device.handle = other.handle.clone();
    });
    says(&said.await, "could not be checked");
    assert_eq!(logged(&app).await, 5);
}

#[tokio::test]
async fn a_passkey_that_nobody_has_here_and_an_answer_that_is_none_are_refused() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    let said = refused_and_then_let_in(&app, &mut device, |device| device.id = vec![7; 20]).await;
    says(&said, "not known here");
    for junk in
        ["{}", "null", "\u{0}", "{\"id\":\"AQ\",\"rawId\":\"AQ\",\"type\":\"public-key\",\"response\":{}}"]
    {
        let browser = new_browser(&app);
        browser.asks("/sign-in/passkey/ask").await;
        says(&answered(&browser, junk).await.unwrap_err(), "could not be checked");
    }
    let said = answered(&new_browser(&app), "").await.unwrap_err();
    says(&said, "needs a browser that runs scripts");
    assert_eq!(signs_in(&new_browser(&app), &mut device).await, Ok(()));
}

#[tokio::test]
async fn the_passkey_of_somebody_who_left_signs_nobody_in() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    assert_eq!(signs_in(&new_browser(&app), &mut device).await, Ok(()), "the control");
    app.leaves(Who::Officer).await;
    says(&signs_in(&new_browser(&app), &mut device).await.unwrap_err(), "not known here");
}

/// What the page says, and what is turned about the device.
type Change = (&'static str, fn(&mut Device));

#[tokio::test]
async fn a_new_passkey_is_refused_for_the_same_reasons() {
    let app = people().await;
    let browser = inside(&app, Who::Officer).await;
    let changes: [Change; 3] = [
        ("asked for at another address", |device| device.origin = "https://evil.test".to_owned()),
        ("asked for at another address", |device| device.site = "evil.test".to_owned()),
        ("did not check that it is you", |device| device.verifies = false),
    ];
    for (words, change) in changes {
        let mut device = Device::new(3);
        change(&mut device);
        let options = browser.asks("/account/passkeys/new/ask").await;
        let answer = device.makes(&options).to_string();
        let page = browser.sends("/account/passkeys/new", &[("name", "Phone"), ("answer", &answer)]).await;
        assert_eq!(page.status, 422);
        says(&page.body, words);
    }
    let options = browser.asks("/account/passkeys/new/ask").await;
    let (answer, before) = (Device::new(3).makes(&options).to_string(), browser.cookies());
    let form = [("name", "Phone"), ("answer", answer.as_str())];
    assert_eq!(browser.sends("/account/passkeys/new", &form).await.status, 303, "the control");
    browser.has(&before);
    let again = browser.sends("/account/passkeys/new", &form).await;
    assert_eq!(again.status, 422);
    says(&again.body, "This answer was used before");
    assert_eq!(app.service.passkeys(&app.actor(Who::Officer).await).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_passkey_that_somebody_has_is_nobody_elses() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    let thief = inside(&app, Who::Manager).await;
    let options = thief.asks("/account/passkeys/new/ask").await;
    let answer = device.clone().makes(&options).to_string();
    let page = thief.sends("/account/passkeys/new", &[("name", "Phone"), ("answer", &answer)]).await;
    assert_eq!(page.status, 422);
    assert!(app.service.passkeys(&app.actor(Who::Manager).await).await.unwrap().is_empty());
    assert_eq!(signs_in(&new_browser(&app), &mut device).await, Ok(()), "it still signs in its owner");
}

#[tokio::test]
async fn what_one_asked_for_answers_nobody_elses_question() {
    let app = people().await;
    let (officer, manager) = (inside(&app, Who::Officer).await, inside(&app, Who::Manager).await);
    let options = officer.asks("/account/passkeys/new/ask").await;
    let answer = Device::new(3).makes(&options).to_string();
    let session = manager.session().unwrap();
    let mut theirs = officer.cookies();
    theirs.insert("work".to_owned(), session);
    manager.has(&theirs);
    let page = manager.sends("/account/passkeys/new", &[("name", "Phone"), ("answer", &answer)]).await;
    assert_eq!(page.status, 422);
    assert!(app.service.passkeys(&app.actor(Who::Manager).await).await.unwrap().is_empty());
}
