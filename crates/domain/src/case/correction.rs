//! Corrections: what stood before stays, and the corrected account is read in its place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use uuid::Uuid;

use super::{CaseEvent, Corrected};
use crate::Recorded;
use crate::text::ShortText;

/// The history as it is now understood: each corrected entry replaced where it stood, or left out.
/// The newest correction of an entry wins. Without corrections nothing is copied.
pub fn effective(history: &[Recorded<CaseEvent>]) -> Cow<'_, [Recorded<CaseEvent>]> {
    let corrections: BTreeMap<u64, &Corrected> = history
        .iter()
        .filter_map(|entry| match &entry.event {
            CaseEvent::Corrected(corrected) => Some((corrected.sequence, corrected)),
            _ => None,
        })
        .collect();
    if corrections.is_empty() {
        return Cow::Borrowed(history);
    }
    let stands = |entry: &Recorded<CaseEvent>| match corrections.get(&entry.sequence) {
        None => Some(entry.clone()),
        Some(Corrected { instead: Some(instead), .. }) => {
            Some(Recorded { event: (**instead).clone(), ..entry.clone() })
        }
        Some(_) => None,
    };
    Cow::Owned(history.iter().filter_map(stands).collect())
}

/// What an entry is about, which a correction of it does not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    kind: &'static str,
    which: Option<Which>,
}

/// Which thing of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Which {
    Thing(Uuid),
    /// What another entry tells of.
    Entry(u64),
    /// A duty, and the entry that started it.
    Duty(ShortText, u64),
}

impl Subject {
    pub(super) fn of(event: &CaseEvent) -> Self {
        let which = match event {
            CaseEvent::ReportTaken(report) => Some(Which::Thing(report.report.as_uuid())),
            CaseEvent::PersonRecorded(person) => Some(Which::Thing(person.person.as_uuid())),
            CaseEvent::IncidentRecorded(incident) => Some(Which::Thing(incident.incident.as_uuid())),
            CaseEvent::ContactAttempted(attempted) => Some(Which::Thing(attempted.attempt.as_uuid())),
            CaseEvent::LocationCompromised(marked) => Some(Which::Thing(marked.secret.as_uuid())),
            CaseEvent::BreachDecided(decided) => Some(Which::Entry(decided.of)),
            CaseEvent::ConcernAnswered(answered) => Some(Which::Entry(answered.of)),
            CaseEvent::PromiseSettled(settled) => Some(Which::Entry(settled.of)),
            CaseEvent::DayTold(told) => Some(Which::Entry(told.of)),
            CaseEvent::CoSignAnswered(answered) => Some(Which::Entry(answered.of)),
            CaseEvent::NeedsRecorded(needs) => Some(Which::Thing(needs.person.as_uuid())),
            CaseEvent::EqualityAnswered(answered) => Some(Which::Thing(answered.person.as_uuid())),
            CaseEvent::ChildSituation(child) => Some(Which::Thing(child.child.as_uuid())),
            CaseEvent::ChildDescribed(child) => Some(Which::Thing(child.child.as_uuid())),
            CaseEvent::CareActTest(test) => Some(Which::Thing(test.person.as_uuid())),
            CaseEvent::DeathRecorded(death) => Some(Which::Thing(death.person.as_uuid())),
            CaseEvent::DutySetAside(aside) => Some(Which::Duty(aside.duty.clone(), aside.started)),
            _ => None,
        };
        Self { kind: event.kind(), which }
    }

    pub(super) fn is_correction(&self) -> bool {
        self.kind == "corrected"
    }

    /// That the hold was lifted stands unsealed beside the journal's other kinds, where whatever deletes reads it:
    /// nothing can be read in its place. Whoever was wrong records the death again.
    pub(super) fn is_hold_lifted(&self) -> bool {
        self.kind == "hold-lifted"
    }

    /// What two records say of each other is taken back on both, by an entry of its own. Asking again is done, not corrected.
    pub(super) fn is_of_two_records(&self) -> bool {
        matches!(self.kind, "records-joined" | "records-parted" | "confirm-again")
    }

    pub(super) fn is_report(&self) -> bool {
        self.kind == "report-taken"
    }

    pub(super) fn is_household(&self) -> bool {
        self.kind == "household-answered"
    }
}
