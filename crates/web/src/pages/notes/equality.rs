//! Who the survivor is, to be counted and never shown again (ONE-20, domain.md 11).

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::needs::{
    Disability, EqualityAnswered, Ethnicity, Orientation, Question, Religion, SameGender, Sex,
};
use domain::people::PersonRole;
use domain::report::Route;

use super::note::Note;
use super::parts::{Parts, chosen, only};
use crate::components::prelude::{Asked as _, Labelled as _};

/// The note. It begins empty whatever was answered before: nothing shows that again, this form included.
pub const NOTE: Note = Note {
    what: "about-you",
    label: "Questions that we count",
    guide: "We ask everybody the same, to see whether our help reaches everybody alike. Every question is theirs to leave out. The answers are counted apart from this record: nobody who works on it sees them again, no decision is made on them, and no number below five is ever told.",
    needs: ActionKind::RecordOnCase,
    routes: &[Route::Disclosure],
    replaces: false,
    fields: &["person", "ethnicity", "sex", "gender", "orientation", "religion", "disability"],
    first: |known, sent| {
        let person = known.person.or_else(|| only(known.view, PersonRole::Survivor));
        sent.set("person", person.iter().map(ToString::to_string).collect());
    },
    parts: |known, form| {
        Parts::of(form)
            .text("Say first why you ask, that it is kept apart, and that “prefer not to say” is as good an answer as any. Ask it when there is calm, never in the first minutes.")
            .person_of("person", "Whose answers?", known.view, &[PersonRole::Survivor])
            .and(&form.select::<Ethnicity>("ethnicity", Question::Ethnicity.label()).hint("Leave it out if it was not asked."))
            .and(&form.radios::<Sex>("sex", Question::Sex.label()))
            .and(&form.radios::<SameGender>("gender", "Is their gender the sex that was registered at birth?"))
            .and(&form.radios::<Orientation>("orientation", Question::Orientation.label()))
            .and(&form.radios::<Religion>("religion", Question::Religion.label()))
            .and(
                &form
                    .radios::<Disability>("disability", "Does a condition or illness limit what they can do?")
                    .hint("What they need because of it belongs under “What they need”, where somebody acts on it."),
            )
            .text("A new set of answers takes the place of the old one. With every question left out, nothing of theirs is counted any more.")
            .done()
    },
    read: |reader, _| {
        let person = chosen(reader, "person", "Choose whose answers these are");
        let ethnicity = reader.code("ethnicity", Question::Ethnicity.label());
        let sex = reader.code("sex", Question::Sex.label());
        let gender = reader.code("gender", Question::Gender.label());
        let orientation = reader.code("orientation", Question::Orientation.label());
        let religion = reader.code("religion", Question::Religion.label());
        let disability = reader.code("disability", Question::Disability.label());
        let answered =
            EqualityAnswered { person: person?, ethnicity, sex, gender, orientation, religion, disability };
        Some(vec![CaseCommand::from(answered).into()])
    },
    beside: |refusal| matches!(refusal, Refusal::NoSuchPerson).then_some("person"),
};
