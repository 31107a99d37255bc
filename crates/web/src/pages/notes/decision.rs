//! What was decided about a personal-data breach: the regulator, and the survivor (UK GDPR, article 33).

use access::{ActionKind, CaseView};
use domain::Answer;
use domain::case::{CaseCommand, Refusal};
use domain::compromise::{BreachDecided, Regulator, SurvivorTold};

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, ToldAs, begin_today, must_moment, told};
use crate::components::prelude::Asked as _;
use crate::form::{Reader, Sent};
use crate::plain::{moment, small};

/// The note.
pub const NOTE: Note = Note {
    what: "decision",
    label: "What was decided about the personal-data breach",
    guide: "The ICO is told within 72 hours of our learning of it, unless nobody is at risk from it. Where abuse is involved somebody nearly always is. Telling late is better than not at all. The survivor is told as soon as it is safe to tell them.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &[
        "of",
        "ico",
        "ico-at",
        "ico-at-time",
        "reference",
        "ico-why",
        "ico-why-no-address",
        "told",
        "told-at",
        "told-at-time",
        "told-why",
        "told-why-no-address",
    ],
    first,
    parts: |known, form| {
        Parts::of(form)
            .and(&form.select_from("of", "Which number or address is it about?", breaches(known.view)))
            .heading("The Information Commissioner")
            .and(
                &form
                    .radios::<Answer>("ico", "Has the ICO been told?")
                    .hint("No: it need not be, and you say why. Not known: it is not decided yet."),
            )
            .moment("ico-at", "If yes, when?")
            .and(&form.input("reference", "The ICO’s reference, if there is one"))
            .note("ico-why", "If no, why need it not be reported?", "Who decided, and on what grounds.")
            .heading("The survivor")
            .and(
                &form
                    .radios::<Answer>("told", "Has the survivor been told?")
                    .hint("Only by a way that is safe."),
            )
            .moment("told-at", "If yes, when?")
            .note("told-why", "If no, why not?", "And when they will be.")
            .done()
    },
    read: |reader, _| {
        let of = reader.sent().one("of").parse().ok();
        if of.is_none() {
            reader.wrong("of", "Choose which number or address it is about");
        }
        let regulator = regulator(reader);
        let survivor = survivor(reader);
        if !["yes", "no"].contains(&reader.sent().one("ico"))
            && !["yes", "no"].contains(&reader.sent().one("told"))
        {
            reader.wrong("ico", "Say what was decided about the ICO, or whether the survivor has been told");
        }
        Some(vec![CaseCommand::DecideBreach(BreachDecided { of: of?, regulator, survivor }).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NoSuchBreach => Some("of"),
        Refusal::InTheFuture => Some("ico-at"),
        _ => None,
    },
};

fn regulator(reader: &mut Reader<'_>) -> Option<Regulator> {
    match reader.code::<Answer>("ico", "Has the ICO been told?")? {
        Answer::Yes => {
            let at = must_moment(
                reader,
                "ico-at",
                "When the ICO was told",
                "Give the day and the time when the ICO was told",
            );
            let reference = reader.line("reference", "The ICO’s reference");
            at.map(|at| Regulator::Reported { at, reference })
        }
        Answer::No => {
            let message = "Say why it need not be reported";
            let why = reader.must_note("ico-why", "Why it need not be reported", message);
            why.map(|why| Regulator::NotReportable { why })
        }
        Answer::NotKnown => None,
    }
}

fn survivor(reader: &mut Reader<'_>) -> Option<SurvivorTold> {
    let answer = reader.code::<Answer>("told", "Has the survivor been told?")?;
    let says = ToldAs {
        moment: "When the survivor was told",
        no_moment: "Give the day and the time when the survivor was told",
        reason: "Why not",
        no_reason: "Say why the survivor has not been told",
    };
    told(reader, answer, &says)
}

/// Begins with the one that the page was opened for, or else the last that has no decision.
fn first(known: &Known<'_>, sent: &mut Sent) {
    begin_today(sent, "ico-at", known.now);
    begin_today(sent, "told-at", known.now);
    let is_open = |entry: &u64| {
        !known.view.breaches.iter().any(|decided| decided.is.of == *entry && decided.is.regulator.is_some())
    };
    let open = known.view.compromised.iter().rev().map(|marked| marked.sequence).find(is_open);
    sent.set("of", known.entry.or(open).iter().map(ToString::to_string).collect());
}

fn breaches(view: &CaseView) -> Vec<(String, String)> {
    let told = |marked: &domain::case::Numbered<domain::compromise::LocationCompromised>| {
        let kind = small(marked.is.kind.label());
        (marked.sequence.to_string(), format!("The {kind}, recorded {}", moment(marked.recorded_at)))
    };
    view.compromised.iter().map(told).collect()
}
