//! Reports that somebody took, once others have them: the reference, by which they ask for the record in an emergency.

use access::OfficePermit;
use access::action::SeeOwnWork;
use domain::text::CaseReference;
use jiff::Timestamp;

use sqlx::any::AnyRow;

use crate::row::{Cells as _, text};
use crate::tx::{Snapshot, statement};
use crate::{Fault, sql};

/// A report that one took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandedLine {
    /// Its reference, which they were told when they recorded it.
    pub reference: CaseReference,
    /// When they took it.
    pub taken_at: Timestamp,
}

impl Snapshot {
    /// The open records of which one took the first report since then, and which others have now, the newest first; none
    /// from which one is excluded. Nothing else of them is told.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn handed(
        &mut self,
        permit: &OfficePermit<SeeOwnWork>,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<HandedLine>, Fault> {
        let actor = permit.actor();
        let query = statement(sql::CASES_HANDED)
            .bind(text(actor.organisation))
            .bind(text(actor.user))
            .bind(since.as_microsecond())
            .bind(i64::from(limit));
        self.rows(query).await?.iter().map(line).collect()
    }
}

fn line(row: &AnyRow) -> Result<HandedLine, Fault> {
    let reference = CaseReference::parse(row.cell::<&str>(0)?).map_err(|_| Fault::damaged())?;
    Ok(HandedLine { reference, taken_at: row.instant(1)? })
}
