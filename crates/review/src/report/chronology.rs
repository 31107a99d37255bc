//! What happened, in the order in which it became known.

use std::collections::BTreeSet;

use domain::Recorded;
use domain::case::{CaseEvent, Detail, Shade};
use jiff::Timestamp;
use serde::Serialize;

use super::{Voice, time, told};
use crate::record::Noted;

/// One line of the chronology: an entry of the journal, or a fact that stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The place in the journal; none for a fact that is only noted.
    pub entry: Option<u64>,
    /// When it became known.
    pub known: Timestamp,
    /// When it happened, where that is said.
    pub happened: Option<String>,
    /// Who told or acted.
    pub who: String,
    /// The kind of the entry, or the word of the account.
    pub what: &'static str,
    /// What it is, in a few words.
    pub headline: String,
    /// What was said.
    pub details: Vec<DetailLine>,
    /// Whether a later entry says that this one was wrong.
    pub corrected: bool,
}

/// One thing that an entry says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DetailLine {
    /// What it is.
    pub label: &'static str,
    /// What was recorded.
    pub text: String,
}

/// The journal and what is noted beside it, each fact in its place.
pub(super) fn entries(history: &[Recorded<CaseEvent>], noted: &[Noted], voice: &Voice<'_>) -> Vec<Entry> {
    let wrong = corrected(history);
    let mut entries: Vec<Entry> = history.iter().map(|entry| of_entry(entry, &wrong, voice)).collect();
    for fact in noted {
        let place = entries.partition_point(|entry| entry.stands_before(fact));
        entries.insert(place, of_noted(fact));
    }
    entries
}

/// The entries of which a later one says that they were wrong.
pub(super) fn corrected(history: &[Recorded<CaseEvent>]) -> BTreeSet<u64> {
    let corrected = |entry: &Recorded<CaseEvent>| match &entry.event {
        CaseEvent::Corrected(corrected) => Some(corrected.sequence),
        _ => None,
    };
    history.iter().filter_map(corrected).collect()
}

impl Entry {
    fn stands_before(&self, fact: &Noted) -> bool {
        self.entry.map_or(self.known <= fact.known, |place| place <= fact.after)
    }
}

fn of_entry(entry: &Recorded<CaseEvent>, wrong: &BTreeSet<u64>, voice: &Voice<'_>) -> Entry {
    let (headline, happened, details) = told(&entry.event, voice);
    Entry {
        entry: Some(entry.sequence),
        known: entry.recorded_at,
        happened: happened.as_ref().map(time::plain),
        who: (voice.who)(entry),
        what: entry.event.kind(),
        headline: headline.to_owned(),
        details,
        corrected: wrong.contains(&entry.sequence),
    }
}

fn of_noted(fact: &Noted) -> Entry {
    let words = fact.words.iter().map(|words| DetailLine { label: "What was said", text: words.clone() });
    Entry {
        entry: None,
        known: fact.known,
        happened: Some(time::plain(&fact.happened)),
        who: fact.who.clone(),
        what: fact.word,
        headline: if fact.word == "note" { "Noted".to_owned() } else { format!("Noted: {}", fact.meaning) },
        details: words.collect(),
        corrected: false,
    }
}

pub(super) fn details(details: Vec<Detail>, shows_reporters: bool) -> Vec<DetailLine> {
    let shown = details.into_iter().filter(|detail| shows_reporters || detail.shade == Shade::Plain);
    shown.map(|detail| DetailLine { label: detail.label, text: detail.text }).collect()
}
