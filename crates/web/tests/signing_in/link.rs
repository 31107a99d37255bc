//! The one-time link, and how far it leads.

use access::Role;
use jiff::SignedDuration;
use web::routes::{About, ROUTES};

use super::app::{code_at, secret_in};
use super::real::{CHOSEN, Real, SIGN_IN};
use super::vouching::with;
use crate::coverage::matrix::NOTHING;
use crate::support::Browser;

#[tokio::test]
async fn a_link_leads_to_setting_up_a_second_factor_and_no_further_until_that_is_done() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    real.begun(&browser, "sam").await;
    assert_eq!(browser.opens("/").await.see_other(), "/account/begin");
    browser.opens("/account/begin").await.is(200).says("authenticator app").says("passkey");
    let before = browser.cookie("work").unwrap();
    let sam = real.sets_up_app(&browser).await;
    assert_eq!(sam.codes.len(), 10);
    assert_ne!(browser.cookie("work").unwrap(), before, "it is another session from here on");
    assert!(real.app.service.session(&before).await.unwrap().is_none());
    browser.opens("/work").await.is(200);
}

/// Every route, as somebody who has come no further than choosing a password.
#[tokio::test]
async fn whoever_is_not_yet_in_is_led_back_from_every_page_but_those_of_setting_up() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    real.begun(&browser, "sam").await;
    let of_setting_up =
        ["/sign-out", "/account/begin", "/account/app", "/account/passkeys/new", "/account/passkeys/new/ask"];
    let mut walked = 0;
    for route in ROUTES.iter().filter(|route| !matches!(route.about, About::Anybody)) {
        if of_setting_up.contains(&route.path) {
            continue;
        }
        let path: Vec<&str> = route
            .path
            .split('/')
            .map(|part| match part {
                "{day}" => "2026-03-02",
                "{sequence}" | "{started}" => "1",
                part if part.starts_with('{') => NOTHING,
                part => part,
            })
            .collect();
        let path = path.join("/");
        let reply = match route.method {
            "get" => browser.opens(&path).await,
            _ => browser.sends(&path, &[("words", "a"), ("password", "b")]).await,
        };
        // A script asks: it is told, not led. A path that is no id is nobody's page.
        let told = route.path.ends_with("/keep") && reply.status == 401;
        let led = (reply.status, reply.header("location")) == (303, "/account/begin");
        assert!(
            told || led,
            "{} {}: {} {}",
            route.method,
            route.path,
            reply.status,
            reply.header("location")
        );
        walked += 1;
    }
    assert!(walked > 40, "{walked}");
}

#[tokio::test]
async fn a_password_alone_leads_no_further_than_the_link_did() {
    let real = Real::new().await;
    real.begun(&Browser::new(&real.app), "sam").await;
    let later = Browser::new(&real.app);
    assert_eq!(later.sends("/sign-in", SIGN_IN).await.see_other(), "/");
    assert_eq!(later.opens("/work").await.see_other(), "/account/begin");
    real.app.wait(SignedDuration::from_mins(31));
    assert_eq!(later.opens("/account/begin").await.see_other(), "/sign-in", "for half an hour at most");
}

#[tokio::test]
async fn an_app_is_in_use_once_a_code_of_it_came_and_not_before() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    real.begun(&browser, "sam").await;
    let page = browser.opens("/account/app").await;
    page.is(200).says("Scan this picture");
    let secret = secret_in(&page);
    assert_eq!(secret.len(), 20);
    assert_eq!(secret_in(&browser.opens("/account/app").await), secret, "the page again shows it again");
    let off = code_at(&secret, real.now() + SignedDuration::from_hours(1));
    let refused = browser.sends("/account/app", &[("code", &off)]).await;
    refused.is(422).says("The clock of your phone may be wrong");
    assert_eq!(browser.opens("/work").await.see_other(), "/account/begin");
    browser.sends("/account/app", &[("code", &code_at(&secret, real.now()))]).await.is(200);
    browser.opens("/work").await.is(200);
}

#[tokio::test]
async fn the_link_of_an_administrator_or_a_privacy_officer_offers_a_passkey_and_nothing_else() {
    let real = Real::new().await;
    for (login, role) in [("ola", Role::Administrator), ("kit", Role::PrivacyOfficer)] {
        let browser = Browser::new(&real.app);
        let link = real.invites(login, role).await;
        let page = browser.opens(&link).await;
        page.is(200).says("passkey").says(login);
        assert!(!page.body.contains("type=\"password\""));
        browser.sends(&link, CHOSEN).await.is(400);
        assert_eq!(browser.sends(&link, &[]).await.see_other(), "/");
        assert_eq!(browser.opens("/people").await.see_other(), "/account/begin");
        browser.sends(&link, &[]).await.is(410);
    }
}

#[tokio::test]
async fn a_new_link_does_not_get_past_an_app_that_somebody_has() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let sam = real.sam(&browser).await;
    let link = real.makes_link(real.user_of(&browser).await, false).await;
    let browser = Browser::new(&real.app);
    browser.sends(&link, CHOSEN).await.is(422);
    assert_eq!(browser.cookie("work"), None);
    let code = code_at(&sam.secret, real.now());
    assert_eq!(browser.sends(&link, &with(&code)).await.see_other(), "/");
    browser.opens("/work").await.is(200).says("Your password was changed");
}

#[tokio::test]
async fn the_first_administrator_is_led_from_set_up_to_their_passkey() {
    let app = crate::support::TestApp::empty(web::headers::Transport::Plain).await;
    let place = format!("/set-up/{}", app.service.make_link(None).await.unwrap());
    let browser = Browser::new(&app);
    let fields = [
        ("organisation", "Brookvale Homes"),
        ("policy", "nhg"),
        ("regions", "North"),
        ("administrator", "Robin Achterberg"),
        ("login", "robin"),
    ];
    assert_eq!(browser.sends(&place, &fields).await.see_other(), "/");
    assert_eq!(browser.opens("/people").await.see_other(), "/account/begin");
}
