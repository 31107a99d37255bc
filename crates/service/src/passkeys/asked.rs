//! The first half of every ceremony: something is asked, and it is kept what.

use domain::UserId;
use jiff::SignedDuration;
use seal::Token;
use store::{CeremonyEnd, CeremonyKind, NewCeremony, SecurityEvent, SecurityKind, User};

use super::site::Question;
use super::{PasskeyProblem, Refusal};
use crate::{Problem, Service};

/// So long an answer is waited for.
const WAITS: SignedDuration = SignedDuration::from_mins(5);
/// More ceremonies than this are not open at once: a stranger can begin one.
const MOST: u32 = 10_000;

/// What a browser is asked.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    /// The token for its cookie, without which no answer counts.
    pub token: String,
    /// What it hands to the device, as JSON.
    pub options: String,
}

impl Service {
    pub(super) async fn asked(
        &self,
        kind: CeremonyKind,
        user: Option<UserId>,
        question: Question,
    ) -> Result<Asked, Problem> {
        let (token, now) = (Token::generate(), self.clock.now());
        let new = NewCeremony {
            token_digest: token.digest(),
            kind,
            user,
            state: question.state,
            at: now,
            expires_at: now + WAITS,
        };
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.begin_ceremony(&new, MOST).await.map_err(Problem::from) })
            })
            .await?;
        Ok(Asked { token: token.text().to_string(), options: question.options })
    }

    /// What was asked under this token of a cookie, for `user` where somebody is known. It is used up, whatever
    /// comes of the answer.
    pub(super) async fn was_asked(
        &self,
        kind: CeremonyKind,
        user: Option<UserId>,
        token: &str,
    ) -> Result<Vec<u8>, PasskeyProblem> {
        let Ok(token) = token.parse::<Token>() else { return Err(Refusal::TooLate.into()) };
        let (digest, now) = (token.digest(), self.clock.now());
        let end = self
            .store
            .write(move |tx| {
                Box::pin(async move { tx.end_ceremony(&digest, kind, now).await.map_err(Problem::from) })
            })
            .await?;
        match end {
            CeremonyEnd::Open { user: of, state } if of == user => Ok(state),
            CeremonyEnd::Open { .. } | CeremonyEnd::Used => Err(Refusal::Repeated.into()),
            CeremonyEnd::Gone => Err(Refusal::TooLate.into()),
        }
    }

    /// Writes a refusal in the security log, where it belongs there. `whose` is the account that was tried.
    pub(super) async fn note_refusal(
        &self,
        problem: PasskeyProblem,
        whose: Option<&User>,
    ) -> Result<PasskeyProblem, Problem> {
        let PasskeyProblem::Refused(refusal) = &problem else { return Ok(problem) };
        if let Some(words) = refusal.for_the_log() {
            let (organisation, user) = (whose.map(|user| user.organisation), whose.map(|user| user.id));
            let event = SecurityEvent::about(organisation, user, SecurityKind::CeremonyRefused).saying(words);
            self.note_security(event).await?;
        }
        Ok(problem)
    }
}
