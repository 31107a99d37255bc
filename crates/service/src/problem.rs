//! What may go wrong in a journey, in the four families of errors.

use access::Denied;
use domain::case::Refusal;
use domain::contact::NotCleared;
use store::{Conflict, Fault, FaultKind, WriteError};

use crate::Stop;

/// Why a journey did not happen. Nothing was recorded, and nothing here is personal.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The asker may not; where a case is concerned, it does not exist for them.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Somebody else recorded something since this page was opened.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// They have done as much of it in an hour as anybody may.
    #[error(transparent)]
    Stopped(#[from] Stop),
    /// So much is asked for at once that nothing more is taken just now.
    #[error("too much is going on at once, and nothing was changed: try again in a minute")]
    Busy,
    /// Another server on the same store changed who is kept from what, between looking and writing.
    #[error("something else was recorded at the same moment, and nothing was changed: try again")]
    Behind,
    /// Something is wrong on our side. The cause is logged where it happened, once.
    #[error("something went wrong on our side: try again in a few minutes")]
    Fault,
}

impl From<NotCleared> for Problem {
    fn from(refusal: NotCleared) -> Self {
        Self::Refused(Refusal::NotCleared(refusal))
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        if fault.kind() == FaultKind::Busy {
            tracing::warn!("more is asked of the store at once than it takes");
            return Self::Busy;
        }
        tracing::error!(%fault, "the store failed");
        Self::Fault
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Conflict(conflict) => Self::Conflict(conflict),
            WriteError::Fault(fault) => fault.into(),
        }
    }
}
