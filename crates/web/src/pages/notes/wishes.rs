//! What the survivor wants, in their own words.

use domain::case::CaseCommand;
use domain::disclosure::WishesRecorded;
use domain::report::Route;

use super::note::{Note, note_of_words, nowhere};

/// The note.
pub const NOTE: Note = note_of_words! {
    "wishes",
    "What they want",
    "Ask again whenever something changes. They may want nothing for now: that is an answer too. What they wanted before stays on record.",
    needs RecordOnCase on &[Route::Disclosure],
    asks "In their own words", "As they said it. For example: “I want to stay here and have the locks changed.”",
    called "What they want", "Write down what they said they want",
    records |words| CaseCommand::RecordWishes(WishesRecorded { words }),
    beside nowhere
};
