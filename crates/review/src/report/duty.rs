//! What was due, what became of it, and what was raised to whom.

use std::collections::BTreeSet;

use domain::Recorded;
use domain::case::{CaseEvent, SetAsideWhy};
use jiff::Timestamp;
use policy::calendar::Calendar;
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
    /// What called for it again while it was open: nobody lists one duty twice, and each event asks for it.
    pub again: Vec<AgainLine>,
}

/// An entry that called for a duty that was open already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AgainLine {
    /// The entry.
    pub entry: u64,
    /// When it was recorded.
    pub at: Timestamp,
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
    /// Every duty of a journal, each with what called for it again.
    pub(super) fn all(
        duties: &[Duty<'_>],
        (pack, history, calendar): (&PolicyPack, &[Recorded<CaseEvent>], &Calendar),
        now: Timestamp,
    ) -> Vec<Self> {
        // The same policy, but that each start opens a duty of its own.
        let mut apart = pack.clone();
        apart.duties.iter_mut().for_each(|rule| rule.joins = false);
        let apart = policy::duties(&apart, history, calendar, now);
        let mut lines: Vec<Self> = duties.iter().map(|duty| Self::of(duty, now)).collect();
        let own: BTreeSet<(String, u64)> =
            lines.iter().map(|line| (line.code.clone(), line.started_by)).collect();
        for line in &mut lines {
            let open_until = line.ended().unwrap_or(now);
            let while_open = apart.iter().filter(|other| {
                other.code == line.code
                    && other.started.sequence > line.started_by
                    && other.started.at <= open_until
                    && line.by.is_none_or(|by| other.started.sequence < by)
                    && !own.contains(&(line.code.clone(), other.started.sequence))
            });
            let again = while_open.map(|o| AgainLine { entry: o.started.sequence, at: o.started.at });
            line.again = again.collect();
            line.again.sort_by_key(|again| again.entry);
        }
        lines
    }

    /// When it was done, set aside or no longer called for.
    const fn ended(&self) -> Option<Timestamp> {
        match self.outcome {
            Outcome::Due | Outcome::Waiting | Outcome::Paused => None,
            _ => self.at,
        }
    }

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
            again: Vec::new(),
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
        // A duty that other things start too is raised by none of them.
        let prompt = rule.and_then(|rule| match rule.starts.as_slice() {
            [only] => PROMPTS.contains(only).then_some(only),
            _ => None,
        });
        lines.extend(prompt.map(|start| line(duty.started.at, duty.falls_to, start.word())));
        lines.extend(duty.raised.iter().map(|step| line(step.at, step.to, "overdue")));
    }
    lines.sort_by(|a, b| (a.at, a.entry, &a.duty, a.to).cmp(&(b.at, b.entry, &b.duty, b.to)));
    lines
}
