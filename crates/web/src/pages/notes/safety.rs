//! The safety of everybody at home was gone through again (domain.md 13B).

use access::ActionKind;
use domain::Answer;
use domain::case::CaseCommand;
use domain::compromise::SafetyReviewed;

use super::note::{Note, SURVIVORS, empty, nowhere};
use super::parts::Parts;
use crate::components::prelude::Asked as _;

/// The note.
pub const NOTE: Note = Note {
    what: "safety",
    label: "Safety gone through again",
    guide: "Who could come, and what is done about it today: somewhere else to sleep, locks, school, work, children’s routes, phones and accounts, what the police know. Only by a way that is safe: if none is, write what could be done without the survivor.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &["with", "words", "words-no-address"],
    first: empty,
    parts: |_, form| {
        Parts::of(form)
            .and(
                &form
                    .radios::<Answer>("with", "Was it done together with the survivor?")
                    .hint("They know best what is dangerous and what helps."),
            )
            .note(
                "words",
                "What was agreed, or done?",
                "Never a new number or address: those are recorded under the person.",
            )
            .done()
    },
    read: |reader, _| {
        let message = "Choose whether it was done together with the survivor";
        let with_survivor = reader.must_choose("with", message);
        let words = reader.must_note("words", "What was agreed or done", "Write what was agreed, or done");
        let (with_survivor, words) = (with_survivor?, words?);
        Some(vec![CaseCommand::ReviewSafety(SafetyReviewed { with_survivor, words }).into()])
    },
    beside: nowhere,
};
