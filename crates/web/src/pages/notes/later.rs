//! "Not now": a sign by which they call, and a day on which somebody asks again (domain.md 13A, R-16).

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::choices::{AgreedThen, WatchAgreed};
use domain::report::Route;

use super::note::{Known, Note, empty};
use super::parts::Parts;
use crate::components::prelude::{Asked as _, Labelled as _};
use crate::plain::moment_from;

/// The note.
pub const NOTE: Note = Note {
    what: "later",
    label: "Not now",
    guide: "They do not want anything for now, and that is their right. Nothing closes because of it. Agree on a sign by which they can say that they want to talk, and on a day on which somebody asks again in the agreed way. If a life or a child is in danger, say what you may have to do anyway.",
    needs: ActionKind::RecordOnCase,
    routes: &[Route::Disclosure],
    replaces: false,
    fields: &["words", "words-no-address", "sign", "until", "agreed"],
    first: empty,
    parts: |known, form| {
        let agreed = agreed(known);
        let parts = Parts::of(form)
            .note("words", "What they said", "In their own words. You can leave this out.")
            .and(&form.input("sign", "Their sign").hint(
                "A word or a question that anybody may hear. For example: “Is the boiler still on the list?”",
            ))
            .and(
                &form
                    .date("until", "On which day does somebody ask again?")
                    .hint("Ask them which day. For example 27 3 2027. Until then nobody gets in touch, unless they call or somebody is in danger."),
            );
        let Some(agreed) = agreed else { return parts.done() };
        let radios =
            form.radios::<AgreedThen>("agreed", "A contact was agreed before. What do they want now?");
        parts.and(&radios.hint(agreed)).done()
    },
    read: |reader, _| {
        let words = reader.note("words", "What they said");
        let sign = reader.must_line("sign", "Their sign", "Write down the sign that you agreed on");
        if !reader.sent().has("until") {
            reader.wrong("until", "Give the day on which somebody asks again. Ask them which");
        }
        let until = reader.coming_day("until", "The day on which somebody asks again");
        let agreed = reader.code("agreed", "What becomes of the agreed contact");
        let (sign, until) = sign.zip(until)?;
        Some(vec![CaseCommand::from(WatchAgreed { sign, until, words, agreed }).into()])
    },
    beside: |refusal| match refusal {
        Refusal::TimesDoNotFit => Some("until"),
        Refusal::Unanswered(_) => Some("agreed"),
        _ => None,
    },
};

/// The contact that was agreed and stands, in words.
fn agreed(known: &Known<'_>) -> Option<String> {
    let agreed = known.view.agreed.as_ref()?;
    let plan = known.view.plan.as_ref().and_then(|plan| plan.channel(agreed.is.channel));
    let way = plan.map_or("Contact", |channel| channel.kind.label());
    Some(format!("{way}, {}.", moment_from(agreed.is.from, known.now)))
}
