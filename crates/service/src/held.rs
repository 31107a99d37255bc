//! Forms that arrive after the sign-in of whoever sent them has ended. What somebody wrote is held for them,
//! sealed, until they are back; nobody is signed in by it.
//!
//! The token in a form is worked out from its session's cookie and can be guessed no more than that. So it
//! tells whose form it is also where the browser has no cookie any more, as after a sign-out elsewhere.

use access::Actor;
use domain::HeldId;
use jiff::Timestamp;
use seal::Digest;
use serde::{Deserialize, Serialize};
pub use store::HeldWhy;
use store::{FormSession, NewHeldForm};

use crate::sign_in::{IDLE, KEPT_ENDED};
use crate::{Problem, Service};

/// The most that is held for one person.
const MOST: u32 = 5;

/// A form that came too late: where it was to go, and its fields in their order, without the token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateForm {
    /// Its address, with the query where it has one.
    pub path: String,
    /// Every field with its value.
    pub fields: Vec<(String, String)>,
}

/// A form that is held for somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct HeldForm {
    /// Which.
    pub id: HeldId,
    /// What it was.
    pub form: LateForm,
    /// When it last arrived.
    pub held_at: Timestamp,
    /// When its sender sent it on, where they did.
    pub sent_at: Option<Timestamp>,
    /// Until when it is held.
    pub until: Timestamp,
    /// Why it waits.
    pub why: HeldWhy,
}

/// When a session ended; `None` for one that goes on.
fn ended(session: &FormSession, now: Timestamp) -> Option<Timestamp> {
    let ran_out = (session.last_seen_at + IDLE).min(session.expires_at);
    session.ended_at.or_else(|| (ran_out <= now).then_some(ran_out))
}

/// Whether a form of this session is still somebody's to hold.
fn is_recent(session: &FormSession, now: Timestamp) -> bool {
    session.user.active && ended(session, now).is_none_or(|ended| now.duration_since(ended) < KEPT_ENDED)
}

impl Service {
    /// Holds a form for whoever it was made for, known by the token in it. `by` is who is signed in now,
    /// if somebody is: nobody's form is taken from somebody else. `false` where it was not held; for whom
    /// one was is never said.
    ///
    /// # Errors
    /// A fault.
    pub async fn hold(
        &self,
        csrf: &str,
        by: Option<&Actor>,
        form: &LateForm,
        why: HeldWhy,
    ) -> Result<bool, Problem> {
        let (digest, now) = (*Digest::of(csrf.as_bytes()).as_bytes(), self.clock.now());
        let session: Option<FormSession> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.session_of_form(&digest).await.map_err(Problem::from) })
            })
            .await?;
        let Some(session) = session.filter(|session| is_recent(session, now)) else { return Ok(false) };
        let sender = session.user.actor();
        if by.is_some_and(|by| by.user != sender.user) {
            return Ok(false);
        }
        let text = serde_json::to_string(form).map_err(|_| Problem::Fault)?;
        let new = NewHeldForm { id: HeldId::from_uuid(self.clock.ids(now).nth(0)), text, at: now, why };
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.sweep_held_forms(now - KEPT_ENDED).await?;
                    tx.hold_form(&sender, &new, MOST).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(true)
    }

    /// Whether a form of one's own waits to be sent on.
    ///
    /// # Errors
    /// A fault.
    pub async fn holds_for(&self, actor: &Actor) -> Result<bool, Problem> {
        let (actor, since) = (actor.clone(), self.clock.now() - KEPT_ENDED);
        self.store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.held_form_waits(&actor, since).await.map_err(Problem::from) })
            })
            .await
    }

    /// One's own held forms: those that wait first, then those that one sent on; the last first.
    ///
    /// # Errors
    /// A fault.
    pub async fn held(&self, actor: &Actor) -> Result<Vec<HeldForm>, Problem> {
        let (actor, since) = (actor.clone(), self.clock.now() - KEPT_ENDED);
        let found: Vec<store::HeldForm> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.held_forms(&actor, since).await.map_err(Problem::from) })
            })
            .await?;
        let mut held = found.iter().map(HeldForm::of).collect::<Result<Vec<_>, _>>()?;
        held.sort_by_key(|held| held.sent_at.is_some());
        Ok(held)
    }

    /// Marks one of one's own held forms as sent on, and says where it goes; `None` where there is none of
    /// that id. It stays until it runs out, for where it does not arrive.
    ///
    /// # Errors
    /// A fault.
    pub async fn send_on(&self, actor: &Actor, id: HeldId) -> Result<Option<String>, Problem> {
        let Some(held) = self.held(actor).await?.into_iter().find(|held| held.id == id) else {
            return Ok(None);
        };
        let (actor, now) = (actor.clone(), self.clock.now());
        let marked = self
            .store
            .write(move |tx| {
                Box::pin(async move { tx.mark_held_form(&actor, id, now).await.map_err(Problem::from) })
            })
            .await?;
        Ok(marked.then_some(held.form.path))
    }

    /// Throws one of one's own held forms away. `false` where there is none of that id.
    ///
    /// # Errors
    /// A fault.
    pub async fn discard_held(&self, actor: &Actor, id: HeldId) -> Result<bool, Problem> {
        let actor = actor.clone();
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.discard_held_form(&actor, id).await.map_err(Problem::from) })
            })
            .await
    }

    /// Throws away what was held for anybody for long enough. Nothing is written where there is nothing.
    pub(crate) async fn sweep_held(&self) -> Result<(), Problem> {
        let until = self.clock.now() - KEPT_ENDED;
        let is_old: bool = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.holds_forms_until(until).await.map_err(Problem::from) })
            })
            .await?;
        if !is_old {
            return Ok(());
        }
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.sweep_held_forms(until).await.map(drop).map_err(Problem::from) })
            })
            .await
    }
}

impl HeldForm {
    fn of(held: &store::HeldForm) -> Result<Self, Problem> {
        Ok(Self {
            id: held.id,
            form: serde_json::from_str(&held.text).map_err(|_| Problem::Fault)?,
            held_at: held.held_at,
            sent_at: held.sent_at,
            until: held.held_at + KEPT_ENDED,
            why: held.why,
        })
    }
}
