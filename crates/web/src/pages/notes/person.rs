//! Somebody in the case: new, or better known now. Where they are or can be reached is kept apart.

use std::sync::Arc;

use access::{ActionKind, LocationSecret};
use domain::case::{CaseCommand, Refusal};
use domain::people::{Person, PersonRole, SecretHeld, SecretKind};
use domain::report::Route;
use domain::{Answer, PersonId, SecretId};
use service::{Entry, ProtectedFact};

use super::note::{ANY, Known, Note};
use super::parts::{Parts, begin_on, described, shown};
use crate::components::prelude::{Asked as _, Html};
use crate::form::{Filled, Reader, Sent};
use crate::ids::Minted;

/// What of somebody is kept apart and typed as a line: the field, its label and its kind.
const LINES: [(&str, &str, SecretKind); 3] = [
    ("school", "School or nursery", SecretKind::School),
    ("workplace", "Place of work", SecretKind::Workplace),
    ("vehicle", "Vehicle", SecretKind::Vehicle),
];

/// The note.
pub const NOTE: Note = Note {
    what: "person",
    label: "A person",
    guide: "Somebody new, or something new about somebody. What was recorded before stays in the chronology.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: true,
    fields: &[
        "roles",
        "person",
        "name",
        "known-as",
        "known-as-too",
        "born",
        "home",
        "about",
        "about-no-address",
        "phone",
        "email",
        "address",
        "school",
        "workplace",
        "vehicle",
    ],
    first,
    parts,
    read,
    beside: |refusal| match refusal {
        Refusal::WrongKindOfRecord | Refusal::NoSuchPerson => Some("roles"),
        _ => None,
    },
};

fn first(known: &Known<'_>, sent: &mut Sent) {
    let Some(person) = known.person.and_then(|person| known.view.people.get(&person)) else { return };
    let text = |text: &str| vec![text.to_owned()];
    sent.set("person", vec![person.person.to_string()]);
    sent.set("roles", person.roles.iter().map(|role| role.code().to_owned()).collect());
    sent.set("name", person.name.iter().map(|name| name.as_str().to_owned()).collect());
    for (field, name) in ["known-as", "known-as-too"].into_iter().zip(&person.also_known_as) {
        sent.set(field, text(name.as_str()));
    }
    if let Some(born) = person.born {
        begin_on(sent, "born", born);
    }
    sent.set("home", text(person.lives_in_home.code()));
    sent.set("about", person.about.iter().map(|about| about.as_str().to_owned()).collect());
}

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    let links = shown(known.view)
        .filter(|person| person.person.to_string() != form.sent.one("person"))
        .map(|person| (described(known.view, person), format!("?person={}", person.person)));
    let own = known.view.route == Some(Route::OwnBehaviour);
    let roles =
        form.checkboxes_of("roles", "What are they here?", &offered(own)).hint("One person may be several.");
    let home = if own { "Do they live in the home?" } else { "Do they live in the survivor’s home?" };
    let kept_apart = Parts::of(form)
        .links("Already here. Choose one to change what is recorded:", links.collect())
        .hidden("person")
        .and(&roles)
        .and(&form.input("name", "Name, if it is known"))
        .and(&form.input("known-as", "Another name they are known by"))
        .and(&form.input("known-as-too", "And another"))
        .and(&form.date("born", "Date of birth, if it is known"))
        .and(&form.radios::<Answer>("home", home))
        .note("about", "What matters about them", "For example how they like to be spoken to. In their own words.")
        .heading("Kept apart")
        .text("These are shown only when somebody asks for one, with a reason, and each look is recorded. A number here is not used until the contact plan says that it is safe. Leave out what you do not need.")
        .and(&form.phone("phone", "Phone number"))
        .and(&form.input("email", "Email address"))
        .and(&form.words("address", "Address"));
    LINES.iter().fold(kept_apart, |parts, (field, label, _)| parts.and(&form.input(field, *label))).done()
}

/// In a record of somebody's own behaviour stands no survivor, and nobody who reported.
fn offered(own: bool) -> Vec<PersonRole> {
    let fits = |role: &PersonRole| !own || !matches!(role, PersonRole::Survivor | PersonRole::Reporter);
    PersonRole::ALL.iter().copied().filter(fits).collect()
}

fn read(reader: &mut Reader<'_>, ids: &mut Minted<'_>) -> Option<Vec<Entry>> {
    let roles: Vec<PersonRole> = reader.codes("roles", "What are they here?");
    if !reader.sent().has("roles") {
        reader.wrong("roles", "Choose what they are here");
    }
    let person = who(reader, ids)?;
    let name = reader.name("name", "Name");
    let also_known_as = ["known-as", "known-as-too"]
        .into_iter()
        .filter_map(|field| reader.name(field, "Other name"))
        .collect();
    let born = reader.born("born", "Date of birth");
    let lives_in_home = reader.code("home", "Do they live in the home?").unwrap_or(Answer::NotKnown);
    let about = reader.note("about", "What matters about them");
    let recorded = Person {
        person,
        roles: roles.into_iter().collect(),
        name,
        also_known_as,
        born,
        about,
        lives_in_home,
    };
    let mut entries: Vec<Entry> = vec![CaseCommand::RecordPerson(recorded).into()];
    entries.extend(facts(reader).into_iter().map(|(kind, text)| held(person, kind, text, ids)));
    Some(entries)
}

/// Somebody who is here, or a new id where it is somebody new.
fn who(reader: &mut Reader<'_>, ids: &mut Minted<'_>) -> Option<PersonId> {
    let text = reader.sent().one("person");
    if text.is_empty() {
        return Some(ids.next(PersonId::from_uuid));
    }
    let person = text.parse().ok();
    if person.is_none() {
        reader.wrong("roles", "Open this person again from the list");
    }
    person
}

fn facts(reader: &mut Reader<'_>) -> Vec<(SecretKind, String)> {
    let phone = reader.phone("phone", "Phone number").map(|phone| phone.as_e164().to_owned());
    let email = reader.email("email", "Email address").map(|email| email.as_str().to_owned());
    let address = reader.words("address", "Address").map(|address| address.as_str().to_owned());
    let first = [(SecretKind::Phone, phone), (SecretKind::Email, email), (SecretKind::Address, address)];
    let lines = LINES
        .map(|(field, label, kind)| (kind, reader.line(field, label).map(|line| line.as_str().to_owned())));
    first.into_iter().chain(lines).filter_map(|(kind, text)| Some((kind, text?))).collect()
}

/// A fact that is kept apart, and whose it is.
pub(super) fn held(person: PersonId, kind: SecretKind, text: String, ids: &mut Minted<'_>) -> Entry {
    let secret = ids.next(SecretId::from_uuid);
    Entry {
        command: CaseCommand::HoldSecret(SecretHeld { secret, kind, person }),
        facts: vec![ProtectedFact { secret, kind, text: Arc::new(LocationSecret::new(text)) }],
    }
}
