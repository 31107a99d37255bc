//! A sign-in that waits for its second step: the password was right. Only the digest of its token is kept.

use domain::UserId;
use jiff::Timestamp;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// A sign-in that waits for its second step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInStep {
    /// Whose.
    pub user: UserId,
    /// Until when it waits.
    pub expires_at: Timestamp,
}

impl Snapshot {
    /// The sign-in that waits under a token's digest, unless it ran out or had `most` tries.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn sign_in_step(
        &mut self,
        token_digest: &[u8; 32],
        now: Timestamp,
        most: u32,
    ) -> Result<Option<SignInStep>, Fault> {
        let query = statement(sql::STEP_ONE).bind(token_digest.to_vec()).bind(now.as_microsecond());
        let Some(row) = self.row(query.bind(i64::from(most))).await? else { return Ok(None) };
        Ok(Some(SignInStep { user: row.parsed(0)?, expires_at: row.instant(1)? }))
    }
}

impl Tx {
    /// Lets a sign-in wait for its second step.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn begin_sign_in_step(
        &mut self,
        token_digest: &[u8; 32],
        step: &SignInStep,
    ) -> Result<(), Fault> {
        let query = statement(sql::STEP_ADD).bind(token_digest.to_vec()).bind(text(step.user));
        self.run(query.bind(step.expires_at.as_microsecond())).await.map(drop)
    }

    /// Counts a try. `false` where there is nothing to try any more.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn try_sign_in_step(
        &mut self,
        token_digest: &[u8; 32],
        now: Timestamp,
        most: u32,
    ) -> Result<bool, Fault> {
        let query = statement(sql::STEP_TRIED).bind(token_digest.to_vec()).bind(now.as_microsecond());
        Ok(self.run(query.bind(i64::from(most))).await? == 1)
    }

    /// Ends one: it was taken, or given up.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn end_sign_in_step(&mut self, token_digest: &[u8; 32]) -> Result<(), Fault> {
        self.run(statement(sql::STEP_END).bind(token_digest.to_vec())).await.map(drop)
    }

    /// Ends all of somebody's: what they proved counts no longer.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn end_sign_in_steps_of(&mut self, user: UserId) -> Result<(), Fault> {
        self.run(statement(sql::STEPS_END_OF_USER).bind(text(user))).await.map(drop)
    }

    /// Removes those that ran out.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn sweep_sign_in_steps(&mut self, now: Timestamp) -> Result<u64, Fault> {
        self.run(statement(sql::STEPS_SWEEP).bind(now.as_microsecond())).await
    }
}
