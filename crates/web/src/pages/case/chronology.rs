//! The chronology: what happened when, when it became known, who recorded it. What was corrected stays,
//! struck through, with the correction beneath.

use access::{ActionKind, Field, Line};
use askama::Template;
use askama::filters::HtmlSafe;
use domain::case::Telling;
use service::CasePage;

use crate::plain::{happened, moment};

/// The chronology, the newest last.
#[derive(Clone, Template)]
#[template(path = "case/chronology.html")]
pub(super) struct Chronology {
    entries: Vec<Entry>,
}

impl HtmlSafe for Chronology {}

#[derive(Clone)]
struct Entry {
    sequence: u64,
    told: Told,
    known: String,
    machine: String,
    by: String,
    corrected: bool,
    corrections: Vec<Correction>,
    correct: Option<String>,
}

#[derive(Clone)]
struct Correction {
    sequence: u64,
    known: String,
    by: String,
    why: String,
    instead: Option<Told>,
    stands: bool,
}

/// An entry in plain words.
#[derive(Clone, Template)]
#[template(path = "case/told.html")]
pub struct Told {
    headline: &'static str,
    happened: Option<String>,
    details: Vec<(&'static str, String)>,
}

impl HtmlSafe for Told {}

impl Told {
    /// A telling, ready to be shown.
    pub fn new(telling: &Telling) -> Self {
        let details = telling.details.iter().map(|detail| (detail.label, detail.text.clone()));
        Self {
            headline: telling.headline,
            happened: telling.happened.as_ref().map(happened),
            details: details.collect(),
        }
    }
}

impl Chronology {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let lines = &page.view.chronology;
        let entries = lines.iter().filter(|line| line.corrects.is_none()).map(|line| Entry::new(page, line));
        page.view.shows(Field::Chronology).then(|| Self { entries: entries.collect() })
    }
}

impl Entry {
    fn new(page: &CasePage, line: &Line) -> Self {
        let of_this = |other: &&Line| other.corrects == Some(line.sequence);
        let corrections = page.view.chronology.iter().filter(of_this);
        let may = page.may.contains(&ActionKind::CorrectRecord) && !page.is_past;
        let may = may && (line.sequence > 1 || line.words.is_some());
        Self {
            sequence: line.sequence,
            told: Told::new(&line.telling),
            known: moment(line.recorded_at),
            machine: line.recorded_at.to_string(),
            by: page.colleague(line.actor).to_owned(),
            corrected: line.corrected_by.is_some(),
            corrections: corrections.map(|one| Correction::new(page, one, line.corrected_by)).collect(),
            correct: may.then(|| format!("/cases/{}/entries/{}/correct", page.case, line.sequence)),
        }
    }
}

impl Correction {
    fn new(page: &CasePage, line: &Line, in_force: Option<u64>) -> Self {
        let why = line.telling.details.iter().find(|detail| detail.label == "What was wrong");
        Self {
            sequence: line.sequence,
            known: moment(line.recorded_at),
            by: page.colleague(line.actor).to_owned(),
            why: why.map(|detail| detail.text.clone()).unwrap_or_default(),
            instead: line.instead.as_ref().map(Told::new),
            stands: in_force == Some(line.sequence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::case::sample;

    /// A panel reads later what we knew on a day: what is told of an evening must not read as if we had known it then.
    #[test]
    fn given_something_happened_before_we_learned_of_it_then_both_times_are_told_apart_in_words() {
        let page = sample::page();
        let line = page.view.chronology.iter().find(|line| line.sequence == 1).unwrap();
        let shown = Chronology::new(&page).unwrap().render().unwrap();
        let (entry, _) = shown.split_once("id=\"entry-2\"").unwrap();
        let when = happened(line.telling.happened.as_ref().unwrap());
        assert!(entry.contains(&format!("When it happened: {when}<")), "{entry}");
        let known = moment(line.recorded_at);
        assert!(entry.contains("We have known this since") && entry.contains(&known), "{entry}");
        assert!(
            !entry.contains(&format!("{}</strong>: ", line.telling.headline)),
            "no time beside what we did: {entry}"
        );
    }
}
