//! The severity in force, out of every report and every judgement (R-08, domain.md 13A).

use std::collections::BTreeMap;

use super::{CaseEvent, Corrected};
use crate::Severity;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judgement {
    /// Came with a report: it can make the case more urgent, never less.
    Reported(Severity),
    /// Was judged for the case as a whole: it stands for all before it.
    Judged(Severity),
}

impl Judgement {
    const fn of(event: &CaseEvent) -> Option<Self> {
        match event {
            CaseEvent::ReportTaken(report) => Some(Self::Reported(report.severity)),
            CaseEvent::SeverityAssessed(assessed) => Some(Self::Judged(assessed.severity)),
            _ => None,
        }
    }
}

/// Every judgement by the place of its entry, so that a correction can be weighed before it is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Judgements(BTreeMap<u64, Judgement>);

impl Judgements {
    /// Takes what an entry says of severity, if anything.
    pub(super) fn add(&mut self, sequence: u64, event: &CaseEvent) {
        self.0.extend(Judgement::of(event).map(|judgement| (sequence, judgement)));
    }

    /// The severity in force; unknown until somebody judged it.
    pub(super) fn in_force(&self) -> Severity {
        fold(self.0.values().copied())
    }

    /// What it would be with this correction.
    pub(super) fn if_corrected(&self, corrected: &Corrected) -> Severity {
        let instead = corrected.instead.as_deref().and_then(Judgement::of);
        fold(self.0.iter().filter_map(|(sequence, judgement)| {
            if *sequence == corrected.sequence { instead } else { Some(*judgement) }
        }))
    }
}

fn fold(judgements: impl Iterator<Item = Judgement>) -> Severity {
    let severity = judgements.fold(None, |so_far: Option<Severity>, judgement| match judgement {
        Judgement::Judged(severity) => Some(severity),
        Judgement::Reported(severity) => Some(so_far.map_or(severity, |known| known.or_worse(severity))),
    });
    severity.unwrap_or(Severity::Unknown)
}
