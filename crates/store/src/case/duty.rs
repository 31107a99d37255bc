//! The duties of each case, as the engine last judged them.

use std::slice;

use domain::{RegionId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::permit::{KeepsCase, ReadsCase};
use crate::row::{Cells, maybe, number, text};
use crate::tx::{Snapshot, Statement, Tx, statement};
use crate::{Fault, sql};

/// Which duty of a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DutyKey {
    /// The duty's word in the pack.
    pub code: String,
    /// The entry that started it.
    pub started: u64,
}

/// A duty of a case, ready for a work list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// Which.
    pub key: DutyKey,
    /// Its state's code.
    pub state: String,
    /// Whether somebody still has to do something: only these stand in work lists.
    pub open: bool,
    /// By when.
    pub due_at: Timestamp,
    /// The code of the role to whom it falls.
    pub falls_to: String,
    /// The code of the role to whom it was raised.
    pub raised_to: Option<String>,
    /// The region of the case.
    pub region: Option<RegionId>,
    /// Who has the case.
    pub owner: Option<UserId>,
    /// Who covers.
    pub cover: Option<UserId>,
}

impl Snapshot {
    /// The duties of a case as they were last put, the first due first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn duties(&mut self, permit: &impl ReadsCase) -> Result<Vec<DutyRow>, Fault> {
        let query =
            statement(sql::DUTIES_OF_CASE).bind(text(permit.case())).bind(text(permit.organisation()));
        self.rows(query).await?.iter().map(duty).collect()
    }
}

impl Tx {
    /// Puts duties that are new or changed, and removes those that are no more.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_duties(
        &mut self,
        permit: &impl KeepsCase,
        changed: &[DutyRow],
        removed: &[DutyKey],
    ) -> Result<(), Fault> {
        for key in removed {
            let query = statement(sql::DUTY_DELETE)
                .bind(text(permit.case()))
                .bind(text(permit.organisation()))
                .bind(key.code.clone())
                .bind(number(key.started));
            self.run(query).await?;
        }
        let (case, organisation) = (text(permit.case()), text(permit.organisation()));
        let (some, rest) = changed.as_chunks::<{ sql::SOME }>();
        for rows in some {
            self.put(sql::DUTY_PUT_SOME, &case, &organisation, rows).await?;
        }
        for row in rest {
            self.put(sql::DUTY_PUT, &case, &organisation, slice::from_ref(row)).await?;
        }
        Ok(())
    }

    async fn put(
        &mut self,
        text: &'static str,
        case: &str,
        organisation: &str,
        rows: &[DutyRow],
    ) -> Result<(), Fault> {
        let query = statement(text).bind(case.to_owned()).bind(organisation.to_owned());
        self.run(rows.iter().fold(query, bound)).await.map(drop)
    }
}

fn bound(query: Statement, row: &DutyRow) -> Statement {
    query
        .bind(row.key.code.clone())
        .bind(number(row.key.started))
        .bind(row.state.clone())
        .bind(i64::from(row.open))
        .bind(row.due_at.as_microsecond())
        .bind(row.falls_to.clone())
        .bind(row.raised_to.clone())
        .bind(maybe(row.region))
        .bind(maybe(row.owner))
        .bind(maybe(row.cover))
}

fn duty(row: &AnyRow) -> Result<DutyRow, Fault> {
    Ok(DutyRow {
        key: DutyKey { code: row.cell(1)?, started: row.count(2)? },
        state: row.cell(3)?,
        open: row.flag(4)?,
        due_at: row.instant(5)?,
        falls_to: row.cell(6)?,
        raised_to: row.cell(7)?,
        region: row.maybe_parsed(8)?,
        owner: row.maybe_parsed(9)?,
        cover: row.maybe_parsed(10)?,
    })
}
