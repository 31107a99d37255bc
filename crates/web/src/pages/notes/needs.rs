//! What somebody needs: asked as help, acted on, and never a test that they could fail (ONE-20, ONE-22, COU-10).

use std::collections::BTreeMap;

use access::ActionKind;
use domain::PersonId;
use domain::case::{CaseCommand, Refusal};
use domain::codes::CodeList as _;
use domain::needs::{ByAndFor, Format, Need, NeedAnswer, NeedsRecorded};
use domain::people::PersonRole;
use domain::text::ShortText;
use domain::when::london;
use service::Entry;

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, chosen, only};
use crate::components::prelude::{Asked as _, Html, Labelled as _, Styled as _};
use crate::form::{Filled, Reader, Sent};
use crate::ids::Minted;

/// Whose needs are asked about.
const OF: &[PersonRole] =
    &[PersonRole::Survivor, PersonRole::Child, PersonRole::AdultAtRisk, PersonRole::HouseholdMember];

/// The note.
pub const NOTE: Note = Note {
    what: "needs",
    label: "What they need",
    guide: "So that we can meet it: nobody has to earn help, and nobody is asked to prove anything. They may prefer not to say any of it, and they can change an answer whenever they like. What stands here takes the place of what was recorded before.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: true,
    fields: &[
        "person",
        "language",
        "interpreter",
        "formats",
        "need-low-income",
        "need-literacy",
        "need-numeracy",
        "need-rural",
        "need-caring",
        "need-immigration",
        "need-no-public-funds",
        "need-fear-of-attention",
        "need-mobility",
        "need-sensory",
        "need-mental-health",
        "need-learning-or-memory",
        "need-substances",
        "need-pregnancy",
        "by-and-for",
        "words",
        "words-no-address",
    ],
    first,
    parts,
    read,
    beside: |refusal| match refusal {
        Refusal::FamilyInterprets => Some("interpreter"),
        Refusal::NoSuchPerson => Some("person"),
        _ => None,
    },
};

fn field(need: Need) -> String {
    format!("need-{}", need.to_code())
}

fn first(known: &Known<'_>, sent: &mut Sent) {
    let Some(person) = known.person.or_else(|| only(known.view, PersonRole::Survivor)) else { return };
    sent.set("person", vec![person.to_string()]);
    let Some(recorded) = known.view.support.needs().get(&person) else { return };
    let NeedsRecorded { needs, language, interpreter, formats, by_and_for, words, .. } = &recorded.is;
    let line = |text: &Option<ShortText>| text.iter().map(|text| text.as_str().to_owned()).collect();
    sent.set("language", line(language));
    sent.set("interpreter", line(interpreter));
    sent.set("formats", formats.iter().map(|format| format.code().to_owned()).collect());
    for (need, answer) in needs {
        sent.set(field(*need), vec![answer.code().to_owned()]);
    }
    sent.set("by-and-for", by_and_for.iter().map(|service| service.code().to_owned()).collect());
    sent.set("words", words.iter().map(|words| words.as_str().to_owned()).collect());
}

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    let asked = Parts::of(form)
        .person_of("person", "Whose needs?", known.view, OF)
        .heading("To understand each other")
        .and(&form.input("language", "Language they want to use"))
        .and(&form.input("interpreter", "What do they ask of an interpreter?").hint(
            "For example: a woman, by phone, not from the same community. We book one. Never family, friends or neighbours, and never a child.",
        ))
        .and(&form.checkboxes::<Format>("formats", "How should information reach them?").hint("Choose all that help."))
        .heading("What makes it harder")
        .text("Ask what would help, and leave out what does not fit the moment: what is not asked stays a question, and is never read as a no.");
    let needs = Need::ALL.iter().fold(asked, |parts, need| {
        parts.and(
            &form
                .radios::<NeedAnswer>(&field(*need), need.label())
                .class("govuk-radios--inline govuk-radios--small"),
        )
    });
    needs
        .heading("Services run by people who share their background or experience")
        .text(&suggested(known, &form.sent))
        .and(
            &form
                .checkboxes::<ByAndFor>("by-and-for", "Which did you offer?")
                .hint("Only what was offered. Whether they want it is theirs to say."),
        )
        .note("words", "What is done about it", "Who does what, and by when.")
        .done()
}

/// Which services may fit, in words. None is chosen for anybody.
fn suggested(known: &Known<'_>, sent: &Sent) -> String {
    let person = sent.one("person").parse().ok();
    let today = known.now.to_zoned(london()).date();
    let age = person
        .and_then(|person: PersonId| known.view.people.get(&person))
        .and_then(|person| person.age(today));
    let nobody = PersonId::from_uuid(uuid::Uuid::nil());
    let fits = answered(sent, person.unwrap_or(nobody)).may_fit(age);
    if fits.is_empty() {
        return "Many trust a service run by people who share their background or experience before they trust us. Tell them that such services exist, for example for Black and minoritised, migrant, LGBT+, disabled, deaf or older survivors, and let them say which.".to_owned();
    }
    let fits: Vec<&str> = fits.into_iter().map(ByAndFor::label).collect();
    format!(
        "From what they told us, services for these may fit: {}. There may be others. Offer them in words; none is chosen for anybody.",
        fits.join("; ")
    )
}

/// The answers as far as they can be read, for what follows from them.
fn answered(sent: &Sent, person: PersonId) -> NeedsRecorded {
    let code = |need: &Need| Some((*need, NeedAnswer::of_code(sent.one(&field(*need)))?));
    NeedsRecorded {
        person,
        needs: Need::ALL.iter().filter_map(code).collect(),
        language: None,
        interpreter: ShortText::parse(sent.one("interpreter")).ok(),
        formats: sent.all("formats").iter().filter_map(|format| Format::of_code(format)).collect(),
        by_and_for: [].into(),
        words: None,
    }
}

fn read(reader: &mut Reader<'_>, _: &mut Minted<'_>) -> Option<Vec<Entry>> {
    let person = chosen(reader, "person", "Choose whose needs these are");
    let language = reader.line("language", "Language");
    let interpreter = reader.line("interpreter", "What they ask of an interpreter");
    let formats: Vec<Format> = reader.codes("formats", "How should information reach them?");
    let mut needs = BTreeMap::new();
    for need in Need::ALL {
        let answer = reader.code(&field(*need), need.label());
        needs.extend(answer.filter(|answer| *answer != NeedAnswer::NotAsked).map(|answer| (*need, answer)));
    }
    let by_and_for: Vec<ByAndFor> = reader.codes("by-and-for", "Which did you offer?");
    let words = reader.note("words", "What is done about it");
    let anything = NOTE.fields.iter().any(|field| *field != "person" && reader.sent().has(field));
    if !anything {
        reader.wrong("language", "Write down at least one answer, or go back without recording");
    }
    let recorded = NeedsRecorded {
        person: person?,
        needs,
        language,
        interpreter,
        formats: formats.into_iter().collect(),
        by_and_for: by_and_for.into_iter().collect(),
        words,
    };
    Some(vec![CaseCommand::from(recorded).into()])
}
