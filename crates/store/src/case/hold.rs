//! A case in which somebody has died is held: nothing of it is deleted, by any door (R-20, domain.md 9).
//!
//! Every statement that deletes something of a case says so itself, so that no two of them can race. That
//! somebody died stands in the kind of an entry, which is not sealed and stays when the entry is corrected; only an entry
//! of a later kind, by which a manager lifts it, lets go of the case.

use domain::{CaseId, OrganisationId};

use super::permit::OnCase;
use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// What came of deleting something of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// It is gone.
    Done,
    /// There was no such thing.
    NothingThere,
    /// Everything of this case is kept, because somebody in it has died.
    Held,
}

impl Snapshot {
    /// Whether nothing of this case may be deleted.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn is_held(&mut self, permit: &impl OnCase) -> Result<bool, Fault> {
        self.holds(permit.organisation(), permit.case()).await
    }

    pub(crate) async fn holds(&mut self, organisation: OrganisationId, case: CaseId) -> Result<bool, Fault> {
        let query = statement(sql::HELD).bind(text(case)).bind(text(organisation));
        Ok(self.row(query).await?.map_or(Ok(0), |row| row.count(0))? > 0)
    }
}

impl Tx {
    /// What came of a statement that deletes: the statement knows the hold, and this only says why.
    pub(crate) async fn deleted(&mut self, permit: &impl OnCase, gone: bool) -> Result<Deletion, Fault> {
        if gone {
            return Ok(Deletion::Done);
        }
        Ok(if self.is_held(permit).await? { Deletion::Held } else { Deletion::NothingThere })
    }
}
