//! Confirming with a passkey who one is: one's own, and nobody else's.

use jiff::SignedDuration;

use super::browser::new_browser;
use super::device::Device;
use super::{inside, made, people};
use crate::support::{Browser, Who};

/// Answers on the page that asks to confirm: where that leads, or what it says.
async fn confirms(browser: &Browser<'_>, device: &mut Device) -> Result<String, String> {
    let options = browser.asks("/confirm/passkey/ask").await;
    let answer = device.answers(&options).to_string();
    let page =
        browser.sends("/confirm/passkey", &[("to", "/account/passkeys/new"), ("answer", &answer)]).await;
    if page.status == 303 { Ok(page.to().to_owned()) } else { Err(page.body) }
}

#[tokio::test]
async fn one_confirms_with_ones_own_passkey_and_goes_on_under_another_token() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    let browser = inside(&app, Who::Officer).await;
    app.wait(SignedDuration::from_mins(11));
    let asked = browser.opens("/account/passkeys/new").await;
    assert_eq!(asked.to(), "/confirm?to=/account/passkeys/new");
    assert!(browser.opens(asked.to()).await.body.contains("Confirm with a passkey"));
    let before = browser.session().unwrap();
    assert_eq!(confirms(&browser, &mut device).await.as_deref(), Ok("/account/passkeys/new"));
    assert_eq!(browser.opens("/account/passkeys/new").await.status, 200);
    assert_ne!(browser.session().unwrap(), before);
    assert!(app.service.session(&before).await.unwrap().is_none(), "the old token opens nothing");
    assert!(app.security_kinds().await.iter().any(|kind| kind == "confirmed"));
}

#[tokio::test]
async fn nobody_confirms_with_somebody_elses_passkey_or_without_verification() {
    let app = people().await;
    let (mut own, mut other) = (made(&app, Who::Officer, 1).await, made(&app, Who::Manager, 2).await);
    let browser = inside(&app, Who::Officer).await;
    app.wait(SignedDuration::from_mins(11));
    let said = confirms(&browser, &mut other).await.unwrap_err();
    assert!(said.contains("somebody else"), "{said}");
    other.handle.clone_from(&own.handle);
    assert!(confirms(&browser, &mut other).await.unwrap_err().contains("somebody else"));
    own.verifies = false;
    let said = confirms(&browser, &mut own).await.unwrap_err();
    own.verifies = true;
    assert!(said.contains("did not check that it is you"), "{said}");
    assert!(browser.opens("/account/passkeys/new").await.to().starts_with("/confirm"), "still not confirmed");
    assert!(confirms(&browser, &mut own).await.is_ok(), "the control");
    let refused = app.security_kinds().await.iter().filter(|kind| *kind == "ceremony-refused").count();
    assert_eq!(refused, 3);
}

#[tokio::test]
async fn an_answer_for_one_ceremony_ends_no_other() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    let browser = inside(&app, Who::Officer).await;
    let answer = device.answers(&browser.asks("/confirm/passkey/ask").await).to_string();
    let stranger = new_browser(&app);
    stranger.has(&browser.cookies().into_iter().filter(|(name, _)| name == "asked").collect());
    let page = stranger.sends("/sign-in/passkey", &[("answer", &answer)]).await;
    assert_eq!((page.status, stranger.session()), (422, None));
    assert!(page.body.contains("The time for this ran out"), "{}", page.body);
    let page = browser.sends("/confirm/passkey", &[("to", "/work"), ("answer", &answer)]).await;
    assert_eq!((page.status, page.to()), (303, "/work"), "the control: it was not used up");
}

#[tokio::test]
async fn what_a_device_is_asked_for_is_ones_own() {
    let app = people().await;
    let (own, other) = (made(&app, Who::Officer, 1).await, made(&app, Who::Manager, 2).await);
    let asked = inside(&app, Who::Officer).await.asks("/confirm/passkey/ask").await.to_string();
    let named = |device: &Device| asked.contains(&super::device::base64(&device.id));
    assert_eq!((named(&own), named(&other)), (true, false));
}
