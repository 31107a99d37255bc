//! Somebody asks for every way of getting in touch to be confirmed again (T8). It gives no reason: where two records turn
//! out to be about one person, or about two, whoever may not see the other reads just this.

use access::ActionKind;
use domain::case::CaseCommand;

use super::note::{ANY, Note, empty};

/// The note.
pub const NOTE: Note = Note {
    what: "again",
    label: "Ways to be confirmed again",
    guide: "For when something makes you doubt what the contact plan says. From then on nobody is cleared to use any way in it, until they have been asked again and a new plan says so. Why is not written down here.",
    needs: ActionKind::RecordOnCase,
    // Everywhere: on no road does such an entry tell that two records were joined.
    routes: ANY,
    replaces: false,
    fields: &[],
    first: empty,
    parts: |_, _| Vec::new(),
    read: |_, _| Some(vec![CaseCommand::ConfirmAgain.into()]),
    beside: |_| None,
};
