//! Reads what was wrong with an entry, and what is to stand in its place.

use domain::text::Words;
use jiff::Timestamp;
use service::Instead;

use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};

/// Every field of the page, in its order.
pub(super) const FIELDS: &[&str] = &["seen", "what", "words", "words-no-address", "why", "why-no-address"];

/// The entry stays, with other words.
pub(super) const WORDS: &str = "words";
/// The entry is left out.
pub(super) const NOTHING: &str = "nothing";

/// What was wrong, and what is to stand there; or what is wrong with the answers.
pub(super) fn correction(sent: &Sent, now: Timestamp) -> Result<(Words, Instead), Problems> {
    let mut reader = Reader::new(sent, now);
    let instead = match sent.one("what") {
        NOTHING => Some(Instead::Nothing),
        WORDS => reader
            .must_note("words", "The corrected words", "Write the words as they should stand")
            .map(Instead::Words),
        _ => {
            reader.wrong("what", "Choose whether the words change or the entry is left out");
            None
        }
    };
    let why = reader.must_note("why", "What was wrong", "Say what was wrong, so that others can follow it");
    reader.done(Option::zip(why, instead))
}
