//! What was decided about the MARAC: a referral with its criteria, a manager's reason against one, and that
//! it was heard.

use std::collections::BTreeSet;

use access::ActionKind;
use domain::Answer;
use domain::case::{CaseCommand, Refusal, SupportStep};
use domain::risk::{MaracCriterion, MaracDecided, MaracDecision, MaracHeard};

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, begin_today};
use crate::components::prelude::*;
use crate::form::{Filled, Reader};

const TOLD: &str = "Choose whether the survivor knows";

/// A referral.
pub const REFERRED: Note = Note {
    what: "conference",
    label: "Refer to the MARAC",
    guide: "MARAC: the multi-agency risk assessment conference, at which police, housing, health, children’s services and an independent adviser (IDVA) plan together for somebody at high risk. One criterion is enough, and your judgement is one. Nobody waits for the meeting: do today what keeps them safe. The alleged perpetrator never learns of it.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &["criteria", "sent", "told", "words", "words-no-address"],
    first: |known, sent| begin_today(sent, "sent", known.now),
    parts: |known, form| {
        let parts = how(known, Parts::of(form))
            .and(&form.checkboxes::<MaracCriterion>("criteria", "Why is it one for the MARAC?"))
            .and(&form.date("sent", "When was it sent?"));
        told(parts, form).done()
    },
    read: |reader, _| {
        let criteria: BTreeSet<MaracCriterion> =
            reader.codes("criteria", "Why is it one for the MARAC?").into_iter().collect();
        if criteria.is_empty() {
            reader.wrong("criteria", "Choose why it is one for the MARAC");
        }
        if !reader.sent().has("sent") {
            reader.wrong("sent", "Enter the day on which it was sent");
        }
        let on = reader.past_day("sent", "The day on which it was sent");
        let survivor_told = reader.must_choose::<Answer>("told", TOLD);
        let words = reader.note("words", "What was said");
        let (on, survivor_told) = Option::zip(on, survivor_told)?;
        let decided =
            MaracDecided { decision: MaracDecision::Referred { criteria, on }, survivor_told, words };
        Some(vec![CaseCommand::from(SupportStep::from(decided)).into()])
    },
    beside: |refusal| match refusal {
        Refusal::Unanswered(_) => Some("criteria"),
        Refusal::InTheFuture => Some("sent"),
        _ => None,
    },
};

/// A manager's reason against a referral.
pub const NOT_REFERRED: Note = Note {
    what: "no-conference",
    label: "Not referred to the MARAC",
    guide: "MARAC: the multi-agency risk assessment conference, where a plan is made for somebody at high risk. A referral that was called for is left out only by a manager, by name and with a reason. Fewer than fourteen answers are no reason.",
    needs: ActionKind::EndCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &["why", "why-no-address", "told", "words", "words-no-address"],
    first: super::note::empty,
    parts: |_, form| {
        let hint = "What is done instead, and who agreed to it. This stands under your name.";
        let parts = Parts::of(form).note("why", "Why is it not referred?", hint);
        told(parts, form).done()
    },
    read: |reader, _| {
        let why = reader.must_note("why", "Why not", "Say why it is not referred");
        let survivor_told = reader.must_choose::<Answer>("told", TOLD);
        let words = reader.note("words", "What was said");
        let (why, survivor_told) = Option::zip(why, survivor_told)?;
        let decided = MaracDecided { decision: MaracDecision::NotReferred { why }, survivor_told, words };
        Some(vec![CaseCommand::from(SupportStep::from(decided)).into()])
    },
    beside: super::note::nowhere,
};

/// That it was heard.
pub const HEARD: Note = Note {
    what: "conference-heard",
    label: "Heard by the MARAC",
    guide: "MARAC: the multi-agency risk assessment conference. From this day, anything further within 12 months is referred again.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &["heard", "area"],
    first: |known, sent| begin_today(sent, "heard", known.now),
    parts: |_, form| {
        Parts::of(form)
            .and(&form.date("heard", "On which day?"))
            .and(&form.input("area", "Which MARAC, if it is known?"))
            .done()
    },
    read: |reader: &mut Reader<'_>, _| {
        if !reader.sent().has("heard") {
            reader.wrong("heard", "Enter the day on which it was heard");
        }
        let on = reader.past_day("heard", "The day on which it was heard");
        let area = reader.line("area", "Which MARAC");
        Some(vec![CaseCommand::from(SupportStep::from(MaracHeard { on: on?, area })).into()])
    },
    beside: |refusal| matches!(refusal, Refusal::InTheFuture).then_some("heard"),
};

/// What a referral tells, as the forms of most areas ask it (domain.md 3.5).
const WITH_WHAT: [&str; 6] = [
    "Who it is about: names, other names, dates of birth, the address (it decides which area hears it), and who is at home",
    "Which way of getting in touch is safe, at which hours, and who must not learn of it",
    "Which criteria are met, the assessment with what was said beside its answers, and your own judgement",
    "Who causes the harm, where they live, and what they can reach",
    "What the survivor wants, whom they are afraid of, and whether they know of the referral",
    "What we did already, and what we can do: the home, the locks, the tenancy",
];

/// How it is sent, to whom and with what. Recording it here sends nothing.
fn how<'a>(known: &Known<'_>, parts: Parts<'a>) -> Parts<'a> {
    let parts = parts
        .heading("How, to whom and with what")
        .text("This page sends nothing. First send the referral; then write down here that it was sent.");
    let parts = match &known.local.conference {
        Some(words) => parts.words(words),
        None => parts.text(
            "Nobody has written down yet how it goes in your area; your domestic-abuse lead can, under “Choices here”. Send it to the MARAC coordinator of the area in which they live, on the form of that area, by the secure way that the coordinator names. The police’s or the council’s domestic-abuse team says who that is. If it cannot wait for the meeting, ring and ask for an emergency one.",
        ),
    };
    parts
        .text("What goes with it, and nothing more than is needed:")
        .list(&WITH_WHAT.map(str::to_owned))
        .links(
            "What was asked and answered stands here:",
            vec![("The assessment and its answers".to_owned(), "../risk".to_owned())],
        )
        .heading("Record that it was sent")
}

/// Whether the survivor knows, and what they said.
fn told<'a>(parts: Parts<'a>, form: &Filled) -> Parts<'a> {
    let told = form
        .radios::<Answer>("told", "Does the survivor know?")
        .hint("Talk with them before, where that is safe. If they were not told, say why below.")
        .class("govuk-radios--inline");
    parts.and(&told).note("words", "What did they say, or why were they not told?", "In their words.")
}
