//! How it went, in the survivor's view (COU-14, NAC-05, domain.md 13C).

use std::collections::BTreeMap;

use access::ActionKind;
use domain::Answer;
use domain::case::{CaseCommand, Refusal};
use domain::report::Route;
use domain::text::Words;
use domain::voice::{FeedbackAnswer, FeedbackGiven, FeedbackQuestion, FeedbackTime, FeedbackWish};

use super::note::{Known, Note, empty};
use super::parts::Parts;
use crate::components::prelude::Asked as _;
use crate::form::{Filled, Reader};

/// Every field of the answers, in the order of a page; a test holds them against the questions.
pub const FIELDS: &[&str] = &[
    "time",
    "believed",
    "in-control",
    "safer",
    "told-what-happens",
    "same-worker",
    "not-repeating",
    "needs-met",
    "change",
    "change-no-address",
    "may-quote",
];

/// Where answers are written down that stand in no record.
const WITHOUT_NAME: &str = "/voice/answers";

/// The note.
pub const NOTE: Note = Note {
    what: "feedback",
    label: "How it went, in their view",
    guide: "Only what they said themselves, in a conversation that they agreed to, by a way shown above as safe. Never by a text, a letter or an e-mail that goes out by itself. Best asked by somebody who is not their worker. Leaving a question out is as good as any answer.",
    needs: ActionKind::RecordOnCase,
    routes: &[Route::Disclosure],
    replaces: false,
    fields: FIELDS,
    first: empty,
    parts: |known, form| {
        let instead = vec![("Write answers down without a name".to_owned(), WITHOUT_NAME.to_owned())];
        let parts = Parts::of(form).text(may_ask(known)).links(
            "What is recorded on this page stands in their record. Where they would rather not be named:",
            instead,
        );
        asked(parts, form).done()
    },
    read: |reader, _| {
        let Said { time, answers, change, may_quote } = read(reader)?;
        Some(vec![CaseCommand::from(FeedbackGiven { time, answers, change, may_quote }).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NotAgreedToBeAsked | Refusal::NotYetToBeAsked | Refusal::WithoutTheirName => Some("time"),
        Refusal::Unanswered(_) => Some("believed"),
        _ => None,
    },
};

/// Whether they agreed to be asked.
fn may_ask(known: &Known<'_>) -> &'static str {
    match known.view.support.feedback_wish().map(|agreed| agreed.is.wish) {
        Some(FeedbackWish::Yes) => "They said that they want to be asked.",
        Some(FeedbackWish::Anonymous) => {
            "They want to answer without their name. Write nothing down on this page: it is for another one, on which nobody is named."
        }
        Some(FeedbackWish::NotNow) => {
            "They said not now. Record here only what they say of their own accord."
        }
        Some(FeedbackWish::No) => {
            "They do not want to be asked. Record here only what they say of their own accord."
        }
        None => {
            "Nobody has asked yet whether they want to be asked. Record here only what they say of their own accord."
        }
    }
}

/// What somebody said, as it was read.
pub struct Said {
    /// When in their case.
    pub time: FeedbackTime,
    /// Their answers.
    pub answers: BTreeMap<FeedbackQuestion, FeedbackAnswer>,
    /// What should change.
    pub change: Option<Words>,
    /// Whether their words may be quoted.
    pub may_quote: Answer,
}

/// The questions.
pub fn asked<'a>(parts: Parts<'a>, form: &'a Filled) -> Parts<'a> {
    let parts = parts.and(&form.radios::<FeedbackTime>("time", "When is this?"));
    let parts = FeedbackQuestion::ALL.iter().fold(parts, |parts, question| {
        parts.and(&form.radios::<FeedbackAnswer>(question.code(), question.label()))
    });
    let quote = form
        .radios::<Answer>(
            "may-quote",
            "May their words be quoted, without anything that could tell who they are?",
        )
        .hint("Not known counts as no.");
    parts.note("change", "What should change?", "In their words.").and(&quote)
}

/// What was sent of them.
pub fn read(reader: &mut Reader<'_>) -> Option<Said> {
    let time = reader.must_choose("time", "Choose when this is");
    let answer =
        |question: &FeedbackQuestion| Some((*question, reader.code(question.code(), question.label())?));
    let answers = FeedbackQuestion::ALL.iter().filter_map(answer).collect();
    let change = reader.note("change", "What should change");
    let may_quote = reader.code("may-quote", "May their words be quoted?").unwrap_or(Answer::NotKnown);
    Some(Said { time: time?, answers, change, may_quote })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_a_field() {
        let left: Vec<&str> = FeedbackQuestion::ALL
            .iter()
            .map(|one| one.code())
            .filter(|code| !FIELDS.contains(code))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
