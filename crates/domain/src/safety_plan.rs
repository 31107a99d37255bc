//! The safety plan: made with the survivor, dated, looked at again at each change (domain.md 13B, ONE-13).

mod doubt;
mod on_paper;
mod ordinary;

use std::collections::BTreeMap;

pub use doubt::{Doubt, DoubtfulLine, Piece};
pub use on_paper::{GAP, OnPaper, Printable, Unsaid};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Answer;
use crate::codes::codes;
use crate::disclosure::Agency;
use crate::text::{ShortText, Words};

codes! {
    /// The parts of a plan, in the order in which they are talked over.
    PlanPart {
        Warning = "warning", "How it starts: what they notice before it gets dangerous";
        AtHome = "at-home", "At home: ways out, a safer room, the phone";
        Signal = "signal", "A word or sign, and who knows it";
        Children = "children", "The children: what they do, who picks them up";
        Animals = "animals", "Animals";
        Leaving = "leaving", "If they leave: when, how, with whom";
        Bag = "bag", "What to have ready: papers, medicine, keys, money";
        Phone = "phone", "Phones, accounts and devices";
        Work = "work", "Work, school and the way there";
        Contact = "contact", "If they have to meet, or contact is ordered";
        After = "after", "After leaving: post, benefits, school, doctor, social media";
        Help = "help", "Who helps, day and night";
        Staff = "staff", "Safety of our own staff";
    }
}

codes! {
    /// Whether paper is safe. Not known means no print.
    Paper {
        Safe = "safe", "Yes, they want it on paper";
        NotSafe = "not-safe", "No, paper is not safe";
        NotKnown = "not-known", "Not asked yet";
    }
}

impl Paper {
    /// Whether it may be printed for them.
    pub const fn may_be_printed(self) -> bool {
        matches!(self, Self::Safe)
    }
}

/// An agency went through a plan and agreed to its part in it (ONE-13, domain.md 13B).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedBy {
    /// Who there, by name or by what they do. Stands on no paper.
    pub who: Option<ShortText>,
    /// On which day.
    pub on: Date,
}

/// A plan, made on the day it was recorded. The newest stands for all before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyPlanMade {
    /// Whether it was made with the survivor. Theirs is the plan that works.
    pub with_survivor: Answer,
    /// What was agreed, part by part. Never an address: those are protected facts.
    pub parts: BTreeMap<PlanPart, Words>,
    /// On which day it is looked at again at the latest.
    pub again_on: Date,
    /// Whether they may have it on paper.
    pub paper: Paper,
    /// Which agencies agreed it; none where none has seen it.
    #[serde(default)]
    pub agreed_with: BTreeMap<Agency, AgreedBy>,
}
