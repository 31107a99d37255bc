//! Confirming with a passkey who one is, in the middle of a session. As with a password, the session before it
//! ends and another begins.

use access::{Actor, Denied};
use store::{CeremonyKind, SecurityEvent, SecurityKind};

use super::{Asked, PasskeyProblem};
use crate::proof::Proof;
use crate::visit::Visit;
use crate::{Problem, Service};

impl Service {
    /// Asks somebody who is signed in for one of their own passkeys.
    ///
    /// # Errors
    /// Passkeys are not set up here; a fault.
    pub async fn ask_to_confirm(&self, actor: &Actor) -> Result<Asked, PasskeyProblem> {
        let (user, theirs) = self.owner(actor).await?;
        let question = self.site()?.ask(Some(&theirs))?;
        Ok(self.asked(CeremonyKind::Confirm, Some(user.id), question).await?)
    }

    /// Takes the answer of one of their passkeys: the token of the session in the place of the one before.
    /// `ceremony` is the token of the cookie in which it was asked.
    ///
    /// # Errors
    /// The passkey is refused; a fault.
    pub async fn confirm_with_passkey(
        &self,
        actor: &Actor,
        (ceremony, answer): (&str, &str),
        visit: &Visit,
    ) -> Result<String, PasskeyProblem> {
        let (user, _) = self.owner(actor).await?;
        let state = match self.was_asked(CeremonyKind::Confirm, Some(user.id), ceremony).await {
            Ok(state) => state,
            Err(problem) => return Err(self.note_refusal(problem, Some(&user)).await?),
        };
        let (_, answered) = self.answered(answer, &state, Some(&user)).await?;
        if let Err(problem) = answered {
            return Err(self.note_refusal(problem, Some(&user)).await?);
        }
        let token = self.begin_session(user.id, Proof::Passkey, visit).await?;
        let token = token.ok_or(Problem::Denied(Denied::NothingHere))?;
        self.note_security(SecurityEvent::of(actor, SecurityKind::Confirmed).saying("With a passkey"))
            .await?;
        Ok(token)
    }
}
