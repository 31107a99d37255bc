//! The days of an account that are counted down to: whether the survivor was told, and that one was moved.

use domain::Answer;
use domain::case::Numbered;
use domain::change::{ChangeRecorded, LifeChange};
use domain::day_told::{DayTold, Knows, ToldBy};
use domain::report::ReportSource;
use domain::when::london;

use super::contact::{fixed_words, moment_of};
use super::here::Here;
use super::road::NOT_SAID;
use super::steps::Part;
use crate::problem::Problem;
use crate::scenario::Teller;

/// Whether they were told of the last day that nobody has told them of yet, or of the last of all.
pub(super) fn told(part: &Part<'_>, here: &Here<'_>) -> Result<DayTold, Problem> {
    let today = here.now.to_zoned(london()).date();
    let untold = here.state.support().untold(today).last();
    let knows = match part.fact.says.survivor_told {
        Some(Answer::Yes) => Knows::Told { at: moment_of(part), by: by(part) },
        Some(Answer::No) => {
            let words = part.fact.words.clone();
            Knows::NotTold { why: words.map_or_else(|| fixed_words(part, here, NOT_SAID), Ok)? }
        }
        Some(Answer::NotKnown) | None => Knows::NotKnown,
    };
    let of = untold.or_else(|| newest(here)).map_or(0, |day| day.sequence);
    let silent = matches!(knows, Knows::Told { by: ToldBy::Otherwise, .. }) && part.fact.words.is_none();
    let words = if silent { Some(fixed_words(part, here, NOT_SAID)?) } else { part.fact.words.clone() };
    Ok(DayTold { of, knows, words })
}

/// Who told them, as far as the account says: it may not have every contact that was made.
fn by(part: &Part<'_>) -> ToldBy {
    match part.fact.by.as_ref().map(Teller::source) {
        Some(ReportSource::Survivor) => ToldBy::Knew,
        Some(ReportSource::Police | ReportSource::Agency) => ToldBy::Agency,
        _ => ToldBy::Otherwise,
    }
}

/// The last day that was named is another now.
pub(super) fn moved(part: &Part<'_>, here: &Here<'_>) -> ChangeRecorded {
    let older = newest(here);
    ChangeRecorded {
        change: older.map_or(LifeChange::Hearing, |day| day.is.change),
        when: part.fact.says.on.clone().unwrap_or(domain::Happened::NotKnown),
        order: older.and_then(|day| day.is.order.clone()),
        words: part.fact.words.clone(),
        instead_of: Some(older.map_or(0, |day| day.sequence)),
    }
}

fn newest<'h>(here: &'h Here<'_>) -> Option<&'h Numbered<ChangeRecorded>> {
    here.state.support().standing_changes().filter(|change| change.is.change.is_counted_down()).last()
}
