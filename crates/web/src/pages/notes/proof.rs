//! Proof was asked for before somebody was helped: whoever hears of it writes it down, and again once it was taken back.

use access::ActionKind;
use domain::Answer;
use domain::case::CaseCommand;
use domain::proof::ProofAsked;
use domain::report::Route;

use super::note::{Note, empty, nowhere};
use super::parts::Parts;
use crate::components::prelude::Asked as _;

/// The note.
pub const NOTE: Note = Note {
    what: "proof",
    label: "They were asked for proof",
    guide: "Nobody has to prove anything to be helped here: no crime reference, no letter of a doctor, no photographs. Where somebody was asked for it all the same, write it down, so that it is taken back and the help goes on. It blames nobody: most often a form asked for it.",
    needs: ActionKind::RecordOnCase,
    routes: &[Route::Disclosure],
    replaces: false,
    fields: &["words", "words-no-address", "taken-back"],
    first: empty,
    parts: |_, form| {
        Parts::of(form)
            .note(
                "words",
                "What were they asked for?",
                "For example a police report before a move. By whom, and which help waited for it.",
            )
            .and(
                &form
                    .radios::<Answer>("taken-back", "Have they been told since that no proof is needed?")
                    .hint("And does the help that they wanted go on without it?"),
            )
            .done()
    },
    read: |reader, _| {
        let words = reader.note("words", "What they were asked for");
        let taken_back = reader.must_choose::<Answer>(
            "taken-back",
            "Choose whether they have been told since that no proof is needed",
        );
        if !reader.sent().has("words") && taken_back != Some(Answer::Yes) {
            reader.wrong("words", "Write down what they were asked for");
        }
        let taken_back = taken_back?;
        Some(vec![CaseCommand::from(ProofAsked { words, taken_back }).into()])
    },
    beside: nowhere,
};
