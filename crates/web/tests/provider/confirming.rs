//! Confirming who one is, before what asks for that: the provider has to ask them anew.

use jiff::SignedDuration;

use super::text::pairs;
use super::{SUBJECT, Scene, Trip, cookie, is_accepted, is_refused, trip};
use crate::support::{Sending, Who};

/// Asks to confirm, in the session of this token.
async fn asks(scene: &Scene, session: &str) -> Trip {
    let csrf = scene.app.service.session(session).await.unwrap().unwrap().csrf;
    let fields = [("csrf", csrf.text()), ("to", "/people?page=2")];
    let sending = Sending::post("/account/confirm/provider", &fields);
    trip(&scene.app.anybody().send(sending.header("cookie", &format!("work={session}"))).await)
}

async fn is_fresh(scene: &Scene, session: &str) -> bool {
    scene.app.service.session(session).await.unwrap().unwrap().actor.fresh
}

/// Somebody who signed in a quarter of an hour ago, but for a minute.
async fn a_while_ago(scene: &Scene) -> String {
    let session = is_accepted(&scene.signs_in().await);
    scene.app.wait(SignedDuration::from_mins(11));
    assert!(!is_fresh(scene, &session).await);
    session
}

#[tokio::test]
async fn who_signs_in_there_anew_has_confirmed_who_they_are() {
    let scene = Scene::with_officer().await;
    let session = a_while_ago(&scene).await;
    let trip = asks(&scene, &session).await;
    let asked = pairs(trip.address.split_once('?').unwrap().1);
    assert_eq!((asked["max_age"].as_str(), asked["prompt"].as_str()), ("0", "login"));
    let reply = scene.returns(&trip, SUBJECT, |_| {}).await;
    reply.is(200).says("You have confirmed who you are");
    assert!(reply.body.contains(r#"content="0; url=/people?page=2""#), "back to where they were");
    assert!(is_fresh(&scene, &cookie(&reply, "work").unwrap()).await);
    assert!(scene.app.service.session(&session).await.unwrap().is_none(), "its token counts no longer");
}

#[tokio::test]
async fn who_was_not_asked_anew_has_confirmed_nothing() {
    let scene = Scene::with_officer().await;
    let session = a_while_ago(&scene).await;
    let now = scene.app.now().as_second();
    for at in [None, Some(now - 300), Some(now + 300)] {
        let trip = asks(&scene, &session).await;
        let reply = scene
            .returns(&trip, SUBJECT, |token| match at {
                Some(at) => token.claim("auth_time", at),
                None => token.without("auth_time"),
            })
            .await;
        is_refused(&reply, "not anew");
        assert!(!is_fresh(&scene, &session).await, "{at:?}");
    }
    let trip = asks(&scene, &session).await;
    let reply = scene.returns(&trip, SUBJECT, |_| {}).await;
    assert!(is_fresh(&scene, &cookie(&reply, "work").unwrap()).await);
}

#[tokio::test]
async fn nobody_confirms_for_somebody_else() {
    let scene = Scene::with_officer().await;
    is_accepted(&scene.links(Who::SecondOfficer, "the-second").await);
    let session = a_while_ago(&scene).await;
    for subject in ["the-second", "nobody"] {
        let trip = asks(&scene, &session).await;
        is_refused(&scene.returns(&trip, subject, |_| {}).await, subject);
        assert!(!is_fresh(&scene, &session).await, "{subject}");
    }
}

#[tokio::test]
async fn a_session_that_has_ended_is_not_confirmed() {
    let scene = Scene::with_officer().await;
    let session = a_while_ago(&scene).await;
    let trip = asks(&scene, &session).await;
    scene.app.service.sign_out(&session).await.unwrap();
    is_refused(&scene.returns(&trip, SUBJECT, |_| {}).await, "ended");
    assert!(scene.app.service.session(&session).await.unwrap().is_none());
}
