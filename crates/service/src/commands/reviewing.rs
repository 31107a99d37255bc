//! Looking at a case from the command line (ADR 0015). Nobody's role or relation is checked, because
//! whoever can do this holds the key that opens everything; so it is written down first, and shown among
//! those who looked.

use domain::Recorded;
use domain::case::CaseEvent;
use domain::text::{CaseReference, Words};
use jiff::Timestamp;
use store::{Fault, OperatorLook, Organisation, Store};

use super::CommandProblem;

/// What is seen of a case from the command line, as the access journal has it.
const PART: &str = "kinds-and-times";

/// A case as it is stored.
pub struct StoredCase {
    /// The policy in force in its organisation, as text.
    pub policy_text: String,
    /// Everything recorded on it. What of it may be printed, `review::outline` decides.
    pub history: Vec<Recorded<CaseEvent>>,
}

/// Writes that the case is looked at and why, and once that is on the disk, reads it.
///
/// # Errors
/// [`CommandProblem::NoCase`], or the store could not; then nothing was read.
pub async fn look_at_case(
    store: &Store,
    reference: CaseReference,
    why: &Words,
    now: Timestamp,
) -> Result<StoredCase, CommandProblem> {
    let why = why.as_str().to_owned();
    let look: Option<OperatorLook> = store
        .write::<_, Fault, _>(move |tx| {
            Box::pin(async move { tx.note_operator_look(reference, now, PART, &why).await })
        })
        .await?;
    let look = look.ok_or(CommandProblem::NoCase)?;
    store
        .read(|snapshot| {
            Box::pin(async move {
                let organisation: Option<Organisation> =
                    snapshot.organisation(store::OnCase::organisation(&look)).await?;
                let policy_text = organisation.ok_or(CommandProblem::Ended)?.policy_text;
                Ok(StoredCase { policy_text, history: snapshot.history(&look).await? })
            })
        })
        .await
}
