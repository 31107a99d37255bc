//! Leaving for the provider, and coming back.

use std::time::Duration;

use domain::UserId;
use jiff::{SignedDuration, Timestamp};
use seal::Token;
use serde::{Deserialize, Serialize};
use store::{
    CeremonyEnd, CeremonyKind, NewCeremony, ProviderIdentity, SecurityEvent, SecurityKind, Tx, User,
};
use uuid::Uuid;

use super::client::{Asked, Proven};
use super::{Answer, NotProven, Provider, ProviderProblem};
use crate::account::Change;
use crate::office::OfficeProblem;
use crate::proof::{Proof, may_sign_in_with};
use crate::sign_in::{IDLE, is_fictional};
use crate::visit::Visit;
use crate::vouching::is_somebody_elses;
use crate::{Problem, Service};

/// For so long somebody may be away at the provider.
const AWAY: SignedDuration = SignedDuration::from_mins(5);
/// For so long the provider is waited for, all its answers together.
const PATIENCE: Duration = Duration::from_secs(4);
/// The longest code that is taken back, in bytes: it goes into a request of ours.
const LONGEST_CODE: usize = 4096;
/// So many may be away at once; of more, those go that have been away longest.
const MOST: u32 = 1000;

/// What somebody goes to the provider for.
#[derive(Debug, Clone, Copy)]
pub enum Errand<'e> {
    /// To sign in.
    SignIn,
    /// To sign in for the first time, by a one-time link: from then on they sign in so.
    Link {
        /// The token of the link.
        token: &'e str,
        /// What is needed beside it, where something is.
        beside: &'e str,
    },
    /// To confirm who they are, and go on there.
    Confirm {
        /// The token of their session.
        session: &'e str,
        /// Where they go on, on our own pages.
        to: &'e str,
    },
}

/// Where somebody goes, and what their browser keeps meanwhile.
pub struct Leaving {
    /// The provider's page.
    pub address: String,
    /// For a cookie that comes along on the way back.
    pub token: String,
}

/// What somebody came back to.
#[derive(PartialEq, Eq)]
pub enum Back {
    /// They are signed in.
    SignedIn {
        /// The token for their cookie.
        token: String,
    },
    /// They have confirmed who they are: their session goes on under another token.
    Confirmed {
        /// The token for their cookie.
        token: String,
        /// Where they go on.
        to: String,
    },
}

/// What waits until somebody is back. It is sealed.
#[derive(Serialize, Deserialize)]
struct Step {
    asked: Asked,
    errand: Waiting,
    /// The session that their browser brought when they left; it ends.
    old: Option<[u8; 32]>,
}

#[derive(Serialize, Deserialize)]
enum Waiting {
    SignIn,
    Link {
        link: [u8; 32],
        /// Whether they showed what is needed beside it.
        shown: bool,
    },
    Confirm {
        user: UserId,
        to: String,
    },
}

impl Service {
    /// The journeys, with a provider through which people may sign in.
    #[must_use]
    pub fn with_provider(self, provider: Provider) -> Self {
        Self { provider: Some(provider), ..self }
    }

    /// What people call the provider, where there is one.
    pub fn provider_label(&self) -> Option<&str> {
        self.provider.as_ref().map(|provider| provider.config.label.as_str())
    }

