//! A look at a case from outside the pages, by whoever runs the machine (ADR 0015).

use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, UserId};
use jiff::Timestamp;
use uuid::Uuid;

use super::look::LookAt;
use crate::row::{Cells, text};
use crate::tx::{Tx, statement};
use crate::{Fault, sql};

/// Authority to read the journal of one case; to record nothing, and to open no protected fact. Only
/// [`Tx::note_operator_look`] makes one, and that writes who looked and why:
/// ```compile_fail
/// fn forge(case: domain::CaseId, organisation: domain::OrganisationId) -> store::OperatorLook {
///     store::OperatorLook { case, organisation }
/// }
/// ```
/// ```compile_fail
/// fn records<P: store::RecordsCase>() {}
/// records::<store::OperatorLook>();
/// ```
#[derive(Debug)]
pub struct OperatorLook {
    pub(crate) case: CaseId,
    pub(crate) organisation: OrganisationId,
}

impl OperatorLook {
    /// Under which id such looks stand in the access journal. Nobody who signs in has it.
    pub const USER: UserId = UserId::from_uuid(Uuid::nil());
    /// What the access journal calls it.
    const ACTION: &str = "review";
}

impl Tx {
    /// Writes that whoever runs the machine looks at a case, at which part of it and why, and gives the
    /// authority to do so; nothing, where there is no case with this reference, or more than one.
    ///
    /// # Errors
    /// A [`Fault`], and then they must not see it.
    pub async fn note_operator_look(
        &mut self,
        reference: CaseReference,
        at: Timestamp,
        part: &str,
        why: &str,
    ) -> Result<Option<OperatorLook>, Fault> {
        let rows = self.rows(statement(sql::CASES_REFERENCED).bind(text(reference))).await?;
        let [row] = rows.as_slice() else { return Ok(None) };
        let look = OperatorLook { organisation: row.parsed(0)?, case: row.parsed(1)? };
        let entry = LookAt { at, action: OperatorLook::ACTION, part, why: Some(why) };
        self.add_look_by(OperatorLook::USER, look.organisation, Some(look.case), entry).await?;
        Ok(Some(look))
    }
}
