//! What a fact meets where it is recorded: the people, the state, fresh ids.

use std::cell::Cell;

use domain::case::CaseState;
use domain::child::Classified;
use domain::people::{ConnectionRecorded, Person as PersonHere, PersonRole};
use domain::{IdBlock, Moment, PersonId, UserId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::problem::Problem;
use crate::scenario::{Person, Scenario};

/// Every account is recorded under one made-up user; the chronology tells who really acted.
const RECORDER: UserId = UserId::from_uuid(fixed(1, 0));

/// An id that is the same in every account.
pub(super) const fn fixed(kind: u16, place: u16) -> Uuid {
    Uuid::from_u64_pair(0x7000, 0x8000_0000_0000_0000 | ((kind as u64) << 16) | place as u64)
}

/// One place in the journal that is being written.
pub(super) struct Here<'s> {
    pub scenario: &'s Scenario,
    pub state: &'s CaseState,
    pub now: Timestamp,
    /// Whether the same teller has reported at this very moment already.
    pub told_now: bool,
    ids: IdBlock,
    used: Cell<u16>,
}

impl<'s> Here<'s> {
    pub fn new(scenario: &'s Scenario, state: &'s CaseState, now: Timestamp, number: u64) -> Self {
        let mut random = [0; 10];
        random.iter_mut().skip(2).zip(number.to_be_bytes()).for_each(|(to, byte)| *to = byte);
        let ids = IdBlock::new(now, random);
        Self { scenario, state, now, told_now: false, ids, used: Cell::new(0) }
    }

    /// The same, where somebody has reported at this very moment, or has not.
    pub fn after_being_told(self, told_now: bool) -> Self {
        Self { told_now, ..self }
    }

    pub const fn moment(&self) -> Moment {
        Moment { now: self.now, actor: RECORDER, ids: self.ids }
    }

    /// A fresh id.
    pub fn id(&self) -> Uuid {
        let next = self.used.get();
        self.used.set(next.wrapping_add(1));
        self.ids.nth(next)
    }

    /// Whether nothing was reported yet.
    pub fn opens(&self) -> bool {
        self.state.reports().is_empty()
    }

    /// Everybody whom the landlord knows of by now.
    pub fn present(&self) -> impl Iterator<Item = &'s Person> {
        self.scenario.present_at(self.now)
    }

    pub fn person(&self, person: &Person) -> PersonHere {
        PersonHere {
            person: self.scenario.id_of(&person.key),
            roles: person.roles.clone(),
            name: person.name.clone(),
            also_known_as: Vec::new(),
            born: person.born,
            about: person.about.clone(),
            lives_in_home: person.lives_in_home,
        }
    }

    /// How an alleged perpetrator is connected with the survivor, where that is known.
    pub fn connection(&self, person: &Person) -> Option<ConnectionRecorded> {
        let route = person.connection.filter(|_| person.is(PersonRole::AllegedPerpetrator))?;
        Some(ConnectionRecorded {
            alleged_perpetrator: self.scenario.id_of(&person.key),
            survivor: self.survivor()?,
            route,
            reach: person.reach.clone(),
            detail: person.detail.clone(),
            classified: Classified::default(),
        })
    }

    /// The survivor of the account, if it has one.
    pub fn survivor(&self) -> Option<PersonId> {
        let person = self.present().find(|person| person.is(PersonRole::Survivor))?;
        Some(self.scenario.id_of(&person.key))
    }
}

impl Person {
    /// Whether they hold this role.
    pub(crate) fn is(&self, role: PersonRole) -> bool {
        self.roles.contains(&role)
    }

    /// What the chronology calls them.
    pub(crate) fn label(&self) -> String {
        self.name.as_ref().map_or_else(|| self.key.replace('-', " "), |name| name.as_str().to_owned())
    }
}

impl Scenario {
    /// The id of a person: the same in every reading of the file, whatever the order of its people.
    pub(crate) fn id_of(&self, key: &str) -> PersonId {
        let place = self.people.iter().position(|person| person.key == key).unwrap_or(self.people.len());
        PersonId::from_uuid(fixed(2, u16::try_from(place).unwrap_or(u16::MAX)))
    }

    /// What the chronology calls the person with this key.
    pub(crate) fn label(&self, key: &str) -> String {
        self.people.iter().find(|person| person.key == key).map_or_else(|| key.to_owned(), Person::label)
    }

    /// Everybody whom the landlord knows of at a moment.
    pub(crate) fn present_at(&self, now: Timestamp) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.known.is_none_or(|known| known <= now))
    }

    /// A problem on a line of this file.
    pub(crate) fn problem(&self, line: usize, what: impl Into<String>) -> Problem {
        Problem { file: self.file.clone(), line, what: what.into() }
    }
}
