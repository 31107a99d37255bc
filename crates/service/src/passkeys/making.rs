//! Making a passkey: for somebody who has just confirmed who they are, or who is on their way in for the first
//! time and has nothing else to sign in with.

use access::{Actor, Denied};
use domain::PasskeyId;
use domain::text::ShortText;
use store::{CeremonyKind, NewPasskey, Passkey, SecurityEvent, SecurityKind, User, WriteError};

use super::site::NewCredential;
use super::{Asked, PasskeyProblem, Refusal};
use crate::account::Change;
use crate::proof::Proof;
use crate::second_factor::confirmed;
use crate::visit::Visit;
use crate::{Problem, Service};

/// What came of making a passkey.
#[derive(Clone, PartialEq, Eq)]
pub enum Made {
    /// It is among theirs.
    Added,
    /// It is, and with it they are in: the token for their cookie. Whatever else was on its way in under their
    /// name has ended.
    SignedIn(String),
}

impl Service {
    /// Asks for a new passkey of somebody. `unfinished` says that they are on their way in.
    ///
    /// # Errors
    /// To be confirmed first; passkeys are not set up here; a fault.
    pub async fn ask_for_new_passkey(
        &self,
        actor: &Actor,
        unfinished: bool,
    ) -> Result<Asked, PasskeyProblem> {
        confirmed(actor, unfinished)?;
        let (user, theirs) = self.owner(actor).await?;
        let question = self.site()?.ask_to_make(&user, &theirs)?;
        Ok(self.asked(CeremonyKind::Register, Some(user.id), question).await?)
    }

    /// Keeps the passkey that a device made, under a name. `ceremony` is the token of the cookie.
    ///
    /// # Errors
    /// The passkey is refused; to be confirmed first; a fault.
    pub async fn make_passkey(
        &self,
        actor: &Actor,
        unfinished: bool,
        (ceremony, answer): (&str, &str),
        name: &ShortText,
        visit: &Visit,
    ) -> Result<Made, PasskeyProblem> {
        confirmed(actor, unfinished)?;
        let (user, _) = self.owner(actor).await?;
        if let Err(problem) = self.keep_passkey(&user, unfinished, (ceremony, answer), name).await {
            return Err(self.note_refusal(problem, Some(&user)).await?);
        }
        if !unfinished {
            return Ok(Made::Added);
        }
        let token = self.begin_session(user.id, Proof::Passkey, visit).await?;
        Ok(Made::SignedIn(token.ok_or(Problem::Denied(Denied::NothingHere))?))
    }

    async fn keep_passkey(
        &self,
        user: &User,
        unfinished: bool,
        (ceremony, answer): (&str, &str),
        name: &ShortText,
    ) -> Result<(), PasskeyProblem> {
        let state = self.was_asked(CeremonyKind::Register, Some(user.id), ceremony).await?;
        let NewCredential { id, credential } = self.site()?.made(answer, &state)?;
        let now = self.clock.now();
        let ids = self.clock.ids(now);
        let passkey = NewPasskey {
            id: PasskeyId::from_uuid(ids.nth(0)),
            user: user.id,
            organisation: user.organisation,
            credential_id: id,
            credential,
            name: name.as_str().to_owned(),
            counter: 0,
            at: now,
        };
        let event = SecurityEvent::about(Some(user.organisation), Some(user.id), SecurityKind::PasskeyAdded);
        let (user, notice) = (user.id, ids.nth(1));
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.add_passkey(&passkey).await.map_err(taken)?;
                    if unfinished {
                        // Whoever else came as far as this with what they knew comes no further.
                        tx.end_sessions_of(user).await?;
                    }
                    tx.note_account_change(notice, user, Change::PasskeyAdded.code(), now).await?;
                    tx.note_security(&event, now).await?;
                    Ok::<_, PasskeyProblem>(())
                })
            })
            .await
    }

    /// Somebody with their passkeys.
    pub(super) async fn owner(&self, actor: &Actor) -> Result<(User, Vec<Passkey>), Problem> {
        let who = actor.user;
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let user = snapshot.user(who).await?.ok_or(Denied::NothingHere)?;
                    Ok::<_, Problem>((user, snapshot.passkeys_of(who).await?))
                })
            })
            .await
    }
}

/// A passkey that somebody has already is not made again, whoever has it.
fn taken(error: WriteError) -> PasskeyProblem {
    match error {
        WriteError::Conflict(_) => Refusal::There.into(),
        WriteError::Fault(fault) => Problem::from(fault).into(),
    }
}
