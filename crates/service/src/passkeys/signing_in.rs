//! Signing in with a passkey. Nobody types a name: the device says whose it is, and only its signature makes
//! that true.

use store::{CeremonyKind, Passkey, User};

use super::site::{Answer, Used};
use super::{Asked, PasskeyProblem, Refusal};
use crate::proof::Proof;
use crate::visit::Visit;
use crate::{Problem, Service};

impl Service {
    /// Asks for any passkey of this site.
    ///
    /// # Errors
    /// Passkeys are not set up here; a fault.
    pub async fn ask_for_passkey(&self) -> Result<Asked, PasskeyProblem> {
        let question = self.site()?.ask(None)?;
        Ok(self.asked(CeremonyKind::SignIn, None, question).await?)
    }

    /// Signs in whoever's passkey answered: the token for their cookie. `ceremony` is the token of the cookie
    /// in which it was asked.
    ///
    /// # Errors
    /// The passkey is refused; a fault.
    pub async fn sign_in_with_passkey(
        &self,
        ceremony: &str,
        answer: &str,
        visit: &Visit,
    ) -> Result<String, PasskeyProblem> {
        let state = match self.was_asked(CeremonyKind::SignIn, None, ceremony).await {
            Ok(state) => state,
            Err(problem) => return Err(self.note_refusal(problem, None).await?),
        };
        let (owner, answered) = self.answered(answer, &state, None).await?;
        if let Err(problem) = answered {
            return Err(self.note_refusal(problem, owner.as_ref()).await?);
        }
        let Some(owner) = owner else { return Err(Refusal::NotKnown.into()) };
        let token = self.begin_session(owner.id, Proof::Passkey, visit).await?;
        Ok(token.ok_or(Refusal::NotKnown)?)
    }

    /// Whose passkey answered, where it is anybody's, and whether the answer holds. `known` is who is asked;
    /// where nobody is, the device has to say whose it is.
    pub(super) async fn answered(
        &self,
        answer: &str,
        state: &[u8],
        known: Option<&User>,
    ) -> Result<(Option<User>, Result<(), PasskeyProblem>), Problem> {
        let answer = match Answer::read(answer) {
            Ok(answer) => answer,
            Err(refusal) => return Ok((None, Err(refusal.into()))),
        };
        let Some((passkey, owner)) = self.named(&answer).await? else {
            return Ok((None, Err(Refusal::NotKnown.into())));
        };
        let used = self.judged(&answer, state, &passkey, &owner, known).await;
        Ok((Some(owner), used))
    }

    async fn judged(
        &self,
        answer: &Answer,
        state: &[u8],
        passkey: &Passkey,
        owner: &User,
        known: Option<&User>,
    ) -> Result<(), PasskeyProblem> {
        if !owner.active {
            return Err(Refusal::NotKnown.into());
        }
        let says = answer.user_handle().map(|handle| handle == owner.id.as_uuid().as_bytes());
        let is_theirs = match known {
            Some(known) => known.id == owner.id && says.unwrap_or(true),
            None => says.unwrap_or(false),
        };
        if !is_theirs {
            return Err(Refusal::NotYours.into());
        }
        let Used { credential, counter } = self.site()?.check(answer, state, passkey)?;
        let (passkey, now) = (passkey.clone(), self.clock.now());
        let used = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.use_passkey(&passkey, &credential, counter, now).await.map_err(Problem::from)
                })
            })
            .await?;
        // It was used, or removed, since it was read.
        if used { Ok(()) } else { Err(Refusal::Copied.into()) }
    }

    /// The passkey that an answer names, with whose it is.
    async fn named(&self, answer: &Answer) -> Result<Option<(Passkey, User)>, Problem> {
        let id = answer.credential_id().to_vec();
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let Some(passkey) = snapshot.passkey_by_credential(&id).await? else { return Ok(None) };
                    let owner = snapshot.user(passkey.user).await?;
                    Ok::<_, Problem>(owner.map(|owner| (passkey, owner)))
                })
            })
            .await
    }
}
