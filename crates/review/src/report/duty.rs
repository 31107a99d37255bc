//! What was due, what became of it, and what was raised to whom.

use domain::case::SetAsideWhy;
use jiff::Timestamp;
use policy::words::{Role, Start, Word};
use policy::{Duty, DutyState, PolicyPack};
use serde::Serialize;

/// What became of a duty by the moment of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Done in time.
    Met,
    /// Done, but late.
    Late,
    /// Past its time, and not done.
    Missed,
    /// Open, and still in time.
    Due,
    /// Its time had not come.
    Waiting,
    /// It had to wait for a safe moment.
    Paused,
    /// Somebody decided, under their name, that it is not to be done.
    SetAside,
    /// It was no longer called for.
    NoLongerApplies,
    /// The record was closed before it was done.
    EndedByClosing,
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyLine {
    /// Its word in the policy.
    pub code: String,
    /// What an officer reads.
    pub title: String,
    /// The commitments that it keeps.
    pub keeps: Vec<String>,
    /// The paragraphs of the field's rules that demand it.
    pub cites: Vec<String>,
    /// To whom it falls.
    pub falls_to: Role,
    /// When it started.
    pub started: Timestamp,
    /// The entry that started it.
    pub started_by: u64,
    /// By when it was due.
    pub due: Timestamp,
    /// What became of it.
    pub outcome: Outcome,
    /// When that was; for one that waits or is paused, until when. A missed one is missed up to then: the
    /// moment of the review, or of the entry that started it anew.
    pub at: Option<Timestamp>,
    /// The entry that shows it.
    pub by: Option<u64>,
    /// Why it was set aside.
    pub why: Option<SetAsideWhy>,
}

/// Something that was raised to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RaisedLine {
    /// When.
    pub at: Timestamp,
    /// To whom.
    pub to: Role,
    /// The duty's word in the policy.
    pub duty: String,
    /// What the duty asks.
    pub title: String,
    /// Why: `overdue`, `repeated-incidents` or `contact-missed`.
    pub why: &'static str,
    /// The entry that started the duty.
    pub entry: u64,
}

impl DutyLine {
    pub(super) fn of(duty: &Duty<'_>, now: Timestamp) -> Self {
        let (outcome, at, by, why) = outcome(&duty.state, now);
        Self {
            code: duty.code.to_owned(),
            title: duty.title.to_owned(),
            keeps: duty.keeps.iter().map(ToString::to_string).collect(),
            cites: duty.cites.to_vec(),
            falls_to: duty.falls_to,
            started: duty.started.at,
            started_by: duty.started.sequence,
            due: duty.due,
            outcome,
            at,
            by,
            why,
        }
    }
}

type Ended = (Outcome, Option<Timestamp>, Option<u64>, Option<SetAsideWhy>);

fn outcome(state: &DutyState, now: Timestamp) -> Ended {
    match *state {
        DutyState::Met { at, late: false, by } => (Outcome::Met, Some(at), Some(by), None),
        DutyState::Met { at, late: true, by } => (Outcome::Late, Some(at), Some(by), None),
        DutyState::Overdue => (Outcome::Missed, Some(now), None, None),
        DutyState::Due => (Outcome::Due, None, None, None),
        DutyState::Waiting { until } => (Outcome::Waiting, Some(until), None, None),
        DutyState::Paused { until, by } => (Outcome::Paused, Some(until), Some(by), None),
        DutyState::SetAside { at, why, by } => (Outcome::SetAside, Some(at), Some(by), Some(why)),
        // It was overdue when it started anew: what came later does not make it met.
        DutyState::NotApplicable { at, by, replaced: true } => (Outcome::Missed, Some(at), Some(by), None),
        DutyState::NotApplicable { at, by, .. } => (Outcome::NoLongerApplies, Some(at), Some(by), None),
        DutyState::Closed { at, by } => (Outcome::EndedByClosing, Some(at), Some(by), None),
    }
}

impl Outcome {
    /// As a person reads it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Late => "late",
            Self::Missed => "missed",
            Self::Due => "due",
            Self::Waiting => "waiting",
            Self::Paused => "paused",
            Self::SetAside => "set aside",
            Self::NoLongerApplies => "no longer applies",
            Self::EndedByClosing => "not done when closed",
        }
    }
}

/// The starts that are raised to somebody at once, because nobody may notice them otherwise.
const PROMPTS: [Start; 2] = [Start::RepeatedIncidents, Start::ContactMissed];

/// What was raised because it was overdue, and what was raised at once.
pub(super) fn raised(pack: &PolicyPack, duties: &[Duty<'_>]) -> Vec<RaisedLine> {
    let mut lines = Vec::new();
    for duty in duties {
        let line = |at, to, why| RaisedLine {
            at,
            to,
            duty: duty.code.to_owned(),
            title: duty.title.to_owned(),
            why,
            entry: duty.started.sequence,
        };
        let rule = pack.duties.iter().find(|rule| rule.id == duty.code);
        let prompt = rule.and_then(|rule| rule.starts.iter().find(|start| PROMPTS.contains(start)));
        lines.extend(prompt.map(|start| line(duty.started.at, duty.falls_to, start.word())));
        lines.extend(duty.raised.iter().map(|step| line(step.at, step.to, "overdue")));
    }
    lines.sort_by(|a, b| (a.at, a.entry, &a.duty, a.to).cmp(&(b.at, b.entry, &b.duty, b.to)));
    lines
}
