//! Passkeys through the pages, with a device in software: made, used and removed, and every way in which an
//! answer must not count. Each attack stands beside its control: the same device, honest, is let in.

mod attacks;
mod browser;
mod by_link;
mod confirming;
mod device;
mod keeping;

use jiff::SignedDuration;
use service::{Proof, Visit};
use web::headers::Transport;

use crate::support::{Browser, Reply, TestApp, Who};
use browser::{new_browser, origin};
use device::Device;

/// Everybody, where passkeys work.
async fn people() -> TestApp {
    TestApp::with_people(|service| service.at(origin())).await
}

/// An installation that nobody has set up, where passkeys work.
async fn empty() -> TestApp {
    TestApp::prepared(Transport::Plain, |service| service.at(origin())).await
}

/// An installation in which everybody is real, and the browser of its administrator, who is on their way in.
async fn set_up(app: &TestApp) -> Browser<'_> {
    let browser = new_browser(app);
    let place = format!("/set-up/{}", app.service.make_link(None).await.unwrap());
    let fields = [
        ("organisation", "Brookvale Homes"),
        ("policy", "nhg"),
        ("regions", "North"),
        ("administrator", "Robin Achterberg"),
        ("login", "robin"),
    ];
    assert_eq!(browser.sends(&place, &fields).await.status, 303);
    browser
}

/// A browser in which somebody has just signed in.
async fn inside(app: &TestApp, who: Who) -> Browser<'_> {
    let user = app.actor(who).await.user;
    let token = app.service.begin_session(user, Proof::Passkey, &Visit::unknown()).await.unwrap().unwrap();
    new_browser(app).with_session(&token)
}

/// A device on which somebody made a passkey by the page.
async fn made(app: &TestApp, who: Who, seed: u8) -> Device {
    let mut device = Device::new(seed);
    makes(app, who, &mut device).await;
    device
}

async fn makes(app: &TestApp, who: Who, device: &mut Device) {
    app.wait(SignedDuration::from_secs(1));
    let page = makes_in(&inside(app, who).await, device).await;
    assert_eq!((page.status, page.to()), (303, "/account/passkeys"), "{}", page.body);
}

/// The same, in a browser.
async fn makes_in(browser: &Browser<'_>, device: &mut Device) -> Reply {
    let options = browser.asks("/account/passkeys/new/ask").await;
    let answer = device.makes(&options).to_string();
    browser.sends("/account/passkeys/new", &[("name", "Work phone"), ("answer", &answer)]).await
}

/// Signs in with a device: whether that worked, and what the page said.
async fn signs_in(browser: &Browser<'_>, device: &mut Device) -> Result<(), String> {
    let options = browser.asks("/sign-in/passkey/ask").await;
    let answer = device.answers(&options).to_string();
    answered(browser, &answer).await
}

async fn answered(browser: &Browser<'_>, answer: &str) -> Result<(), String> {
    let page = browser.sends("/sign-in/passkey", &[("answer", answer)]).await;
    match (page.status, browser.session()) {
        (303, Some(_)) => Ok(()),
        (422, None) => Err(page.body),
        other => panic!("{other:?}: {}", page.body),
    }
}
