//! Contact that was agreed, and contact that was tried.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::gate::Reason;
use crate::codes::codes;
use crate::text::Words;
use crate::{AttemptId, ChannelId};

codes! {
    /// What came of an attempt.
    Outcome {
        Spoke = "spoke", "We spoke";
        Met = "met", "We met";
        NotSafeToTalk = "not-safe", "They could not talk safely";
        NoAnswer = "no-answer", "No answer";
        SomebodyElse = "somebody-else", "Somebody else answered";
        MessageLeft = "message-left", "Left the agreed neutral message";
        Sent = "sent", "Sent";
        DidNotMeet = "did-not-meet", "We did not meet as agreed";
        LineDropped = "line-dropped", "The line dropped";
    }
}

impl Outcome {
    /// Whether the survivor and we were really in touch.
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Spoke | Self::Met)
    }

    /// Whether something is there afterwards that somebody else may find: a letter, a text, a message.
    pub const fn stays_behind(self) -> bool {
        matches!(self, Self::MessageLeft | Self::Sent)
    }
}

codes! {
    /// What was agreed should the next contact not happen (R-16: never "no reply, close").
    IfMissed {
        TryAgain = "try-again", "Try again in the next safe window";
        Supporter = "supporter", "Ask the person they trust";
        Police = "police", "Ask the police to check on them";
        WaitForThem = "wait", "Wait for them to get in touch";
    }
}

/// The next contact, as agreed with the survivor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedContact {
    /// By which channel of the plan.
    pub channel: ChannelId,
    /// From when.
    pub from: Timestamp,
    /// Until when. After it, the contact counts as missed.
    pub until: Timestamp,
    /// What to do if it does not happen.
    pub if_missed: IfMissed,
}

/// Which way an attempt went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// They got in touch with us.
    TheyContactedUs,
    /// We tried to reach them by this channel of the plan.
    WeTried {
        /// The channel.
        channel: ChannelId,
        /// Whether the gate had cleared it.
        clearance: Clearance,
    },
}

/// What the gate had said before an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clearance {
    /// It was cleared.
    Cleared,
    /// It was not, and somebody did it all the same. Recorded as it was, and shown as such.
    MadeAnyway {
        /// What the gate had said.
        reason: Reason,
        /// Why it was done.
        why: Words,
    },
}

/// An attempt to be in touch, with its outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempted {
    /// Which attempt.
    pub attempt: AttemptId,
    /// Which way it went.
    pub way: Way,
    /// When.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: Outcome,
    /// Whether this was the agreed contact.
    pub was_agreed: bool,
    /// A message was left that the contact plan forbids, or says nothing of, or something was left or sent that the gate had
    /// not cleared: somebody may have heard or read it who must not. Worked out when it is recorded, whatever was sent; nobody looked in an entry from before there was this.
    #[serde(default)]
    pub against_plan: bool,
    /// What was said or noticed.
    pub words: Option<Words>,
}

impl Attempted {
    /// Whether a contact that was agreed did not come about by it.
    pub const fn is_missed(&self) -> bool {
        self.was_agreed && !self.outcome.is_contact()
    }
}

/// Contact cannot safely be tried before a moment: clocks wait, with the reason (domain.md 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPaused {
    /// Until when.
    pub until: Timestamp,
    /// Why.
    pub why: Words,
}
