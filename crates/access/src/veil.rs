//! What hides a reporter from those who are not to know who it was (R07, R14).

use std::borrow::Cow;
use std::collections::BTreeSet;

use domain::case::{CaseEvent, Numbered, Shade, Telling};
use domain::incident::Incident;
use domain::people::{ConnectionRecorded, Person, PersonRole, SecretHeld};
use domain::report::ReportSource;
use domain::{PersonId, Recorded};

/// Nothing, or the people who were ever recorded as reporters. Read from the whole history: a record
/// corrected today was a reporter's yesterday.
pub(crate) struct Veil {
    lifted: bool,
    reporters: BTreeSet<PersonId>,
    /// Reporters who are nothing else in this case: they are not shown at all.
    hidden: BTreeSet<PersonId>,
}

impl Veil {
    pub(crate) fn new(history: &[Recorded<CaseEvent>], lifted: bool) -> Self {
        let events = || history.iter().flat_map(|entry| with_instead(&entry.event));
        let recorded = |event: &CaseEvent| match event {
            CaseEvent::PersonRecorded(person) if person.is(PersonRole::Reporter) => Some(person.person),
            CaseEvent::ReportTaken(report) => report.reporter,
            _ => None,
        };
        let reporters: BTreeSet<PersonId> = events().filter_map(recorded).collect();
        let otherwise = |event: &CaseEvent| match event {
            CaseEvent::PersonRecorded(person) if !is_only_reporter(person) => Some(person.person),
            _ => None,
        };
        let others: BTreeSet<PersonId> = events().filter_map(otherwise).collect();
        Self { lifted, hidden: reporters.difference(&others).copied().collect(), reporters }
    }

    fn hides(&self, person: PersonId) -> bool {
        !self.lifted && self.hidden.contains(&person)
    }

    /// Somebody as shown: not at all, or without the role of reporter.
    pub(crate) fn person(&self, person: &Person) -> Option<Person> {
        if self.lifted || !self.reporters.contains(&person.person) {
            return Some(person.clone());
        }
        let mut shown = person.clone();
        shown.roles.remove(&PersonRole::Reporter);
        (!self.hides(person.person) && !shown.roles.is_empty()).then_some(shown)
    }

    pub(crate) fn connection(&self, connection: &ConnectionRecorded) -> bool {
        !self.hides(connection.alleged_perpetrator) && !self.hides(connection.survivor)
    }

    pub(crate) fn secret(&self, held: &SecretHeld) -> bool {
        !self.hides(held.person)
    }

    pub(crate) fn kept<T: Clone>(&self, all: &[T], keeps: impl Fn(&Self, &T) -> bool) -> Vec<T> {
        all.iter().filter(|one| keeps(self, one)).cloned().collect()
    }

    /// An incident without a word of who told us: where a reporter is protected, nobody gave a name.
    pub(crate) fn incident(&self, mut incident: Numbered<Incident>) -> Numbered<Incident> {
        if !self.lifted && incident.is.told_by.has_reporter_to_protect() {
            incident.is.told_by = ReportSource::Anonymous;
        }
        incident.is.by.retain(|person| !self.hides(*person));
        incident
    }

    /// An event as shown; `None` where it is about a hidden reporter alone.
    pub(crate) fn event<'a>(&self, event: &'a CaseEvent) -> Option<Cow<'a, CaseEvent>> {
        match event {
            CaseEvent::PersonRecorded(person) => {
                self.person(person).map(|person| Cow::Owned(CaseEvent::PersonRecorded(person)))
            }
            CaseEvent::SecretHeld(held) if !self.secret(held) => None,
            CaseEvent::ConnectionRecorded(connection) if !self.connection(connection) => None,
            _ => Some(Cow::Borrowed(event)),
        }
    }

    pub(crate) fn telling(&self, mut telling: Telling) -> Telling {
        telling.details.retain(|detail| self.lifted || detail.shade != Shade::Reporter);
        telling
    }
}

fn is_only_reporter(person: &Person) -> bool {
    person.roles.iter().all(|role| *role == PersonRole::Reporter)
}

fn with_instead(event: &CaseEvent) -> impl Iterator<Item = &CaseEvent> {
    let instead = match event {
        CaseEvent::Corrected(corrected) => corrected.instead.as_deref(),
        _ => None,
    };
    std::iter::once(event).chain(instead)
}
