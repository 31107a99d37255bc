//! Every case header, opened, for the search in memory.

use domain::text::CaseReference;
use domain::{CaseId, OrganisationId};
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::case::record::{CaseHeader, open_header};
use crate::row::{Cells, text};
use crate::tx::statement;
use crate::{Fault, Store, sql};

/// How many headers are read at once.
const BATCH: u16 = 2000;

/// The opened header of one case.
#[derive(Debug)]
pub struct Headed {
    /// Which case.
    pub case: CaseId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Its reference.
    pub reference: CaseReference,
    /// Names and what else a search shows.
    pub header: CaseHeader,
}

impl Store {
    /// Hands every case header of the store to `each`, and says how many there were.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn headers(&self, mut each: impl FnMut(Headed) + Send) -> Result<u64, Fault> {
        let mut after = CaseId::from_uuid(Uuid::nil());
        let mut sum = 0;
        loop {
            let batch = self.headers_after(after).await?;
            let Some(last) = batch.last() else { return Ok(sum) };
            after = last.case;
            for headed in batch {
                sum += 1;
                each(headed);
            }
        }
    }

    async fn headers_after(&self, after: CaseId) -> Result<Vec<Headed>, Fault> {
        let mut snapshot = self.snapshot().await?;
        let query = statement(sql::CASES_AFTER).bind(text(after)).bind(i64::from(BATCH));
        snapshot.rows(query).await?.iter().map(|row| self.headed(row)).collect()
    }

    fn headed(&self, row: &AnyRow) -> Result<Headed, Fault> {
        let (case, organisation) = (row.parsed(0)?, row.parsed(1)?);
        let reference = CaseReference::parse(row.cell::<&str>(2)?).map_err(|_| Fault::damaged())?;
        let header = open_header(&self.keys.header, organisation, case, row.cell(3)?)?;
        Ok(Headed { case, organisation, reference, header })
    }
}
