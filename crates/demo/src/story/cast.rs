//! The people of one case.

use std::collections::BTreeSet;

use domain::child::Classified;
use domain::incident::{AbuseForms, Incident};
use domain::people::{ConnectionRecorded, Person, PersonRole, Reach, SecretHeld, SecretKind};
use domain::report::ReportSource;
use domain::text::{Name, ShortText, Words};
use domain::{Answer, Happened, IncidentId, PersonId};
use jiff::ToSpan;
use jiff::civil::Date;

use super::script::Script;
use crate::dice::Dice;
use crate::tables::names::{CHILDREN, Origin};
use crate::tables::places;
use crate::tale::{By, Gender, Tale, Who};

/// Everybody in a case, and where the survivor lives.
pub(super) struct Cast {
    pub survivor: Person,
    pub by: Vec<(Person, By)>,
    pub children: Vec<Person>,
    pub supporter: Option<Person>,
    pub reporter: Option<Person>,
    pub home: SecretHeld,
    pub children_at_home: Answer,
}

/// Somebody to be recorded: role, first name, family name, day of birth, whether they live in the home.
struct Someone {
    role: PersonRole,
    name: Option<Name>,
    born: Option<Date>,
    at_home: Answer,
}

impl Cast {
    pub(super) fn of(tale: &Tale, script: &mut Script) -> Self {
        let Who(gender, age, origin) = tale.who;
        let family = script.dice.text(origin.family_names());
        let own = tale.source.route() == domain::report::Route::OwnBehaviour;
        let role = if own { PersonRole::AllegedPerpetrator } else { PersonRole::Survivor };
        let name = named(&mut script.dice, origin.first_names(gender), family);
        let born = script.born(age);
        let mut survivor = script.person(Someone { role, name, born, at_home: Answer::Yes });
        survivor.about = tale.about.and_then(|about| Words::parse(about).ok());
        let home_of = survivor.person;
        let address = address(&mut script.dice);
        Self {
            by: tale.by.iter().map(|by| (script.alleged(*by, origin, family), *by)).collect(),
            children: (0..tale.children.1).map(|_| script.child(family)).collect(),
            supporter: (!own && script.dice.chance(40)).then(|| script.outsider(PersonRole::Supporter)),
            reporter: has_named_reporter(tale, script).then(|| script.outsider(PersonRole::Reporter)),
            home: script.holds(home_of, SecretKind::Address, address),
            survivor,
            children_at_home: tale.children.0,
        }
    }

    /// Everybody said to cause harm.
    pub(super) fn alleged(&self) -> Vec<PersonId> {
        self.by.iter().map(|(person, _)| person.person).collect()
    }

    /// Everybody whom the first report did not name.
    pub(super) fn others(&self) -> Vec<Person> {
        self.children.iter().chain(&self.supporter).cloned().collect()
    }

    /// How each of them is connected to the survivor.
    pub(super) fn connections(&self, script: &mut Script) -> Vec<ConnectionRecorded> {
        let survivor = self.survivor.person;
        self.by
            .iter()
            .map(|(person, By(_, _, route, lives))| ConnectionRecorded {
                alleged_perpetrator: person.person,
                survivor,
                route: *route,
                reach: reach(*lives, &mut script.dice),
                detail: (*lives == Answer::No)
                    .then(|| ShortText::parse("Not living together now").ok())
                    .flatten(),
                classified: Classified::default(),
            })
            .collect()
    }

    /// An incident by these people, as somebody told it.
    pub(super) fn incident(&self, script: &mut Script, told_by: ReportSource) -> Incident {
        let seen = if self.children.is_empty() {
            Answer::NotKnown
        } else {
            script.dice.pick(Answer::ALL, Answer::Yes)
        };
        Incident {
            incident: IncidentId::from_uuid(script.id()),
            kinds: BTreeSet::new(),
            forms: AbuseForms::default(),
            happened: Happened::NotKnown,
            words: None,
            by: self.alleged(),
            told_by,
            injuries: None,
            children_present: seen,
            police_reference: None,
            report: None,
            classified: Classified::default(),
        }
    }
}

