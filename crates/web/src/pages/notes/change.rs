//! Something in their life changed, or will: what makes an assessment old, and what is counted down to (domain.md 12,
//!

use access::ActionKind;
use domain::case::{CaseCommand, Refusal, SupportStep};
use domain::change::{ChangeRecorded, LifeChange};

use super::day_told::{days, has_days};
use super::note::{Note, SURVIVORS, empty};
use super::parts::Parts;
use crate::components::prelude::*;
use crate::form::Reader;

/// The note.
pub const NOTE: Note = Note {
    what: "change",
    label: "A change in their life",
    guide: "Danger changes with a life. After this the risk is looked at again, and what lies ahead is counted down to: at 30, 7 and 1 days and on the day.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &[
        "change",
        "when",
        "when-season",
        "when-time",
        "order",
        "instead-of",
        "words",
        "words-no-address",
    ],
    first: empty,
    parts: |known, form| {
        let order = form.input("order", "Which order or case, if it is one?").hint(
            "Its kind and its court, for example: non-molestation order, county court. Never an address.",
        );
        let older = form.select_of("instead-of", "Was this day moved?", "No, or not known", days(known.view)).hint(
            "Choose the day that counts no more. What was to be done for it is asked for the new day, and they are told of it anew.",
        );
        let parts = Parts::of(form)
            .and(&form.radios::<LifeChange>("change", "What changed, or will?"))
            .happened("when", "When did it happen, or when will it?")
            .and(&order);
        let parts = if has_days(known.view) { parts.and(&older) } else { parts.hidden("instead-of") };
        parts
            .note(
                "words",
                "What was said?",
                "Whether they know of the day is asked by itself: a release that they were not told of must never happen.",
            )
            .done()
    },
    read: |reader, _| {
        let change = reader.must_choose::<LifeChange>("change", "Choose what changed, or will");
        let when = reader.happens("when", "When it happens");
        let order = reader.line("order", "Which order");
        let instead_of = older(reader);
        let words = reader.note("words", "What was said");
        let recorded = ChangeRecorded { change: change?, when, order, words, instead_of };
        Some(vec![CaseCommand::from(SupportStep::from(recorded)).into()])
    },
    beside: |refusal| match refusal {
        Refusal::InTheFuture => Some("when"),
        Refusal::NoSuchDay => Some("instead-of"),
        _ => None,
    },
};

/// The entry whose day this is now, where it is not a day of its own.
fn older(reader: &mut Reader<'_>) -> Option<u64> {
    let entry = Some(reader.sent().one("instead-of")).filter(|entry| !entry.is_empty())?;
    let entry = entry.parse().ok();
    if entry.is_none() {
        reader.wrong("instead-of", "Choose from the days shown");
    }
    entry
}
