//! Beginning with a passkey by a one-time link.

use super::browser::new_browser;
use super::device::Device;
use super::{empty, makes_in, set_up, signs_in};
use crate::support::{Browser, Reply, TestApp};

const PASSWORD: &str = "otter lantern gravel seventeen";

/// The link on a page of the administrator's.
fn link(page: &Reply) -> String {
    let (_, rest) = page.body.split_once("http://localhost:8080/password/").expect("a link");
    format!("/password/{}", rest.split('<').next().unwrap())
}

/// A real organisation, its administrator, and the link of a new colleague.
async fn invited(app: &TestApp) -> (Browser<'_>, String) {
    let administrator = set_up(app).await;
    makes_in(&administrator, &mut Device::new(1)).await;
    let fields = [("name", "Ola Newcomer"), ("login", "ola"), ("role", "housing-officer")];
    let page = administrator.sends("/people", &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let link = link(&page);
    (administrator, link)
}

#[tokio::test]
async fn a_new_colleague_is_offered_a_passkey_first_and_needs_no_password() {
    let app = empty().await;
    let (_, link) = invited(&app).await;
    let (browser, mut device) = (new_browser(&app), Device::new(2));
    let page = browser.opens(&link).await;
    let (passkey, password) = (page.body.find("Make a passkey"), page.body.find("type=\"password\""));
    assert!(passkey.is_some() && passkey < password, "{}", page.body);
    assert_eq!(browser.sends(&link, &[("how", "passkey")]).await.status, 303);
    assert_eq!(browser.opens("/work").await.to(), "/account/begin", "not in yet");
    assert_eq!(
        browser.opens("/account/begin").await.to(),
        "/account/passkeys/new",
        "there is nothing to choose"
    );
    let made = makes_in(&browser, &mut device).await;
    assert_eq!((made.status, made.to()), (303, "/"), "{}", made.body);
    assert_eq!(browser.opens("/work").await.status, 200);
    assert_eq!(signs_in(&new_browser(&app), &mut device).await, Ok(()));
    assert_eq!(new_browser(&app).opens(&link).await.status, 410, "the link works once");
}

#[tokio::test]
async fn a_link_alone_puts_no_passkey_beside_what_somebody_has() {
    let app = empty().await;
    let (administrator, link) = invited(&app).await;
    let chosen = [("password", PASSWORD), ("password-again", PASSWORD)];
    assert_eq!(new_browser(&app).sends(&link, &chosen).await.status, 303);

    let list = administrator.opens("/people").await.body;
    let own =
        list.split("href=\"").filter(|rest| rest.starts_with("/people/")).find(|rest| rest.contains("Ola"));
    let place = own.unwrap().split('"').next().unwrap().trim_end_matches("/link").to_owned();
    let again = self::link(&administrator.sends(&format!("{place}/link"), &[]).await);
    let browser = new_browser(&app);
    assert!(!browser.opens(&again).await.body.contains("Make a passkey"));
    let page = browser.sends(&again, &[("how", "passkey")]).await;
    assert_eq!((page.status, browser.session()), (410, None), "{}", page.body);
}
