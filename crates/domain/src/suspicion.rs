//! Suspected and third-party reports: no contact that could alert anyone, and a safe enquiry instead
//! (NHG-12, NHG-14, domain.md 13A).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Answer;
use crate::codes::codes;
use crate::text::Words;

/// Earlier reports, repairs, noise and flags were looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLookedUp {
    /// Whether anything was found.
    pub found: Answer,
    /// What was found.
    pub words: Option<Words>,
}

/// How, when and under what harmless reason somebody will ask (domain.md 14: never a letter).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeEnquiryPlanned {
    /// On which day at the latest.
    pub on: Date,
    /// How, and under what reason.
    pub how: Words,
}

codes! {
    /// What came of a safe enquiry.
    EnquiryOutcome {
        Disclosed = "disclosed", "They told us about abuse";
        Nothing = "nothing-said", "They said nothing about abuse";
        NotSafe = "not-safe-to-ask", "It was not safe to ask";
        NotReached = "not-reached", "We could not speak with them";
    }
}

/// Somebody asked, safely.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeEnquiryMade {
    /// What came of it.
    pub outcome: EnquiryOutcome,
    /// What was said or noticed.
    pub words: Option<Words>,
}

codes! {
    /// What came of offering the Respect phoneline (NAC-08, domain.md 8.6).
    Offered {
        Taken = "taken", "They took the details";
        NotNow = "not-now", "They did not want it now";
        NotOffered = "not-offered", "Not offered yet";
    }
}

/// Somebody told us of harm they themselves cause. A record of its own that names no survivor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnBehaviourDisclosed {
    /// What they said, in their words. Listened to, not agreed with.
    pub words: Option<Words>,
    /// The Respect phoneline.
    pub respect_line: Offered,
    /// Whether children live with them.
    pub children_at_home: Answer,
}
