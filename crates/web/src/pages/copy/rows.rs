//! The rows of the copy.

use access::Line;
use domain::Happened;
use domain::when::london;
use jiff::Timestamp;
use policy::DutyState;
use service::{DutyLine, Gap, ReviewPack};

use crate::plain::{happened, moment};

/// The columns, in this order.
pub(super) const COLUMNS: &[&str; 10] = &[
    "No",
    "Time known",
    "Time happened",
    "Source",
    "Person concerned",
    "Event",
    "Information",
    "Decision and reason",
    "Policy followed",
    "Corrected",
];

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: String,
    known: String,
    happened: String,
    source: String,
    persons: String,
    pub(super) event: String,
    information: String,
    decision: String,
    policy: String,
    corrected: String,
}

impl Row {
    /// In the order of the columns.
    pub(super) fn cells(&self) -> [&str; 10] {
        [
            &self.number,
            &self.known,
            &self.happened,
            &self.source,
            &self.persons,
            &self.event,
            &self.information,
            &self.decision,
            &self.policy,
            &self.corrected,
        ]
    }
}

/// The kinds of entry by which somebody decided something, and said why.
const DECISIONS: &[&str] = &[
    "region-placed",
    "owner-named",
    "severity-assessed",
    "contact-paused",
    "safeguarding-not-needed",
    "breach-decided",
    "marac-decided",
    "case-reviewed",
    "case-closed",
    "case-reopened",
    "hold-lifted",
    "records-joined",
    "records-parted",
    "duty-set-aside",
    "counter-allegation-recorded",
    "corrected",
];

/// The labels under which an entry says from whom it comes.
const SOURCES: &[&str] = &["From", "Came by", "Reporter", "Told by"];

/// How a moment is written: in words to be read, or so that a table can be put in order by it.
pub(super) type When = fn(Timestamp) -> String;

/// "2026-11-23 06:10", in London time, as tables of several agencies are merged by it.
pub(super) fn sortable(at: Timestamp) -> String {
    at.to_zoned(london()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Every entry in order, and each gap where it ended.
pub(super) fn rows(pack: &ReviewPack, when: When) -> Vec<Row> {
    let mut gaps = pack.gaps.iter().peekable();
    let mut rows = Vec::new();
    for line in &pack.lines {
        while let Some(gap) = gaps.next_if(|gap| gap.until <= line.recorded_at) {
            rows.push(silence(gap, when));
        }
        rows.push(entry(pack, line, when));
    }
    rows.extend(gaps.map(|gap| silence(gap, when)));
    rows
}

fn silence(gap: &Gap, when: When) -> Row {
    Row {
        known: when(gap.from),
        event: "No contact".to_owned(),
        information: format!(
            "Nobody spoke with them for {} working days, until {}.",
            gap.working_days,
            moment(gap.until)
        ),
        ..Row::default()
    }
}

fn entry(pack: &ReviewPack, line: &Line, when: When) -> Row {
    // A copy goes out of the house. What stood there before stays in the record, marked.
    let telling = line.now(&pack.lines);
    let by = pack.colleagues.get(&line.actor).map_or("a former colleague", String::as_str);
    let is_source = |label: &str| SOURCES.contains(&label);
    let told = |of_source: bool| {
        let details = telling.details.iter().filter(|detail| is_source(detail.label) == of_source);
        details.map(|detail| format!("{}: {}", detail.label, detail.text)).collect::<Vec<_>>()
    };
    let (mut source, said) = (told(true), told(false).join("\n"));
    source.push(format!("Recorded by {by}"));
    let decides = DECISIONS.contains(&line.kind);
    let (information, decision) = if decides { (String::new(), said) } else { (said, String::new()) };
    Row {
        number: line.sequence.to_string(),
        known: when(line.recorded_at),
        happened: telling.happened.as_ref().map(|at| told_when(at, when)).unwrap_or_default(),
        source: source.join("\n"),
        persons: persons(pack, line),
        event: telling.headline.to_owned(),
        information,
        decision,
        policy: followed(pack, line.sequence),
        corrected: corrected(line),
    }
}

fn told_when(at: &Happened, when: When) -> String {
    match at {
        Happened::At(at) => when(*at),
        vague => happened(vague),
    }
}

/// Everybody whose name stands in the entry, as this person may see it.
fn persons(pack: &ReviewPack, line: &Line) -> String {
    let stands = |name: &&String| {
        line.now(&pack.lines).details.iter().any(|detail| detail.text.contains(name.as_str()))
    };
    pack.people.iter().filter(stands).cloned().collect::<Vec<_>>().join("\n")
}

fn corrected(line: &Line) -> String {
    match (line.corrected_by, line.corrects) {
        (Some(by), _) => format!("Corrected by entry {by}"),
        (None, Some(of)) => format!("Corrects entry {of}"),
        (None, None) => String::new(),
    }
}

/// What the policy asked for because of this entry, and whether it was done.
fn followed(pack: &ReviewPack, entry: u64) -> String {
    let started = pack.duties.iter().filter(|duty| duty.started.sequence == entry);
    started.filter_map(told).collect::<Vec<_>>().join("\n")
}

fn told(duty: &DutyLine) -> Option<String> {
    let by = moment(duty.due);
    let how = match duty.state {
        DutyState::Met { late: false, by, .. } => format!("done in time (entry {by})"),
        DutyState::Met { late: true, by: entry, at } => {
            format!("done late, {} (entry {entry}), was due {by}", moment(at))
        }
        DutyState::Overdue => format!("not done, was due {by}"),
        DutyState::Due | DutyState::Waiting { .. } => format!("not done yet, due {by}"),
        DutyState::Paused { until, .. } => format!("waits for a safe moment until {}", moment(until)),
        DutyState::SetAside { by, .. } => format!("set aside (entry {by})"),
        DutyState::NotApplicable { replaced: true, by, .. } => {
            format!("not done in time, begun anew (entry {by})")
        }
        DutyState::Closed { by: entry, .. } => {
            format!("not done when the record was closed (entry {entry}), was due {by}")
        }
        DutyState::NotApplicable { .. } => return None,
    };
    Some(format!("{}: {how}", duty.title))
}
