//! One's own passkeys: the list, their names, and taking one away.

use std::collections::BTreeSet;

use service::{Proof, Visit};

use super::browser::new_browser;
use super::device::Device;
use super::{empty, inside, made, makes_in, people, set_up, signs_in};
use crate::support::{TestApp, Who};

/// Where the page of somebody's first passkey is.
async fn place(app: &TestApp, who: Who) -> String {
    let own = app.service.passkeys(&app.actor(who).await).await.unwrap();
    format!("/account/passkeys/{}", own[0].id)
}

#[tokio::test]
async fn somebody_makes_a_passkey_signs_in_without_a_name_and_finds_it_in_their_list() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    let browser = new_browser(&app);
    let page = browser.opens("/sign-in").await;
    let (passkey, password) = (page.body.find("Sign in with a passkey"), page.body.find("type=\"password\""));
    assert!(passkey.is_some() && passkey < password, "the passkey comes first");
    assert!(browser.cookies().is_empty(), "who only looks is given no cookie");
    assert_eq!(signs_in(&browser, &mut device).await, Ok(()));
    assert_eq!(browser.cookies().len(), 1, "only the session is left");
    assert_eq!(browser.opens("/work").await.status, 200);
    let list = browser.opens("/account/passkeys").await.body;
    assert!(list.contains("Work phone") && list.contains("2 March 2026"), "{list}");
}

#[tokio::test]
async fn what_a_device_is_asked_names_the_site_and_wants_to_be_found_and_verified() {
    let app = people().await;
    let browser = inside(&app, Who::Officer).await;
    let asked = browser.asks("/account/passkeys/new/ask").await["publicKey"].clone();
    assert_eq!((&asked["rp"]["id"], &asked["rp"]["name"]), (&"localhost".into(), &"Work".into()));
    let wanted = &asked["authenticatorSelection"];
    assert_eq!(
        (&wanted["residentKey"], &wanted["userVerification"]),
        (&"required".into(), &"required".into())
    );
    assert_eq!(asked["attestation"], "none");
    let asked = new_browser(&app).asks("/sign-in/passkey/ask").await;
    assert_eq!(asked["publicKey"]["userVerification"], "required");
    assert_eq!(asked["publicKey"]["allowCredentials"], serde_json::json!([]), "it names nobody");
    assert!(asked.get("mediation").is_none());
}

#[tokio::test]
async fn every_challenge_is_another_and_has_256_bits() {
    let app = people().await;
    let inside = inside(&app, Who::Officer).await;
    let mut seen = BTreeSet::new();
    for _ in 0..10 {
        for path in ["/sign-in/passkey/ask", "/account/passkeys/new/ask", "/confirm/passkey/ask"] {
            let browser = if path.starts_with("/sign-in") { &new_browser(&app) } else { &inside };
            let challenge = browser.asks(path).await["publicKey"]["challenge"].as_str().unwrap().to_owned();
            assert_eq!(challenge.len(), 43, "32 bytes, as base64url: {challenge}");
            assert!(seen.insert(challenge), "a challenge was asked twice");
        }
    }
}

#[tokio::test]
async fn a_passkey_that_was_removed_signs_nobody_in() {
    let app = people().await;
    let mut device = made(&app, Who::Officer, 1).await;
    let kept = made(&app, Who::Officer, 2).await;
    let (browser, place) = (inside(&app, Who::Officer).await, place(&app, Who::Officer).await);
    assert_eq!(signs_in(&new_browser(&app), &mut device).await, Ok(()), "the control");
    let page = browser.sends(&format!("{place}/remove"), &[]).await;
    assert_eq!((page.status, page.to()), (303, "/account/passkeys"), "{}", page.body);
    let said = signs_in(&new_browser(&app), &mut device).await.unwrap_err();
    assert!(said.contains("not known here"), "{said}");
    assert_eq!(signs_in(&new_browser(&app), &mut kept.clone()).await, Ok(()));
    let kinds = app.security_kinds().await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "passkey-removed").count(), 1);
    assert_eq!(kinds.iter().filter(|kind| *kind == "passkey-added").count(), 2);
}

