//! The wording of a risk assessment that an organisation chose, and every one before it.

use access::action::ChoosePolicy;
use access::{Actor, OfficePermit};
use domain::UserId;
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// A wording as it was chosen. It is kept: an assessment names the one under which it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentKept {
    /// Which choice of this organisation, from 1.
    pub edition: i64,
    /// The file.
    pub text: String,
    /// Who chose it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
}

impl Snapshot {
    /// The wording in force in the asker's organisation; `None` where none was chosen.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn instrument(&mut self, actor: &Actor) -> Result<Option<InstrumentKept>, Fault> {
        let rows = self.rows(statement(sql::INSTRUMENT_NEWEST).bind(text(actor.organisation))).await?;
        rows.first().map(kept).transpose()
    }

    /// Every wording that was chosen, the newest first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn instruments(
        &mut self,
        permit: &OfficePermit<ChoosePolicy>,
    ) -> Result<Vec<InstrumentKept>, Fault> {
        let rows = self.rows(statement(sql::INSTRUMENTS).bind(text(permit.organisation()))).await?;
        rows.iter().map(kept).collect()
    }
}

impl Tx {
    /// Chooses a wording. Those before it stay.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn choose_instrument(
        &mut self,
        permit: &OfficePermit<ChoosePolicy>,
        instrument: &str,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::INSTRUMENT_ADD)
            .bind(text(permit.organisation()))
            .bind(instrument.to_owned())
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond());
        self.run(query).await.map(drop)
    }
}

fn kept(row: &AnyRow) -> Result<InstrumentKept, Fault> {
    Ok(InstrumentKept { edition: row.cell(0)?, text: row.cell(1)?, by: row.parsed(2)?, at: row.instant(3)? })
}
