//! "Not now": a sign by which they call, and a day on which somebody asks again (domain.md 13A, R-16).

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::choices::WatchAgreed;
use domain::report::Route;

use super::note::{Note, empty};
use super::parts::Parts;
use crate::components::prelude::{Asked as _, Labelled as _};

/// The note.
pub const NOTE: Note = Note {
    what: "later",
    label: "Not now",
    guide: "They do not want anything for now, and that is their right. Nothing closes because of it. Agree on a sign by which they can say that they want to talk, and on a day on which somebody asks again in the agreed way. If a life or a child is in danger, say what you may have to do anyway.",
    needs: ActionKind::RecordOnCase,
    routes: &[Route::Disclosure],
    replaces: false,
    fields: &["words", "words-no-address", "sign", "until"],
    first: empty,
    parts: |_, form| {
        Parts::of(form)
            .note("words", "What they said", "In their own words. You can leave this out.")
            .and(&form.input("sign", "Their sign").hint(
                "A word or a question that anybody may hear. For example: “Is the boiler still on the list?”",
            ))
            .and(
                &form
                    .date("until", "On which day does somebody ask again?")
                    .hint("Ask them which day. For example 27 3 2026."),
            )
            .done()
    },
    read: |reader, _| {
        let words = reader.note("words", "What they said");
        let sign = reader.must_line("sign", "Their sign", "Write down the sign that you agreed on");
        if !reader.sent().has("until") {
            reader.wrong("until", "Give the day on which somebody asks again. Ask them which");
        }
        let until = reader.coming_day("until", "The day on which somebody asks again");
        let (sign, until) = sign.zip(until)?;
        Some(vec![CaseCommand::from(WatchAgreed { sign, until, words }).into()])
    },
    beside: |refusal| matches!(refusal, Refusal::TimesDoNotFit).then_some("until"),
};
