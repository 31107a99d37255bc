//! What the case knows already stands in its fields, so that nobody is asked again.

use access::CaseView;
use domain::people::{ConnectionRecorded, Person, PersonRole};
use domain::{Answer, PersonId};

use super::super::fields::{Rows, of};
use crate::form::Sent;

/// Fills in the survivor's name and the alleged perpetrators, where nothing was typed there yet.
pub(super) fn fill(sent: &mut Sent, view: &CaseView) {
    if let Some(name) = view.survivor().and_then(|survivor| survivor.name.as_ref()) {
        put(sent, "name".to_owned(), name.as_str());
    }
    let alleged = view.people.values().filter(|person| person.is(PersonRole::AllegedPerpetrator));
    for (row, person) in Rows::Perpetrators.all().zip(alleged) {
        if sent.all(&of(&row, "id")).is_empty() && has_answers(sent, &row) {
            continue;
        }
        perpetrator(sent, &row, person);
        if is_of(sent, &row, person.person) {
            reach(sent, &row, view.connections.iter().find(|one| one.alleged_perpetrator == person.person));
        }
    }
}

/// Somebody was typed there before the case knew this person: they are not taken for one another.
fn has_answers(sent: &Sent, row: &str) -> bool {
    ["name", "route", "detail"].iter().any(|part| sent.has(&of(row, part)))
}

fn is_of(sent: &Sent, row: &str, person: PersonId) -> bool {
    sent.one(&of(row, "id")) == person.to_string()
}

fn perpetrator(sent: &mut Sent, row: &str, person: &Person) {
    put(sent, of(row, "id"), &person.person.to_string());
    if !is_of(sent, row, person.person) {
        return;
    }
    if let Some(name) = &person.name {
        put(sent, of(row, "name"), name.as_str());
    }
    answer(sent, row, "home", person.lives_in_home);
}

fn reach(sent: &mut Sent, row: &str, connection: Option<&ConnectionRecorded>) {
    let Some(connection) = connection else { return };
    put(sent, of(row, "route"), connection.route.code());
    if let Some(detail) = &connection.detail {
        put(sent, of(row, "detail"), detail.as_str());
    }
    let reach = &connection.reach;
    answer(sent, row, "tenancy", reach.on_tenancy);
    answer(sent, row, "keys", reach.has_keys);
    answer(sent, row, "portal", reach.portal_access);
    answer(sent, row, "works", reach.works_with_us);
    answer(sent, row, "weapons", reach.weapons);
}

/// What is not known stays open.
fn answer(sent: &mut Sent, row: &str, part: &str, known: Answer) {
    if known != Answer::NotKnown {
        put(sent, of(row, part), known.code());
    }
}

/// An answer that was given stays, also where it was emptied.
fn put(sent: &mut Sent, field: String, value: &str) {
    if sent.all(&field).is_empty() {
        sent.set(field, vec![value.to_owned()]);
    }
}
