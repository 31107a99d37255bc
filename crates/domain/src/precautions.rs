//! What is seen to at once where the risk is high: the home, the sanctuary scheme, orders and bail, a release, open
//! repairs. Each is asked for or checked by somebody, and nothing of it is ever sent by itself.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::text::Words;

codes! {
    /// One thing that is seen to where the risk is high.
    Precaution {
        SecureHome = "secure-home", "The home made secure (locks, doors, windows, lighting)";
        Sanctuary = "sanctuary", "The sanctuary scheme";
        Orders = "orders", "Orders and bail conditions";
        Release = "release", "A release from custody or prison, and its day";
        /// What is asked of repairs is that this home comes first. Never why.
        Repairs = "repairs", "Open repairs at the home, put first with no reason given";
    }
}

codes! {
    /// How far one of them is.
    PrecautionState {
        Done = "done", "Done, or checked";
        Asked = "asked", "Asked for, and not heard back yet";
        /// An alarm that was fetched, a lock that was changed back: whatever took it away.
        Removed = "removed", "It was in place, and is no longer";
        NotWanted = "not-wanted", "The survivor does not want it";
        NotKnown = "not-known", "Not known yet";
    }
}

impl PrecautionState {
    /// Whether somebody saw to it. That nobody knows yet is nothing that was seen to.
    pub const fn is_seen_to(self) -> bool {
        !matches!(self, Self::NotKnown | Self::Removed)
    }
}

impl Precaution {
    /// Whether it makes the home safe for as long as it is there: where it goes, somebody looks at the risk again.
    /// What is checked or asked once is not taken away.
    pub const fn is_a_safe_measure(self) -> bool {
        matches!(self, Self::SecureHome | Self::Sanctuary)
    }
}

/// What was seen to, by whoever recorded it. A thing that is not here was not looked at this time, and the newest
/// word on each stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrecautionsNoted {
    /// How far each is; at least one.
    pub lines: BTreeMap<Precaution, PrecautionState>,
    /// On which day it was asked or checked.
    pub on: Date,
    /// Who was asked and what they said, a reference, or what the survivor said. Never an address.
    pub words: Option<Words>,
}
