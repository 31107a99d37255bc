//! The survivor's voice on how they were treated: only when and how it is safe, never by an automatic message
//! (COU-14, NAC-05, domain.md 13C).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::text::Words;

codes! {
    /// When somebody is asked.
    FeedbackTime {
        Early = "early", "Two to three weeks in";
        AtEnd = "at-end", "At the end";
        AnyTime = "any-time", "At another time, because they wanted to";
    }
}

codes! {
    /// Whether they want to be asked. Not asked means no.
    FeedbackWish {
        Yes = "yes", "Yes, in a conversation";
        Anonymous = "anonymous", "Yes, without their name beside it";
        NotNow = "not-now", "Not now";
        No = "no", "No";
    }
}

/// Whether, when and how the survivor wants to be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackAgreed {
    /// Whether.
    pub wish: FeedbackWish,
    /// From which day on.
    pub from: Option<Date>,
    /// How: in their words. The way itself is one of the contact plan, through the gate.
    pub how: Option<Words>,
}

codes! {
    /// What is asked, in the words of the page.
    FeedbackQuestion {
        Believed = "believed", "Did you feel believed?";
        InControl = "in-control", "Did you stay in control of what happened?";
        Safer = "safer", "Do you feel safer?";
        ToldWhatHappens = "told-what-happens", "Were you told what happens next?";
        SameWorker = "same-worker", "Did you have the same worker throughout?";
        NotRepeating = "not-repeating", "Were you spared telling your story again and again?";
        NeedsMet = "needs-met", "Was what matters to you, your language, faith or health, respected?";
    }
}

codes! {
    /// An answer. Leaving one out is as good as any.
    FeedbackAnswer {
        Yes = "yes", "Yes";
        Partly = "partly", "Partly";
        No = "no", "No";
        RatherNot = "rather-not", "Rather not say";
    }
}

/// What the survivor said about how they were treated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackGiven {
    /// When they were asked.
    pub time: FeedbackTime,
    /// Their answers.
    pub answers: BTreeMap<FeedbackQuestion, FeedbackAnswer>,
    /// What should change, in their words.
    pub change: Option<Words>,
    /// Whether their words may be quoted without anything that could tell who they are.
    pub may_quote: crate::Answer,
}
