//! The agencies that the survivor was told of, and how the details were given (NHG-20).

use access::ActionKind;
use domain::case::CaseCommand;
use domain::disclosure::{AgenciesOffered, Agency, GivenHow};
use domain::report::Route;

use super::note::{Known, Note, empty, nowhere};
use super::parts::Parts;
use crate::pages::case::past_services;

/// One field for each agency, in the order of the list.
const FIELDS: &[&str] = &[
    "given-police",
    "given-idva",
    "given-specialist",
    "given-by-and-for",
    "given-helpline",
    "given-victim-support",
    "given-legal-advice",
    "given-housing-options",
    "given-mash",
    "given-early-help",
    "given-childrens-services",
    "given-adult-services",
    "given-health",
    "given-non-recent",
    "given-other",
];

fn each() -> impl Iterator<Item = (&'static str, Agency)> {
    FIELDS.iter().copied().zip(Agency::ALL.iter().copied())
}

/// The note.
pub const NOTE: Note = Note {
    what: "agencies",
    label: "Agencies they were told of",
    guide: "Paper and messages can be found by somebody else. Say it aloud unless they ask for another way. Leave out the agencies that you did not speak of. IDVA: an independent domestic violence adviser. MASH: the multi-agency safeguarding hub.",
    needs: ActionKind::RecordOnCase,
    routes: &[Route::Disclosure],
    replaces: false,
    fields: FIELDS,
    first: empty,
    parts: |known, form| {
        each()
            .fold(who_helps(known, Parts::of(form)), |parts, (field, agency)| {
                parts.and(&form.select::<GivenHow>(field, agency.label()))
            })
            .done()
    },
    read: |reader, _| {
        let given = |(field, agency): (&str, Agency)| Some((agency, reader.code(field, agency.label())?));
        let agencies: Vec<(Agency, GivenHow)> = each().filter_map(given).collect();
        let answered = FIELDS.iter().any(|field| reader.sent().has(field));
        if let Some(first) = FIELDS.first().filter(|_| !answered) {
            reader.wrong(first, "Choose how the details of at least one agency were given");
        }
        Some(vec![CaseCommand::OfferAgencies(AgenciesOffered { agencies }).into()])
    },
    beside: nowhere,
};

/// Where the abuse lies in the past: who helps with that, from the organisation's own list, then who answers anywhere.
fn who_helps<'a>(known: &Known<'_>, parts: Parts<'a>) -> Parts<'a> {
    let Some(recorded) = known.view.support.non_recent() else { return parts };
    let parts = parts.heading("Who helps with abuse of long ago");
    let parts = match &known.local.past {
        Some(words) => parts.words(words),
        None => parts.text(
            "Nobody is listed here yet. Your domestic-abuse lead can write down who helps in this area, under “Choices here”. These help anywhere in England and Wales; check the number before you give it:",
        ),
    };
    let anywhere: Vec<String> = past_services(recorded.is.life_time)
        .iter()
        .map(|(name, number)| format!("{name}: {number}"))
        .collect();
    parts
        .list(&anywhere)
        .text("Say it aloud, and leave nothing behind. They choose whether to call, to go to the police, or to do nothing for now. Then choose below how it was given.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_agency_has_its_field() {
        assert_eq!(FIELDS.len(), Agency::ALL.len());
        assert!(each().all(|(field, agency)| field.strip_prefix("given-") == Some(agency.code())));
    }
}
