//! One's own sessions: where one is signed in, and ending that.

use access::{Actor, Denied};
use domain::SessionId;
use store::{Ending, SecurityEvent, SecurityKind, SessionLine};

use crate::sign_in::IDLE;
use crate::{Problem, Service};

impl Service {
    /// Where somebody is signed in, the last used first.
    ///
    /// # Errors
    /// A fault.
    pub async fn own_sessions(&self, actor: &Actor) -> Result<Vec<SessionLine>, Problem> {
        let (user, now) = (actor.user, self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move { Ok(snapshot.sessions_of(user, now, now - IDLE).await?) })
            })
            .await
    }

    /// Ends one of somebody's own sessions, and says whether there was one of that id.
    ///
    /// # Errors
    /// To be confirmed first (ASVS 7.5.2).
    pub async fn end_own_session(&self, actor: &Actor, session: SessionId) -> Result<bool, Problem> {
        Ok(self.end_own(actor, Ending::One(session), "One, by themself").await? > 0)
    }

    /// Ends all of somebody's own sessions but the one they are in, and says how many.
    ///
    /// # Errors
    /// To be confirmed first (ASVS 7.5.2).
    pub async fn end_other_sessions(&self, actor: &Actor, this: SessionId) -> Result<u64, Problem> {
        self.end_own(actor, Ending::AllBut(this), "All others, by themself").await
    }

    async fn end_own(&self, actor: &Actor, which: Ending, words: &'static str) -> Result<u64, Problem> {
        if !actor.fresh {
            return Err(Denied::ConfirmFirst.into());
        }
        let (actor, now) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let ended = tx.end_sessions(actor.user, which, now).await?;
                    if ended > 0 {
                        let event = SecurityEvent::of(&actor, SecurityKind::SessionEnded).saying(words);
                        tx.note_security(&event, now).await?;
                    }
                    Ok(ended)
                })
            })
            .await
    }
}
