//! Whether, when and how they want to be asked how it went (domain.md 13C).

use access::ActionKind;
use domain::case::CaseCommand;
use domain::report::Route;
use domain::voice::{FeedbackAgreed, FeedbackWish};

use super::note::{Note, empty, nowhere};
use super::parts::Parts;
use crate::components::prelude::Asked as _;

/// The note.
pub const NOTE: Note = Note {
    what: "asking",
    label: "Whether we may ask how it went",
    guide: "Ask in a conversation that they wanted anyway, by a way shown above as safe. Say that nothing depends on it, that they can change their mind, and that no message will ever come by itself. If they do not want it, or it was not safe to ask, that is the answer.",
    needs: ActionKind::RecordOnCase,
    routes: &[Route::Disclosure],
    replaces: false,
    fields: &["wish", "from", "how", "how-no-address"],
    first: empty,
    parts: |_, form| {
        let wish = form
            .radios::<FeedbackWish>("wish", "Do they want to be asked how it went?")
            .hint("Without their name: their answers are then written down on the page of everybody’s answers, and nothing of them stands here.");
        Parts::of(form)
            .and(&wish)
            .and(
                &form
                    .date("from", "From which day on, if they said")
                    .hint("Two to three weeks in, and at the end, are usual."),
            )
            .note(
                "how",
                "How do they want to be asked?",
                "In their words. The way itself has to stand in the contact plan as safe.",
            )
            .done()
    },
    read: |reader, _| {
        let wish = reader.must_choose("wish", "Choose whether they want to be asked");
        let from = reader.coming_day("from", "The day from which they may be asked");
        let how = reader.note("how", "How they want to be asked");
        Some(vec![CaseCommand::from(FeedbackAgreed { wish: wish?, from, how }).into()])
    },
    beside: nowhere,
};
