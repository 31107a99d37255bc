//! What came of a safeguarding concern: their answer, or that we asked again (domain.md 4.2).

use access::{ActionKind, CaseView};
use domain::case::{CaseCommand, Numbered, Refusal};
use domain::safeguarding::{ConcernAnswered, ConcernRaised, ConcernStage};

use super::note::{ANY, Known, Note};
use super::parts::{Parts, begin_today, must_moment};
use crate::form::Sent;
use crate::plain::{moment, small};

/// The note.
pub const NOTE: Note = Note {
    what: "answer",
    label: "What came of a safeguarding concern",
    guide: "They should say within one working day what they will do. After three working days without a word we ask again, and after five we ask a manager of theirs. That we asked is no answer: it stays open until one comes. If somebody may come to harm now, ring 999.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: false,
    fields: &["of", "stage", "at", "at-time", "words", "words-no-address"],
    first,
    parts: |known, form| {
        let parts = Parts::of(form);
        let parts = if known.view.support.concerns().is_empty() {
            parts.text("No concern is recorded here yet. Record first that one was raised.")
        } else {
            parts
        };
        parts
            .and(&form.select_from("of", "Which concern is it about?", concerns(known.view)))
            .and(&form.radios::<ConcernStage>("stage", "How far is it?"))
            .moment("at", "When did we learn of it, or ask?")
            .note(
                "words",
                "Who said so, and what",
                "Name their role and their team. If they decided against it: why, and whether we agree.",
            )
            .done()
    },
    read: |reader, _| {
        let of = reader.sent().one("of").parse().ok();
        if of.is_none() {
            reader.wrong("of", "Choose which concern it is about");
        }
        let stage = reader.must_choose("stage", "Choose how far it is");
        let message = "Give the day and the time when we learned of it, or asked";
        let at = must_moment(reader, "at", "When we learned of it", message);
        let words = reader.note("words", "Who said so, and what");
        Some(vec![CaseCommand::from(ConcernAnswered { of: of?, stage: stage?, at: at?, words }).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NoSuchConcern => Some("of"),
        Refusal::InTheFuture => Some("at"),
        _ => None,
    },
};

/// Begins with the one that the page was opened for, or else the first that has no answer.
fn first(known: &Known<'_>, sent: &mut Sent) {
    begin_today(sent, "at", known.now);
    let support = &known.view.support;
    let answered = |entry: u64| support.answers(entry).any(|answered| answered.is.stage.is_an_answer());
    let open = support.concerns().iter().map(|raised| raised.sequence).find(|entry| !answered(*entry));
    sent.set("of", known.entry.or(open).iter().map(ToString::to_string).collect());
}

fn concerns(view: &CaseView) -> Vec<(String, String)> {
    view.support.concerns().iter().map(|raised| (raised.sequence.to_string(), told(raised))).collect()
}

/// "Children, with the MASH, 3 March 2026 at 9:30am".
fn told(raised: &Numbered<ConcernRaised>) -> String {
    let ConcernRaised { concern, with, at, .. } = &raised.is;
    format!("{}, raised with: {}, {}", concern.label(), small(with.label()), moment(*at))
}
