//! Whether the survivor knows of a day that is counted down to: that somebody is released and nobody told them must never
//! happen.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::text::Words;

codes! {
    /// How they learned of it.
    ToldBy {
        /// Only where such a contact is recorded on that day.
        Contact = "contact", "We told them, in a contact that was cleared, or when they got in touch";
        Agency = "agency", "Somebody else told them: the police, probation or another agency";
        Knew = "knew", "They knew of it already, and told us";
        Otherwise = "otherwise", "In another way, which is written below";
    }
}

/// Whether they know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Knows {
    /// They were told.
    Told {
        /// When.
        at: Timestamp,
        /// How.
        by: ToldBy,
    },
    /// Nobody has told them yet.
    NotTold {
        /// Because, and when it will be done.
        why: Words,
    },
    /// Nobody knows whether they were told. It is never read as a yes.
    NotKnown,
}

/// The answer to "has the survivor been told?" of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTold {
    /// The entry that names the day.
    pub of: u64,
    /// Whether they know of it.
    pub knows: Knows,
    /// What was said, and what they want to be done about it.
    pub words: Option<Words>,
}

impl DayTold {
    /// When they were told; nothing where they were not, or nobody knows.
    pub const fn told_at(&self) -> Option<Timestamp> {
        match self.knows {
            Knows::Told { at, .. } => Some(at),
            Knows::NotTold { .. } | Knows::NotKnown => None,
        }
    }
}