#[tokio::test]
async fn nobody_takes_their_last_way_in_away() {
    let app = empty().await;
    let (browser, mut device) = (set_up(&app).await, Device::new(1));
    makes_in(&browser, &mut device).await;
    let list = browser.opens("/account/passkeys").await.body;
    let place = list.split("href=\"").find(|rest| rest.starts_with("/account/passkeys/0")).unwrap();
    let remove = format!("{}/remove", place.split('"').next().unwrap());
    let page = browser.sends(&remove, &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("You would have no way left to sign in"), "{}", page.body);
    assert_eq!(signs_in(&new_browser(&app), &mut device).await, Ok(()), "nothing is half done");
    assert_eq!(makes_in(&browser, &mut Device::new(2)).await.status, 303);
    assert_eq!(browser.sends(&remove, &[]).await.status, 303, "the control");
}

#[tokio::test]
async fn nobody_sees_renames_or_removes_the_passkey_of_somebody_else() {
    let app = people().await;
    made(&app, Who::Officer, 1).await;
    let place = place(&app, Who::Officer).await;
    for who in [Who::Manager, Who::Administrator, Who::OtherOfficer] {
        let other = inside(&app, who).await;
        assert_eq!(other.opens(&place).await.status, 404, "{who:?}");
        assert_eq!(other.sends(&format!("{place}/name"), &[("name", "Mine")]).await.status, 404, "{who:?}");
        assert_eq!(other.sends(&format!("{place}/remove"), &[]).await.status, 404, "{who:?}");
    }
    let own = inside(&app, Who::Officer).await;
    assert!(own.opens(&place).await.body.contains("Work phone"));
    assert_eq!(own.sends(&format!("{place}/name"), &[("name", " ")]).await.status, 422);
    assert_eq!(own.sends(&format!("{place}/name"), &[("name", "Desk key")]).await.status, 303, "the control");
    assert!(own.opens("/account/passkeys").await.body.contains("Desk key"));
}

#[tokio::test]
async fn who_has_not_just_confirmed_who_they_are_neither_makes_nor_removes_one() {
    let app = people().await;
    made(&app, Who::Officer, 1).await;
    made(&app, Who::Officer, 2).await;
    let (browser, place) = (inside(&app, Who::Officer).await, place(&app, Who::Officer).await);
    let answer = Device::new(3).makes(&browser.asks("/account/passkeys/new/ask").await).to_string();
    app.wait(jiff::SignedDuration::from_mins(10));
    for (path, fields) in [
        ("/account/passkeys/new/ask", &[][..]),
        ("/account/passkeys/new", &[("name", "Phone"), ("answer", answer.as_str())]),
        (&format!("{place}/remove"), &[]),
    ] {
        let page = browser.sends(path, fields).await;
        assert!(page.to().starts_with("/confirm"), "{path}: {} {}", page.status, page.to());
    }
    assert_eq!(app.service.passkeys(&app.actor(Who::Officer).await).await.unwrap().len(), 2);
}

#[tokio::test]
async fn whoever_is_on_their_way_in_is_in_with_their_first_passkey_and_nobody_else_on_that_way_is() {
    let app = empty().await;
    let browser = set_up(&app).await;
    let before = browser.session().unwrap();
    let user = app.service.session(&before).await.unwrap().unwrap().actor.user;
    let other = app.service.begin_session(user, Proof::Beginning, &Visit::unknown()).await.unwrap().unwrap();
    let thief = new_browser(&app).with_session(&other);
    assert_eq!(thief.opens("/people").await.to(), "/account/begin", "not in yet");
    assert_eq!(thief.opens("/account/passkeys/new").await.status, 200, "the control");

    let page = makes_in(&browser, &mut Device::new(1)).await;
    assert_eq!((page.status, page.to()), (303, "/"), "{}", page.body);
    assert_ne!(browser.session().unwrap(), before, "the token is another");
    assert_eq!(browser.opens("/people").await.status, 200);
    assert_eq!(thief.opens("/account/passkeys/new").await.to(), "/sign-in", "the other way in has ended");
    assert_eq!(new_browser(&app).with_session(&before).opens("/account").await.to(), "/sign-in");
}

#[tokio::test]
async fn at_another_address_the_page_says_where_passkeys_work() {
    let app = people().await;
    let elsewhere = new_browser(&app).at("127.0.0.1:8080");
    let page = elsewhere.opens("/sign-in").await.body;
    assert!(page.contains("http://localhost:8080") && !page.contains("Sign in with a passkey"), "{page}");
    let nowhere = TestApp::new().await;
    let page = new_browser(&nowhere).opens("/sign-in").await.body;
    assert!(!page.contains("asskey"), "{page}");
    assert_eq!(new_browser(&nowhere).sends("/sign-in/passkey/ask", &[]).await.status, 409);
}
