//! One's own account: what one signs in with, a new password, and what was changed.

use access::Actor;
use jiff::{SignedDuration, Timestamp};
use store::{AuthenticatorState, SecurityEvent, SecurityKind, Snapshot};

use crate::office::OfficeProblem;
use crate::password::Password;
use crate::proof::{Proof, passkey_only};
use crate::second_factor::confirmed;
use crate::second_step::Beside;
use crate::visit::Visit;
use crate::{Problem, Service};

/// What was changed is shown on one's own account for so long.
const SHOWN: SignedDuration = SignedDuration::from_hours(24 * 90);

domain::codes! {
    /// What was changed about an account, told to whose it is (ASVS 6.3.7): a sentence up to its moment, "Your
    /// password was changed", "on 4 March".
    Change {
        Password = "password", "Your password was changed";
        Authenticator = "app", "Your authenticator app was set up or changed";
        RecoveryCodes = "codes", "New recovery codes were made for you";
        PasskeyAdded = "passkey-added", "A passkey was added to your account";
        PasskeyRemoved = "passkey-removed", "A passkey was removed from your account";
        Provider = "provider", "Your organisation’s sign-in was connected to your account";
        VouchedFor = "vouched-for", "A colleague vouched for you, so that you could begin anew";
        LinkUsed = "link-used", "A one-time link to your account was used";
        NewBrowser = "new-browser", "Somebody signed in to your account with a browser that was new here";
        AfterWrongTries = "after-wrong-tries", "Somebody signed in to your account after several wrong tries";
        UnusualHour = "unusual-hour", "Somebody signed in to your account at an hour that is unusual for you";
        StartedOver = "started-over", "Everything you sign in with was taken away, and a new link made";
    }
}

/// That something about an account was changed, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Change,
}

impl Changed {
    pub(crate) fn of(notice: &store::AccountNotice) -> Option<Self> {
        Some(Self { at: notice.at, what: Change::from_code(&notice.what)? })
    }
}

/// One's own account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPage {
    /// What one types to sign in.
    pub login: String,
    /// Whether one has a password.
    pub has_password: bool,
    /// Since when one has an authenticator app.
    pub authenticator: Option<Timestamp>,
    /// How many recovery codes are left.
    pub codes_left: u64,
    /// How many passkeys one has.
    pub passkeys: u64,
    /// Whether nobody in the organisation is real.
    pub fictional: bool,
    /// Whether one signs in with a passkey and nothing else.
    pub passkey_only: bool,
    /// What was changed in the last 90 days, the last first.
    pub changes: Vec<Changed>,
    /// What happened to links to the account in the last 90 days, the last first.
    pub links: Vec<LinkStep>,
}

/// A step on the way of a one-time link to somebody's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkStep {
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub what: SecurityKind,
    /// The name of who did it, where that was a colleague.
    pub by: Option<String>,
}

/// What happens to a link, and is told to whose account it is for.
const LINK_STEPS: [SecurityKind; 3] =
    [SecurityKind::LinkMade, SecurityKind::VouchedFor, SecurityKind::LinkUsed];
/// So many steps of each kind are shown.
const STEPS_SHOWN: u32 = 5;

async fn link_steps(
    snapshot: &mut Snapshot,
    actor: &Actor,
    since: Timestamp,
) -> Result<Vec<LinkStep>, Problem> {
    let mut steps = Vec::new();
    for what in LINK_STEPS {
        let lines = snapshot.security_lines_of_own(actor.organisation, actor.user, what, STEPS_SHOWN).await?;
        for line in lines.into_iter().filter(|line| line.at > since) {
            let by = match line.by {
                Some(by) => snapshot.user(by).await?.map(|user| user.name),
                None => None,
            };
            steps.push((line.sequence, LinkStep { at: line.at, what, by }));
        }
    }
    steps.sort_by_key(|(sequence, _)| std::cmp::Reverse(*sequence));
    Ok(steps.into_iter().map(|(_, step)| step).collect())
}

