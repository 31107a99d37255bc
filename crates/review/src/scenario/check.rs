//! What must hold of a fact as a whole.

use super::source::{Fields, Read};
use super::words::{Records, Road};
use super::{Fact, Person, when};

type Checked = Read<()>;

/// One fact makes sense in itself and beside the people.
pub(super) fn fact(fields: &Fields<'_, '_>, fact: &Fact, people: &[Person]) -> Checked {
    dated(fields, fact)?;
    told(fields, fact)?;
    whole(fields, fact)?;
    let named = fact.says.done_by.iter().chain(&fact.says.names).flatten();
    for key in named {
        if !people.iter().any(|person| person.key == *key) {
            return Err(
                fields.problem(format!("'{key}' is no [[person]] of this file: add them, or mend the key"))
            );
        }
    }
    Ok(())
}

fn dated(fields: &Fields<'_, '_>, fact: &Fact) -> Checked {
    let Some(known) = fact.known else {
        return match when::certain(&fact.when) {
            Some(_) => Ok(()),
            None => Err(fields.problem("nobody can say when this became known: add 'known'")),
        };
    };
    let day = known.to_zoned(domain::when::london()).date();
    let ahead = fact.when.days().is_some_and(|(first, _)| first > day);
    if ahead && !fact.what.may_lie_ahead() {
        return Err(fields.problem("'known' is before 'when': nobody was told before it happened"));
    }
    Ok(())
}

/// Whoever told is part of a report: the road that it takes depends on it.
fn told(fields: &Fields<'_, '_>, fact: &Fact) -> Checked {
    let needs = matches!(fact.what.records, Records::Report | Records::Incident(_) | Records::Notice);
    if needs && fact.by.is_none() {
        return Err(fields
            .problem("'by' is missing: write who told, such as \"survivor\", \"police\" or \"not known\""));
    }
    Ok(())
}

/// What a word cannot do without.
fn whole(fields: &Fields<'_, '_>, fact: &Fact) -> Checked {
    let says = &fact.says;
    let wants = |present: bool, key: &str, example: &str| {
        let what = format!("a fact with what = \"{}\" needs '{key}': write {example}", fact.what.word);
        if present { Ok(()) } else { Err(fields.problem(what)) }
    };
    match fact.what.records {
        Records::Wishes => wants(fact.words.is_some(), "words", "what they said they want"),
        Records::Severity => wants(says.severity.is_some(), "severity", "\"high\""),
        Records::EnquiryPlanned => {
            wants(says.on.as_ref().is_some_and(|on| on.days().is_some()), "on", "a day")
        }
        Records::ContactAgreed => {
            wants(says.on.as_ref().is_some_and(|on| on.days().is_some()), "on", "a day or a time")
        }
        Records::EnquiryMade => wants(says.enquiry.is_some(), "outcome", "\"nothing-said\""),
        Records::Road(Road::Asking) => wants(says.wish.is_some(), "wish", "\"yes\" or \"no\""),
        Records::ContactPaused => wants(says.until.is_some(), "until", "a day or a time"),
        Records::ContactPlan => wants(!says.ways.is_empty(), "ways", "[\"phone: safe\"]"),
        Records::Agencies => wants(!says.agencies.is_empty(), "agencies", "[\"idva\"]"),
        Records::BreachDecided => {
            let said = says.reported.is_some() || says.survivor_told.is_some();
            wants(said, "reported", "\"yes\" or \"no\"")
        }
        Records::Concern | Records::ConcernNotNeeded => {
            wants(says.concern.is_some(), "concern", "\"children\", \"adult\" or \"both\"")?;
            let reason = fact.words.is_some() || fact.what.records == Records::Concern;
            wants(reason, "words", "the reason")
        }
        _ => Ok(()),
    }
}
