//! One start of one duty, from its start to its end.

use domain::Severity;
use domain::case::SetAsideWhy;
use jiff::{SignedDuration, Timestamp};

use super::{Duty, DutyState, Raised, Started};
use crate::calendar::Calendar;
use crate::pack::{Due, DutyRule};

/// How an instance ended, or that it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Open,
    Met {
        done: Timestamp,
        entry: Started,
    },
    SetAside {
        why: SetAsideWhy,
        entry: Started,
    },
    NotApplicable {
        replaced: bool,
        entry: Started,
    },
    /// The case was closed before it was done.
    Closed {
        entry: Started,
    },
}

/// One start of one duty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Instance {
    /// The duty's place in the pack.
    pub rule: usize,
    pub started: Started,
    /// Before this moment there is nothing to do.
    pub opens: Timestamp,
    /// From here the clock runs.
    pub base: Timestamp,
    pub due: Timestamp,
    pub severity: Severity,
    /// Called for only because something is not known.
    pub unsure: bool,
    pub pause: Option<(Timestamp, u64)>,
    /// When it was due before they said not now.
    pub held_back: Option<Timestamp>,
    pub end: End,
}

impl Instance {
    pub fn is_open(&self) -> bool {
        self.end == End::Open
    }

    /// Another severity became known at `at`: the due time may move earlier, never later. What was
    /// judged at the very instant of the start counts as known then.
    pub fn judge(&mut self, due: &Due, calendar: &Calendar, severity: Severity, at: Timestamp) {
        let judged_at_start = at == self.started.at && self.severity == Severity::Unknown;
        if severity >= self.severity && !judged_at_start {
            return;
        }
        self.severity = severity;
        let paused_until = self.pause.map_or(Timestamp::MIN, |(until, _)| until);
        let sooner = calendar.after(self.base.max(at), due.term(severity)).max(paused_until);
        self.due = if judged_at_start { sooner } else { self.due.min(sooner) };
        let before = calendar.after(self.base.max(at), due.term(severity));
        self.held_back = self.held_back.map(|due| due.min(before));
    }

    /// Contact must wait: a clock that still ran at `at` runs on at least until the end of the pause.
    pub fn pause(&mut self, until: Timestamp, by: u64, at: Timestamp) {
        if at <= self.due {
            self.due = self.due.max(until);
        }
        self.pause = Some((until, by));
    }

    /// They said not now, by this entry: it waits as for safety, and remembers when it was due.
    pub fn hold_back(&mut self, until: Timestamp, said: Started) {
        self.held_back = Some(self.due);
        self.pause(until, said.sequence, said.at);
    }

    /// The wait by this entry is over: it is due as it was, and not before `at`.
    pub fn go_on(&mut self, said: Started, at: Timestamp) {
        let waits = self.pause.is_some_and(|(until, by)| by == said.sequence && at < until);
        if let Some(due) = self.held_back.take().filter(|_| waits) {
            // What was overdue before they said so stays as late as it was.
            (self.due, self.pause) = (if due < said.at { due } else { due.max(at) }, None);
        }
    }

    fn state(&self, now: Timestamp) -> DutyState {
        match (self.end, self.pause) {
            (End::Met { done, entry }, _) => {
                let at = done.max(self.started.at);
                DutyState::Met { at, late: at > self.due, by: entry.sequence }
            }
            (End::SetAside { why, entry }, _) => {
                DutyState::SetAside { at: entry.at, why, by: entry.sequence }
            }
            (End::NotApplicable { replaced, entry }, _) => {
                DutyState::NotApplicable { at: entry.at, by: entry.sequence, replaced }
            }
            (End::Closed { entry }, _) => DutyState::Closed { at: entry.at, by: entry.sequence },
            (End::Open, Some((until, by))) if now < until => DutyState::Paused { until, by },
            (End::Open, _) if now > self.due => DutyState::Overdue,
            (End::Open, _) if now < self.opens => DutyState::Waiting { until: self.opens },
            (End::Open, _) => DutyState::Due,
        }
    }

    /// The steps of raising up to the end, or up to now. What was done in time but recorded later had
    /// still been raised before: nobody could know.
    fn raised(&self, rule: &DutyRule, calendar: &Calendar, now: Timestamp) -> Vec<Raised> {
        let until = match self.end {
            End::Open => now,
            End::Met { entry, .. }
            | End::SetAside { entry, .. }
            | End::NotApplicable { entry, .. }
            | End::Closed { entry } => entry.at,
        };
        if until <= self.due {
            return Vec::new();
        }
        let steps = rule.escalates.iter();
        let raised = steps.map(|step| Raised { at: calendar.after(self.due, step.after), to: step.to });
        raised.filter(|step| step.at < until || (self.is_open() && step.at == until)).collect()
    }

    /// When time alone changes next how it stands, or to whom it was raised.
    fn changes(&self, rule: &DutyRule, calendar: &Calendar, now: Timestamp) -> Option<Timestamp> {
        if !self.is_open() {
            return None;
        }
        if self.due == now {
            // To the very moment it is due, and from the next on overdue.
            return now.checked_add(SignedDuration::from_micros(1)).ok();
        }
        let own = [self.opens, self.due].into_iter().chain(self.pause.map(|(until, _)| until));
        let own = own.filter(|at| *at > now).min();
        if self.due > now {
            // It is raised only after it was due.
            return own;
        }
        let steps = rule.escalates.iter().map(|step| calendar.after(self.due, step.after));
        own.into_iter().chain(steps.filter(|at| *at > now)).min()
    }

    /// As others see it.
    pub fn show<'p>(&self, rule: &'p DutyRule, calendar: &Calendar, now: Timestamp) -> Duty<'p> {
        Duty {
            code: &rule.id,
            title: &rule.title,
            keeps: &rule.keeps,
            cites: &rule.cites,
            started: self.started,
            due: self.due,
            state: self.state(now),
            falls_to: rule.falls_to,
            raised: self.raised(rule, calendar, now),
            changes: self.changes(rule, calendar, now),
            closing_ends: rule.closing_ends,
            manager_sets_aside: rule.manager_sets_aside,
        }
    }
}
