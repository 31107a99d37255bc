//! The chronology as one permit shows it.

use std::collections::BTreeMap;

use domain::case::{CaseEvent, CaseState, Corrected, Telling, tell_on};
use domain::people::Person;
use domain::text::Words;
use domain::when::london;
use domain::{PersonId, Recorded, UserId};
use jiff::Timestamp;

use crate::veil::Veil;

/// One line of the chronology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The entry's place.
    pub sequence: u64,
    /// What kind of entry it is, as the journal names it.
    pub kind: &'static str,
    /// When it became known.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub actor: UserId,
    /// What it says.
    pub telling: Telling,
    /// The entry that corrects this one, where one does.
    pub corrected_by: Option<u64>,
    /// The entry that this one corrects, where it is a correction.
    pub corrects: Option<u64>,
    /// What the correction says instead, on the correction's own line.
    pub instead: Option<Telling>,
    /// The words of the entry as they stand now, where it is little more than somebody's words: a wish,
    /// what happened, what was reported. These a correction can put right.
    pub words: Option<Words>,
}

impl Line {
    /// What the entry says now, among all lines of the same chronology: what was put right stands in the place of what it
    /// said before, which may have been a telephone number in somebody's words.
    pub fn now<'l>(&'l self, all: &'l [Self]) -> &'l Telling {
        let correction = all.iter().find(|other| Some(other.sequence) == self.corrected_by);
        correction.and_then(|correction| correction.instead.as_ref()).unwrap_or(&self.telling)
    }
}

/// What somebody is called where no name is known: what they are.
pub(crate) fn called(person: &Person) -> String {
    if let Some(name) = &person.name {
        return name.as_str().to_owned();
    }
    let role = person.roles.first().map_or("Somebody", |role| role.label());
    format!("{role}, name not known")
}

pub(crate) fn chronology(state: &CaseState, history: &[Recorded<CaseEvent>], veil: &Veil) -> Vec<Line> {
    let name = |person: PersonId| match state.person(person).map(|person| veil.person(person)) {
        Some(Some(person)) => called(&person),
        Some(None) => "somebody not shown here".to_owned(),
        None => "somebody".to_owned(),
    };
    let telling = |event: &CaseEvent, entry: &Recorded<CaseEvent>| {
        let day = entry.recorded_at.to_zoned(london()).date();
        veil.event(event, entry.sequence).map(|event| veil.telling(tell_on(&event, &name, day)))
    };
    let corrections = corrections(history);
    let is_hidden = |sequence: u64| {
        let entry = history.iter().find(|entry| entry.sequence == sequence);
        entry.is_some_and(|entry| veil.event(&entry.event, sequence).is_none())
    };
    let line = |entry: &Recorded<CaseEvent>| {
        let correction = corrected(&entry.event);
        if correction.is_some_and(|correction| is_hidden(correction.sequence)) {
            return None;
        }
        let shown = veil.event(&entry.event, entry.sequence)?;
        let instead = correction.and_then(|correction| correction.instead.as_deref());
        let correction_of_it = corrections.get(&entry.sequence);
        let stands = match correction_of_it {
            Some((_, correction)) => correction.instead.as_deref(),
            None => Some(&entry.event),
        };
        Some(Line {
            sequence: entry.sequence,
            kind: shown.kind(),
            recorded_at: entry.recorded_at,
            actor: entry.actor,
            telling: telling(&entry.event, entry)?,
            corrected_by: correction_of_it.map(|(place, _)| *place),
            corrects: correction.map(|correction| correction.sequence),
            instead: instead.and_then(|event| telling(event, entry)),
            words: stands.and_then(words).cloned(),
        })
    };
    history.iter().filter_map(line).collect()
}

const fn corrected(event: &CaseEvent) -> Option<&Corrected> {
    match event {
        CaseEvent::Corrected(corrected) => Some(corrected),
        _ => None,
    }
}

/// The words of an entry that is little more than somebody's words.
const fn words(event: &CaseEvent) -> Option<&Words> {
    match event {
        CaseEvent::WishesRecorded(wishes) => Some(&wishes.words),
        CaseEvent::IncidentRecorded(incident) => incident.words.as_ref(),
        CaseEvent::ReportTaken(report) => report.words.as_ref(),
        _ => None,
    }
}

/// The newest correction of each entry that has one, with the correction's own place.
fn corrections(history: &[Recorded<CaseEvent>]) -> BTreeMap<u64, (u64, &Corrected)> {
    let corrections = history.iter().filter_map(|entry| Some((entry.sequence, corrected(&entry.event)?)));
    corrections.map(|(sequence, correction)| (correction.sequence, (sequence, correction))).collect()
}
