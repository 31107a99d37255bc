//! Safeguarding concerns: raised with the local authority, or not and why (NHG-07, NHG-16, domain.md 4).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Answer;
use crate::codes::codes;
use crate::disclosure::Agency;
use crate::text::{ShortText, Words};

codes! {
    /// For whom there is a concern.
    ConcernFor {
        Children = "children", "Children";
        Adult = "adult", "An adult at risk";
        Both = "both", "Children and an adult at risk";
    }
}

/// A concern was raised with the local authority. Housing raises it; the authority decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernRaised {
    /// For whom.
    pub concern: ConcernFor,
    /// With whom it was raised.
    pub with: Agency,
    /// When.
    pub at: Timestamp,
    /// Their reference.
    pub reference: Option<ShortText>,
    /// Whether the survivor was told.
    pub survivor_told: Answer,
    /// What was said, or why they were not told.
    pub words: Option<Words>,
}

/// A manager decided, with a reason, that no concern needs to be raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernNotNeeded {
    /// For whom.
    pub concern: ConcernFor,
    /// Why not.
    pub why: Words,
}
