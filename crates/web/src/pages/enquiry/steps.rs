//! The three steps of a safe enquiry, each a form of its own (NHG-12, NHG-14, domain.md 13A and 14).

use access::ActionKind;
use domain::Answer;
use domain::case::CaseCommand;
use domain::codes::CodeList;
use domain::suspicion::{EnquiryOutcome, HistoryLookedUp, SafeEnquiryMade, SafeEnquiryPlanned};
use domain::text::Words;

use crate::components::prelude::{Asked as _, Html, Radios};
use crate::form::{Filled, Reader};
use crate::pages::notes::note::{Note, SURVIVORS, empty, nowhere};
use crate::pages::notes::parts::Parts;

const STEP: Note = Note {
    what: "",
    label: "",
    guide: "",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &[],
    first: empty,
    parts: |_, _| Vec::new(),
    read: |_, _| None,
    beside: nowhere,
};

/// The steps, in their order.
pub(super) const STEPS: [&Note; 3] = [&HISTORY, &PLAN, &OUTCOME];

/// A choice, and the words beside it in the field `<field>-words`.
fn choice(form: &Filled, question: &Radios, field: &str, [label, hint]: [&str; 2]) -> Vec<Html> {
    Parts::of(form).and(question).note(&format!("{field}-words"), label, hint).done()
}

/// What was chosen, and the words; `needed` says what to write where the choice cannot stand without any.
fn chosen<T: CodeList>(
    reader: &mut Reader<'_>,
    field: &str,
    [choose, label]: [&str; 2],
    needed: impl Fn(T) -> Option<&'static str>,
) -> Option<(T, Option<Words>)> {
    let choice: Option<T> = reader.must_choose(field, choose);
    let beside = format!("{field}-words");
    let words = match choice.and_then(needed) {
        Some(message) => reader.must_note(&beside, label, message),
        None => reader.note(&beside, label),
    };
    choice.map(|choice| (choice, words))
}

/// What earlier records show.
const HISTORY: Note = Note {
    what: "history",
    label: "1. Look up what is on record",
    guide: "Repairs to doors, locks and windows; noise and shouting; arrears after a long clear account; anti-social behaviour; letters from the police or a school; concerns of staff and contractors. Look, and change nothing in those records.",
    fields: &["found", "found-words", "found-words-no-address"],
    parts: |_, form| {
        let found = form
            .radios::<Answer>("found", "Was anything found?")
            .hint("Not known: you could not look everywhere yet.");
        let words =
            ["What was found, and where you looked", "Dates and what was recorded, not what you conclude."];
        choice(form, &found, "found", words)
    },
    read: |reader, _| {
        let messages = ["Choose yes, no or not known: was anything found?", "What was found"];
        let needed = |found| (found == Answer::Yes).then_some("Write down what was found");
        let (found, words) = chosen(reader, "found", messages, needed)?;
        Some(vec![CaseCommand::LookUpHistory(HistoryLookedUp { found, words }).into()])
    },
    ..STEP
};

/// How, when and under what harmless reason somebody will ask.
const PLAN: Note = Note {
    what: "plan",
    label: "2. Plan how to ask safely",
    guide: "Somebody who is trained asks, alone with the person, in a place where nobody listens, under a reason that anybody may hear. If no safe way is found, do not ask: record that in step 3.",
    fields: &["on", "how", "how-no-address"],
    parts: |_, form| {
        Parts::of(form)
            .and(&form.date("on", "By which day?").hint("Suggested: three working days from now at the latest."))
            .note(
                "how",
                "How, by whom, and under what harmless reason?",
                "For example: at the yearly gas check, if they are at home alone. Never a letter. Never through anybody in the household.",
            )
            .done()
    },
    read: |reader, _| {
        let on = reader.coming_day("on", "The day");
        if !reader.sent().has("on") {
            reader.wrong("on", "Give the day by which somebody will ask");
        }
        let how = reader.must_note("how", "How", "Write down how they will be asked, and under what reason");
        let (on, how) = Option::zip(on, how)?;
        Some(vec![CaseCommand::PlanSafeEnquiry(SafeEnquiryPlanned { on, how }).into()])
    },
    ..STEP
};

/// What came of it.
const OUTCOME: Note = Note {
    what: "outcome",
    label: "3. Record what came of it",
    guide: "Saying nothing is not the same as nothing happening. Leave the door open, and plan when to ask again.",
    fields: &["outcome", "outcome-words", "outcome-words-no-address"],
    parts: |_, form| {
        let outcome = form.radios::<EnquiryOutcome>("outcome", "What came of it?");
        let words = [
            "What was said or noticed",
            "In their words. If they told you about abuse, the conversation comes next: write only what cannot wait.",
        ];
        choice(form, &outcome, "outcome", words)
    },
    read: |reader, _| {
        let messages = ["Choose what came of it", "What was said or noticed"];
        let (outcome, words) = chosen(reader, "outcome", messages, |_| None)?;
        Some(vec![CaseCommand::MakeSafeEnquiry(SafeEnquiryMade { outcome, words }).into()])
    },
    ..STEP
};
