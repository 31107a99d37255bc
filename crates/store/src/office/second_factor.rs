//! What somebody has beside a password: an authenticator app, whose secret is sealed, and recovery codes, of
//! which only digests are kept.

use std::fmt;

use domain::{OrganisationId, UserId};
use jiff::Timestamp;

use crate::row::{Cells, number, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

/// What a sealed secret is bound to, beside its owner.
const KIND: &str = "authenticator";

/// Where an authenticator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthenticatorState {
    /// Shown to its owner, who has not brought a code of it yet: it signs nobody in.
    Offered,
    /// In use.
    Kept,
}

impl AuthenticatorState {
    const fn word(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Kept => "kept",
        }
    }
}

/// An authenticator app. `Debug` prints nothing of its secret.
#[derive(Clone)]
pub struct Authenticator {
    /// The secret that the app and we share, 20 bytes.
    pub secret: Vec<u8>,
    /// Since when it is offered, or in use.
    pub since: Timestamp,
    /// The last step of time whose code was used; 0 for none. No code of it or of an earlier one counts again.
    pub last_step: u64,
}

impl fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authenticator")
    }
}

impl Snapshot {
    /// Somebody's authenticator.
    ///
    /// # Errors
    /// A [`Fault`], also where the secret was put beside somebody else.
    pub async fn authenticator(
        &mut self,
        organisation: OrganisationId,
        user: UserId,
        state: AuthenticatorState,
    ) -> Result<Option<Authenticator>, Fault> {
        let query = statement(sql::AUTHENTICATOR_ONE).bind(text(user)).bind(state.word());
        let Some(row) = self.row(query).await? else { return Ok(None) };
        let place = place::single(organisation, user.as_uuid(), KIND);
        let secret = self.keys.second_factor.open(&place, row.cell(0)?)?;
        Ok(Some(Authenticator { secret, since: row.instant(1)?, last_step: row.count(2)? }))
    }

    /// How many of somebody's recovery codes were not used.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn recovery_codes_left(&mut self, user: UserId) -> Result<u64, Fault> {
        let row = self.row(statement(sql::RECOVERY_LEFT).bind(text(user))).await?;
        row.ok_or_else(Fault::damaged)?.count(0)
    }
}

impl Tx {
    /// Keeps the secret of an authenticator that is shown to its owner, in the place of one that was shown
    /// before.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn offer_authenticator(
        &mut self,
        organisation: OrganisationId,
        user: UserId,
        secret: &[u8],
        at: Timestamp,
    ) -> Result<(), Fault> {
        let sealed = self.keys.second_factor.seal(&place::single(organisation, user.as_uuid(), KIND), secret);
        let query = statement(sql::AUTHENTICATOR_OFFER).bind(text(user)).bind(sealed);
        self.run(query.bind(at.as_microsecond())).await.map(drop)
    }

    /// Takes the offered authenticator into use, in the place of the one before; the code of `step` was
    /// brought. `false` where none was offered.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn keep_authenticator(
        &mut self,
        user: UserId,
        step: u64,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let drop = statement(sql::AUTHENTICATOR_DROP).bind(text(user)).bind(AuthenticatorState::Kept.word());
        self.run(drop).await?;
        let query = statement(sql::AUTHENTICATOR_KEEP).bind(text(user)).bind(at.as_microsecond());
        Ok(self.run(query.bind(number(step))).await? == 1)
    }

    /// Uses the code of a step of time up. `false` where it, or a later one, was used.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn use_authenticator(&mut self, user: UserId, step: u64) -> Result<bool, Fault> {
        let query = statement(sql::AUTHENTICATOR_USE).bind(text(user)).bind(number(step));
        Ok(self.run(query).await? == 1)
    }

    /// Removes somebody's authenticator and recovery codes.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn clear_second_factor(&mut self, user: UserId) -> Result<(), Fault> {
        self.run(statement(sql::AUTHENTICATORS_CLEAR).bind(text(user))).await?;
        self.run(statement(sql::RECOVERY_CLEAR).bind(text(user))).await.map(drop)
    }

    /// Removes somebody's password.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn clear_password(&mut self, user: UserId, at: Timestamp) -> Result<(), Fault> {
        let query = statement(sql::PASSWORD_CLEAR).bind(text(user));
        self.run(query.bind(at.as_microsecond())).await.map(drop)
    }

    /// Puts a new set of recovery codes in the place of the one before. Only digests are kept.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_recovery_codes(
        &mut self,
        user: UserId,
        digests: &[[u8; 32]],
        at: Timestamp,
    ) -> Result<(), Fault> {
        self.run(statement(sql::RECOVERY_CLEAR).bind(text(user))).await?;
        for digest in digests {
            let query = statement(sql::RECOVERY_ADD).bind(text(user)).bind(digest.to_vec());
            self.run(query.bind(at.as_microsecond())).await?;
        }
        Ok(())
    }

    /// Uses a recovery code up. `false` where it is none of theirs, or was used.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn use_recovery_code(
        &mut self,
        user: UserId,
        digest: &[u8; 32],
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let query = statement(sql::RECOVERY_USE).bind(text(user)).bind(digest.to_vec());
        Ok(self.run(query.bind(at.as_microsecond())).await? == 1)
    }
}
