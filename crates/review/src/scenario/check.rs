//! What must hold of a fact as a whole.

use domain::choices::ChoiceState;

use domain::reviewing::Ending;
use domain::safeguarding::Agreed;

use super::source::{Fields, Read};
use super::words::{Records, Road};
use super::{Fact, when};
use crate::problem::did_you_mean;

type Checked = Read<()>;

/// One fact makes sense in itself.
pub(super) fn fact(fields: &Fields<'_, '_>, fact: &Fact) -> Checked {
    dated(fields, fact)?;
    told(fields, fact)?;
    whole(fields, fact)
}

/// What is corrected is a fact of this file that became known before, and what stands in its place is of the same kind.
pub(super) fn corrections(root: &Fields<'_, '_>, facts: &[Fact]) {
    for fact in facts {
        correction(root, facts, fact).ok();
    }
}

fn correction(root: &Fields<'_, '_>, facts: &[Fact], fact: &Fact) -> Checked {
    let slip = |what: String| Err(root.problem_on(fact.line, what));
    let same = |other: &&Fact| fact.key.is_some() && other.key == fact.key;
    if let (Some(key), 2..) = (&fact.key, facts.iter().filter(same).count()) {
        return slip(format!("two facts have the key '{key}': give one another"));
    }
    let Some(named) = fact.says.of.as_ref().or(fact.instead_of.as_ref()) else { return Ok(()) };
    let Some(was) = facts.iter().find(|other| other.key.as_ref() == Some(named)) else {
        let known: Vec<&str> = facts.iter().filter_map(|other| other.key.as_deref()).collect();
        let hint = if known.is_empty() { String::new() } else { did_you_mean(named, &known) };
        return slip(format!(
            "no fact has the key '{named}': write key = \"{named}\" into the one that was wrong{hint}"
        ));
    };
    if fact.instead_of.is_some() && was.what.word != fact.what.word {
        return slip(format!(
            "'instead_of' names a fact with what = \"{}\": write the same word, or take it back with \"corrected\"",
            was.what.word
        ));
    }
    if fact.count > 1 || was.count > 1 {
        return slip(
            "a correction is about one fact: leave out 'count', and write each by itself".to_owned(),
        );
    }
    let known = |fact: &Fact| fact.known.or_else(|| when::certain(&fact.when));
    if known(fact) <= known(was) {
        return slip(format!("this became known no later than '{named}', which it corrects: mend 'known'"));
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
        Records::Road(Road::Closed) => {
            let moved = says.moved_to.is_none() || says.ending == Some(Ending::Moved);
            wants(moved, "ending", "\"moved\", as 'moved_to' says where to")
        }
        Records::Corrected => wants(says.of.is_some(), "of", "the 'key' of the fact that was wrong"),
        Records::Road(Road::TalkedOver) => {
            wants(says.choice.is_some(), "choice", "what it was about, such as \"refuge\"")?;
            let again = says.state != Some(ChoiceState::Later) || says.on.is_some();
            wants(again, "on", "the day on which to ask again")
        }
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
            wants(reason, "words", "the reason")?;
            let without = says.agreed.is_some_and(Agreed::needs_a_ground);
            let grounds = says.ground.is_some() || says.why_without.is_some();
            wants(
                without || !grounds,
                "agreed",
                "\"no\" or \"not-asked\", as it says on what ground or why",
            )?;
            wants(!without || says.ground.is_some(), "ground", "such as \"child-harm\"")?;
            wants(!without || says.why_without.is_some(), "why_without", "the reason")
        }
        _ => Ok(()),
    }
}
