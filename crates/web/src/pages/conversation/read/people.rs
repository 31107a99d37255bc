//! The survivor, the children and the alleged perpetrators. Whoever the case knows keeps their id.

use domain::child::Classified;
use domain::people::{Connection, ConnectionRecorded, Person, PersonRole, Reach};
use domain::{Answer, PersonId};

use super::super::fields::{Rows, of};
use super::Book;

impl Book<'_, '_> {
    pub(super) fn survivor(&mut self) -> PersonId {
        let known = self.view.survivor().cloned();
        let mut survivor = known
            .clone()
            .unwrap_or_else(|| Person::unnamed(self.ids.next(PersonId::from_uuid), PersonRole::Survivor));
        let name = self.reader.name("name", "Name");
        survivor.name = name.or(survivor.name);
        self.record(known.as_ref(), survivor)
    }

    /// Names of children, where they were given: those who live in the home or often stay there, where the answer to that
    /// was yes.
    pub(super) fn children(&mut self, at_home: Answer) {
        let lives_in_home = if at_home == Answer::Yes { Answer::Yes } else { Answer::NotKnown };
        for field in Rows::Children.all() {
            if let Some(name) = self.reader.name(&field, "Name of a child") {
                let child = self.ids.next(PersonId::from_uuid);
                let unnamed = Person::unnamed(child, PersonRole::Child);
                self.people.push(Person { name: Some(name), lives_in_home, ..unnamed });
            }
        }
    }

    /// The people of part 7 by their place there.
    pub(super) fn alleged_perpetrators(&mut self, survivor: PersonId) -> Vec<(usize, PersonId)> {
        let rows = 1..=Rows::Perpetrators.most();
        rows.filter_map(|number| Some((number, self.alleged_perpetrator(number, survivor)?))).collect()
    }

    fn alleged_perpetrator(&mut self, number: usize, survivor: PersonId) -> Option<PersonId> {
        let row = Rows::Perpetrators.row(number);
        let known = self.known(&row);
        if known.is_none() && !Rows::Perpetrators.is_answered(self.reader.sent(), number) {
            return None;
        }
        let mut person = known.clone().unwrap_or_else(|| {
            Person::unnamed(self.ids.next(PersonId::from_uuid), PersonRole::AllegedPerpetrator)
        });
        let name = self.reader.name(&of(&row, "name"), "Name of the alleged perpetrator");
        person.name = name.or(person.name);
        if let Some(lives) = self.reader.code(&of(&row, "home"), "Do they live in the home?") {
            person.lives_in_home = lives;
        }
        let person = self.record(known.as_ref(), person);
        self.connect(&row, person, survivor);
        Some(person)
    }

    /// Somebody whom the page named by their id: an alleged perpetrator of this case, or it is wrong.
    fn known(&mut self, row: &str) -> Option<Person> {
        let id = self.reader.sent().one(&of(row, "id"));
        if id.is_empty() {
            return None;
        }
        let person = id.parse().ok().and_then(|id: PersonId| self.view.people.get(&id));
        let person = person.filter(|person| person.is(PersonRole::AllegedPerpetrator));
        if person.is_none() {
            self.reader
                .wrong(&of(row, "name"), "This person is not in this record any more. Open the page again");
        }
        person.cloned()
    }

    fn connect(&mut self, row: &str, alleged_perpetrator: PersonId, survivor: PersonId) {
        let route = self.reader.code(&of(row, "route"), "How they are connected");
        let reach = Reach {
            on_tenancy: self.answer(&of(row, "tenancy"), "On the tenancy?"),
            has_keys: self.answer(&of(row, "keys"), "Keys?"),
            portal_access: self.answer(&of(row, "portal"), "Online account?"),
            works_with_us: self.answer(&of(row, "works"), "Works with us?"),
            weapons: self.answer(&of(row, "weapons"), "Weapons?"),
        };
        let detail = self.reader.line(&of(row, "detail"), "Anything else");
        if route.is_none() && reach == Reach::NOT_KNOWN && detail.is_none() {
            return;
        }
        let route = route.unwrap_or(Connection::NotKnown);
        let classified = Classified::default();
        let connection =
            ConnectionRecorded { alleged_perpetrator, survivor, route, reach, detail, classified };
        if !self.view.connections.iter().any(|known| known.as_told() == connection) {
            self.connections.push(connection);
        }
    }

    /// Records somebody who is new or better known now.
    fn record(&mut self, known: Option<&Person>, person: Person) -> PersonId {
        let id = person.person;
        if known != Some(&person) {
            self.people.push(person);
        }
        id
    }

    /// Whether children were there.
    pub(super) fn children_present(&mut self, row: &str) -> Answer {
        self.answer(&of(row, "children"), "Were children there?")
    }
}
