//! What the survivor wants, in their own words.

use access::ActionKind;
use domain::case::CaseCommand;
use domain::disclosure::WishesRecorded;
use domain::report::Route;

use super::note::{Note, empty, nowhere};
use super::parts::Parts;

/// The note.
pub const NOTE: Note = Note {
    what: "wishes",
    label: "What they want",
    guide: "Ask again whenever something changes. They may want nothing for now: that is an answer too. What they wanted before stays on record.",
    needs: ActionKind::RecordOnCase,
    routes: &[Route::Disclosure],
    replaces: false,
    fields: &["words", "words-no-address"],
    first: empty,
    parts: |_, form| {
        Parts::of(form)
            .note(
                "words",
                "In their own words",
                "As they said it. For example: “I want to stay here and have the locks changed.”",
            )
            .done()
    },
    read: |reader, _| {
        let words = reader.must_note("words", "What they want", "Write down what they said they want")?;
        Some(vec![CaseCommand::RecordWishes(WishesRecorded { words }).into()])
    },
    beside: nowhere,
};
