//! Everything somebody signs in with is lost, and an administrator starts their account over.

use super::app::code_at;
use super::real::{CHOSEN, Real, SIGN_IN, word_in};
use super::vouching::with;
use crate::support::Browser;

#[tokio::test]
async fn after_starting_over_nothing_from_before_opens_the_account_and_its_owner_is_told() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let sam = real.sam(&browser).await;
    let user = real.app.service.session(&browser.cookie("work").unwrap()).await.unwrap().unwrap().actor.user;
    let waiting = Browser::new(&real.app);
    waiting.sends("/sign-in", SIGN_IN).await.is(303);

    let administrator = Browser::new(&real.app).with_session(&real.administrator);
    let place = format!("/people/{user}/link");
    administrator.opens(&place).await.is(200).says("Have they lost everything");
    let made = administrator.sends(&place, &[("over", "yes")]).await;
    let at = made.body.find("/password/").unwrap();
    let link = made.body[at..].split('<').next().unwrap();

    assert_eq!(browser.opens("/work").await.see_other(), "/sign-in");
    let code = code_at(&sam.secret, real.now());
    assert_eq!(waiting.sends("/sign-in/code", &[("code", &code)]).await.see_other(), "/sign-in?again=yes");
    Browser::new(&real.app).sends("/sign-in", SIGN_IN).await.is(422);
    browser.sends(link, CHOSEN).await.is(422).says("Enter the word that a colleague gave you");
    let manager =
        Browser::new(&real.app).with_session(&real.is_in("vale", access::Role::RegionalManager).await);
    let word = word_in(&manager.sends(&format!("/vouch/{user}"), &[]).await);
    assert_eq!(browser.sends(link, &with(&word)).await.see_other(), "/");
    assert_eq!(browser.opens("/work").await.see_other(), "/account/begin");
    real.sets_up_app(&browser).await;
    browser.opens("/work").await.is(200).says("Everything you sign in with was taken away");
}

#[tokio::test]
async fn the_link_alone_takes_nothing_away() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    real.sam(&browser).await;
    let user = real.app.service.session(&browser.cookie("work").unwrap()).await.unwrap().unwrap().actor.user;
    let administrator = Browser::new(&real.app).with_session(&real.administrator);
    administrator.sends(&format!("/people/{user}/link"), &[]).await.is(200);
    browser.opens("/work").await.is(200);
    assert_eq!(Browser::new(&real.app).sends("/sign-in", SIGN_IN).await.see_other(), "/sign-in/code");
}

#[tokio::test]
async fn an_administrator_without_a_passkey_is_locked_out_until_whoever_runs_the_server_makes_a_link() {
    let real = Real::new().await;
    let user = real.app.service.session(&real.administrator).await.unwrap().unwrap().actor.user;
    assert_eq!(real.app.service.locked_out().await.unwrap(), [user]);
    let made_up = crate::support::TestApp::new().await;
    assert_eq!(made_up.service.locked_out().await.unwrap(), []);
}