    /// Whether whom a one-time link is for may sign in through the provider.
    ///
    /// # Errors
    /// A fault.
    pub async fn provider_is_for(&self, link: &str) -> Result<bool, Problem> {
        let Some(digest) = digest(link) else { return Ok(false) };
        let (now, offered) = (self.clock.now(), self.provider.is_some());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let link = snapshot.setup_link(&digest, now).await?;
                    let Some(user) = link.and_then(|link| link.user) else { return Ok(false) };
                    let Some(user) = snapshot.user(user).await? else { return Ok(false) };
                    let fictional = is_fictional(snapshot, &user).await?;
                    Ok(offered && user.active && may_sign_in_with(user.role, fictional, Proof::Provider))
                })
            })
            .await
    }

    /// Sends somebody to the provider. `old` is the session that their browser brings, where it brings one.
    ///
    /// # Errors
    /// Where there is no provider or it does not answer, where the link works no longer, or a fault.
    pub async fn leave_for_provider(
        &self,
        errand: Errand<'_>,
        old: Option<&str>,
    ) -> Result<Leaving, ProviderProblem> {
        let provider = self.provider.as_ref().ok_or(ProviderProblem::NotOffered)?;
        let now = self.clock.now();
        let chance = || Token::generate().text().to_string();
        let anew = matches!(errand, Errand::Confirm { .. });
        let asked = Asked { state: chance(), nonce: chance(), verifier: chance(), at: now, anew };
        let old = old.and_then(digest);
        let errand = self.waiting(errand, old).await?;
        let address = match in_time(provider.client.address(&asked, now)).await {
            Ok(address) => address,
            Err(problem) => return Err(told(problem)),
        };
        let token = Token::generate();
        self.keep_step(&token, &Step { asked, errand, old }, now).await?;
        Ok(Leaving { address, token: token.text().to_string() })
    }

    async fn waiting(&self, errand: Errand<'_>, old: Option<[u8; 32]>) -> Result<Waiting, ProviderProblem> {
        match errand {
            Errand::SignIn => Ok(Waiting::SignIn),
            Errand::Link { token, beside } => self.waiting_link(token, beside, old).await,
            Errand::Confirm { session, to } => {
                let session = self.session(session).await?.ok_or(ProviderProblem::NotAccepted)?;
                Ok(Waiting::Confirm { user: session.actor.user, to: to.to_owned() })
            }
        }
    }

    async fn waiting_link(
        &self,
        token: &str,
        beside: &str,
        session: Option<[u8; 32]>,
    ) -> Result<Waiting, ProviderProblem> {
        let (Some(user), Some(link)) = (self.link_user(token).await?, digest(token)) else {
            return Err(ProviderProblem::LinkGone);
        };
        let (theirs, needed) = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let theirs = !is_somebody_elses(snapshot, &user, session).await?;
                    Ok::<_, Problem>((theirs, snapshot.link_word(user.id).await?.is_some()))
                })
            })
            .await?;
        if !theirs || !self.provider_is_for(token).await? {
            return Err(ProviderProblem::LinkGone);
        }
        if needed {
            self.shown_beside(token, beside).await.map_err(|problem| match problem {
                OfficeProblem::Journey(problem) => ProviderProblem::Journey(problem),
                _ => ProviderProblem::Beside,
            })?;
        }
        Ok(Waiting::Link { link, shown: needed })
    }

    async fn keep_step(&self, token: &Token, step: &Step, now: Timestamp) -> Result<(), Problem> {
        let new = NewCeremony {
            token_digest: token.digest(),
            kind: CeremonyKind::Provider,
            user: None,
            state: serde_json::to_vec(step).map_err(|_| Problem::Fault)?,
            at: now,
            expires_at: now + AWAY,
        };
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.begin_ceremony(&new, MOST).await.map_err(Problem::from) })
            })
            .await
    }

    /// Takes somebody back who has been at the provider. What their browser kept counts once, whatever came of
    /// it; nobody is signed in by halves.
    ///
    /// # Errors
    /// Where nobody is signed in, or a fault.
    pub async fn back_from_provider(
        &self,
        token: Option<&str>,
        answer: Answer,
        visit: &Visit,
    ) -> Result<Back, ProviderProblem> {
        let provider = self.provider.as_ref().ok_or(ProviderProblem::NotOffered)?;
        let now = self.clock.now();
        match self.taken_back(provider, (token, &answer), visit, now).await {
            Err(Refused::Not(problem)) => {
                let event = SecurityEvent::about(None, None, SecurityKind::CeremonyRefused)
                    .from_browser(visit.browser)
                    .saying(problem.to_string());
                self.note_security(event).await?;
                Err(told(problem))
            }
            Err(Refused::Journey(problem)) => Err(problem.into()),
            Ok(back) => Ok(back),
        }
    }

    async fn taken_back(
        &self,
        provider: &Provider,
        (token, answer): (Option<&str>, &Answer),
        visit: &Visit,
        now: Timestamp,
    ) -> Result<Back, Refused> {
        let step = self.step(token, now).await?;
        if !seal::same(answer.state.as_bytes(), step.asked.state.as_bytes()) {
            return Err(NotProven::NotAccepted("the answer is to another sign-in").into());
        }
        if answer.code.is_empty() {
            return Err(NotProven::NotAccepted("the provider signed nobody in").into());
        }
        if answer.code.len() > LONGEST_CODE {
            return Err(NotProven::NotAccepted("its code is longer than any provider's").into());
        }
        let proven = in_time(provider.client.proven(answer, &step.asked, now)).await?;
        let identity =
            ProviderIdentity { issuer: provider.config.issuer.clone(), subject: proven.subject.clone() };
        match &step.errand {
            Waiting::SignIn => {}
            Waiting::Link { link, shown } => self.link_by(&identity, (*link, *shown), now).await?,
            Waiting::Confirm { user, .. } => self.may_confirm(&identity, *user, step.old, now).await?,
        }
        let token = self.signed_in(&identity, &proven, step.old, visit, now).await?;
        Ok(match step.errand {
            Waiting::Confirm { to, .. } => Back::Confirmed { token, to },
            Waiting::SignIn | Waiting::Link { .. } => Back::SignedIn { token },
        })
    }

    /// What waited under a cookie's token. It is used up.
    async fn step(&self, token: Option<&str>, now: Timestamp) -> Result<Step, Refused> {
        const NONE: NotProven = NotProven::NotAccepted("this browser asked for no sign-in");
        let token: Token = token.and_then(|token| token.parse().ok()).ok_or(NONE)?;
        let digest = token.digest();
        let end = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.end_ceremony(&digest, CeremonyKind::Provider, now).await.map_err(Problem::from)
                })
            })
            .await?;
        match end {
            CeremonyEnd::Open { state, .. } => {
                Ok(serde_json::from_slice(&state).map_err(|_| Problem::Fault)?)
            }
            CeremonyEnd::Used => Err(NotProven::NotAccepted("the sign-in was finished before").into()),
            CeremonyEnd::Gone => Err(NONE.into()),
        }
    }

    /// Begins the session of whom an identity is linked with. It is fresh only where they proved who they are a
    /// moment ago: at the provider they may have signed in last week.
    async fn signed_in(
        &self,
        identity: &ProviderIdentity,
        proven: &Proven,
        old: Option<[u8; 32]>,
        visit: &Visit,
        now: Timestamp,
    ) -> Result<String, Refused> {
        const NOT_OURS: NotProven = NotProven::NotAccepted("nobody who may sign in so is linked with it");
        let user = self.user_of(identity).await?.ok_or(NOT_OURS)?;
        let token = self.begin_session(user, Proof::Provider, visit).await?.ok_or(NOT_OURS)?;
        let digest = digest(&token).ok_or(Problem::Fault)?;
        let proved_at = proven.at.unwrap_or(Timestamp::UNIX_EPOCH).min(now);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if let Some(old) = old {
                        tx.end_session(&old, now).await?;
                    }
                    tx.vouch_for_session(&digest, proved_at).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(token)
    }

    async fn user_of(&self, identity: &ProviderIdentity) -> Result<Option<UserId>, Problem> {
        let identity = identity.clone();
        self.store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.user_by_identity(&identity).await.map_err(Problem::from) })
            })
            .await
    }

    /// Links an identity with whom a one-time link is for, and uses the link up: both or neither.
    async fn link_by(
        &self,
        identity: &ProviderIdentity,
        link: ([u8; 32], bool),
        now: Timestamp,
    ) -> Result<(), Refused> {
        let (identity, notice) = (identity.clone(), self.clock.ids(now).nth(0));
        let linked = self
            .store
            .write(move |tx| Box::pin(async move { bind(tx, &identity, link, notice, now).await }))
            .await?;
        if linked { Ok(()) } else { Err(NotProven::NotAccepted("it cannot be linked by this link").into()) }
    }

    /// Whether the identity is linked with whose session it is, and that session has not ended.
    async fn may_confirm(
        &self,
        identity: &ProviderIdentity,
        user: UserId,
        session: Option<[u8; 32]>,
        now: Timestamp,
    ) -> Result<(), Refused> {
        if self.user_of(identity).await? != Some(user) {
            return Err(NotProven::NotAccepted("somebody else confirmed who they are").into());
        }
        let ended = NotProven::NotAccepted("the session has ended");
        let session = session.ok_or(ended)?;
        let found = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.session(&session).await.map_err(Problem::from) })
            })
            .await?;
        let alive = |found: &store::Session| {
            found.user.id == user && now < found.expires_at && now < found.last_seen_at + IDLE
        };
        let User { organisation, .. } = found.filter(alive).ok_or(ended)?.user;
        let event = SecurityEvent::about(Some(organisation), Some(user), SecurityKind::Confirmed);
        Ok(self.note_security(event).await?)
    }
}

