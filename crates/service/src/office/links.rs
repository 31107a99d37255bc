//! One-time links: with one somebody sets the installation up, chooses a password, or makes their first passkey.

use access::action::ManagePeople;
use access::{Actor, check_office};
use domain::UserId;
use jiff::{SignedDuration, Timestamp};
use seal::Token;
use store::{Fault, LinkWord, SecurityEvent, SecurityKind, SetupLink, Tx, User};

use super::{Account, colleague};
use crate::account::Change;
use crate::password::{Password, PasswordProblem};
use crate::proof::{Proof, passkey_only};
use crate::second_step::SignIn;
use crate::sign_in::is_fictional;
use crate::visit::Visit;
use crate::vouching::is_somebody_elses;
use crate::{Problem, Service};

/// A link works once, for so long.
const LINK_HOLDS: SignedDuration = SignedDuration::from_hours(72);

/// What a one-time link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkFor {
    /// Setting up the installation.
    SetUp,
    /// Somebody chooses their first password, or a new one.
    Password {
        /// The name with which they sign in.
        login: String,
        /// Whether they need something beside the link.
        beside: bool,
    },
    /// Somebody who signs in with a passkey and nothing else makes their first one.
    Passkey {
        /// The name with which they sign in.
        login: String,
        /// Whether they need something beside the link.
        beside: bool,
    },
    /// It is for somebody else than whoever looks after accounts in this browser, and may have made it.
    SomebodyElses,
}

/// What somebody brings who follows a link.
#[derive(Clone, Copy)]
pub struct ByLink<'l> {
    /// The token of the link.
    pub token: &'l str,
    /// What they need beside it, where they do: the word from a colleague, or a code of theirs.
    pub beside: &'l str,
    /// From where they come.
    pub visit: &'l Visit,
}

