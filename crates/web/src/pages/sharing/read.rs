//! Reads whom to let in, to what, for how long and what for.

use std::collections::{BTreeMap, BTreeSet};

use access::{Field, LONGEST_GRANT_DAYS};
use domain::UserId;
use jiff::Timestamp;
use service::{Assignable, LetIn};

use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};

/// Every field of the page, in its order.
pub(super) const FIELDS: &[&str] = &["who", "parts", "days", "why"];

/// The parts somebody can be let in to. Who reported it is none of them.
pub(super) const PARTS: &[Field] =
    &[Field::Contact, Field::Wishes, Field::People, Field::Incidents, Field::Due, Field::Chronology];

/// For how many days somebody can be let in.
pub(super) const DAYS: &[(u8, &str)] =
    &[(1, "1 day"), (7, "1 week"), (14, "2 weeks"), (28, "4 weeks"), (LONGEST_GRANT_DAYS, "90 days")];

/// Whom to let in.
pub(super) fn let_in(
    sent: &Sent,
    people: &BTreeMap<UserId, Assignable>,
    now: Timestamp,
) -> Result<LetIn, Problems> {
    let mut reader = Reader::new(sent, now);
    let user = sent.one("who").parse().ok().filter(|user| people.contains_key(user));
    if user.is_none() {
        reader.wrong("who", "Choose who is let in from the list");
    }
    let parts = parts(&mut reader);
    let days = DAYS.iter().map(|(days, _)| *days).find(|days| days.to_string() == sent.one("days"));
    if days.is_none() {
        reader.wrong("days", "Choose for how long");
    }
    let why = reader.must_line("why", "What for", "Say what they need it for, in a few words");
    let new = || Some(LetIn { user: user?, parts: parts?, days: days?, why: why? });
    reader.done(new())
}

fn parts(reader: &mut Reader<'_>) -> Option<BTreeSet<Field>> {
    let codes = reader.sent().all("parts");
    let known = |code: &String| Field::from_code(code).filter(|part| PARTS.contains(part));
    let parts: Option<BTreeSet<Field>> = codes.iter().map(known).collect();
    if parts.as_ref().is_none_or(BTreeSet::is_empty) {
        reader.wrong("parts", "Choose at least one part that they need");
        return None;
    }
    parts
}
