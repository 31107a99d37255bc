//! Something was promised to the survivor: what, and by which day (domain.md 13D).

use access::ActionKind;
use domain::Happened;
use domain::case::{CaseCommand, Refusal};
use domain::promise::PromiseMade;

use super::note::{Note, SURVIVORS, empty};
use super::parts::Parts;
use crate::components::prelude::Asked as _;

/// The note.
pub const NOTE: Note = Note {
    what: "promise",
    label: "A promise to them",
    guide: "Whatever you said that you or somebody else would do, and by when. Promise little, and only what you can keep. Whoever has the record is reminded on that day.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &["what", "what-no-address", "by"],
    first: empty,
    parts: |_, form| {
        Parts::of(form)
            .note("what", "What was promised?", "As it was said to them.")
            .and(
                &form
                    .date("by", "By which day?")
                    .hint("For example 27 3 2026. A day that is over counts as late."),
            )
            .done()
    },
    read: |reader, _| {
        let what = reader.must_note("what", "What was promised", "Write what was promised");
        if !reader.sent().has("by") {
            reader.wrong("by", "Give the day by which it was promised");
        }
        let by = match reader.happens("by", "The day by which it was promised") {
            Happened::On(by) => Some(by),
            Happened::NotKnown => None,
            _ => {
                reader.wrong("by", "The day by which it was promised must be a real date");
                None
            }
        };
        let (what, by) = what.zip(by)?;
        Some(vec![CaseCommand::from(PromiseMade { what, by }).into()])
    },
    beside: |refusal| matches!(refusal, Refusal::PromiseDays).then_some("by"),
};
