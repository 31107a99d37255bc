//! A link to an account in use is not enough (ASVS 6.4.6): beside it comes a code of the person's own, or a word from a
//! colleague who knows them, and who is not the one who made the link.

use access::Role;
use jiff::SignedDuration;

use super::app::code_at;
use super::real::{CHOSEN, Real, SIGN_IN, word_in};
use crate::support::{Browser, PASSWORD};

/// A password chosen by a link, with what stands beside it.
pub fn with(beside: &str) -> [(&str, &str); 3] {
    [("beside", beside), ("password", PASSWORD), ("password-again", PASSWORD)]
}

/// Sam's account, which is in use, is started over: the link for it, and where Sam is vouched for.
async fn started_over(real: &Real) -> (String, String) {
    let browser = Browser::new(&real.app);
    real.sam(&browser).await;
    let user = real.user_of(&browser).await;
    (real.makes_link(user, true).await, format!("/vouch/{user}"))
}

/// ASVS 6.4.6: the administrator has the link and all that it leads to, and gets no further.
#[tokio::test]
async fn whoever_has_the_link_alone_does_not_get_into_an_account_in_use() {
    let real = Real::new().await;
    let manager = real.is_in("vale", Role::RegionalManager).await;
    let (link, vouch) = started_over(&real).await;
    let holder = Browser::new(&real.app);
    holder.opens(&link).await.is(200).says("the link alone is not enough");
    for beside in ["", "k7mq-2fwd-9xat", "123456", "a code", &"x".repeat(2000)] {
        holder.sends(&link, &with(beside)).await.is(422);
        assert_eq!(holder.session(), None, "{beside}");
    }
    holder.sends(&link, &[("how", "passkey")]).await.is(410);

    let manager = Browser::new(&real.app).with_session(&manager);
    manager.opens("/account").await.is(200).says("Vouch for a colleague");
    manager.opens("/vouch").await.is(200).says("Sam Okafor");
    let word = word_in(&manager.sends(&vouch, &[]).await);
    let sam = Browser::new(&real.app);
    assert_eq!(sam.sends(&link, &with(&word.to_uppercase().replace('-', " "))).await.see_other(), "/");
    assert_eq!(sam.opens("/work").await.see_other(), "/account/begin");
    real.sets_up_app(&sam).await;
    manager.opens("/vouch").await.is(200).says("Nobody waits for a word from you");
}

/// The control: an account that nobody has begun has nothing to take over, and its link is enough.
#[tokio::test]
async fn the_first_link_of_somebody_new_is_enough() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let link = real.invites("sam", Role::HousingOfficer).await;
    browser.opens(&link).await.is(200).does_not_say("not enough");
    assert_eq!(browser.sends(&link, CHOSEN).await.see_other(), "/");
}

#[tokio::test]
async fn nobody_gives_a_word_who_made_the_link_or_is_who_needs_it_or_has_no_such_role() {
    let real = Real::new().await;
    let officer = real.is_in("ash", Role::HousingOfficer).await;
    let (_, vouch) = started_over(&real).await;
    for session in [&real.administrator, &officer] {
        let browser = Browser::new(&real.app).with_session(session);
        browser.opens("/vouch").await.is(403);
        browser.sends(&vouch, &[]).await.is(403);
        browser.opens("/account").await.is(200).does_not_say("Vouch for a colleague");
    }
    // The control: everybody else with such a role gives one.
    for role in [Role::RegionalManager, Role::DaLead, Role::SafeguardingLead, Role::PrivacyOfficer] {
        let session = real.is_in(role.code(), role).await;
        Browser::new(&real.app).with_session(&session).sends(&vouch, &[]).await.is(200);
    }
    // Whoever made the link is another's manager by now: still it is not they who vouch.
    real.app.changes_role("robin", Role::RegionalManager).await;
    let robin = Browser::new(&real.app).with_session(&real.administrator);
    robin.opens("/vouch").await.is(200).does_not_say("Sam Okafor");
    robin.sends(&vouch, &[]).await.is(404);
}

async fn sees(real: &Real, session: &str, vouch: &str) -> bool {
    let browser = Browser::new(&real.app).with_session(session);
    browser.opens("/vouch").await.is(200).body.contains(&format!("action=\"{vouch}\""))
}

