//! Who the survivor is, to be counted and never shown again (ONE-20, domain.md 11).

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::equality::{
    AgeBand, ArmedForces, CareLeaver, Disability, Effect, Employment, EqualityAnswered, Ethnicity, Maternity,
    Nationality, Orientation, Partnership, Question, Religion, SameGender, Sex,
};
use domain::people::PersonRole;
use domain::report::Route;

use super::note::{Known, Note};
use super::parts::{Parts, chosen, only};
use crate::components::prelude::{Asked as _, Html, Labelled as _};
use crate::form::Filled;

/// What is asked of a gender that is different.
const GENDER_WORDS: &str = "What is their gender, in their own words?";

/// The note. It begins empty whatever was answered before: nothing shows that again, this form included.
pub const NOTE: Note = Note {
    what: "about-you",
    label: "Questions that we count",
    guide: "We ask everybody the same, to see whether our help reaches everybody alike. Every question is theirs to leave out. The answers are counted apart from this record: nobody who works on it sees them again, no decision is made on them, and no number below five is ever told.",
    needs: ActionKind::RecordOnCase,
    routes: &[Route::Disclosure],
    replaces: false,
    fields: &[
        "person",
        "age",
        "ethnicity",
        "nationality",
        "sex",
        "gender",
        "gender-words",
        "orientation",
        "religion",
        "disability",
        "effects",
        "maternity",
        "partnership",
        "employment",
        "care-leaver",
        "armed-forces",
    ],
    first: |known, sent| {
        let person = known.person.or_else(|| only(known.view, PersonRole::Survivor));
        sent.set("person", person.iter().map(ToString::to_string).collect());
    },
    parts,
    read: |reader, _| {
        let person = chosen(reader, "person", "Choose whose answers these are");
        let answered = EqualityAnswered {
            age: reader.code("age", Question::Age.label()),
            ethnicity: reader.code("ethnicity", Question::Ethnicity.label()),
            nationality: reader.code("nationality", Question::Nationality.label()),
            sex: reader.code("sex", Question::Sex.label()),
            gender: reader.code("gender", Question::Gender.label()),
            gender_words: reader.line("gender-words", GENDER_WORDS),
            orientation: reader.code("orientation", Question::Orientation.label()),
            religion: reader.code("religion", Question::Religion.label()),
            disability: reader.code("disability", Question::Disability.label()),
            effects: reader.codes("effects", Question::Effects.label()).into_iter().collect(),
            maternity: reader.code("maternity", Question::Maternity.label()),
            partnership: reader.code("partnership", Question::Partnership.label()),
            employment: reader.code("employment", Question::Employment.label()),
            care_leaver: reader.code("care-leaver", Question::CareLeaver.label()),
            armed_forces: reader.code("armed-forces", Question::ArmedForces.label()),
            person: person?,
        };
        Some(vec![CaseCommand::from(answered).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NoSuchPerson => Some("person"),
        Refusal::SaysBoth => Some("effects"),
        Refusal::WordsForNoDifference => Some("gender-words"),
        _ => None,
    },
};

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    Parts::of(form)
        .text("Say first why you ask, that it is kept apart, and that “prefer not to say” is as good an answer as any. Ask it when there is calm, never in the first minutes. What was not asked is left out: it is never counted as “prefer not to say”.")
        .person_of("person", "Whose answers?", known.view, &[PersonRole::Survivor])
        .and(&form.radios::<AgeBand>("age", "How old are they?"))
        .and(&form.select::<Ethnicity>("ethnicity", Question::Ethnicity.label()).hint("Leave it out if it was not asked."))
        .and(&form.radios::<Nationality>("nationality", Question::Nationality.label()).hint(
            "Only as broad as this. It says nothing of whether they may stay: worry about that belongs under “What they need”.",
        ))
        .and(&form.radios::<Sex>("sex", Question::Sex.label()))
        .and(&form.radios::<SameGender>("gender", "Is their gender the sex that was registered at birth?"))
        .and(&form.input("gender-words", GENDER_WORDS).hint(
            "Only if it is different and they wish to say it. Their words are counted nowhere and shown to nobody who works on this record.",
        ))
        .and(&form.radios::<Orientation>("orientation", Question::Orientation.label()))
        .and(&form.radios::<Religion>("religion", Question::Religion.label()))
        .and(
            &form
                .radios::<Disability>("disability", "Does a condition or illness limit what they can do?")
                .hint("What they need because of it belongs under “What they need”, where somebody acts on it."),
        )
        .and(&form.checkboxes::<Effect>("effects", "What does it affect?").hint("Choose all that apply."))
        .and(&form.radios::<Maternity>("maternity", "Are they pregnant, or did they give birth lately?"))
        .and(&form.radios::<Partnership>("partnership", "Marriage or civil partnership, as the law sees it today"))
        .and(&form.radios::<Employment>("employment", "Do they work?"))
        .and(&form.radios::<CareLeaver>("care-leaver", "Were they looked after by a council as a child?"))
        .and(&form.radios::<ArmedForces>("armed-forces", "Have they, or somebody near them, served in the armed forces?"))
        .text("Language, interpreters, caring, reading and writing, living far from help, and worry about immigration are asked under “What they need”.")
        .text("A new set of answers takes the place of the old one. With every question left out, nothing of theirs is counted any more.")
        .done()
}
