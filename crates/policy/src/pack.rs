//! A policy pack: one organisation's policy as data, checked and ready to be judged by.

use std::fmt;
use std::str::FromStr;

use domain::Severity;
use domain::incident::PatternRule;
use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::Term;
use crate::words::{Anchor, Bits, Condition, Definition, Evidence, From, Kind, Nation, Role, Start};

mod checks;
mod field_rules;
mod parse;
mod problem;
mod source;
mod triggers;

pub use parse::check;
pub use problem::PackProblem;
pub(crate) use problem::did_you_mean;
pub(crate) use source::{Fields, Source};
pub(crate) use triggers::{DutySet, Triggers};

/// A policy in force. Only [`check`] makes one, so whatever holds one may rely on its rules.
#[derive(Debug, Clone)]
pub struct PolicyPack {
    /// The word by which an organisation chooses it.
    pub id: String,
    /// The policy's title.
    pub title: String,
    /// Whose policy it is.
    pub organisation: String,
    /// From which day.
    pub in_force: Date,
    /// Whose bank holidays count.
    pub nation: Nation,
    /// To which definition of domestic abuse it is written.
    pub definition: Definition,
    /// The edition of this pack, from 1.
    pub version: u16,
    /// How many incidents are a pattern, in how many months, wherever in time the months lie.
    pub pattern: PatternRule,
    /// When a further event is a repeat for the MARAC.
    pub marac: RepeatRule,
    /// Every commitment of the policy and how it is kept, in the order of the ids.
    pub commitments: Vec<Commitment>,
    /// The duties, in the order in which the pack lists them.
    pub duties: Vec<DutyRule>,
    pub(crate) triggers: Triggers,
}

impl PolicyPack {
    /// The word of the line in which a list shows an open duty, together with every other open one of the same case that
    /// has this word: one act does them all. Nothing where it stands by itself.
    pub fn line_of(&self, code: &str) -> Option<&str> {
        let rule = self.duties.iter().find(|rule| rule.id == code)?;
        rule.one_with.as_deref().or_else(|| rule.is_met_at_once().then_some(&rule.id))
    }
}

/// From which day, and for how many months, a further event is referred to the MARAC again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatRule {
    /// From which day.
    pub from: Anchor,
    /// For how many months.
    pub months: u16,
}

/// The id of one commitment, such as `NHG-18`: three letters and two digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct CommitmentId(String);

/// The text is not the id of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write three capital letters, a dash and two digits, such as 'NHG-18'")]
pub struct NotACommitment;

impl CommitmentId {
    /// The three letters that the ids of one policy share.
    pub fn prefix(&self) -> &str {
        self.0.get(..3).unwrap_or_default()
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CommitmentId {
    type Err = NotACommitment;

    fn from_str(text: &str) -> Result<Self, NotACommitment> {
        let (letters, digits) = text.split_once('-').ok_or(NotACommitment)?;
        let fits = letters.len() == 3
            && digits.len() == 2
            && letters.bytes().all(|letter| letter.is_ascii_uppercase())
            && digits.bytes().all(|digit| digit.is_ascii_digit());
        if fits { Ok(Self(text.to_owned())) } else { Err(NotACommitment) }
    }
}

impl fmt::Display for CommitmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One commitment of the policy and how it is kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Which.
    pub id: CommitmentId,
    /// In what manner it is kept.
    pub kind: Kind,
    /// How, in one plain sentence.
    pub how: String,
}

/// One duty: what starts it, by when it is due, what meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of its own in a pack")]
pub struct DutyRule {
    /// Its word, unique in the pack.
    pub id: String,
    /// What an officer reads.
    pub title: String,
    /// The commitments that it keeps.
    pub keeps: Vec<CommitmentId>,
    /// Paragraphs of the field's rules that demand it, such as `R-07` or `13A.5`.
    pub cites: Vec<String>,
    /// What starts it: any of these.
    pub starts: Vec<Start>,
    /// What must be so when it starts.
    pub when: When,
    /// How long somebody has.
    pub due: Due,
    /// From when the clock runs.
    pub from: From,
    /// What meets it: any of these, recorded after the start.
    pub met_by: Vec<Evidence>,
    /// To whom it falls.
    pub falls_to: Role,
    /// To whom it is raised once it is overdue, the first step first.
    pub escalates: Vec<Escalation>,
    /// Whether a new start replaces an open instance: a rolling clock such as the silence alarm.
    pub restarts: bool,
    /// Whether a new start adds nothing while one is open: the earlier clock stands.
    pub joins: bool,
    /// Which of its starts add nothing while one is open, though the others may begin it anew.
    pub joined_by: Vec<Start>,
    /// Whether closing the case ends it by its nature; else it is done or set aside before the case may close.
    pub closing_ends: bool,
    /// Only whoever may end the case sets it aside (R-03, 4.1).
    pub manager_sets_aside: bool,
    /// Whether it is done once in the life of a case: opening a closed one again does not ask for it anew.
    pub once: bool,
    /// The duty with which it is one thing to do, while both are open: the same act meets them.
    pub one_with: Option<String>,
}

impl DutyRule {
    /// Whether one act meets it however often it was started: it is of no day of its own, and what meets it does not
    /// answer one entry alone, as what came of a promise does.
    fn is_met_at_once(&self) -> bool {
        self.from == From::Recorded && !self.met_by.iter().any(|evidence| evidence.answers_one_entry())
    }

    /// Whether each start is a duty by itself, even of one moment: it is about the entry that started it, or its day.
    pub(crate) fn is_of_one_entry(&self) -> bool {
        self.met_by.iter().any(|evidence| evidence.answers_one_entry())
            || self.starts.contains(&Start::DateAhead)
    }

    /// Whether it is about one day or hour, and about nothing once that has gone by.
    pub(crate) fn is_of_a_day(&self) -> bool {
        self.from == From::AgreedTime || self.starts.contains(&Start::DateAhead)
    }
}

/// Facts that decide whether a start raises the duty. Empty lists ask nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// All of these.
    pub all: Vec<Condition>,
    /// At least one of these.
    pub any: Vec<Condition>,
    /// None of these.
    pub none: Vec<Condition>,
}

impl When {
    pub(crate) fn bits(&self) -> [Bits; 3] {
        [&self.all, &self.any, &self.none].map(|list| list.iter().copied().collect())
    }
}

/// How long somebody has, by severity. Unknown never has longer than high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due([Term; 5]);

impl Due {
    /// One clock for every severity.
    pub const fn always(term: Term) -> Self {
        Self([term; 5])
    }

    /// The clocks for immediate, high, unknown, medium and standard.
    pub(crate) const fn new(terms: [Term; 5]) -> Self {
        Self(terms)
    }

    /// The clock for this severity.
    pub const fn term(&self, severity: Severity) -> Term {
        let [immediate, high, unknown, medium, standard] = self.0;
        match severity {
            Severity::Immediate => immediate,
            Severity::High => high,
            Severity::Unknown => unknown,
            Severity::Medium => medium,
            Severity::Standard => standard,
        }
    }
}

/// One step of raising an overdue duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escalation {
    /// How long after it was due.
    pub after: Term,
    /// To whom.
    pub to: Role,
}

#[cfg(test)]
mod tests;