impl Service {
    /// One's own account.
    ///
    /// # Errors
    /// A fault.
    pub async fn own_account(&self, actor: &Actor) -> Result<AccountPage, Problem> {
        let (who, since) = (actor.clone(), self.clock.now() - SHOWN);
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let user = snapshot.user(who.user).await?.ok_or(access::Denied::NothingHere)?;
                    let Beside { fictional, passkeys, .. } = Beside::of(snapshot, &user).await?;
                    let kept =
                        snapshot.authenticator(who.organisation, who.user, AuthenticatorState::Kept).await?;
                    let changes = snapshot.notices(who.user, since).await?;
                    Ok::<_, Problem>(AccountPage {
                        login: user.login,
                        has_password: user.password_hash.is_some(),
                        authenticator: kept.map(|kept| kept.since),
                        codes_left: snapshot.recovery_codes_left(who.user).await?,
                        passkeys,
                        fictional,
                        passkey_only: passkey_only(user.role, fictional),
                        changes: changes.iter().filter_map(Changed::of).collect(),
                        links: link_steps(snapshot, &who, since).await?,
                    })
                })
            })
            .await
    }

    /// Whether somebody signs in with a passkey and nothing else: by their role, or since they have no password.
    ///
    /// # Errors
    /// A fault.
    pub async fn is_passkey_only(&self, actor: &Actor) -> Result<bool, Problem> {
        let (user, beside) = self.beside(actor).await?;
        Ok(user.password_hash.is_none() || passkey_only(user.role, beside.fictional))
    }

    /// Changes one's own password. Every session of theirs ends; the answer is a new one for this browser, or
    /// `None` where the current password was not right.
    ///
    /// # Errors
    /// A password that will not do; to be confirmed first; nothing here for somebody without a password.
    pub async fn change_password(
        &self,
        actor: &Actor,
        current: Password,
        new: Password,
        how: Proof,
        visit: &Visit,
    ) -> Result<Option<String>, OfficeProblem> {
        confirmed(actor, false).map_err(Problem::from)?;
        let (user, _) = self.beside(actor).await?;
        if user.password_hash.is_none() {
            return Err(Problem::from(access::Denied::NothingHere).into());
        }
        let new = self.will_do(new, &user.login).await?;
        let weighed = self.weigh_password(&user.login, current, SecurityKind::ConfirmFailed).await?;
        let Some(user) = weighed.right() else { return Ok(None) };
        self.tries_were_right(&user, 1);
        let (hash, who, now) = (self.hash(new).await?, actor.clone(), self.clock.now());
        let id = self.clock.ids(now).nth(0);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.put_password(who.user, &hash, now).await?;
                    tx.end_sign_in_steps_of(who.user).await?;
                    tx.note_account_change(id, who.user, Change::Password.code(), now).await?;
                    let event = SecurityEvent::of(&who, SecurityKind::PasswordChanged);
                    tx.note_security(&event, now).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(self.begin_session(actor.user, how, visit).await?)
    }

    /// Whether a password may become that of whoever signs in with this name: the words that are tried first
    /// are theirs and their organisation's too (ASVS 6.2.11), and none is taken that has leaked (6.2.4, 6.2.12).
    pub(crate) async fn will_do(&self, password: Password, login: &str) -> Result<Password, OfficeProblem> {
        let login = login.to_owned();
        let known: Vec<String> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let Some(user) = snapshot.user_by_login(&login).await? else { return Ok(vec![login]) };
                    let organisation = snapshot.organisation(user.organisation).await?;
                    let theirs = organisation.map(|organisation| organisation.name);
                    Ok::<_, Problem>([Some(login), Some(user.name), theirs].into_iter().flatten().collect())
                })
            })
            .await?;
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        password.acceptable(&known)?;
        self.is_not_leaked(password).await
    }

    /// What somebody has not been told yet about their account.
    pub(crate) async fn untold(&self, actor: &Actor) -> Result<Vec<Changed>, Problem> {
        let who = actor.user;
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let unseen = snapshot.unseen_notices(who).await?;
                    Ok::<_, Problem>(unseen.iter().filter_map(Changed::of).collect())
                })
            })
            .await
    }

    /// Writes that somebody has read what they were told, up to the moment that stood on their page.
    ///
    /// # Errors
    /// A fault.
    pub async fn has_been_told(&self, actor: &Actor, until: Timestamp) -> Result<(), Problem> {
        let (who, now) = (actor.user, self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.see_notices(who, until, now).await.map_err(Problem::from) })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_read_as_it_was_written() {
        for change in Change::ALL {
            assert_eq!(Change::from_code(change.code()), Some(*change));
        }
        assert_eq!(Change::from_code("name"), None);
    }
}
