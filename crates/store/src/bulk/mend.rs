//! Putting what is kept beside a journal as the journal has it.

use super::kept::KeptCase;
use crate::case::facts::CaseJob;
use crate::case::record::{CaseRecord, record_bound, seal_header};
use crate::row::{number, text};
use crate::tx::{Tx, statement};
use crate::{DutyRow, Fault, sql};

impl Tx {
    /// Puts the record of a case and its duties, all of them, as its journal gives them. `false`, and
    /// nothing changed, where something was recorded since they were read: recording puts them too.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn mend(
        &mut self,
        kept: &KeptCase,
        record: &CaseRecord,
        duties: &[DutyRow],
    ) -> Result<bool, Fault> {
        self.seen = None;
        let job = CaseJob { case: kept.case, organisation: kept.organisation };
        let header = seal_header(&self.keys.header, &job, &record.header);
        let query = statement(sql::KEPT_MEND).bind(text(kept.organisation)).bind(text(kept.case));
        let query = record_bound(query, record)
            .bind(header)
            .bind(text(kept.ends.recorder))
            .bind(kept.ends.opened_at.as_microsecond())
            .bind(kept.ends.last_at.as_microsecond())
            .bind(number(kept.sequence));
        if self.run(query).await? == 0 {
            return Ok(false);
        }
        self.run(statement(sql::KEPT_CLEAR).bind(text(kept.case))).await?;
        self.put_duties(&job, duties, &[]).await?;
        Ok(true)
    }
}