async fn gives(real: &Real, session: &str, vouch: &str) -> u16 {
    Browser::new(&real.app).with_session(session).sends(vouch, &[]).await.status
}

/// ASVS 6.4.6: an administrator makes up somebody who vouches, or makes an officer into one, and gets no further; by the
/// time it would help, the privacy officer has read of it.
#[tokio::test]
async fn nobody_vouches_whose_own_account_or_role_is_newer_than_a_fortnight() {
    let mut real = Real::new().await;
    let fortnight = SignedDuration::from_hours(24 * 14);
    let robin = real.whose(&real.administrator).await;
    let lead = real.is_in("lead", Role::DaLead).await;
    let officer = real.is_in("ash", Role::HousingOfficer).await;
    let (lead_id, officer_id) = (real.whose(&lead).await, real.whose(&officer).await);
    let (_, vouch) = started_over(&real).await;
    assert_eq!(gives(&real, &lead, &vouch).await, 200, "in a new organisation nobody's account is older");

    real.app.wait(fortnight);
    real.administrator = real.is_in_again(robin).await;
    let made_up = real.is_in("new", Role::RegionalManager).await;
    let made_up_id = real.whose(&made_up).await;
    real.makes(officer_id, Role::SafeguardingLead).await;
    let promoted = real.is_in_again(officer_id).await;
    for session in [&made_up, &promoted] {
        assert!(!sees(&real, session, &vouch).await);
        assert_eq!(gives(&real, session, &vouch).await, 404);
    }
    let lead = real.is_in_again(lead_id).await;
    assert!(sees(&real, &lead, &vouch).await, "the control: who was here before");
    assert_eq!(gives(&real, &lead, &vouch).await, 200);

    real.app.wait(fortnight);
    for user in [made_up_id, officer_id] {
        let settled = real.is_in_again(user).await;
        assert!(sees(&real, &settled, &vouch).await, "a fortnight later so do they");
    }
}

#[tokio::test]
async fn a_word_is_given_only_by_whoever_has_just_confirmed_who_they_are() {
    let real = Real::new().await;
    let manager = real.is_in("vale", Role::RegionalManager).await;
    let (_, vouch) = started_over(&real).await;
    let manager = Browser::new(&real.app).with_session(&manager);
    manager.opens("/vouch").await.is(200);
    real.app.wait(SignedDuration::from_mins(10));
    assert!(manager.opens("/vouch").await.see_other().starts_with("/confirm"));
    assert!(manager.sends(&vouch, &[]).await.see_other().starts_with("/confirm"));
}

#[tokio::test]
async fn an_administrator_who_is_signed_in_cannot_follow_anybodys_link() {
    let real = Real::new().await;
    let link = real.invites("sam", Role::HousingOfficer).await;
    let theirs = Browser::new(&real.app).with_session(&real.administrator);
    theirs.opens(&link).await.is(403).says("This link is for somebody else");
    theirs.sends(&link, CHOSEN).await.is(403);
    theirs.sends(&link, &[("how", "passkey")]).await.is(403);
    assert_eq!(theirs.session().as_deref(), Some(real.administrator.as_str()));
    let sam = Browser::new(&real.app);
    assert_eq!(sam.sends(&link, CHOSEN).await.see_other(), "/", "the control: it still works for Sam");
}

#[tokio::test]
async fn a_code_of_the_persons_own_will_do_and_each_works_once() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let sam = real.sam(&browser).await;
    let user = real.user_of(&browser).await;
    let link = real.makes_link(user, false).await;
    let code = code_at(&sam.secret, real.now());
    Browser::new(&real.app).sends(&link, &with(&code_at(&[7; 20], real.now()))).await.is(422);
    let by_code = Browser::new(&real.app);
    assert_eq!(by_code.sends(&link, &with(&code)).await.see_other(), "/");
    by_code.opens("/work").await.is(200);
    let link = real.makes_link(user, false).await;
    let by_recovery = Browser::new(&real.app);
    by_recovery.sends(&link, &with(&code)).await.is(422);
    assert_eq!(by_recovery.sends(&link, &with(&sam.codes[0])).await.see_other(), "/");
    let link = real.makes_link(user, false).await;
    Browser::new(&real.app).sends(&link, &with(&sam.codes[0])).await.is(422);
}