/// Why nobody is taken back.
enum Refused {
    Not(NotProven),
    Journey(Problem),
}

impl From<NotProven> for Refused {
    fn from(problem: NotProven) -> Self {
        Self::Not(problem)
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Journey(problem)
    }
}

async fn bind(
    tx: &mut Tx,
    identity: &ProviderIdentity,
    (link, shown): ([u8; 32], bool),
    notice: Uuid,
    now: Timestamp,
) -> Result<bool, Problem> {
    let whose = tx.setup_link(&link, now).await?.and_then(|link| link.user);
    let Some(user) = whose else { return Ok(false) };
    let Some(user) = tx.user(user).await?.filter(|user| user.active) else { return Ok(false) };
    let fictional = is_fictional(tx, &user).await?;
    let needed = tx.link_word(user.id).await?.is_some();
    if (needed && !shown) || !may_sign_in_with(user.role, fictional, Proof::Provider) {
        return Ok(false);
    }
    let is_free = tx.user_by_identity(identity).await?.is_none_or(|whose| whose == user.id);
    if !is_free || !tx.use_setup_link(&link, now).await? {
        return Ok(false);
    }
    if !tx.link_identity(identity, user.id, now).await? {
        return Err(Problem::Fault);
    }
    tx.end_sessions_of(user.id).await?;
    tx.end_sign_in_steps_of(user.id).await?;
    let User { id, organisation, .. } = user;
    tx.note_account_change(notice, id, Change::Provider.code(), now).await?;
    let event = SecurityEvent::about(Some(organisation), Some(id), SecurityKind::LinkUsed);
    tx.note_security(&event.saying("linked with the identity provider"), now).await?;
    Ok(true)
}

/// What is kept of a token, where it is one.
fn digest(token: &str) -> Option<[u8; 32]> {
    token.parse::<Token>().ok().map(|token| token.digest())
}

/// Waits for the provider, but not for long.
async fn in_time<T>(asking: impl Future<Output = Result<T, NotProven>>) -> Result<T, NotProven> {
    let late = NotProven::Unreachable("it takes too long");
    tokio::time::timeout(PATIENCE, asking).await.unwrap_or(Err(late))
}

/// What is told of it. The log says why.
fn told(problem: NotProven) -> ProviderProblem {
    match problem {
        NotProven::Unreachable(_) => {
            tracing::warn!(%problem, "no sign-in through the identity provider");
            ProviderProblem::Unreachable
        }
        NotProven::NotAccepted(_) => {
            tracing::info!(%problem, "no sign-in through the identity provider");
            ProviderProblem::NotAccepted
        }
    }
}
