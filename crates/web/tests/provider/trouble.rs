//! A provider that is down, slow, not well, or says what it should not: one plain sentence, nobody signed in by
//! halves, and every other way of signing in as before.

use std::time::Instant;

use jiff::SignedDuration;
use serde_json::json;

use super::house::{Gives, House};
use super::{SUBJECT, Scene, cookie, is_accepted, is_refused};
use crate::support::{Reply, Who};

/// The sentence that says that the provider does not answer, and nothing else.
#[track_caller]
fn says_down(reply: &Reply) {
    reply.is(503).says("Brookvale account does not answer").says("You are not signed in");
    assert_eq!(cookie(reply, "work"), None);
    assert_eq!(cookie(reply, "away"), None);
}

#[tokio::test]
async fn a_provider_that_is_down_is_said_to_be_and_passwords_work() {
    let scene = Scene::with_officer().await;
    scene.house.closes();
    scene.app.wait(SignedDuration::from_hours(2));
    says_down(&scene.app.anybody().post("/sign-in/provider", &[("", ""); 0]).await);
    scene.app.client(Who::SecondOfficer).signs_in().await;
}

#[tokio::test]
async fn a_provider_that_says_nothing_is_waited_for_less_than_five_seconds() {
    let scene = Scene::with_officer().await;
    scene.behaves(|manner| manner.gives = Gives::Silence);
    let began = Instant::now();
    says_down(&scene.signs_in().await);
    let waited = began.elapsed().as_secs_f64();
    assert!((3.0..5.0).contains(&waited), "{waited}");
    scene.behaves(|_| {});
    is_accepted(&scene.signs_in().await);
}

#[tokio::test]
async fn a_provider_that_is_not_well_signs_nobody_in() {
    let scene = Scene::with_officer().await;
    for gives in [Gives::Trouble, Gives::TooMuch] {
        scene.behaves(|manner| manner.gives = gives);
        says_down(&scene.signs_in().await);
        scene.behaves(|_| {});
        is_accepted(&scene.signs_in().await);
    }
}

#[tokio::test]
async fn a_token_endpoint_that_leads_elsewhere_is_not_followed() {
    let scene = Scene::with_officer().await;
    let redeemed = scene.house.redeemed();
    scene.behaves(|manner| manner.gives = Gives::Elsewhere);
    is_refused(&scene.signs_in().await, "elsewhere");
    assert_eq!(scene.house.redeemed(), redeemed);
    scene.behaves(|_| {});
    is_accepted(&scene.signs_in().await);
}

#[tokio::test]
async fn a_description_of_another_issuer_or_of_unsafe_places_is_not_used() {
    let elsewhere = "http://elsewhere.example.org";
    let wrong = [
        ("issuer", json!(elsewhere)),
        ("issuer", json!("https://elsewhere.example.org")),
        ("authorization_endpoint", json!(format!("{elsewhere}/authorise"))),
        ("authorization_endpoint", json!("javascript:alert(1)")),
        ("token_endpoint", json!(format!("{elsewhere}/token"))),
        ("jwks_uri", json!(format!("{elsewhere}/keys"))),
        ("token_endpoint", json!(null)),
    ];
    for said in wrong {
        let scene = Scene::new().await;
        let name = said.0;
        scene.behaves(|manner| manner.describes = Some(said));
        let reply = scene.app.anybody().post("/sign-in/provider", &[("", ""); 0]).await;
        says_down(&reply);
        reply.does_not_say("elsewhere");
        scene.behaves(|_| {});
        assert!(!scene.leaves(&[]).await.cookie.is_empty(), "{name}");
    }
}

#[tokio::test]
async fn another_provider_in_its_place_is_known_by_its_keys() {
    let scene = Scene::with_officer().await;
    let other = House::open().await;
    let trip = scene.leaves(&[]).await;
    let theirs = other.signs_in(&trip.address, SUBJECT, scene.app.now(), |_| {});
    let back = theirs.strip_prefix("http://localhost:8080").unwrap();
    is_refused(&scene.arrives(Some(&trip.cookie), back).await, "a code of the other's");
    is_accepted(&scene.signs_in().await);
}

#[tokio::test]
async fn what_a_session_was_told_by_stays_when_the_provider_goes() {
    let scene = Scene::with_officer().await;
    let token = is_accepted(&scene.signs_in().await);
    scene.house.closes();
    assert!(scene.app.service.session(&token).await.unwrap().is_some());
}