impl Script<'_> {
    fn person(&mut self, someone: Someone) -> Person {
        let Someone { role, name, born, at_home } = someone;
        let person = Person::unnamed(PersonId::from_uuid(self.id()), role);
        Person { name, born, lives_in_home: at_home, ..person }
    }

    fn alleged(&mut self, By(gender, age, route, lives): By, origin: Origin, family: &'static str) -> Person {
        let kin = matches!(route, domain::people::Connection::Relatives);
        let origin = if kin || self.dice.chance(60) { origin } else { self.dice.pick(Origin::ALL, origin) };
        let shares = self.dice.chance(if kin { 75 } else { 35 });
        let family = if shares { family } else { self.dice.text(origin.family_names()) };
        let name = named(&mut self.dice, origin.first_names(gender), family).filter(|_| self.dice.chance(90));
        let born = self.born(age).filter(|_| self.dice.chance(55));
        self.person(Someone { role: PersonRole::AllegedPerpetrator, name, born, at_home: lives })
    }

    fn child(&mut self, family: &'static str) -> Person {
        let age = u8::try_from(self.dice.between(0, 16)).unwrap_or(4);
        let (name, born) = (named(&mut self.dice, CHILDREN, family), self.born(age));
        self.person(Someone { role: PersonRole::Child, name, born, at_home: Answer::Yes })
    }

    fn outsider(&mut self, role: PersonRole) -> Person {
        let origin = self.dice.pick(Origin::ALL, Origin::British);
        let gender = self.dice.pick(&[Gender::Woman, Gender::Woman, Gender::Man], Gender::Woman);
        let family = self.dice.text(origin.family_names());
        let name = named(&mut self.dice, origin.first_names(gender), family);
        self.person(Someone { role, name, born: None, at_home: Answer::No })
    }

    fn born(&mut self, age: u8) -> Option<Date> {
        let days = self.dice.between(1, 363);
        self.today().checked_sub(i16::from(age).years()).ok()?.checked_sub(days.days()).ok()
    }
}

fn named(dice: &mut Dice, first: &[&'static str], family: &str) -> Option<Name> {
    Name::parse(&format!("{} {family}", dice.text(first))).ok()
}

fn has_named_reporter(tale: &Tale, script: &mut Script) -> bool {
    let anonymous = tale.source == ReportSource::Anonymous;
    tale.source.has_reporter_to_protect() && !anonymous && script.dice.chance(75)
}

fn reach(lives: Answer, dice: &mut Dice) -> Reach {
    let any = [Answer::No, Answer::Yes, Answer::NotKnown, Answer::NotKnown];
    Reach {
        on_tenancy: dice.pick(&any, Answer::NotKnown),
        has_keys: if lives == Answer::Yes { Answer::Yes } else { dice.pick(&any, Answer::NotKnown) },
        portal_access: dice.pick(&any, Answer::NotKnown),
        works_with_us: if dice.chance(4) { Answer::Yes } else { Answer::NotKnown },
        weapons: dice.pick(&[Answer::No, Answer::NotKnown], Answer::NotKnown),
    }
}

/// A house in a street that does not exist, in a postcode area that does not exist.
pub(super) fn address(dice: &mut Dice) -> String {
    let number = dice.between(1, 148);
    let (start, end) = (dice.text(places::STREET_STARTS), dice.text(places::STREET_ENDS));
    let (town, first) = (dice.text(places::TOWNS), dice.between(1, 9));
    let [one, two] = [(); 2].map(|()| dice.pick(places::POSTCODE_LETTERS, 'A'));
    format!("{number} {start} {end}, {town}, ZZ99 {first}{one}{two}")
}

/// A number from one of the ranges that Ofcom keeps for drama.
pub(super) fn phone(dice: &mut Dice) -> String {
    let last = dice.between(0, 999);
    match dice.below(5) {
        0 => format!("01632 960{last:03}"),
        1 => format!("020 7946 0{last:03}"),
        _ => format!("07700 900{last:03}"),
    }
}

/// An address at a domain that is kept for examples.
pub(super) fn email(dice: &mut Dice) -> String {
    let (mailbox, domain) = (dice.text(places::MAILBOXES), dice.text(places::MAIL_DOMAINS));
    format!("{mailbox}{}@{domain}", dice.between(11, 9_999))
}
