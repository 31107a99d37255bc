//! A closed record is opened again. Everything before stays.

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::reviewing::CaseReopened;

use super::note::{ANY, Note, empty};
use super::parts::Parts;

/// The note.
pub const NOTE: Note = Note {
    what: "reopen",
    label: "Open this record again",
    guide: "Nothing of what was recorded before is lost. A new report or incident opens it by itself; use this where they simply came back, or where it was closed too early.",
    needs: ActionKind::EndCase,
    routes: ANY,
    replaces: false,
    fields: &["words", "words-no-address"],
    first: empty,
    parts: |_, form| {
        Parts::of(form)
            .note(
                "words",
                "Why is it opened again?",
                "What they said or what we learned, and who has it now.",
            )
            .done()
    },
    read: |reader, _| {
        let why = reader.must_note("words", "Why it is opened again", "Write down why it is opened again")?;
        Some(vec![CaseCommand::from(CaseReopened { why }).into()])
    },
    beside: |refusal| matches!(refusal, Refusal::NotClosed).then_some("words"),
};
