//! Walls: to whom a case does not exist, and everything that belongs to putting one up and
//! taking it down.
//!
//! The table `exclusion` alone decides what somebody is shown; every statement that finds a case leaves out
//! those from which the asker is excluded. The other tables say why, and what is to become of it. Matching acts
//! for nobody and shows nobody anything, so what it reads and writes takes no permit.

mod kept;
mod own;
mod restricted;
mod searches;
mod shared;

use std::collections::BTreeMap;

use access::Actor;
use domain::{CaseId, OrganisationId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Statement, Tx, statement};
use crate::{Fault, OnCase, sql};

pub use kept::{KeptWall, Lift, ReportBehindWall, Waiting};
pub use own::{OwnFact, OwnKind};
pub use restricted::{Restricted, Sides};
pub use searches::{VainSearch, WalledSearcher};
pub use shared::WallChanges;

domain::codes! {
    /// Because of what somebody is walled off from a case.
    Because {
        /// What they gave about themselves agrees with somebody in the case.
        Match = "match", "What they gave about themselves";
        /// They declared a conflict of interest.
        Conflict = "conflict", "A conflict they declared";
        /// Only named people may see the case, and they are not among them.
        Restricted = "restricted", "Only named people may see it";
        /// They have a record of the other side.
        Sides = "sides", "They have the record of the other side";
    }
}

/// A wall between somebody and a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// Which case.
    pub case: CaseId,
    /// Whom it keeps out.
    pub user: UserId,
    /// Because of what.
    pub because: Because,
    /// Whose case it is.
    pub organisation: OrganisationId,
    /// Codes of what agreed.
    pub grounds: String,
    /// Since when.
    pub since: Timestamp,
}

impl Snapshot {
    /// The cases from which the asker is excluded, for whatever is kept in memory.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn excluded_cases(&mut self, actor: &Actor) -> Result<Vec<CaseId>, Fault> {
        let query = statement(sql::EXCLUDED_CASES).bind(text(actor.organisation)).bind(text(actor.user));
        self.rows(query).await?.iter().map(|row| row.parsed(0)).collect()
    }

    /// Every wall of the store, for matching.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn walls(&mut self) -> Result<Vec<Wall>, Fault> {
        self.rows(statement(sql::WALLS_ALL)).await?.iter().map(wall).collect()
    }
}

impl Tx {
    /// Excludes somebody from a case, for a conflict of interest: to them it does not exist from now on.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn exclude(
        &mut self,
        permit: &impl OnCase,
        user: UserId,
        since: Timestamp,
    ) -> Result<(), Fault> {
        let (case, organisation) = (permit.case(), permit.organisation());
        let grounds = String::new();
        self.put_walls(&[Wall { case, user, because: Because::Conflict, organisation, grounds, since }]).await
    }

    /// Ends every wall between somebody and a case.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn include(&mut self, permit: &impl OnCase, user: UserId) -> Result<(), Fault> {
        let query = statement(sql::INCLUDE).bind(text(permit.case())).bind(text(user));
        self.run(query.bind(text(permit.organisation()))).await.map(drop)
    }

    /// Puts walls up. One that stands keeps its day, and rests on what it rests on now.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_walls(&mut self, walls: &[Wall]) -> Result<(), Fault> {
        // One statement writes no row twice: of two walls that are one, the last stands.
        let each: BTreeMap<_, _> =
            walls.iter().map(|wall| ((wall.case, wall.user, wall.because), wall)).collect();
        let each: Vec<&Wall> = each.into_values().collect();
        let (eights, rest) = each.as_chunks::<8>();
        for eight in eights {
            self.run(eight.iter().copied().fold(statement(sql::EXCLUDE_EIGHT), with_wall)).await?;
        }
        for wall in rest.iter().copied() {
            self.run(with_wall(statement(sql::EXCLUDE), wall)).await?;
        }
        Ok(())
    }

    /// Ends walls that stand because of this.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn end_wall(
        &mut self,
        organisation: OrganisationId,
        case: CaseId,
        user: UserId,
        because: Because,
    ) -> Result<(), Fault> {
        let query = statement(sql::INCLUDE_BECAUSE).bind(text(case)).bind(text(user));
        self.run(query.bind(text(organisation)).bind(because.code())).await.map(drop)
    }
}

fn wall(row: &AnyRow) -> Result<Wall, Fault> {
    Ok(Wall {
        case: row.parsed(0)?,
        user: row.parsed(1)?,
        because: Because::from_code(row.cell(2)?).ok_or_else(Fault::damaged)?,
        organisation: row.parsed(3)?,
        grounds: row.cell(4)?,
        since: row.instant(5)?,
    })
}

fn with_wall(query: Statement, wall: &Wall) -> Statement {
    query
        .bind(text(wall.case))
        .bind(text(wall.user))
        .bind(wall.because.code())
        .bind(text(wall.organisation))
        .bind(wall.grounds.clone())
        .bind(wall.since.as_microsecond())
}