/// Where the use of a link leads.
#[derive(Clone, PartialEq, Eq)]
pub enum AfterLink {
    /// To the page on which they sign in with what they have.
    SignInPage,
    /// On, as after a right password.
    On(SignIn),
}

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum OfficeProblem {
    /// The password will not do.
    #[error(transparent)]
    Password(#[from] PasswordProblem),
    /// What is needed beside a link is not right.
    #[error("This is not right, or too old. Ask your colleague for another word")]
    Beside,
    /// The journey did not happen.
    #[error(transparent)]
    Journey(#[from] Problem),
}

impl Service {
    /// A link that sets up the installation, or lets somebody choose a password, made by whoever runs the server. It
    /// works once, takes the place of an earlier one of theirs, and needs nothing beside it.
    ///
    /// # Errors
    /// A fault.
    pub async fn make_link(&self, user: Option<UserId>) -> Result<String, Problem> {
        let (token, now) = (Token::generate(), self.clock.now());
        let digest = token.digest();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if let Some(id) = user {
                        let organisation = tx.user(id).await?.map(|user| user.organisation);
                        let event = SecurityEvent::about(organisation, user, SecurityKind::LinkMade);
                        tx.note_security(&event, now).await?;
                        tx.drop_link_word(id).await?;
                    }
                    add_link(tx, &digest, user, now).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(token.text().to_string())
    }

    /// A new link for a colleague who lost theirs, or their password. Until it is used nothing changes for
    /// them. That it was made, by whom and for whom is written. Nobody makes one for themself: whoever found an
    /// administrator's browser open would have the account for good. Where the account is in use, the link needs
    /// something beside it (`vouching`).
    ///
    /// # Errors
    /// Denied, also where there is nobody of that id, and for the asker's own account.
    pub async fn renew_link(&self, actor: &Actor, user: UserId) -> Result<String, Problem> {
        let permit = check_office::<ManagePeople>(actor)?;
        let (token, now) = (Token::generate(), self.clock.now());
        let digest = token.digest();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let Account { user, in_use, .. } = colleague(tx, &permit, user).await?;
                    let organisation = Some(permit.organisation());
                    let event = SecurityEvent::about(organisation, Some(user), SecurityKind::LinkMade);
                    tx.note_security(&event.by(permit.actor().user), now).await?;
                    tx.note_office_look(&permit, now, &format!("link/{user}"), None).await?;
                    if in_use {
                        let made_by = permit.actor().user;
                        tx.need_link_word(&LinkWord { user, since: now, made_by }).await?;
                    }
                    add_link(tx, &digest, Some(user), now).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(token.text().to_string())
    }

    /// What a link is for; `None` for one that was used, has run out or never was.
    ///
    /// # Errors
    /// A fault.
    pub async fn link(&self, token: &str, visit: &Visit) -> Result<Option<LinkFor>, Problem> {
        let Ok(token) = token.parse::<Token>() else { return Ok(None) };
        let (digest, now) = (token.digest(), self.clock.now());
        let theirs = visit.session();
        let found = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let Some(link) = snapshot.setup_link(&digest, now).await? else { return Ok(None) };
                    let Some(user) = link.user else { return Ok(Some(LinkFor::SetUp)) };
                    let Some(user) = snapshot.user(user).await? else { return Ok(None) };
                    if is_somebody_elses(snapshot, &user, theirs).await? {
                        return Ok(Some(LinkFor::SomebodyElses));
                    }
                    let fictional = is_fictional(snapshot, &user).await?;
                    let beside = snapshot.link_word(user.id).await?.is_some();
                    let login = user.login;
                    Ok::<_, Problem>(Some(if passkey_only(user.role, fictional) {
                        LinkFor::Passkey { login, beside }
                    } else {
                        LinkFor::Password { login, beside }
                    }))
                })
            })
            .await?;
        if found.is_none() {
            self.note_spent_link(digest).await?;
        }
        Ok(found)
    }

    /// A link that was used, or has run out, is in somebody's hands who may not be whom it was for.
    async fn note_spent_link(&self, digest: [u8; 32]) -> Result<(), Problem> {
        let whose = self.store.read(move |snapshot| {
            Box::pin(async move {
                let Some(user) = snapshot.spent_link(&digest).await? else { return Ok(None) };
                Ok::<_, Problem>(snapshot.user(user).await?)
            })
        });
        let Some(user) = whose.await? else { return Ok(()) };
        let (organisation, user) = (Some(user.organisation), Some(user.id));
        self.note_security(SecurityEvent::about(organisation, user, SecurityKind::LinkRefused)).await
    }

    /// Sets the password of whom the link is for, ends their sessions and goes on as after a right password:
    /// to what they have beside it, or to setting that up. `None` where the link no longer works, or is for somebody
    /// else.
    ///
    /// # Errors
    /// A password that will not do; what is needed beside the link is not right; a fault.
    pub async fn choose_password(
        &self,
        by: ByLink<'_>,
        password: Password,
    ) -> Result<Option<AfterLink>, OfficeProblem> {
        let ByLink { token, beside: typed, visit } = by;
        let Some(LinkFor::Password { login, beside }) = self.link(token, visit).await? else {
            return Ok(None);
        };
        let password = self.will_do(password, &login).await?;
        let hash = self.hash(password).await?;
        let shown = if beside { self.shown_beside(token, typed).await? } else { Proof::Beginning };
        let Some(user) = self.use_link(token, Some(hash)).await? else { return Ok(None) };
        let on = match shown {
            Proof::Beginning => self.after_password(user, visit).await?,
            with_a_code => self.begin_session(user.id, with_a_code, visit).await?.map(SignIn::In),
        };
        Ok(Some(on.map_or(AfterLink::SignInPage, AfterLink::On)))
    }

    /// Lets somebody who signs in with a passkey only, or has nothing yet, in as far as making their first one.
    /// Whoever has one is led to sign in with it. `None` where the link no longer works.
    ///
    /// # Errors
    /// What is needed beside the link is not right; a fault.
    pub async fn begin_by_link(&self, by: ByLink<'_>) -> Result<Option<AfterLink>, OfficeProblem> {
        let ByLink { token, beside: typed, visit } = by;
        let (Some(LinkFor::Password { beside, .. } | LinkFor::Passkey { beside, .. }), true) =
            (self.link(token, visit).await?, self.passkey_is_for(token).await?)
        else {
            return Ok(None);
        };
        // The link of whoever has a passkey leads nowhere but to the page on which they use it.
        let has_one = self.link_passkeys(token).await? > 0;
        if beside && !has_one {
            self.shown_beside(token, typed).await?;
        }
        let Some(user) = self.use_link(token, None).await? else { return Ok(None) };
        if has_one {
            return Ok(Some(AfterLink::SignInPage));
        }
        let token = self.begin_session(user.id, Proof::Beginning, visit).await?;
        Ok(Some(token.map_or(AfterLink::SignInPage, |token| AfterLink::On(SignIn::In(token)))))
    }

    /// How many passkeys whom a link is for has.
    async fn link_passkeys(&self, token: &str) -> Result<u64, Problem> {
        match self.link_user(token).await? {
            Some(User { id, .. }) => {
                let read = self.store.read(move |snapshot| {
                    Box::pin(async move { Ok::<_, Problem>(snapshot.passkey_count(id).await?) })
                });
                read.await
            }
            None => Ok(0),
        }
    }

    /// Whom a link is for that works.
    pub(crate) async fn link_user(&self, token: &str) -> Result<Option<User>, Problem> {
        let Ok(token) = token.parse::<Token>() else { return Ok(None) };
        let (digest, now) = (token.digest(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let link = snapshot.setup_link(&digest, now).await?;
                    let Some(user) = link.and_then(|link| link.user) else { return Ok(None) };
                    Ok(snapshot.user(user).await?.filter(|user| user.active))
                })
            })
            .await
    }

    /// Uses a link up, sets the password where one was chosen, ends every session of whom it is for, and says
    /// who that is.
    async fn use_link(&self, token: &str, hash: Option<String>) -> Result<Option<User>, Problem> {
        let Ok(token) = token.parse::<Token>() else { return Ok(None) };
        let (digest, now) = (token.digest(), self.clock.now());
        let ids = self.clock.ids(now);
        let (notice, id) = (ids.nth(0), ids.nth(1));
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let link = tx.setup_link(&digest, now).await?;
                    let Some(user) = link.and_then(|link| link.user) else { return Ok(None) };
                    if !tx.use_setup_link(&digest, now).await? {
                        return Ok(None);
                    }
                    let Some(user) = tx.user(user).await?.filter(|user| user.active) else { return Ok(None) };
                    tx.end_sessions_of(user.id).await?;
                    tx.end_sign_in_steps_of(user.id).await?;
                    let (organisation, whose) = (Some(user.organisation), Some(user.id));
                    let event = SecurityEvent::about(organisation, whose, SecurityKind::LinkUsed);
                    let words = if hash.is_some() { "A password was chosen" } else { "To make a passkey" };
                    tx.note_security(&event.saying(words), now).await?;
                    tx.note_account_change(notice, user.id, Change::LinkUsed.code(), now).await?;
                    if let Some(hash) = hash {
                        tx.put_password(user.id, &hash, now).await?;
                        tx.note_account_change(id, user.id, Change::Password.code(), now).await?;
                    }
                    Ok::<_, Problem>(Some(user))
                })
            })
            .await
    }

    pub(crate) async fn hash(&self, password: Password) -> Result<String, Problem> {
        let _turn = self.hashing.acquire().await.map_err(|_| Problem::Fault)?;
        let hash = tokio::task::spawn_blocking(move || password.hash()).await;
        hash.ok().flatten().ok_or(Problem::Fault)
    }
}

/// A link in the place of any earlier one.
pub(crate) async fn add_link(
    tx: &mut Tx,
    digest: &[u8; 32],
    user: Option<UserId>,
    now: Timestamp,
) -> Result<(), Fault> {
    if let Some(user) = user {
        tx.drop_setup_links(user).await?;
    }
    tx.add_setup_link(digest, &SetupLink { user, expires_at: now + LINK_HOLDS }).await
}
