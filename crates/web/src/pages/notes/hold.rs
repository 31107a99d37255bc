//! A death was recorded by mistake and that entry was corrected: a manager lets go of what was held for it.

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::reviewing::HoldLifted;

use super::note::{ANY, Note, empty};
use super::parts::Parts;

/// The note.
pub const NOTE: Note = Note {
    what: "kept",
    label: "No longer kept for a review",
    guide: "Everything here is kept because a death was recorded. If that was a mistake, the entry is corrected first, on the page of this record. Then this lifts what was held for it, under your name and with your reason. Lift nothing while a court, a coroner or a review may ask for this record.",
    needs: ActionKind::EndCase,
    routes: ANY,
    replaces: false,
    fields: &["words", "words-no-address"],
    first: empty,
    parts: |_, form| {
        Parts::of(form)
            .note(
                "words",
                "Why can this be lifted?",
                "How the mistake came about, how you know, and whom you asked.",
            )
            .done()
    },
    read: |reader, _| {
        let why = reader.must_note("words", "Why this can be lifted", "Write down why this can be lifted")?;
        Some(vec![CaseCommand::from(HoldLifted { why }).into()])
    },
    beside: |refusal| matches!(refusal, Refusal::HeldForADeath | Refusal::NothingHeld).then_some("words"),
};
