//! An allegation made in return. Recorded, never weighed as if the two were alike (domain.md 8.6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::text::Words;
use crate::{Answer, Happened, PersonId};

codes! {
    /// What tells who has power over whom. They are for somebody to think along, and are never counted.
    Sign {
        Pattern = "pattern", "Over time, does one of them do most of the harm?";
        Fear = "fear", "Is one of them afraid of the other?";
        Control = "control", "Does one of them decide what the other may do?";
        History = "history", "Is one of them known for hurting others?";
        Defence = "defence", "May it have been self-defence?";
        Injuries = "injuries", "Do the injuries fit what is said?";
        Gain = "gain", "Does the allegation serve a case over children, money or the home?";
    }
}

/// Somebody who is said to cause harm says the same of the survivor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterAllegation {
    /// Who makes it.
    pub by: PersonId,
    /// Of whom.
    pub of: PersonId,
    /// When it is said to have happened.
    pub happened: Happened,
    /// What is said, in the words that were used.
    pub words: Option<Words>,
    /// What was thought along. A sign that is not here was not looked at.
    pub signs: BTreeMap<Sign, Answer>,
    /// What whoever recorded it makes of it. It changes nobody's part in this case by itself.
    pub view: Option<Words>,
}
