//! The decision, with a reason, that no safeguarding concern needs to be raised (NHG-16).

use access::ActionKind;
use domain::case::CaseCommand;
use domain::safeguarding::{ConcernFor, ConcernNotNeeded};

use super::note::{ANY, Note, nowhere};
use super::parts::Parts;

/// The note.
pub const NOTE: Note = Note {
    what: "safeguarding-not-needed",
    label: "No safeguarding concern is needed",
    guide: "This stands under your name. If you are not sure, raise the concern: the local authority decides.",
    needs: ActionKind::EndCase,
    routes: ANY,
    replaces: false,
    fields: &["concern", "why", "why-no-address"],
    first: super::note::empty,
    parts: |_, form| {
        Parts::of(form)
            .and(&form.radios::<ConcernFor>("concern", "For whom is no concern needed?"))
            .note(
                "why",
                "Why not?",
                "What you know, and from whom. For example: the children have lived elsewhere for two years.",
            )
            .done()
    },
    read: |reader, _| {
        let concern = reader.must_choose("concern", "Choose for whom no concern is needed");
        let why = reader.must_note("why", "Why not", "Say why no concern is needed");
        let (concern, why) = Option::zip(concern, why)?;
        Some(vec![CaseCommand::DeclareConcernNotNeeded(ConcernNotNeeded { concern, why }).into()])
    },
    beside: nowhere,
};
