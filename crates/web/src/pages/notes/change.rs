//! Something in their life changed, or will: what makes an assessment old, and what is counted down to (domain.md 12,
//!

use access::ActionKind;
use domain::case::{CaseCommand, Refusal, SupportStep};
use domain::change::{ChangeRecorded, LifeChange};

use super::note::{Note, SURVIVORS, empty};
use super::parts::Parts;
use crate::components::prelude::*;

/// The note.
pub const NOTE: Note = Note {
    what: "change",
    label: "A change in their life",
    guide: "Danger changes with a life. After this the risk is looked at again, and what lies ahead is counted down to: at 30, 7 and 1 days and on the day.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &["change", "when", "when-season", "when-time", "order", "words", "words-no-address"],
    first: empty,
    parts: |_, form| {
        let order = form.input("order", "Which order or case, if it is one?").hint(
            "Its kind and its court, for example: non-molestation order, county court. Never an address.",
        );
        Parts::of(form)
            .and(&form.radios::<LifeChange>("change", "What changed, or will?"))
            .happened("when", "When did it happen, or when will it?")
            .and(&order)
            .note(
                "words",
                "What was said?",
                "Does the survivor know? A release that they were not told of must never happen.",
            )
            .done()
    },
    read: |reader, _| {
        let change = reader.must_choose::<LifeChange>("change", "Choose what changed, or will");
        let when = reader.happens("when", "When it happens");
        let order = reader.line("order", "Which order");
        let words = reader.note("words", "What was said");
        let recorded = ChangeRecorded { change: change?, when, order, words };
        Some(vec![CaseCommand::from(SupportStep::from(recorded)).into()])
    },
    beside: |refusal| matches!(refusal, Refusal::InTheFuture).then_some("when"),
};
