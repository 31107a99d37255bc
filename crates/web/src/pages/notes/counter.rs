//! An allegation made in return: written down, and weighed by whoever has power over whom (domain.md 8.6).

use std::collections::BTreeMap;

use access::ActionKind;
use domain::Answer;
use domain::case::{CaseCommand, Refusal};
use domain::codes::CodeList as _;
use domain::counter::{CounterAllegation, Sign};
use domain::people::PersonRole;

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, chosen, only};
use crate::components::prelude::Html;
use crate::form::{Filled, Reader};
use crate::ids::Minted;

/// The note.
pub const NOTE: Note = Note {
    what: "return",
    label: "An allegation made in return",
    guide: "Somebody who is said to cause harm says the same of the survivor. Writing it down opens no case against the survivor, does not make the two alike, and changes neither how severe this is nor how the survivor may be contacted.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &[
        "by",
        "of",
        "happened",
        "happened-season",
        "happened-time",
        "words",
        "words-no-address",
        "sign-pattern",
        "sign-fear",
        "sign-control",
        "sign-history",
        "sign-defence",
        "sign-injuries",
        "sign-gain",
        "view",
        "view-no-address",
    ],
    first: |known, sent| {
        let by = known.person.or_else(|| only(known.view, PersonRole::AllegedPerpetrator));
        sent.set("by", by.iter().map(ToString::to_string).collect());
        let of = only(known.view, PersonRole::Survivor);
        sent.set("of", of.iter().map(ToString::to_string).collect());
    },
    parts,
    read,
    beside: |refusal| match refusal {
        Refusal::NoSuchPerson => Some("of"),
        Refusal::OfThemself => Some("by"),
        Refusal::InTheFuture => Some("happened"),
        _ => None,
    },
};

fn field(sign: Sign) -> String {
    format!("sign-{}", sign.to_code())
}

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    let told = Parts::of(form)
        .person("by", "Who says so?", known.view, PersonRole::AllegedPerpetrator)
        .person_of("of", "About whom?", known.view, &[PersonRole::Survivor])
        .happened("happened", "When is it said to have happened?")
        .note("words", "What is said?", "In the words that were used. Do not ask the survivor to answer it in front of anybody.")
        .heading("Who has power over whom?")
        .text("Think along each of these. They are never added up, and what is not known stays a question. Look at the pattern over time, not at one day.");
    let signs = Sign::ALL
        .iter()
        .fold(told, |parts, sign| parts.and(&form.radios::<Answer>(&field(*sign), sign.label())));
    signs
        .note("view", "What do you make of it?", "And what you base it on. Whoever leads on domestic abuse can read it.")
        .text("If the other person needs help of their own, it is another record with another worker, and neither worker sees the other’s. Ask the lead to keep the two apart before anybody is given both. No mediation, and no talk with both together.")
        .done()
}

fn read(reader: &mut Reader<'_>, _: &mut Minted<'_>) -> Option<Vec<service::Entry>> {
    let by = chosen(reader, "by", "Choose who says so");
    let of = chosen(reader, "of", "Choose about whom it is said");
    let happened = reader.happened("happened", "When it is said to have happened");
    let words =
        reader.must_note("words", "What is said", "Write down what is said, in the words that were used");
    let mut signs = BTreeMap::new();
    for sign in Sign::ALL {
        signs.extend(reader.code(&field(*sign), sign.label()).map(|answer| (*sign, answer)));
    }
    let view = reader.note("view", "What you make of it");
    let counter = CounterAllegation { by: by?, of: of?, happened, words, signs, view };
    Some(vec![CaseCommand::from(counter).into()])
}
