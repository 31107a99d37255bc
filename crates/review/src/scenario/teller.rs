//! Who told or acted: a person of the account, or a word for a kind of person or body.

use domain::people::PersonRole;
use domain::report::ReportSource;

use super::source::{Fields, Read};
use super::{Person, Teller};
use crate::other_words::OTHER_BODIES;
use crate::problem::{as_a_code, did_you_mean};

/// The words that may stand after `by` where no person of the account is meant.
pub(super) const BODIES: [(&str, ReportSource); 40] = [
    ("survivor", ReportSource::Survivor),
    ("resident", ReportSource::Survivor),
    ("tenant", ReportSource::Survivor),
    ("neighbour", ReportSource::Neighbour),
    ("relative", ReportSource::Relative),
    ("family", ReportSource::Relative),
    ("friend", ReportSource::Relative),
    ("police", ReportSource::Police),
    ("agency", ReportSource::Agency),
    ("ambulance", ReportSource::Agency),
    ("charity", ReportSource::Agency),
    ("coroner", ReportSource::Agency),
    ("council", ReportSource::Agency),
    ("court", ReportSource::Agency),
    ("childrens-services", ReportSource::Agency),
    ("adult-services", ReportSource::Agency),
    ("social-services", ReportSource::Agency),
    ("gp", ReportSource::Agency),
    ("health", ReportSource::Agency),
    ("hospital", ReportSource::Agency),
    ("idva", ReportSource::Agency),
    ("mp", ReportSource::Agency),
    ("ombudsman", ReportSource::Agency),
    ("probation", ReportSource::Agency),
    ("review-panel", ReportSource::Agency),
    ("school", ReportSource::Agency),
    ("solicitor", ReportSource::Agency),
    ("support-worker", ReportSource::Agency),
    ("watchdog", ReportSource::Agency),
    ("landlord", ReportSource::Staff),
    ("staff", ReportSource::Staff),
    ("housing-officer", ReportSource::Staff),
    ("call-handler", ReportSource::Staff),
    ("manager", ReportSource::Staff),
    ("contractor", ReportSource::Contractor),
    ("operative", ReportSource::Contractor),
    ("repairs", ReportSource::Repairs),
    ("noise", ReportSource::Noise),
    ("anonymous", ReportSource::Anonymous),
    ("not known", ReportSource::Anonymous),
];

/// The person with this key, whatever its capitals and the spaces in it.
pub(super) fn person<'p>(people: &'p [Person], key: &str) -> Option<&'p Person> {
    let exact = people.iter().find(|person| person.key == key);
    exact.or_else(|| people.iter().find(|person| as_a_code(&person.key) == as_a_code(key)))
}

/// Reads `by`.
pub(super) fn teller(fields: &Fields<'_, '_>, people: &[Person]) -> Read<Option<Teller>> {
    let Some((text, at)) = fields.text("by")? else { return Ok(None) };
    if let Some(person) = person(people, &text) {
        return Ok(Some(Teller::Person(person.key.clone(), source_of(person))));
    }
    let plain = as_a_code(&text);
    let is_meant = |word: &str| as_a_code(word) == plain;
    let word =
        OTHER_BODIES.iter().find(|(other, _)| is_meant(other)).map_or(plain.as_str(), |(_, word)| word);
    let body = BODIES.iter().find(|(body, _)| as_a_code(body) == as_a_code(word));
    if let Some((body, source)) = body {
        return Ok(Some(Teller::Body((*body).to_owned(), *source)));
    }
    let known: Vec<&str> =
        people.iter().map(|person| person.key.as_str()).chain(BODIES.iter().map(|(word, _)| *word)).collect();
    let hint = did_you_mean(&text, &known);
    Err(fields
        .problem_at(at, format!("'{text}' is neither the key of a [[person]] nor a word for 'by'{hint}")))
}

fn source_of(person: &Person) -> ReportSource {
    let is = |role| person.roles.contains(&role);
    if is(PersonRole::Survivor) {
        ReportSource::Survivor
    } else if is(PersonRole::AllegedPerpetrator) {
        ReportSource::OwnBehaviour
    } else {
        ReportSource::Relative
    }
}
