//! Answers that a browser did not ask for, that come twice, or that another provider gave.

use jiff::SignedDuration;

use super::house::Gives;
use super::{SUBJECT, Scene, is_accepted, is_refused};
use crate::support::{Sending, Who};

#[tokio::test]
async fn an_answer_without_what_this_browser_left_with_is_refused() {
    let scene = Scene::with_officer().await;
    // Login CSRF: the attacker's own code, in somebody else's browser.
    let theirs = scene.leaves(&[]).await;
    let back = scene.at_the_provider(&theirs, SUBJECT, |_| {});
    is_refused(&scene.arrives(None, &back).await, "no cookie");
    let ours = scene.leaves(&[]).await;
    is_refused(&scene.arrives(Some(&ours.cookie), &back).await, "the cookie of another sign-in");
    for made_up in ["", "made-up", &"0".repeat(64)] {
        is_refused(&scene.arrives(Some(made_up), &back).await, "a cookie that was made up");
    }
    // The control: the browser that left with it.
    is_accepted(&scene.arrives(Some(&theirs.cookie), &back).await);
}

#[tokio::test]
async fn an_answer_to_another_state_is_refused_and_uses_the_sign_in_up() {
    let scene = Scene::with_officer().await;
    for change in ["&state=other", "", "&state="] {
        let trip = scene.leaves(&[]).await;
        let back = scene.at_the_provider(&trip, SUBJECT, |_| {});
        let (without, _) = back.split_once("&state=").unwrap();
        let redeemed = scene.house.redeemed();
        is_refused(&scene.arrives(Some(&trip.cookie), &format!("{without}{change}")).await, change);
        assert_eq!(scene.house.redeemed(), redeemed, "the code was not even shown to the provider");
        is_refused(&scene.arrives(Some(&trip.cookie), &back).await, "the right one, too late");
        is_accepted(&scene.signs_in().await);
    }
}

#[tokio::test]
async fn an_answer_that_comes_twice_counts_once() {
    let scene = Scene::with_officer().await;
    let trip = scene.leaves(&[]).await;
    let back = scene.at_the_provider(&trip, SUBJECT, |_| {});
    is_accepted(&scene.arrives(Some(&trip.cookie), &back).await);
    is_refused(&scene.arrives(Some(&trip.cookie), &back).await, "once more");
}

#[tokio::test]
async fn a_code_of_another_sign_in_is_refused() {
    let scene = Scene::with_officer().await;
    let code = |back: &str| back.split_once("code=").unwrap().1.split_once('&').unwrap().0.to_owned();
    for gives in [Gives::Token, Gives::AlwaysToken] {
        scene.behaves(|manner| manner.gives = gives);
        let stolen = scene.leaves(&[]).await;
        let stolen = code(&scene.at_the_provider(&stolen, SUBJECT, |_| {}));
        let trip = scene.leaves(&[]).await;
        let back = scene.at_the_provider(&trip, SUBJECT, |_| {});
        let own = code(&back);
        // The verifier of this browser does not belong to the code of that one.
        let mixed = back.replace(&own, &stolen);
        is_refused(&scene.arrives(Some(&trip.cookie), &mixed).await, "another's code");
        is_accepted(&scene.signs_in().await);
    }
}

#[tokio::test]
async fn a_code_that_was_redeemed_is_refused() {
    let scene = Scene::with_officer().await;
    let trip = scene.leaves(&[]).await;
    let back = scene.at_the_provider(&trip, SUBJECT, |_| {});
    is_accepted(&scene.arrives(Some(&trip.cookie), &back).await);
    let again = scene.leaves(&[]).await;
    let state = again.address.split_once("state=").unwrap().1.split('&').next().unwrap();
    let replayed = format!("{}&state={state}", back.split_once("&state=").unwrap().0);
    is_refused(&scene.arrives(Some(&again.cookie), &replayed).await, "the same code");
    is_accepted(&scene.signs_in().await);
}

