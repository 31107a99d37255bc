//! Who is away when, and which records have nobody meanwhile.

use access::action::SeeOwnWork;
use access::away::{Away, looked_ahead};
use access::{Actor, OfficePermit};
use domain::text::CaseReference;
use domain::{AwayId, CaseId, RegionId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// The most that is read at once.
const MOST: i64 = 2_000;

/// A time for which somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AwayLine {
    /// Under which id.
    pub id: AwayId,
    /// Who, from when and until when.
    pub away: Away,
    /// Who put it down, and when.
    pub by: (UserId, Timestamp),
}

/// An open record of somebody who is away soon, or now, and which nobody covers who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UncoveredLine {
    /// Which.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// In which region.
    pub region: Option<RegionId>,
    /// Who has it, and when they are away.
    pub away: Away,
}

impl Snapshot {
    /// Who of the asker's organisation is away on this day or later, the first first. It says nothing of any case.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn away(&mut self, actor: &Actor, from: Date) -> Result<Vec<AwayLine>, Fault> {
        let query = statement(sql::AWAY_FROM).bind(text(actor.organisation)).bind(text(from)).bind(MOST);
        self.rows(query).await?.iter().map(line).collect()
    }

    /// The open records that have nobody while whoever has them is away, within four weeks from this day. Those from
    /// which the asker is excluded are not among them; which of the others they may be told of, the caller says.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn uncovered(
        &mut self,
        permit: &OfficePermit<SeeOwnWork>,
        today: Date,
    ) -> Result<Vec<UncoveredLine>, Fault> {
        let query = statement(sql::AWAY_UNCOVERED)
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(text(today))
            .bind(text(looked_ahead(today)))
            .bind(MOST);
        self.rows(query).await?.iter().map(uncovered).collect()
    }
}

impl Tx {
    /// Puts down that somebody is away.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_away(
        &mut self,
        permit: &OfficePermit<SeeOwnWork>,
        id: AwayId,
        away: Away,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::AWAY_ADD)
            .bind(text(id))
            .bind(text(permit.organisation()))
            .bind(text(away.user))
            .bind(text(away.from))
            .bind(text(away.until))
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond());
        self.run(query).await.map(drop)
    }

    /// Takes back that somebody is away; only where it is of this person, if one is named. `false` where there is no such
    /// time, it has ended, or it was taken back before.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn not_away(
        &mut self,
        permit: &OfficePermit<SeeOwnWork>,
        id: AwayId,
        only: Option<UserId>,
        at: (Date, Timestamp),
    ) -> Result<bool, Fault> {
        let query = statement(sql::AWAY_OFF)
            .bind(text(id))
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(at.1.as_microsecond())
            .bind(text(at.0))
            .bind(only.map(text).unwrap_or_default());
        Ok(self.run(query).await? == 1)
    }
}

fn line(row: &AnyRow) -> Result<AwayLine, Fault> {
    Ok(AwayLine { id: row.parsed(0)?, away: away(row, 1)?, by: (row.parsed(4)?, row.instant(5)?) })
}

fn uncovered(row: &AnyRow) -> Result<UncoveredLine, Fault> {
    Ok(UncoveredLine {
        case: row.parsed(0)?,
        reference: CaseReference::parse(row.cell(1)?).map_err(|_| Fault::damaged())?,
        region: row.maybe_parsed(2)?,
        away: away(row, 3)?,
    })
}

fn away(row: &AnyRow, at: usize) -> Result<Away, Fault> {
    Ok(Away { user: row.parsed(at)?, from: row.parsed(at + 1)?, until: row.parsed(at + 2)? })
}
