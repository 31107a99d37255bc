//! Reads what was wrong with an entry, and what is to stand in its place.

use std::collections::BTreeSet;

use domain::Answer;
use domain::incident::AbuseForms;
use domain::text::Words;
use jiff::Timestamp;
use service::{Instead, Put};

use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};
use crate::kinds;

/// Every field of the page, in its order.
pub(super) const FIELDS: &[&str] = &[
    "seen",
    "of",
    "what",
    "words",
    "words-no-address",
    "happened",
    "happened-season",
    "happened-time",
    "kinds",
    "technology",
    "economic",
    "children",
    "why",
    "why-no-address",
];

/// The entry stays, with what stands in the form.
pub(super) const WORDS: &str = "words";
/// The entry is left out.
pub(super) const NOTHING: &str = "nothing";
/// What the entry is, where more than its words can be put right. The service asks the journal what it is.
pub(super) const REPORT: &str = "report";
/// See [`REPORT`].
pub(super) const INCIDENT: &str = "incident";

/// What was wrong, and what is to stand there; or what is wrong with the answers.
pub(super) fn correction(sent: &Sent, now: Timestamp) -> Result<(Words, Instead), Problems> {
    let mut reader = Reader::new(sent, now);
    let instead = match sent.one("what") {
        NOTHING => Some(Instead::Nothing),
        WORDS => right(&mut reader),
        _ => {
            reader.wrong("what", "Choose whether it is put right or the entry is left out");
            None
        }
    };
    let why = reader.must_note("why", "What was wrong", "Say what was wrong, so that others can follow it");
    reader.done(Option::zip(why, instead))
}

/// The entry as it should stand.
fn right(reader: &mut Reader<'_>) -> Option<Instead> {
    let of = reader.sent().one("of").to_owned();
    let (must, label) = ("Write the words as they should stand", "The corrected words");
    if of != REPORT && of != INCIDENT {
        return reader.must_note("words", label, must).map(Instead::Words);
    }
    let (kinds, forms) = if of == INCIDENT {
        kinds::read(reader, str::to_owned)
    } else {
        (BTreeSet::new(), AbuseForms::default())
    };
    let words =
        if kinds.is_empty() { reader.must_note("words", label, must) } else { reader.note("words", label) };
    let happened = reader.happened("happened", "When it happened");
    let children_present = reader.code("children", "Were children there?").unwrap_or(Answer::NotKnown);
    Some(Instead::Put(Box::new(Put { words, happened, kinds, forms, children_present })))
}
