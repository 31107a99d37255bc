//! Ceremonies: what was asked of a passkey and waits for its answer. Each is found by a token in a cookie,
//! is good for a few minutes, and is used once.

use domain::{OrganisationId, UserId};
use jiff::Timestamp;
use seal::Place;
use uuid::Uuid;

use crate::row::{Cells, maybe};
use crate::tx::{Tx, statement};
use crate::{Fault, place, sql};

/// What a ceremony is for. One that was begun for one thing ends no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CeremonyKind {
    /// To make a passkey.
    Register,
    /// To sign in.
    SignIn,
    /// To confirm who one is.
    Confirm,
    /// To sign in, link or confirm through the organisation's own identity provider.
    Provider,
}

impl CeremonyKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::SignIn => "sign-in",
            Self::Confirm => "confirm",
            Self::Provider => "provider",
        }
    }
}

/// A ceremony to be begun.
#[derive(Debug, Clone)]
pub struct NewCeremony {
    /// The digest of the token in the cookie.
    pub token_digest: [u8; 32],
    /// What it is for.
    pub kind: CeremonyKind,
    /// Whose it is; nobody's where they sign in.
    pub user: Option<UserId>,
    /// What is needed to judge the answer, to be sealed.
    pub state: Vec<u8>,
    /// Since when.
    pub at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// What became of the end of a ceremony.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CeremonyEnd {
    /// It was open, and is used now.
    Open {
        /// Whose it is; nobody's where they sign in.
        user: Option<UserId>,
        /// What is needed to judge the answer.
        state: Vec<u8>,
    },
    /// It was used before.
    Used,
    /// It has run out, or there never was one of this kind.
    Gone,
}

/// A state is bound to its token, its kind and whose it is, and belongs to no organisation.
fn lies_in<'a>(digest: &[u8; 32], kind: &'a str) -> Place<'a> {
    let stream: [u8; 16] = digest.first_chunk().copied().unwrap_or_default();
    place::single(OrganisationId::from_uuid(Uuid::nil()), Uuid::from_bytes(stream), kind)
}

fn bound(kind: CeremonyKind, user: Option<UserId>) -> String {
    format!("ceremony/{}/{}", kind.code(), maybe(user).unwrap_or_default())
}

impl Tx {
    /// Begins a ceremony. Those that have run out go, and of more than `most` those that would first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn begin_ceremony(&mut self, new: &NewCeremony, most: u32) -> Result<(), Fault> {
        self.run(statement(sql::CEREMONY_SWEEP).bind(new.at.as_microsecond())).await?;
        let kind = bound(new.kind, new.user);
        let sealed = self.keys.passkey.seal(&lies_in(&new.token_digest, &kind), &new.state);
        let query = statement(sql::CEREMONY_ADD)
            .bind(new.token_digest.to_vec())
            .bind(new.kind.code())
            .bind(maybe(new.user))
            .bind(sealed)
            .bind(new.expires_at.as_microsecond());
        self.run(query).await?;
        self.run(statement(sql::CEREMONY_TRIM).bind(i64::from(most))).await.map(drop)
    }

    /// Ends a ceremony, whatever is then made of its answer.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn end_ceremony(
        &mut self,
        token_digest: &[u8; 32],
        kind: CeremonyKind,
        at: Timestamp,
    ) -> Result<CeremonyEnd, Fault> {
        let query = statement(sql::CEREMONY_ONE).bind(token_digest.to_vec()).bind(kind.code());
        let Some(row) = self.row(query).await? else { return Ok(CeremonyEnd::Gone) };
        let (user, expires_at) = (row.maybe_parsed(0)?, row.instant(2)?);
        if expires_at <= at {
            return Ok(CeremonyEnd::Gone);
        }
        let query = statement(sql::CEREMONY_USE).bind(token_digest.to_vec()).bind(at.as_microsecond());
        if row.maybe_instant(3)?.is_some() || self.run(query).await? == 0 {
            return Ok(CeremonyEnd::Used);
        }
        let state = self.keys.passkey.open(&lies_in(token_digest, &bound(kind, user)), row.cell(1)?)?;
        Ok(CeremonyEnd::Open { user, state })
    }
}
