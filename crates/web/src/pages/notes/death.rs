//! Somebody in the record has died: everything is kept from now on (R-20, domain.md 9).

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::people::PersonRole;
use domain::reviewing::DeathRecorded;

use super::note::{ANY, Known, Note};
use super::parts::{Parts, chosen};
use crate::form::Sent;

/// The note.
pub const NOTE: Note = Note {
    what: "loss",
    label: "Somebody has died",
    guide: "From the moment this is recorded nothing of this record can be deleted by anybody. Tell the domestic-abuse lead today. Stop every letter and call that goes out by itself. Speak with nobody of the family about what is in this record: what may be said, and to whom, is decided with the police. Then look after yourself and your colleagues.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: false,
    fields: &["person", "on", "on-season", "on-time", "words", "words-no-address"],
    first,
    parts: |known, form| {
        Parts::of(form)
            .person("person", "Who has died?", known.view, PersonRole::Survivor)
            .happened("on", "When, as far as it is known?")
            .note(
                "words",
                "Who told us, and what we know",
                "Only what we were told. No guess at how it came about.",
            )
            .done()
    },
    read: |reader, _| {
        let person = chosen(reader, "person", "Choose who has died");
        let on = reader.happened("on", "When they died");
        let words = reader.note("words", "Who told us, and what we know");
        Some(vec![CaseCommand::from(DeathRecorded { person: person?, on, words }).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NoSuchPerson => Some("person"),
        Refusal::InTheFuture => Some("on"),
        _ => None,
    },
};

fn first(known: &Known<'_>, sent: &mut Sent) {
    sent.set("person", known.person.iter().map(ToString::to_string).collect());
}