#[tokio::test]
async fn an_answer_of_another_provider_is_refused() {
    let scene = Scene::with_officer().await;
    for names_itself in [false, true] {
        scene.behaves(|manner| manner.names_itself = names_itself);
        scene.app.wait(SignedDuration::from_hours(2));
        let elsewhere = "&iss=https%3A%2F%2Felsewhere.example.org";
        let own = format!("&iss={}", scene.house.issuer.replace(':', "%3A").replace('/', "%2F"));
        let (elsewhere, twice) = (elsewhere.to_owned(), format!("{own}{elsewhere}"));
        let nothing = String::new();
        let cases = [(&elsewhere, false), (&twice, false), (&nothing, !names_itself), (&own, true)];
        for (said, good) in cases {
            let trip = scene.leaves(&[]).await;
            let back = scene.at_the_provider(&trip, SUBJECT, |_| {});
            let reply = scene.arrives(Some(&trip.cookie), &format!("{back}{said}")).await;
            if good {
                is_accepted(&reply);
            } else {
                is_refused(&reply, said);
            }
        }
    }
}

#[tokio::test]
async fn a_sign_in_has_to_be_finished_within_five_minutes() {
    let scene = Scene::with_officer().await;
    for (seconds, good) in [(299, true), (300, false)] {
        let trip = scene.leaves(&[]).await;
        scene.app.wait(SignedDuration::from_secs(seconds));
        let reply = scene.returns(&trip, SUBJECT, |_| {}).await;
        if good { drop(is_accepted(&reply)) } else { is_refused(&reply, "too late") }
    }
}

#[tokio::test]
async fn nobody_is_sent_to_the_provider_by_another_site() {
    let scene = Scene::with_officer().await;
    let pressed = Sending::post("/sign-in/provider", &[("", ""); 0]);
    for (header, value) in [("origin", "https://elsewhere.example.org"), ("sec-fetch-site", "cross-site")] {
        let reply = scene.app.anybody().send(pressed.clone().header(header, value)).await;
        assert_ne!(reply.status, 200, "{header}");
        assert_eq!(super::cookie(&reply, "away"), None, "{header}");
    }
    super::trip(&scene.app.anybody().send(pressed).await);
}

#[tokio::test]
async fn a_subject_that_is_linked_with_nobody_signs_nobody_in() {
    let scene = Scene::with_officer().await;
    let officer = Who::Officer.login();
    // The address and the name that the provider tells are not looked at.
    let alike = |token: &mut super::Token| {
        token.claim("email", format!("{officer}@brookvale.example"));
        token.claim("email_verified", true);
        token.claim("preferred_username", officer.clone());
    };
    for subject in ["somebody-else", &officer, "0F9C-OFFICER", "0f9c-officer "] {
        let trip = scene.leaves(&[]).await;
        is_refused(&scene.returns(&trip, subject, alike).await, subject);
    }
    let trip = scene.leaves(&[]).await;
    is_accepted(&scene.returns(&trip, SUBJECT, alike).await);
}

#[tokio::test]
async fn every_refusal_is_the_same_page() {
    let scene = Scene::with_officer().await;
    let trip = scene.leaves(&[]).await;
    let unknown = scene.returns(&trip, "somebody-else", |_| {}).await;
    let unsigned = scene.tries(|token| token.algorithm("none", super::house::Signed::Nobody)).await;
    let without = scene.arrives(None, "/sign-in/provider/back?code=a&state=b").await;
    let cancelled = scene.leaves(&[]).await;
    let said_no = format!("/sign-in/provider/back?error=access_denied&state={}", "a".repeat(64));
    let cancelled = scene.arrives(Some(&cancelled.cookie), &said_no).await;
    for other in [&unsigned, &without, &cancelled] {
        assert_eq!((unknown.status, &unknown.body), (other.status, &other.body));
    }
    is_refused(&unknown, "unknown");
}

#[tokio::test]
async fn one_who_has_left_is_not_signed_in_any_more() {
    let scene = Scene::with_officer().await;
    is_accepted(&scene.signs_in().await);
    scene.app.closes_account(Who::Officer).await;
    is_refused(&scene.signs_in().await, "left");
}