#[tokio::test]
async fn a_word_holds_half_an_hour_five_tries_and_one_link() {
    let real = Real::new().await;
    let manager = real.is_in("vale", Role::RegionalManager).await;
    let (link, vouch) = started_over(&real).await;
    let manager = Browser::new(&real.app).with_session(&manager);
    let sam = Browser::new(&real.app);
    let word = word_in(&manager.sends(&vouch, &[]).await);
    for _ in 0..5 {
        sam.sends(&link, &with("0000-0000-0000")).await.is(422);
    }
    sam.sends(&link, &with(&word)).await.is(422);

    let before = word_in(&manager.sends(&vouch, &[]).await);
    let word = word_in(&manager.sends(&vouch, &[]).await);
    sam.sends(&link, &with(&before)).await.is(422);
    let user = vouch.rsplit('/').next().unwrap().parse().unwrap();
    let link = real.makes_link(user, false).await;
    sam.sends(&link, &with(&word)).await.is(422).says("not right, or too old");

    let word = word_in(&manager.sends(&vouch, &[]).await);
    real.app.wait(SignedDuration::from_mins(30));
    sam.sends(&link, &with(&word)).await.is(422);
    assert_eq!(sam.session(), None);
}

/// Whoever stopped half way has an account that was in use: its next link is no easier.
#[tokio::test]
async fn until_somebody_is_in_again_every_link_needs_a_word() {
    let real = Real::new().await;
    let manager = real.is_in("vale", Role::RegionalManager).await;
    let (link, vouch) = started_over(&real).await;
    let manager = Browser::new(&real.app).with_session(&manager);
    let word = word_in(&manager.sends(&vouch, &[]).await);
    Browser::new(&real.app).sends(&link, &with(&word)).await.is(303);
    let user = vouch.rsplit('/').next().unwrap().parse().unwrap();
    let link = real.makes_link(user, false).await;
    Browser::new(&real.app).sends(&link, CHOSEN).await.is(422);
    Browser::new(&real.app).sends(&link, &with(&word)).await.is(422);
}

#[tokio::test]
async fn the_owner_is_told_of_each_step_and_by_whom_and_so_is_the_privacy_officer() {
    let real = Real::new().await;
    let manager = real.is_in("vale", Role::RegionalManager).await;
    let (link, vouch) = started_over(&real).await;
    let manager = Browser::new(&real.app).with_session(&manager);
    let word = word_in(&manager.sends(&vouch, &[]).await);
    let sam = Browser::new(&real.app);
    sam.sends(&link, &with(&word)).await.is(303);
    real.sets_up_app(&sam).await;
    let told = sam.opens("/work").await;
    told.says("A one-time link to your account was used on 2 March 2026");
    told.says("A colleague vouched for you").says("Everything you sign in with was taken away");
    let account = sam.opens("/account").await;
    account
        .says("One-time link made, by Robin Achterberg")
        .says("Vouched for, to begin anew by a link, by Sam Okafor");
    let officer = real.is_in("kit", Role::PrivacyOfficer).await;
    let log = Browser::new(&real.app).with_session(&officer).opens("/security").await;
    log.is(200).says("One-time link used").says("Vouched for, to begin anew by a link");
    assert!(!log.body.contains(&word), "the word stands nowhere");
}

/// Whoever made the link waits until the person is in again by what they had before, and follows it then.
#[tokio::test]
async fn a_sign_in_meanwhile_does_not_make_the_link_enough() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app);
    let sam = real.sam(&browser).await;
    let link = real.makes_link(real.user_of(&browser).await, false).await;
    let again = Browser::new(&real.app);
    again.sends("/sign-in", SIGN_IN).await.is(303);
    again.sends("/sign-in/code", &[("code", &code_at(&sam.secret, real.now()))]).await.is(303);
    Browser::new(&real.app).sends(&link, CHOSEN).await.is(422);
    assert_eq!(Browser::new(&real.app).sends(&link, &with(&sam.codes[0])).await.see_other(), "/");
}
