//! Who was let in to parts of a case by name, by whom, why and until when. A grant that ended stays.

use std::collections::BTreeSet;

use access::action::{GrantAccess, SeeShared};
use access::{Field, OfficePermit, Permit};
use domain::{CaseId, GrantId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, place, sql};

/// A grant to be made.
#[derive(Debug, Clone)]
pub struct NewGrant {
    /// Its id.
    pub id: GrantId,
    /// Who is let in.
    pub user: UserId,
    /// To which parts.
    pub parts: BTreeSet<Field>,
    /// Until when.
    pub until: Timestamp,
    /// What for.
    pub why: String,
}

/// A grant that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantMade {
    /// Its id.
    pub id: GrantId,
    /// Who was let in.
    pub user: UserId,
    /// To which parts.
    pub parts: BTreeSet<Field>,
    /// Who let them in.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// When somebody ended it.
    pub ended_at: Option<Timestamp>,
    /// What for.
    pub why: String,
}

impl Tx {
    /// Lets somebody in to parts of a case. They see them from the next request on.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn grant(
        &mut self,
        permit: &Permit<GrantAccess>,
        grant: &NewGrant,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let parts: Vec<&str> = grant.parts.iter().map(|part| part.code()).collect();
        let place = place::single(permit.organisation(), grant.id.as_uuid(), "grant-why");
        let query = statement(sql::GRANT_ADD)
            .bind(text(grant.id))
            .bind(text(permit.case()))
            .bind(text(permit.organisation()))
            .bind(text(grant.user))
            .bind(parts.join(" "))
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond())
            .bind(grant.until.as_microsecond())
            .bind(self.keys.reason.seal(&place, grant.why.as_bytes()));
        self.run(query).await.map(drop)
    }

    /// Ends a grant at once. `false` where there is none of this id on the case that has not ended.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn end_grant(
        &mut self,
        permit: &Permit<GrantAccess>,
        grant: GrantId,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let query = statement(sql::GRANT_END)
            .bind(text(grant))
            .bind(text(permit.case()))
            .bind(text(permit.organisation()))
            .bind(at.as_microsecond())
            .bind(text(permit.actor().user));
        Ok(self.run(query).await? == 1)
    }
}

impl Snapshot {
    /// Everybody who was let in to a case, the newest grant first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn grants(&mut self, permit: &Permit<GrantAccess>) -> Result<Vec<GrantMade>, Fault> {
        let query =
            statement(sql::GRANTS_OF_CASE).bind(text(permit.case())).bind(text(permit.organisation()));
        self.rows(query).await?.iter().map(|row| self.grant_made(permit, row)).collect()
    }

    fn grant_made(&self, permit: &Permit<GrantAccess>, row: &AnyRow) -> Result<GrantMade, Fault> {
        let id: GrantId = row.parsed(0)?;
        let place = place::single(permit.organisation(), id.as_uuid(), "grant-why");
        let why = self.keys.reason.open(&place, row.cell(7)?)?;
        Ok(GrantMade {
            id,
            user: row.parsed(1)?,
            parts: parts(row.cell(2)?)?,
            by: row.parsed(3)?,
            at: row.instant(4)?,
            until: row.instant(5)?,
            ended_at: row.maybe_instant(6)?,
            why: String::from_utf8(why).map_err(|_| Fault::damaged())?,
        })
    }

    /// The cases to parts of which the asker is let in now, the grant that ends first first. A case is no
    /// authority: ask for its facts next.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn shared_with(
        &mut self,
        permit: &OfficePermit<SeeShared>,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(CaseId, Timestamp)>, Fault> {
        let query = statement(sql::GRANTS_OF_USER)
            .bind(text(permit.actor().user))
            .bind(text(permit.organisation()))
            .bind(now.as_microsecond())
            .bind(i64::from(limit));
        self.rows(query).await?.iter().map(|row| Ok((row.parsed(0)?, row.instant(1)?))).collect()
    }
}

/// Parts from their codes between spaces.
pub(crate) fn parts(codes: &str) -> Result<BTreeSet<Field>, Fault> {
    codes.split_whitespace().map(|code| Field::from_code(code).ok_or_else(Fault::damaged)).collect()
}
