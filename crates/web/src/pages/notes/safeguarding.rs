//! A safeguarding concern raised with the local authority (NHG-07, NHG-16).

use access::ActionKind;
use domain::Answer;
use domain::case::{CaseCommand, Refusal};
use domain::disclosure::Agency;
use domain::report::Route;
use domain::safeguarding::{
    Agreed, Agreement, ChildCategory, ConcernFor, ConcernRaised, Ground, Harm, WithoutAgreement,
};

use super::note::{ANY, Known, Note, at_the_moment};
use super::parts::{Parts, begin_today, must_moment};
use crate::components::prelude::Asked as _;
use crate::form::Reader;

/// As referrals of children are divided (domain.md 4.2).
const CATEGORY: &str = "In whose relationship is the abuse that the child lives with?";

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
    guide: "We raise the concern; the local authority decides. A child or an adult at risk who may come to harm now: call them, or 999, before you write. Where a girl was cut or may be, somebody may be forced to marry, or it is done in the name of honour: the police and the MASH hear of it today, and nobody of the family or the community is told or asked, also not as an interpreter.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: false,
    fields: &[
        "concern",
        "category",
        "harm",
        "agreed",
        "ground",
        "why",
        "why-no-address",
        "with",
        "at",
        "at-time",
        "reference",
        "told",
        "words",
        "words-no-address",
    ],
    first: |known, sent| {
        begin_today(sent, "at", known.now);
        if is_own(known) {
            sent.set("told", vec![Answer::NotKnown.code().to_owned()]);
            sent.set("agreed", vec![Agreed::NotKnown.code().to_owned()]);
        }
    },
    parts: |known, form| {
        let parts = Parts::of(form)
            .and(&form.radios::<ConcernFor>("concern", "For whom?"))
            .and(
                &form
                    .checkboxes::<ChildCategory>("category", CATEGORY)
                    .hint("For children only. Choose all that apply; leave it out if it is not known."),
            )
            .and(
                &form
                    .radios::<Harm>("harm", "How grave is it?")
                    .hint(format!(
                        "Serious harm, or what may be, goes to the MASH or the local authority today, agreed or not. A lesser need of children goes first to early help{}, with their agreement.",
                        called(known, ", here called ")
                    )),
            )
            .and(
                &form
                    .radios_of("with", "With whom was it raised?", WITH)
                    .hint(format!(
                        "MASH is the multi-agency safeguarding hub.{}",
                        called(known, " Early help is called here ")
                    )),
            )
            .moment("at", "When?")
            .and(&form.input("reference", "Their reference, if there is one"));
        if is_own(known) {
            let words = "What was said";
            return parts
                .hidden("told")
                .hidden("agreed")
                .note("words", words, "Nothing about a survivor: they may ask to read this.")
                .done();
        }
        parts
            .and(&form.radios::<Agreed>("agreed", "Did the survivor agree to it?").hint(
                "Ask, where it is safe to ask. What they said is recorded as they said it, also where it had to go on without them.",
            ))
            .and(&form.radios::<Ground>("ground", "If they did not want it, or nobody asked them: on what ground was it raised?"))
            .note(
                "why",
                "And why could it not wait for them?",
                "Who is at risk, and of what. What may happen if nobody is told, and what telling may set off. With which manager or safeguarding lead you talked it over.",
            )
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
        let categories: Vec<ChildCategory> = reader.codes("category", CATEGORY);
        let harm = reader.must_choose("harm", "Choose how grave it is; not known is an answer");
        let agreed = agreement(reader, harm);
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
                categories: categories.into_iter().collect(),
                harm: harm?,
                agreed: agreed?,
                with: with?,
                at: at?,
                reference,
                survivor_told: told?,
                words,
            })
            .into(),
        ])
    },
    beside: |refusal| match refusal {
        Refusal::NeedsAgreement => Some("harm"),
        Refusal::NotOfAnAdult => Some("category"),
        Refusal::EarlyHelpFirst | Refusal::NotForEarlyHelp => Some("with"),
        refusal => at_the_moment(refusal),
    },
};

/// Whether they agreed. What goes against them, or round them, has its ground and its reason (domain.md 5.3); a lesser need
/// goes nowhere without them.
fn agreement(reader: &mut Reader<'_>, harm: Option<Harm>) -> Option<Agreement> {
    let message = "Choose whether the survivor agreed; not known is an answer";
    let agreed: Agreed = reader.must_choose("agreed", message)?;
    if !agreed.needs_a_ground() {
        if reader.sent().has("why") {
            let message = "A reason for raising it without their agreement is written below: choose that they did not want it or that nobody asked them, or take the reason out";
            reader.wrong("agreed", message);
        }
        return Agreement::of(agreed, None);
    }
    if harm == Some(Harm::Lesser) {
        let message = "Advice and early help need their agreement: ask them, or choose that the harm is or may be serious";
        reader.wrong("agreed", message);
        return None;
    }
    let ground: Option<Ground> =
        reader.must_choose("ground", "Choose on what ground it was raised without their agreement");
    let why = reader.must_note(
        "why",
        "Why it could not wait for them",
        "Say who is at risk, of what, and why it could not wait for them",
    );
    let (ground, why) = Option::zip(ground, why)?;
    Agreement::of(agreed, Some(WithoutAgreement { ground, why }))
}

/// What the door for early help is called here, where it has a name of its own.
fn called(known: &Known<'_>, before: &str) -> String {
    let end = if before.starts_with(' ') { "." } else { "" };
    match known.early_help {
        "early help" => String::new(),
        name => format!("{before}{name}{end}"),
    }
}

/// Whoever told us of their own behaviour may ask to read the record: nothing stands there about a survivor.
fn is_own(known: &Known<'_>) -> bool {
    known.view.route == Some(Route::OwnBehaviour)
}
