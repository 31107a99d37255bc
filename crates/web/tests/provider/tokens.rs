//! ID tokens that are not the provider's, not for us, not of now, or not the answer to what was asked.

use openidconnect::core::CoreJwsSigningAlgorithm;

use super::house::{Signed, Token};
use super::{Scene, is_accepted, is_refused};

type Twist = fn(&mut Token);

async fn none_is_accepted(twists: &[(&str, Twist)]) {
    let scene = Scene::with_officer().await;
    for (why, twist) in twists {
        is_refused(&scene.tries(twist).await, why);
        is_accepted(&scene.signs_in().await);
    }
}

#[tokio::test]
async fn a_token_that_the_provider_did_not_sign_signs_nobody_in() {
    // The provider's own description allows HS256 and "none": it is not asked.
    assert_ne!(CoreJwsSigningAlgorithm::None, CoreJwsSigningAlgorithm::EdDsa);
    none_is_accepted(&[
        ("nobody's signature", |token| token.signed = Signed::Nobody),
        ("alg none", |token| token.algorithm("none", Signed::Nobody)),
        ("alg none, signed", |token| token.algorithm("none", Signed::Own)),
        ("HS256 with the public key", |token| token.algorithm("HS256", Signed::PublicKey)),
        ("HS256 with the client's secret", |token| token.algorithm("HS256", Signed::ClientSecret)),
        ("another key", |token| token.signed = Signed::Other),
        ("another key, and its name", |token| {
            token.signed = Signed::Other;
            token.header["kid"] = "key-99".into();
        }),
        ("another key, which it brings along", |token| {
            token.signed = Signed::Other;
            token.header["jwk"] = serde_json::json!({ "kty": "OKP", "crv": "Ed25519", "x": "AAAA" });
            token.header["jku"] = "https://elsewhere.example.org/keys".into();
        }),
        ("a signature of something else", |token| token.signed = Signed::SomethingElse),
        ("another algorithm's name", |token| token.algorithm("RS256", Signed::Own)),
        ("a header that has to be understood", |token| token.header["crit"] = serde_json::json!(["b64"])),
    ])
    .await;
}

#[tokio::test]
async fn a_token_for_another_audience_signs_nobody_in() {
    none_is_accepted(&[
        ("another audience", |token| token.claim("aud", "another-client")),
        ("another audience beside us", |token| {
            token.claim("aud", serde_json::json!(["holdfast", "another-client"]));
        }),
        ("no audience", |token| token.without("aud")),
        ("another party", |token| token.claim("azp", "another-client")),
        ("an access token", |token| token.header["typ"] = "at+jwt".into()),
    ])
    .await;
}

#[tokio::test]
async fn a_token_of_another_issuer_signs_nobody_in() {
    none_is_accepted(&[
        ("another issuer", |token| token.claim("iss", "https://elsewhere.example.org")),
        ("nearly ours", |token| {
            let ours = token.claims["iss"].as_str().unwrap().to_owned();
            token.claim("iss", format!("{ours}/"));
        }),
        ("none", |token| token.without("iss")),
    ])
    .await;
}

#[tokio::test]
async fn a_token_that_is_not_of_now_signs_nobody_in() {
    none_is_accepted(&[
        ("run out", |token| at(token, -400, -100)),
        ("run out an hour ago: a clock is wrong", |token| at(token, -3600, -3300)),
        ("of the time to come", |token| at(token, 3600, 3900)),
        ("from before it was asked for", |token| at(token, -200, 300)),
        ("without an end", |token| token.without("exp")),
        ("without a beginning", |token| token.without("iat")),
    ])
    .await;
    // Clocks differ a little.
    let scene = Scene::with_officer().await;
    is_accepted(&scene.tries(|token| at(token, -50, -50)).await);
    is_accepted(&scene.tries(|token| at(token, 50, 300)).await);
}

/// Made so many seconds from now, and good until so many.
fn at(token: &mut Token, made: i64, until: i64) {
    let now = token.claims["iat"].as_i64().unwrap();
    token.claim("iat", now + made);
    token.claim("exp", now + until);
}

#[tokio::test]
async fn a_token_that_answers_another_sign_in_signs_nobody_in() {
    none_is_accepted(&[
        ("another nonce", |token| token.claim("nonce", "another")),
        ("no nonce", |token| token.without("nonce")),
        ("nobody", |token| token.without("sub")),
        ("an empty name", |token| token.claim("sub", "")),
    ])
    .await;
}

#[tokio::test]
async fn one_factor_is_not_enough_unless_the_configuration_says_so() {
    let one: [Twist; 3] = [
        |token| token.without("amr"),
        |token| token.claim("amr", serde_json::json!(["pwd"])),
        |token| token.claim("amr", serde_json::json!(["pwd", "sms"])),
    ];
    let scene = Scene::with_officer().await;
    for twist in one {
        is_refused(&scene.tries(twist).await, "one factor");
        is_accepted(&scene.signs_in().await);
    }
    let trusting = Scene::with(|config| config.assume_second_factor = true).await;
    trusting.links(crate::support::Who::Officer, super::SUBJECT).await.is(200);
    for twist in one {
        is_accepted(&trusting.tries(twist).await);
    }
}

#[tokio::test]
async fn where_a_kind_of_sign_in_is_asked_for_no_other_is_accepted() {
    let scene = Scene::with(|config| config.context = Some("two-factors".to_owned())).await;
    let user = scene.app.actor(crate::support::Who::Officer).await.user;
    let link = scene.app.service.make_link(Some(user)).await.unwrap();
    let trip = scene.leaves(&[("link", &link)]).await;
    assert!(trip.address.contains("acr_values=two-factors"), "{}", trip.address);
    let right: Twist = |token| token.claim("acr", "two-factors");
    is_accepted(&scene.returns(&trip, super::SUBJECT, right).await);
    is_refused(&scene.tries(|token| token.claim("acr", "one-factor")).await, "another kind");
    is_refused(&scene.signs_in().await, "no kind at all, though two factors");
    is_accepted(&scene.tries(right).await);
}
