//! What came of a promise, and whether the survivor knows (domain.md 13D).

use access::{ActionKind, CaseView};
use domain::Answer;
use domain::case::{CaseCommand, Promise, Refusal};
use domain::compromise::SurvivorTold;
use domain::promise::{Kept, PromiseSettled};

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, ToldAs, begin_today, told};
use crate::components::prelude::Asked as _;
use crate::form::{Reader, Sent};
use crate::plain::day;

/// The note.
pub const NOTE: Note = Note {
    what: "promise-settled",
    label: "What came of a promise",
    guide: "Kept or not, they hear it from us, by a way that is safe. A promise that is broken in silence is broken twice.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &[
        "of",
        "kept",
        "on",
        "told",
        "told-at",
        "told-at-time",
        "told-why",
        "told-why-no-address",
        "words",
        "words-no-address",
    ],
    first,
    parts: |known, form| {
        Parts::of(form)
            .and(&form.select_from("of", "Which promise?", open(known.view)))
            .and(&form.radios::<Kept>("kept", "What came of it?"))
            .and(&form.date("on", "On which day?"))
            .and(
                &form
                    .radios_of::<Answer>("told", "Do they know?", &[Answer::Yes, Answer::No])
                    .hint("Only by a way that is safe."),
            )
            .moment("told-at", "If yes, when were they told?")
            .note("told-why", "If no, why not?", "And when they will be.")
            .note(
                "words",
                "What happened? You can leave this out",
                "If it could not be kept: what is done instead.",
            )
            .done()
    },
    read: |reader, _| {
        let of = reader.sent().one("of").parse().ok();
        if of.is_none() {
            reader.wrong("of", "Choose which promise it is about");
        }
        let kept = reader.must_choose::<Kept>("kept", "Choose what came of it");
        if !reader.sent().has("on") {
            reader.wrong(
                "on",
                "Give the day on which it was kept, or on which it was clear that it could not be",
            );
        }
        let on = reader.past_day("on", "The day");
        let told = knows(reader);
        let words = reader.note("words", "What happened");
        let settled = PromiseSettled { of: of?, kept: kept?, on: on?, told: told?, words };
        Some(vec![CaseCommand::from(settled).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NoSuchPromise => Some("of"),
        Refusal::InTheFuture => Some("on"),
        Refusal::PromiseDays => Some("told-at"),
        _ => None,
    },
};

const UNCHOSEN: &str = "Choose whether they know";

fn knows(reader: &mut Reader<'_>) -> Option<SurvivorTold> {
    let answer = reader.must_choose("told", UNCHOSEN)?;
    if answer == Answer::NotKnown {
        reader.wrong("told", UNCHOSEN);
    }
    let says = ToldAs {
        moment: "When they were told",
        no_moment: "Give the day and the time when they were told",
        reason: "Why not",
        no_reason: "Say why they do not know yet",
    };
    told(reader, answer, &says)
}

/// Begins with the promise that the page was opened for, or else with the one that is due first.
fn first(known: &Known<'_>, sent: &mut Sent) {
    begin_today(sent, "on", known.now);
    begin_today(sent, "told-at", known.now);
    let due =
        unsettled(known.view).min_by_key(|promise| promise.made.is.by).map(|promise| promise.made.sequence);
    sent.set("of", known.entry.or(due).iter().map(ToString::to_string).collect());
}

fn unsettled(view: &CaseView) -> impl Iterator<Item = &Promise> {
    view.support.promises().iter().filter(|promise| promise.settled.is_none())
}

fn open(view: &CaseView) -> Vec<(String, String)> {
    let told = |promise: &Promise| {
        let (made, what) = (&promise.made, promise.made.is.what.as_str());
        let short: String = what.lines().next().unwrap_or_default().chars().take(SHORT).collect();
        (made.sequence.to_string(), format!("{}, by {}", short.trim_end_matches('.'), day(made.is.by)))
    };
    unsettled(view).map(told).collect()
}

/// How much of a promise stands in the list.
const SHORT: usize = 80;
