//! A safeguarding concern raised with the local authority (NHG-07, NHG-16).

use access::ActionKind;
use domain::Answer;
use domain::case::CaseCommand;
use domain::disclosure::Agency;
use domain::report::Route;
use domain::safeguarding::{ConcernFor, ConcernRaised};

use super::note::{ANY, Known, Note, at_the_moment};
use super::parts::{Parts, begin_today, must_moment};
use crate::components::prelude::Asked as _;

/// Whoever takes concerns.
const WITH: &[Agency] = &[
    Agency::Mash,
    Agency::ChildrensServices,
    Agency::AdultServices,
    Agency::EarlyHelp,
    Agency::Police,
    Agency::Other,
];

/// The note.
pub const NOTE: Note = Note {
    what: "safeguarding",
    label: "A safeguarding concern was raised",
    guide: "We raise the concern; the local authority decides. A child or an adult at risk who may come to harm now: call them, or 999, before you write.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: false,
    fields: &["concern", "with", "at", "at-time", "reference", "told", "words", "words-no-address"],
    first: |known, sent| {
        begin_today(sent, "at", known.now);
        if is_own(known) {
            sent.set("told", vec![Answer::NotKnown.code().to_owned()]);
        }
    },
    parts: |known, form| {
        let parts = Parts::of(form)
            .and(&form.radios::<ConcernFor>("concern", "For whom?"))
            .and(
                &form
                    .radios_of("with", "With whom was it raised?", WITH)
                    .hint("MASH is the multi-agency safeguarding hub."),
            )
            .moment("at", "When?")
            .and(&form.input("reference", "Their reference, if there is one"));
        if is_own(known) {
            let words = "What was said";
            return parts
                .hidden("told")
                .note("words", words, "Nothing about a survivor: they may ask to read this.")
                .done();
        }
        parts
            .and(&form.radios::<Answer>("told", "Was the survivor told?"))
            .note(
                "words",
                "What was said, or why they were not told",
                "Telling them first is right unless it puts somebody in more danger.",
            )
            .done()
    },
    read: |reader, _| {
        let concern = reader.must_choose("concern", "Choose for whom there is a concern");
        let with = reader.must_choose("with", "Choose with whom it was raised");
        let at =
            must_moment(reader, "at", "When it was raised", "Give the day and the time when it was raised");
        let reference = reader.line("reference", "Their reference");
        let told = reader.must_choose("told", "Choose yes, no or not known: was the survivor told?");
        let words = match told {
            Some(Answer::No) => {
                reader.must_note("words", "Why they were not told", "Say why the survivor was not told")
            }
            _ => reader.note("words", "What was said"),
        };
        Some(vec![
            CaseCommand::RaiseConcern(ConcernRaised {
                concern: concern?,
                with: with?,
                at: at?,
                reference,
                survivor_told: told?,
                words,
            })
            .into(),
        ])
    },
    beside: at_the_moment,
};

/// Whoever told us of their own behaviour may ask to read the record: nothing stands there about a survivor.
fn is_own(known: &Known<'_>) -> bool {
    known.view.route == Some(Route::OwnBehaviour)
}
