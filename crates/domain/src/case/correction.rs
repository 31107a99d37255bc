//! Corrections: what stood before stays, and the corrected account is read in its place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use uuid::Uuid;

use super::{CaseEvent, Corrected};
use crate::Recorded;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    kind: &'static str,
    id: Option<Uuid>,
}

impl Subject {
    pub(super) const fn of(event: &CaseEvent) -> Self {
        let id = match event {
            CaseEvent::ReportTaken(report) => Some(report.report.as_uuid()),
            CaseEvent::PersonRecorded(person) => Some(person.person.as_uuid()),
            CaseEvent::IncidentRecorded(incident) => Some(incident.incident.as_uuid()),
            CaseEvent::ContactAttempted(attempted) => Some(attempted.attempt.as_uuid()),
            _ => None,
        };
        Self { kind: event.kind(), id }
    }

    pub(super) fn is_correction(self) -> bool {
        self.kind == "corrected"
    }

    pub(super) fn is_household(self) -> bool {
        self.kind == "household-answered"
    }
}
