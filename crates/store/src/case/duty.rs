//! The duties of each case, as the engine last judged them.

use domain::priority::Priority;
use domain::{RegionId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::journal::End;
use super::permit::{KeepsCase, ReadsCase};
use super::record::kept_priority;
use crate::plan::{Plan, Table, row};
use crate::row::{Cells, maybe, number, text};
use crate::tx::{Snapshot, Tx, statement};
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
    /// Why lists have its case where they do.
    pub priority: Priority,
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
        let end = self.end(permit).await?.ok_or_else(Fault::damaged)?;
        let mut plan = Plan::default();
        plan_duties(&mut plan, permit, &end, changed, removed);
        self.run_plan(&plan).await.map(drop)
    }
}

/// The rows of duties of a case whose journal ends there.
pub(crate) fn plan_duties(
    plan: &mut Plan,
    permit: &impl KeepsCase,
    end: &End,
    changed: &[DutyRow],
    removed: &[DutyKey],
) {
    for key in removed {
        let row = row![text(permit.case()), end.link.as_bytes(), key.code.clone(), number(key.started)];
        plan.add(Table::Gone, row);
    }
    for duty in changed {
        let row = row![
            text(permit.case()),
            end.link.as_bytes(),
            text(permit.organisation()),
            duty.key.code.clone(),
            number(duty.key.started),
            duty.state.clone(),
            i64::from(duty.open),
            duty.due_at.as_microsecond(),
            duty.falls_to.clone(),
            duty.raised_to.clone(),
            maybe(duty.region),
            maybe(duty.owner),
            maybe(duty.cover),
            i64::from(duty.priority.kept()),
        ];
        plan.add(Table::Duties, row);
    }
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
        priority: kept_priority(row.cell(11)?)?,
    })
}
