//! What hides a reporter from those who are not to know who it was (R07, R14), and another record of the same person from
//! those who may not see it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use domain::case::{CaseEvent, Numbered, Shade, SupportStep, Telling, effective};
use domain::incident::Incident;
use domain::people::{ConnectionRecorded, Person, PersonRole, SecretHeld};
use domain::report::{ReportSource, ReportTaken};
use domain::same_person::{ConfirmAgain, Joined, Parted};
use domain::{CaseId, PersonId, Recorded, SecretId};

use crate::view::ReportSaid;

/// Nothing, or the people who were ever recorded as reporters. Read from the whole history, whatever day
/// is shown: a record corrected today was a reporter's yesterday, and who turned out to be a reporter is
/// not named on an earlier day either.
pub(crate) struct Veil {
    lifted: bool,
    reporters: BTreeSet<PersonId>,
    /// The entry since which somebody is more here than a reporter. Who is nothing else is not in it.
    more_since: BTreeMap<PersonId, u64>,
    /// Whose each fact is that was ever burnt, by the entry that burnt it.
    burnt: BTreeMap<u64, BTreeSet<PersonId>>,
    /// The last entry that is shown.
    last_shown: u64,
    /// The other records that the reader may see.
    beside: BTreeSet<CaseId>,
}

impl Veil {
    pub(crate) fn new(whole: &[Recorded<CaseEvent>], last_shown: u64, lifted: bool) -> Self {
        let events = || whole.iter().flat_map(|entry| with_instead(&entry.event));
        let recorded = |event: &CaseEvent| match event {
            CaseEvent::PersonRecorded(person) if person.is(PersonRole::Reporter) => Some(person.person),
            CaseEvent::ReportTaken(report) => report.reporter,
            _ => None,
        };
        Self {
            lifted,
            reporters: events().filter_map(recorded).collect(),
            more_since: more_since(whole),
            burnt: burnt(whole),
            last_shown,
            beside: BTreeSet::new(),
        }
    }

    /// The same for somebody who may see these other records.
    pub(crate) fn beside(self, beside: BTreeSet<CaseId>) -> Self {
        Self { beside, ..self }
    }

    /// Whether somebody may know of another record.
    pub(crate) fn shows_record(&self, other: CaseId) -> bool {
        self.beside.contains(&other)
    }

    /// Whether somebody is hidden as far as the record goes that is shown.
    pub(crate) fn hides(&self, person: PersonId) -> bool {
        self.hides_at(person, self.last_shown)
    }

    /// Whether somebody is hidden in one entry. What was recorded of a person while they were only a
    /// reporter stays hidden when they become more: it would tell what they were.
    fn hides_at(&self, person: PersonId, sequence: u64) -> bool {
        let is_only_reporter = || self.more_since.get(&person).is_none_or(|since| sequence < *since);
        !self.lifted && self.reporters.contains(&person) && is_only_reporter()
    }

    /// Somebody as shown: not at all, or without the role of reporter.
    pub(crate) fn person(&self, person: &Person) -> Option<Person> {
        self.person_at(person, self.last_shown)
    }

    fn person_at(&self, person: &Person, sequence: u64) -> Option<Person> {
        if self.lifted || !self.reporters.contains(&person.person) {
            return Some(person.clone());
        }
        let mut shown = person.clone();
        shown.roles.remove(&PersonRole::Reporter);
        (!self.hides_at(person.person, sequence) && !shown.roles.is_empty()).then_some(shown)
    }

    pub(crate) fn connection(&self, connection: &ConnectionRecorded) -> bool {
        !self.hides(connection.alleged_perpetrator) && !self.hides(connection.survivor)
    }

    pub(crate) fn secret(&self, held: &SecretHeld) -> bool {
        !self.hides(held.person)
    }

    /// Whether what is said of an entry that burnt a fact is shown: the fact is not a hidden reporter's alone.
    pub(crate) fn marked(&self, sequence: u64) -> bool {
        self.burnt
            .get(&sequence)
            .is_none_or(|holders| holders.is_empty() || holders.iter().any(|person| !self.hides(*person)))
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

    /// What a report said, without a word of who it came from where a reporter is protected.
    pub(crate) fn report(&self, report: &Numbered<ReportTaken>) -> Numbered<ReportSaid> {
        let hides = !self.lifted && report.is.source.has_reporter_to_protect();
        let ReportTaken { source, danger, words, happened, .. } = &report.is;
        Numbered {
            sequence: report.sequence,
            recorded_at: report.recorded_at,
            actor: report.actor,
            is: ReportSaid {
                source: if hides { ReportSource::Anonymous } else { *source },
                danger: danger.clone(),
                words: words.clone(),
                happened: happened.clone(),
            },
        }
    }

    /// The event of an entry as shown; `None` where it is about a hidden reporter alone.
    pub(crate) fn event<'a>(&self, event: &'a CaseEvent, sequence: u64) -> Option<Cow<'a, CaseEvent>> {
        let hides = |person: PersonId| self.hides_at(person, sequence);
        match event {
            CaseEvent::PersonRecorded(person) => {
                self.person_at(person, sequence).map(|person| Cow::Owned(CaseEvent::PersonRecorded(person)))
            }
            CaseEvent::SecretHeld(held) if hides(held.person) => None,
            CaseEvent::Joined(Joined { other, .. }) | CaseEvent::Parted(Parted { other, .. })
                if !self.shows_record(*other) =>
            {
                Some(Cow::Owned(ConfirmAgain {}.into()))
            }
            event if SupportStep::of(event).and_then(|step| step.person()).is_some_and(hides) => None,
            CaseEvent::LocationCompromised(_) if !self.marked(sequence) => None,
            CaseEvent::BreachDecided(decided) if !self.marked(decided.of) => None,
            CaseEvent::ConnectionRecorded(known)
                if hides(known.alleged_perpetrator) || hides(known.survivor) =>
            {
                None
            }
            _ => Some(Cow::Borrowed(event)),
        }
    }

    pub(crate) fn telling(&self, mut telling: Telling) -> Telling {
        telling.details.retain(|detail| self.lifted || detail.shade != Shade::Reporter);
        telling
    }
}

/// Whose the facts are that were burnt, as far as anybody ever recorded.
fn burnt(whole: &[Recorded<CaseEvent>]) -> BTreeMap<u64, BTreeSet<PersonId>> {
    let holders = |secret: SecretId| {
        let held = |event: &CaseEvent| match event {
            CaseEvent::SecretHeld(held) if held.secret == secret => Some(held.person),
            _ => None,
        };
        whole.iter().flat_map(|entry| with_instead(&entry.event)).filter_map(held).collect()
    };
    let marked = |entry: &Recorded<CaseEvent>| match &entry.event {
        CaseEvent::LocationCompromised(marked) => Some((entry.sequence, holders(marked.secret))),
        _ => None,
    };
    whole.iter().filter_map(marked).collect()
}

/// Since when each person is, without a break, more than a reporter; corrections read in their place.
fn more_since(whole: &[Recorded<CaseEvent>]) -> BTreeMap<PersonId, u64> {
    let mut since = BTreeMap::new();
    for entry in effective(whole).iter() {
        let CaseEvent::PersonRecorded(person) = &entry.event else { continue };
        if is_only_reporter(person) {
            since.remove(&person.person);
        } else {
            since.entry(person.person).or_insert(entry.sequence);
        }
    }
    since
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
