//! Whoever reported stays a protected reporter, whatever else they become (R07, R14).

use std::collections::BTreeSet;

use super::{CaseEvent, CaseState};
use crate::PersonId;
use crate::people::{Person, PersonRole};

/// Gives the role of reporter back to whoever has it already. Whoever records them again may not be
/// allowed to see that they have it, so its absence from a new record says nothing: the roles of a
/// reporter are those of the new record and this one.
pub(super) fn keep(state: &CaseState, events: &mut [CaseEvent]) {
    let named_now: BTreeSet<PersonId> = events.iter().filter_map(reporter_of).collect();
    for person in events.iter_mut().filter_map(recorded) {
        if named_now.contains(&person.person) || state.is_reporter(person.person) {
            person.roles.insert(PersonRole::Reporter);
        }
    }
}

/// The reporter whom an entry names.
fn reporter_of(event: &CaseEvent) -> Option<PersonId> {
    match event {
        CaseEvent::ReportTaken(report) => report.protected_reporter(),
        CaseEvent::PersonRecorded(person) if person.is(PersonRole::Reporter) => Some(person.person),
        _ => None,
    }
}

/// The person whom an entry records, a correction included.
fn recorded(event: &mut CaseEvent) -> Option<&mut Person> {
    match event {
        CaseEvent::PersonRecorded(person) => Some(person),
        CaseEvent::Corrected(corrected) => corrected.instead.as_deref_mut().and_then(recorded),
        _ => None,
    }
}
