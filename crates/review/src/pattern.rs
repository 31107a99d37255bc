//! Incidents beside one another: never one without those that it stands among (ONE-04, R-05).

use std::collections::BTreeMap;

use domain::case::CaseEvent;
use domain::incident::{Incident, PatternRule};
use domain::{Happened, IncidentId, Recorded};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use policy::calendar::Calendar;
use serde::Serialize;

/// One incident among all that were known when it became known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternLine {
    /// The entry that recorded it.
    pub entry: u64,
    /// When it became known.
    pub known: Timestamp,
    /// When it happened.
    #[serde(serialize_with = "crate::report::as_plain_time")]
    pub happened: Happened,
    /// How many incidents that the policy counts may lie within one window of its pattern, this one among them where it
    /// counts.
    pub in_window: usize,
    /// The entries of the others in that window.
    pub together_with: Vec<u64>,
    /// The entries of all others that were known by then, however long ago.
    pub known_before: Vec<u64>,
    /// Whether this incident makes or prolongs a pattern.
    pub repeats: bool,
}

/// The first and the last day on which a window that holds an incident can end.
#[derive(Clone, Copy)]
struct Held {
    entry: u64,
    from: Date,
    to: Date,
    /// Whether the policy counts it, by whoever told of it.
    counts: bool,
}

/// One line for each entry that recorded an incident. The reading of vague times is that of
/// [`policy::duties`]: what may lie in a window counts.
pub(crate) fn lines(
    history: &[Recorded<CaseEvent>],
    pattern: PatternRule,
    calendar: &Calendar,
) -> Vec<PatternLine> {
    let mut all: BTreeMap<IncidentId, Held> = BTreeMap::new();
    let mut lines = Vec::new();
    for entry in history {
        let CaseEvent::IncidentRecorded(incident) = &entry.event else { continue };
        let held = held(incident, entry, pattern, calendar);
        all.insert(incident.incident, held);
        let window = fullest(&all, held);
        let known_before = all.values().map(|other| other.entry).filter(|other| *other != held.entry);
        lines.push(PatternLine {
            entry: entry.sequence,
            known: entry.recorded_at,
            happened: incident.happened.clone(),
            in_window: window.len(),
            together_with: sorted(window.iter().copied().filter(|other| *other != held.entry)),
            known_before: sorted(known_before),
            repeats: held.counts && window.len() >= usize::from(pattern.incidents),
        });
    }
    lines
}

fn held(incident: &Incident, entry: &Recorded<CaseEvent>, pattern: PatternRule, calendar: &Calendar) -> Held {
    let today = calendar.day_of(entry.recorded_at);
    let (first, last) = incident.happened.days().unwrap_or((Date::MIN, today));
    let from = first.saturating_sub(i32::from(pattern.months).months());
    Held { entry: entry.sequence, from, to: last, counts: pattern.counts(incident) }
}

/// The entries of the fullest window that may hold this incident, of those that count; of equal ones the earliest.
fn fullest(all: &BTreeMap<IncidentId, Held>, held: Held) -> Vec<u64> {
    let counted = || all.values().filter(|other| other.counts);
    let days = counted().map(|other| other.to).filter(|day| held.from <= *day && *day <= held.to);
    let within = |day: Date| counted().filter(move |other| other.from <= day && day <= other.to);
    let best = days.max_by_key(|day| (within(*day).count(), std::cmp::Reverse(*day)));
    best.map(|day| within(day).map(|other| other.entry).collect()).unwrap_or_default()
}

fn sorted(entries: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut entries: Vec<u64> = entries.collect();
    entries.sort_unstable();
    entries
}
