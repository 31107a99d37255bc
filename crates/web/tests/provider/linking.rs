//! Linking somebody with what the provider calls them: once, by a one-time link.

use super::{SUBJECT, Scene, is_accepted, is_refused};
use crate::support::{Sending, Who};

#[tokio::test]
async fn a_one_time_link_offers_the_provider_and_works_once() {
    let scene = Scene::new().await;
    let user = scene.app.actor(Who::Officer).await.user;
    let link = scene.app.service.make_link(Some(user)).await.unwrap();
    scene
        .app
        .anybody()
        .get(&format!("/password/{link}"))
        .await
        .is(200)
        .says("Sign in with Brookvale account");

    is_refused(&scene.signs_in().await, "not linked yet");
    let (first, second) = (scene.leaves(&[("link", &link)]).await, scene.leaves(&[("link", &link)]).await);
    let token = is_accepted(&scene.returns(&first, SUBJECT, |_| {}).await);
    assert_eq!(scene.app.service.session(&token).await.unwrap().unwrap().actor.user, user);
    is_refused(&scene.returns(&second, "another-subject", |_| {}).await, "the link was used");
    scene.app.anybody().post("/sign-in/provider", &[("link", &link)]).await.is(410);
    scene.app.anybody().get(&format!("/password/{link}")).await.is(410);

    is_accepted(&scene.signs_in().await);
    let trip = scene.leaves(&[]).await;
    is_refused(&scene.returns(&trip, "another-subject", |_| {}).await, "the second was not linked");
}

#[tokio::test]
async fn a_subject_belongs_to_one_person() {
    let scene = Scene::with_officer().await;
    is_refused(&scene.links(Who::SecondOfficer, SUBJECT).await, "it is the officer's");
    let token = is_accepted(&scene.signs_in().await);
    let session = scene.app.service.session(&token).await.unwrap().unwrap();
    assert_eq!(session.actor.user, scene.app.actor(Who::Officer).await.user);
}

#[tokio::test]
async fn a_new_link_takes_the_place_of_the_old_one_and_ends_every_session() {
    let scene = Scene::with_officer().await;
    let old = is_accepted(&scene.signs_in().await);
    is_accepted(&scene.links(Who::Officer, "new-subject").await);
    assert!(scene.app.service.session(&old).await.unwrap().is_none());
    is_refused(&scene.signs_in().await, "the old subject");
    let trip = scene.leaves(&[]).await;
    is_accepted(&scene.returns(&trip, "new-subject", |_| {}).await);
}

#[tokio::test]
async fn a_link_that_is_none_leads_nowhere() {
    let scene = Scene::new().await;
    for link in ["used-or-never-was", &"a".repeat(64)] {
        scene.app.anybody().post("/sign-in/provider", &[("link", link)]).await.is(410);
    }
    let set_up = scene.app.service.make_link(None).await.unwrap();
    scene.app.anybody().post("/sign-in/provider", &[("link", &set_up)]).await.is(410);
}

#[tokio::test]
async fn who_manages_accounts_does_not_sign_in_through_the_provider() {
    let scene = Scene::new().await;
    let user = scene.app.actor(Who::Administrator).await.user;
    let officer = scene.app.actor(Who::Officer).await.user;
    scene.app.everybody_is_real().await;
    let link = scene.app.service.make_link(Some(user)).await.unwrap();
    scene.app.anybody().get(&format!("/password/{link}")).await.does_not_say("/sign-in/provider");
    scene.app.anybody().post("/sign-in/provider", &[("link", &link)]).await.is(410);
    // The control: a link for somebody else.
    let link = scene.app.service.make_link(Some(officer)).await.unwrap();
    scene.app.anybody().get(&format!("/password/{link}")).await.says("Sign in with Brookvale account");
    scene.leaves(&[("link", &link)]).await;
}

#[tokio::test]
async fn a_role_that_came_after_the_link_was_opened_counts_too() {
    let scene = Scene::new().await;
    let officer = scene.app.actor(Who::Officer).await.user;
    scene.app.everybody_is_real().await;
    let link = scene.app.service.make_link(Some(officer)).await.unwrap();
    let trip = scene.leaves(&[("link", &link)]).await;
    scene.app.becomes(Who::Officer, access::Role::Administrator).await;
    is_refused(&scene.returns(&trip, SUBJECT, |_| {}).await, "an administrator by now");
    scene.app.becomes(Who::Officer, access::Role::HousingOfficer).await;
    let trip = scene.leaves(&[("link", &link)]).await;
    is_accepted(&scene.returns(&trip, SUBJECT, |_| {}).await);
}

#[tokio::test]
async fn who_comes_to_manage_accounts_signs_in_through_the_provider_no_longer() {
    let scene = Scene::with_officer().await;
    scene.app.everybody_is_real().await;
    is_accepted(&scene.signs_in().await);
    scene.app.becomes(Who::Officer, access::Role::PrivacyOfficer).await;
    is_refused(&scene.signs_in().await, "a privacy officer");
    scene.app.becomes(Who::Officer, access::Role::HousingOfficer).await;
    is_accepted(&scene.signs_in().await);
}

#[tokio::test]
async fn the_link_is_not_used_where_the_provider_vouches_for_nobody() {
    let scene = Scene::new().await;
    let user = scene.app.actor(Who::Officer).await.user;
    let link = scene.app.service.make_link(Some(user)).await.unwrap();
    let trip = scene.leaves(&[("link", &link)]).await;
    is_refused(&scene.returns(&trip, SUBJECT, |token| token.claim("nonce", "another")).await, "nonce");
    let trip = scene.leaves(&[("link", &link)]).await;
    is_accepted(&scene.returns(&trip, SUBJECT, |_| {}).await);
}

#[tokio::test]
async fn a_stranger_cannot_link_in_the_browser_of_another() {
    let scene = Scene::new().await;
    let user = scene.app.actor(Who::Officer).await.user;
    let link = scene.app.service.make_link(Some(user)).await.unwrap();
    let sent =
        Sending::post("/sign-in/provider", &[("link", link.as_str())]).header("sec-fetch-site", "cross-site");
    let reply = scene.app.anybody().send(sent).await;
    assert_eq!(super::cookie(&reply, "away"), None);
}

#[tokio::test]
async fn who_starts_over_is_linked_no_longer() {
    let scene = Scene::with_officer().await;
    is_accepted(&scene.signs_in().await);
    let officer = scene.app.actor(Who::Officer).await.user;
    let administrator = scene.app.actor(Who::Administrator).await;
    let link = scene.app.service.start_over(&administrator, officer).await.unwrap();
    is_refused(&scene.signs_in().await, "nothing is left");
    // The link alone does not link anybody's identity with an account that was in use.
    let alone = scene.app.anybody().post("/sign-in/provider", &[("link", &link)]).await;
    alone.is(422).says("not right, or too old");
    let manager = scene.app.actor(Who::Manager).await;
    let word = scene.app.service.vouch_for(&manager, officer).await.unwrap().word;
    let trip = scene.leaves(&[("link", link.as_str()), ("word", &word)]).await;
    is_accepted(&scene.returns(&trip, SUBJECT, |_| {}).await);
}
