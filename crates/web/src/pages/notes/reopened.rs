//! A closed record is opened again. Everything before stays.

use access::CaseView;
use domain::case::{CaseCommand, Refusal};
use domain::reviewing::{CaseClosed, CaseReopened};

use super::note::{ANY, Note, note_of_words};

/// The note.
pub const NOTE: Note = note_of_words! {
    "reopen",
    "Open this record again",
    "Nothing of what was recorded before is lost. A new report or incident opens it by itself; use this where they simply came back, or where it was closed too early.",
    needs EndCase on ANY,
    asks "Why is it opened again?", "What they said or what we learned, and who has it now.",
    called "Why it is opened again", "Write down why it is opened again",
    records |why| CaseCommand::from(CaseReopened { why }),
    beside |refusal| matches!(refusal, Refusal::NotClosed).then_some("words"),
    above |view: &CaseView| view.support.closed().map(|closed| how_it_ended(&closed.is))
};

/// "How it ended: they have moved. Where to: a refuge."
fn how_it_ended(closed: &CaseClosed) -> String {
    let to = closed.moved_to().map(|to| format!(" Where to: {}.", to.label().to_lowercase()));
    format!("How it ended: {}.{}", closed.ending.label().to_lowercase(), to.unwrap_or_default())
}
