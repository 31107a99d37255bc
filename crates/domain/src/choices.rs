//! The survivor's choices: what was offered, what they want of it, and a case that waits because they said so
//! (COU-03, NAC-06, ONE-18, ONE-19, ASC-04, ASC-08).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::text::{ShortText, Words};

codes! {
    /// A choice. None of them is ours to make.
    Choice {
        StaySafer = "stay-safer", "Stay, with security at home";
        Move = "move", "Move to another home";
        Refuge = "refuge", "A refuge";
        Orders = "orders", "Orders of a court, with a solicitor";
        JointTenancy = "joint-tenancy", "The tenancy, where it is in both names";
        Police = "police", "Tell the police";
        Support = "support", "Support only";
        Family = "family", "Stay a family, with restorative work where that is safe";
        NothingNow = "nothing-now", "Nothing now";
    }
}

codes! {
    /// How a choice stands.
    ChoiceState {
        Offered = "offered", "Talked over";
        Wanted = "wanted", "They want this";
        Declined = "declined", "They do not want this";
        Later = "later", "Not now, ask again";
        Done = "done", "Done";
    }
}

/// One choice was talked over. The newest word on a choice stands; none closes another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceTalkedOver {
    /// Which.
    pub choice: Choice,
    /// How it stands now.
    pub state: ChoiceState,
    /// In their words.
    pub words: Option<Words>,
    /// When to ask again, where they said so.
    pub ask_again_on: Option<Date>,
}

codes! {
    /// What becomes of a contact that had been agreed, where they now say not now.
    AgreedThen {
        Kept = "kept", "It stays: they want us to get in touch then, as agreed";
        Cancelled = "cancelled", "They do not want it: it falls away, and nobody rings";
    }
}

/// "Not now" is an answer: the case stays open, with a sign by which they can call it back and a day on which
/// somebody asks again, in the agreed way (domain.md 13A). It never closes because somebody declined once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchAgreed {
    /// The sign or word by which they say that they want to talk.
    pub sign: ShortText,
    /// On which day somebody asks again.
    pub until: Date,
    /// What they said.
    pub words: Option<Words>,
    /// What becomes of the contact that had been agreed; nothing where none was, or nobody asked.
    #[serde(default)]
    pub agreed: Option<AgreedThen>,
}
