//! Cases that only named people may see, and pairs of records of two sides.

use access::OfficePermit;
use access::action::ManageWalls;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::row::{Cells, maybe, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// A case that only named people may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restricted {
    /// Which.
    pub case: CaseId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Who may see it.
    pub named: Vec<UserId>,
}

/// Two records in which the same two people stand on opposite sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// One of them.
    pub one: (CaseId, CaseReference),
    /// The other.
    pub other: (CaseId, CaseReference),
    /// Since when it is known.
    pub since: Timestamp,
}

impl Snapshot {
    /// Every case that only named people may see, for matching.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn restricted_cases(&mut self) -> Result<Vec<Restricted>, Fault> {
        let named: Vec<(CaseId, UserId)> = self
            .rows(statement(sql::NAMED_ALL))
            .await?
            .iter()
            .map(|row| Ok((row.parsed(0)?, row.parsed(1)?)))
            .collect::<Result<_, Fault>>()?;
        let of = |case: CaseId| named.iter().filter(|(one, _)| *one == case).map(|(_, user)| *user).collect();
        let case = |row: &AnyRow| {
            let case = row.parsed(0)?;
            Ok(Restricted { case, organisation: row.parsed(1)?, named: of(case) })
        };
        self.rows(statement(sql::RESTRICTED_ALL)).await?.iter().map(case).collect()
    }

    /// Every pair of records of two sides, for matching.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn all_sides(&mut self) -> Result<Vec<(CaseId, CaseId)>, Fault> {
        let pair = |row: &AnyRow| Ok((row.parsed(0)?, row.parsed(1)?));
        self.rows(statement(sql::SIDES_ALL)).await?.iter().map(pair).collect()
    }

    /// The pairs that somebody may know of who keeps walls.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn kept_sides(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        at_most: u32,
    ) -> Result<Vec<Sides>, Fault> {
        let query = statement(sql::SIDES_KEPT)
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(i64::from(at_most));
        let reference =
            |row: &AnyRow, at| CaseReference::parse(row.cell::<&str>(at)?).map_err(|_| Fault::damaged());
        let sides = |row: &AnyRow| {
            let (one, other) = ((row.parsed(0)?, reference(row, 2)?), (row.parsed(1)?, reference(row, 3)?));
            Ok(Sides { one, other, since: row.instant(4)? })
        };
        self.rows(query).await?.iter().map(sides).collect()
    }
}

impl Tx {
    /// Lets only named people see a case from now on. Walls for all others are put up beside it.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn restrict(&mut self, restricted: &Restricted, since: Timestamp) -> Result<(), Fault> {
        let query = statement(sql::RESTRICT).bind(text(restricted.case)).bind(text(restricted.organisation));
        self.run(query.bind(since.as_microsecond())).await?;
        for user in &restricted.named {
            self.name_for(restricted.organisation, restricted.case, *user, None, since).await?;
        }
        Ok(())
    }

    /// Names somebody who may see a restricted case. Their wall is ended beside it.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn name_for(
        &mut self,
        organisation: OrganisationId,
        case: CaseId,
        user: UserId,
        by: Option<UserId>,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::NAME_FOR)
            .bind(text(case))
            .bind(text(user))
            .bind(text(organisation))
            .bind(maybe(by))
            .bind(at.as_microsecond());
        self.run(query).await.map(drop)
    }

    /// Keeps that two records are of two sides. `false` where that is known.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_sides(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        (one, other): (CaseId, CaseId),
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let (one, other) = (one.min(other), one.max(other));
        let query = statement(sql::SIDES_ADD)
            .bind(text(one))
            .bind(text(other))
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond());
        Ok(self.run(query).await? == 1)
    }
}
