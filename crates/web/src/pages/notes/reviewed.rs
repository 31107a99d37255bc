//! The case was gone through: their view, what was found, and when again (domain.md 13).

use access::ActionKind;
use domain::Severity;
use domain::case::{CaseCommand, Refusal};
use domain::disclosure::WishesRecorded;
use domain::report::Route;
use domain::reviewing::{CaseReviewed, TheirView, again_by};
use domain::when::london;

use super::note::{ANY, Known, Note};
use super::parts::{Parts, begin_on};
use crate::components::prelude::Asked as _;
use crate::form::{Filled, Reader, Sent};

domain::codes! {
    /// Whether they were asked what they think.
    AskedThem {
        Said = "said", "Yes";
        NotAsked = "not-asked", "No, and I say why";
        /// No survivor's word stands in this record.
        Own = "own", "Nobody to ask";
    }
}

/// The note.
pub const NOTE: Note = Note {
    what: "reviewed",
    label: "The record was gone through",
    guide: "Read it from the top first: how they may be contacted, what is due, what they want, what has changed. Then ask them, in a safe conversation, what they think and what they want now. That nobody heard from them is no good news.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: false,
    fields: &[
        "asked",
        "view",
        "view-no-address",
        "why-not",
        "why-not-no-address",
        "wishes",
        "wishes-no-address",
        "words",
        "words-no-address",
        "again",
    ],
    first,
    parts: |known, form| {
        let mut parts = their_view(Parts::of(form), form, is_own(known));
        if !is_own(known) {
            parts = parts.note(
                "wishes",
                "What they want now, if it is not what they said before",
                "In their words. It is recorded as their newest wish, and what they said before stays.",
            );
        }
        let again = form.date("again", "Go through it again by").hint(format!(
            "{}: suggested from how severe it is. An earlier day is always right.",
            usual(known.view.severity.unwrap_or(Severity::Unknown))
        ));
        parts
            .note(
                "words",
                "What was found, and what comes next",
                "What has changed, what was decided and why, and who does what.",
            )
            .and(&again)
            .done()
    },
    read: |reader, _| {
        let view = read_view(reader);
        let wishes = reader.note("wishes", "What they want now");
        let words =
            reader.must_note("words", "What was found", "Write down what was found and what comes next");
        let again_on = reader.coming_day("again", "The day on which to go through it again");
        if again_on.is_none() && !reader.sent().has("again") {
            reader.wrong("again", "Give the day by which to go through it again");
        }
        let reviewed = CaseReviewed { view: view?, words: words?, again_on: again_on? };
        let wishes = wishes.map(|words| CaseCommand::RecordWishes(WishesRecorded { words }).into());
        Some([CaseCommand::from(reviewed).into()].into_iter().chain(wishes).collect())
    },
    beside: |refusal| match refusal {
        Refusal::TimesDoNotFit => Some("again"),
        Refusal::Unanswered(_) | Refusal::WrongKindOfRecord => Some("asked"),
        _ => None,
    },
};

const fn usual(severity: Severity) -> &'static str {
    match severity {
        Severity::Immediate => "The next day",
        Severity::High | Severity::Unknown => "Each week",
        Severity::Medium => "Each fortnight",
        Severity::Standard => "Each month",
    }
}

/// Asks for their view, or why they were not asked.
pub fn their_view<'a>(parts: Parts<'a>, form: &'a Filled, is_own: bool) -> Parts<'a> {
    if is_own {
        return parts.hidden("asked");
    }
    let asked = form
        .radios_of("asked", "Did you ask them what they think?", &[AskedThem::Said, AskedThem::NotAsked])
        .hint("Only by a way that is shown above as safe.");
    parts.and(&asked).note("view", "If yes, what do they think?", "In their words.").note(
        "why-not",
        "If no, why not?",
        "For example: no contact was safe. And when they will be asked.",
    )
}

/// Their view as it was sent. The outer nothing says that something is wrong.
#[expect(clippy::option_option, reason = "a record of own behaviour has no view, and that is no mistake")]
pub fn read_view(reader: &mut Reader<'_>) -> Option<Option<TheirView>> {
    match reader.must_choose("asked", "Choose whether they were asked what they think")? {
        AskedThem::Said => {
            let said = reader.must_note("view", "What they think", "Write down what they think")?;
            Some(Some(TheirView::Said(said)))
        }
        AskedThem::NotAsked => {
            let why = reader.must_note("why-not", "Why not", "Say why they were not asked")?;
            Some(Some(TheirView::NotAsked(why)))
        }
        AskedThem::Own => Some(None),
    }
}

fn is_own(known: &Known<'_>) -> bool {
    known.view.route == Some(Route::OwnBehaviour)
}

fn first(known: &Known<'_>, sent: &mut Sent) {
    let severity = known.view.severity.unwrap_or(Severity::Unknown);
    begin_on(sent, "again", again_by(severity, known.now.to_zoned(london()).date()));
    if is_own(known) {
        sent.set("asked", vec![AskedThem::Own.code().to_owned()]);
    }
}
