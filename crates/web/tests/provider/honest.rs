//! The honest way.

use jiff::SignedDuration;

use super::house::Gives;
use super::text::pairs;
use super::{SUBJECT, Scene, cookie, is_accepted, is_refused};
use crate::support::{Sending, TestApp, Who};

#[tokio::test]
async fn somebody_who_is_linked_signs_in_and_finds_their_work() {
    let scene = Scene::with_officer().await;
    let back = scene.signs_in().await;
    let token = is_accepted(&back);
    // The session's cookie is strict, and would not come along from another site: so the page goes on by itself.
    assert!(back.body.contains(r#"<meta http-equiv="refresh" content="0; url=/">"#));
    let session = scene.app.service.session(&token).await.unwrap().unwrap();
    assert_eq!(session.actor.user, scene.app.actor(Who::Officer).await.user);
    assert!(session.actor.fresh && !session.unfinished);
    let work = Sending::get("/work").header("cookie", &format!("work={token}"));
    scene.app.anybody().send(work).await.is(200);
}

#[tokio::test]
async fn the_cookies_of_both_ways_are_out_of_reach_of_scripts() {
    let scene = Scene::with_officer().await;
    let left = scene.app.anybody().post("/sign-in/provider", &[("", ""); 0]).await;
    let away = left.header("set-cookie").to_owned();
    assert!(away.ends_with("; Path=/; HttpOnly; SameSite=Lax; Max-Age=300"), "{away}");
    let trip = super::trip(&left);
    let back = scene.returns(&trip, SUBJECT, |_| {}).await;
    let set: Vec<&str> =
        back.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    assert!(
        set.iter().any(|line| line.starts_with("work=") && line.contains("HttpOnly; SameSite=Strict")),
        "{set:?}"
    );
    assert!(set.iter().any(|line| line.starts_with("away=;") && line.contains("Max-Age=0")), "{set:?}");
}

#[tokio::test]
async fn what_the_provider_is_asked_names_no_more_than_it_must() {
    let scene = Scene::new().await;
    let trip = scene.leaves(&[]).await;
    let (place, query) = trip.address.split_once('?').unwrap();
    assert_eq!(place, format!("{}/authorise", scene.house.issuer));
    let mut asked = pairs(query);
    for chance in ["state", "nonce", "code_challenge"] {
        assert!(asked.remove(chance).unwrap().len() >= 43, "{chance}");
    }
    let asked: Vec<(&str, &str)> =
        asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let expected = [
        ("client_id", "holdfast"),
        ("code_challenge_method", "S256"),
        ("redirect_uri", "http://localhost:8080/sign-in/provider/back"),
        ("response_type", "code"),
        ("scope", "openid"),
    ];
    assert_eq!(asked, expected);
    assert!(!trip.address.contains(&trip.cookie), "what the browser keeps stays with it");
}

#[tokio::test]
async fn no_token_of_the_provider_reaches_the_browser() {
    let scene = Scene::with_officer().await;
    let back = scene.signs_in().await;
    is_accepted(&back);
    let told = format!("{:?} {}", back.headers, back.body);
    for canary in ["canary-access-token", "eyJ", SUBJECT] {
        assert!(!told.contains(canary), "{canary}");
    }
}

#[tokio::test]
async fn a_provider_that_takes_the_secret_in_the_body_gets_it_there() {
    let scene = Scene::with_officer().await;
    scene.behaves(|manner| manner.secret_in_body = true);
    scene.app.wait(SignedDuration::from_hours(2));
    is_accepted(&scene.signs_in().await);
}

#[tokio::test]
async fn a_provider_may_change_its_key() {
    let scene = Scene::with_officer().await;
    is_accepted(&scene.signs_in().await);
    scene.behaves(|manner| manner.new_key = true);
    is_accepted(&scene.signs_in().await);
}

#[tokio::test]
async fn the_session_that_the_browser_left_with_ends() {
    let scene = Scene::with_officer().await;
    let old = is_accepted(&scene.signs_in().await);
    let leaving = Sending::post("/sign-in/provider", &[("", ""); 0]).header("cookie", &format!("work={old}"));
    let trip = super::trip(&scene.app.anybody().send(leaving).await);
    assert!(scene.app.service.session(&old).await.unwrap().is_some());
    is_accepted(&scene.returns(&trip, SUBJECT, |_| {}).await);
    assert!(scene.app.service.session(&old).await.unwrap().is_none());
}

#[tokio::test]
async fn a_sign_in_there_that_was_long_ago_is_a_sign_in_here_that_is_not_fresh() {
    let scene = Scene::with_officer().await;
    let hour_ago = scene.app.now().as_second() - 3600;
    for twisted in [Some(hour_ago), None] {
        let reply = scene
            .tries(|token| match twisted {
                Some(at) => token.claim("auth_time", at),
                None => token.without("auth_time"),
            })
            .await;
        let session = scene.app.service.session(&is_accepted(&reply)).await.unwrap().unwrap();
        assert!(!session.actor.fresh, "{twisted:?}");
    }
}

#[tokio::test]
async fn without_a_provider_there_is_nothing_of_it() {
    let app = TestApp::new().await;
    app.anybody().get("/sign-in").await.is(200).does_not_say("/sign-in/provider");
    app.anybody().post("/sign-in/provider", &[("", ""); 0]).await.is(404);
    app.anybody().get("/sign-in/provider/back?code=a&state=b").await.is(404);

    let scene = Scene::new().await;
    scene.app.anybody().get("/sign-in").await.is(200).says("Sign in with Brookvale account");
}

#[tokio::test]
async fn a_code_is_redeemed_once_for_each_sign_in() {
    let scene = Scene::with_officer().await;
    let before = scene.house.redeemed();
    is_accepted(&scene.signs_in().await);
    assert_eq!(scene.house.redeemed(), before + 1);
    scene.behaves(|manner| manner.gives = Gives::NoIdToken);
    let reply = scene.signs_in().await;
    is_refused(&reply, "no ID token");
    assert_eq!(cookie(&reply, "work"), None);
}
