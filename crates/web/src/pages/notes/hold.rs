//! A death was recorded by mistake and that entry was corrected: a manager lets go of what was held for it.

use domain::case::{CaseCommand, Refusal};
use domain::reviewing::HoldLifted;

use super::note::{ANY, Note, note_of_words};

/// The note.
pub const NOTE: Note = note_of_words! {
    "kept",
    "No longer kept for a review",
    "Everything here is kept because a death was recorded. If that was a mistake, the entry is corrected first, on the page of this record. Then this lifts what was held for it, under your name and with your reason. Lift nothing while a court, a coroner or a review may ask for this record.",
    needs EndCase on ANY,
    asks "Why can this be lifted?", "How the mistake came about, how you know, and whom you asked.",
    called "Why this can be lifted", "Write down why this can be lifted",
    records |why| CaseCommand::from(HoldLifted { why }),
    beside |refusal| matches!(refusal, Refusal::HeldForADeath | Refusal::NothingHeld).then_some("words")
};
