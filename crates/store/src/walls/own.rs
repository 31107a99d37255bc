//! What colleagues gave about themselves.

use std::fmt;

use access::Actor;
use domain::{OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

/// What kind of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnKind {
    /// Everything about themselves and those close to them, in one.
    About,
    /// One conflict of interest that they declared.
    Conflict,
}

impl OwnKind {
    const fn code(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Conflict => "conflict",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::About, Self::Conflict].into_iter().find(|kind| kind.code() == code)
    }
}

/// Something that a colleague gave about themselves, in a form that the service owns. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnFact {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub user: UserId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// What kind.
    pub kind: OwnKind,
    /// What they gave.
    pub text: String,
    /// When they last changed it.
    pub changed_at: Timestamp,
}

impl fmt::Debug for OwnFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnFact({}, {:?})", self.user, self.kind)
    }
}

/// Bound to whose it is: put beside somebody else, it does not open.
fn bound(kind: OwnKind, user: UserId) -> String {
    format!("own/{}/{user}", kind.code())
}

impl Snapshot {
    /// What the asker gave about themself; nobody else's.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn own_facts(&mut self, actor: &Actor) -> Result<Vec<OwnFact>, Fault> {
        let query = statement(sql::OWN_FACTS_OF).bind(text(actor.user)).bind(text(actor.organisation));
        let rows = self.rows(query).await?;
        rows.iter().map(|row| self.own_fact(row)).collect()
    }

    /// What everybody gave, for matching alone.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn all_own_facts(&mut self) -> Result<Vec<OwnFact>, Fault> {
        let rows = self.rows(statement(sql::OWN_FACTS_ALL)).await?;
        rows.iter().map(|row| self.own_fact(row)).collect()
    }

    fn own_fact(&self, row: &AnyRow) -> Result<OwnFact, Fault> {
        let (id, user, organisation): (Uuid, UserId, OrganisationId) =
            (row.parsed(0)?, row.parsed(1)?, row.parsed(4)?);
        let kind = OwnKind::from_code(row.cell(2)?).ok_or_else(Fault::damaged)?;
        let (sealed, bound): (&[u8], _) = (row.cell(3)?, bound(kind, user));
        let plain = self.keys.wall.open(&place::single(organisation, id, &bound), sealed)?;
        let text = String::from_utf8(plain).map_err(|_| Fault::damaged())?;
        Ok(OwnFact { id, user, organisation, kind, text, changed_at: row.instant(5)? })
    }
}

impl Tx {
    /// Keeps what somebody gave, in the place of what they gave under the same id before.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_own_fact(&mut self, fact: &OwnFact) -> Result<(), Fault> {
        let bound = bound(fact.kind, fact.user);
        let place = place::single(fact.organisation, fact.id, &bound);
        let sealed = self.keys.wall.seal(&place, fact.text.as_bytes());
        let query = statement(sql::OWN_FACT_PUT)
            .bind(text(fact.id))
            .bind(text(fact.organisation))
            .bind(text(fact.user))
            .bind(fact.kind.code())
            .bind(fact.changed_at.as_microsecond())
            .bind(sealed);
        self.run(query).await.map(drop)
    }
}
