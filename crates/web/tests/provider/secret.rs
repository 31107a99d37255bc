//! The secret that this installation shows the provider is replaced while the program runs, and what the provider says
//! of itself makes no request of ours longer than requests are (ASVS 13.2.1, 4.2.5).

use std::fs;

use serde_json::json;
use service::provider::ClientSecret;

use super::house::NEW_SECRET;
use super::{SECRET, SUBJECT, Scene, is_accepted, is_refused};
use crate::support::Who;

#[tokio::test]
async fn the_next_sign_in_shows_the_secret_that_was_put_in_the_place_of_the_old_one() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("secret");
    fs::write(&file, SECRET).unwrap();
    let read = file.clone();
    let secret = ClientSecret::read_by(move || fs::read_to_string(&read).ok().map(Into::into));
    let scene = Scene::with(|config| config.secret = secret).await;
    scene.links(Who::Officer, SUBJECT).await.is(200);
    is_accepted(&scene.signs_in().await);

    scene.behaves(|manner| manner.secret = Some(NEW_SECRET));
    is_refused(&scene.signs_in().await, "the old secret, which the provider takes no longer");
    fs::write(&file, NEW_SECRET).unwrap();
    is_accepted(&scene.signs_in().await);

    fs::remove_file(&file).unwrap();
    let trip = scene.leaves(&[]).await;
    scene.returns(&trip, SUBJECT, |_| {}).await.is(503).says("does not answer");
}

#[tokio::test]
async fn a_description_that_would_make_a_request_of_ours_too_long_is_not_used() {
    let long = |path: &str, length: usize| json!(format!("https://127.0.0.1/{path}{}", "a".repeat(length)));
    for (place, length) in [("authorization_endpoint", 5000), ("jwks_uri", 3000)] {
        let scene = Scene::new().await;
        scene.behaves(|manner| manner.describes = Some((place, long(place, length))));
        scene.app.anybody().post("/sign-in/provider", &[("", ""); 0]).await.is(503).says("does not answer");
    }
    let scene = Scene::new().await;
    let short = long("authorise", 1000);
    scene.behaves(|manner| manner.describes = Some(("authorization_endpoint", short)));
    assert!(scene.leaves(&[]).await.address.contains("aaaa"), "the control");
}

#[tokio::test]
async fn a_code_that_is_longer_than_any_is_not_sent_on() {
    let scene = Scene::with_officer().await;
    let redeemed = scene.house.redeemed();
    let trip = scene.leaves(&[]).await;
    let back = scene.at_the_provider(&trip, SUBJECT, |_| {});
    let long = back.replace("code=", &format!("code={}", "a".repeat(5000)));
    is_refused(&scene.arrives(Some(&trip.cookie), &long).await, "a long code");
    assert_eq!(scene.house.redeemed(), redeemed);
    is_accepted(&scene.signs_in().await);
}
