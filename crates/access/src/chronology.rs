//! The chronology as one permit shows it.

use std::collections::BTreeMap;

use domain::case::{CaseEvent, CaseState, Telling, tell};
use domain::people::Person;
use domain::{PersonId, Recorded, UserId};
use jiff::Timestamp;

use crate::veil::Veil;

/// One line of the chronology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The entry's place.
    pub sequence: u64,
    /// When it became known.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub actor: UserId,
    /// What it says.
    pub telling: Telling,
    /// The entry that corrects this one, where one does.
    pub corrected_by: Option<u64>,
    /// What the correction says instead, on the correction's own line.
    pub instead: Option<Telling>,
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
        Some(None) => "a reporter".to_owned(),
        None => "somebody".to_owned(),
    };
    let telling = |event: &CaseEvent| veil.event(event).map(|event| veil.telling(tell(&event, &name)));
    let corrections = corrections(history);
    let is_hidden = |sequence: u64| {
        let entry = history.iter().find(|entry| entry.sequence == sequence);
        entry.is_some_and(|entry| veil.event(&entry.event).is_none())
    };
    let line = |entry: &Recorded<CaseEvent>| {
        let instead = match &entry.event {
            CaseEvent::Corrected(corrected) if is_hidden(corrected.sequence) => return None,
            CaseEvent::Corrected(corrected) => corrected.instead.as_deref().and_then(telling),
            _ => None,
        };
        Some(Line {
            sequence: entry.sequence,
            recorded_at: entry.recorded_at,
            actor: entry.actor,
            telling: telling(&entry.event)?,
            corrected_by: corrections.get(&entry.sequence).copied(),
            instead,
        })
    };
    history.iter().filter_map(line).collect()
}

/// The newest correction of each entry that has one.
fn corrections(history: &[Recorded<CaseEvent>]) -> BTreeMap<u64, u64> {
    let one = |entry: &Recorded<CaseEvent>| match &entry.event {
        CaseEvent::Corrected(corrected) => Some((corrected.sequence, entry.sequence)),
        _ => None,
    };
    history.iter().filter_map(one).collect()
}
