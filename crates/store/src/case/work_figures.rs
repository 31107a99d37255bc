//! How the work goes, in numbers: what is late, what was missed, what was opened again. Numbers alone, of what their reader
//! could see.

use access::OfficePermit;
use access::action::SeeOthersWork;
use domain::RegionId;
use jiff::Timestamp;

use crate::row::{Cells, maybe, text};
use crate::tx::{Snapshot, statement};
use crate::{Fault, sql};

/// What is counted, and of when.
#[derive(Debug, Clone, Copy)]
pub struct WorkFiguresOf<'a> {
    /// The region; nothing for the whole organisation.
    pub region: Option<RegionId>,
    /// What is late at this moment.
    pub now: Timestamp,
    /// What was missed and opened again from then on.
    pub from: Timestamp,
    /// And before then.
    pub until: Timestamp,
    /// The duty that starts when an agreed contact was missed.
    pub missed: &'a str,
}

/// The numbers, exact: whoever shows them rounds them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkFigures {
    /// Records on which something is still to be done.
    pub records: u64,
    /// Of these, those on which something is late.
    pub late_records: u64,
    /// What is late.
    pub late: u64,
    /// Agreed contacts that were missed.
    pub missed: u64,
    /// Records that were opened again.
    pub reopened: u64,
}

impl std::ops::Add for WorkFigures {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            records: self.records + other.records,
            late_records: self.late_records + other.late_records,
            late: self.late + other.late,
            missed: self.missed + other.missed,
            reopened: self.reopened + other.reopened,
        }
    }
}

impl Snapshot {
    /// How the work of a region or of the organisation goes. What does not exist to the asker is not counted.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn work_figures(
        &mut self,
        permit: &OfficePermit<SeeOthersWork>,
        of: WorkFiguresOf<'_>,
    ) -> Result<WorkFigures, Fault> {
        let query = statement(sql::WORK_FIGURES)
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(maybe(of.region))
            .bind(of.now.as_microsecond())
            .bind(of.missed.to_owned())
            .bind(of.from.as_microsecond())
            .bind(of.until.as_microsecond());
        let row = self.row(query).await?.ok_or_else(Fault::damaged)?;
        Ok(WorkFigures {
            records: row.count(0)?,
            late_records: row.count(1)?,
            late: row.count(2)?,
            missed: row.count(3)?,
            reopened: row.count(4)?,
        })
    }
}
