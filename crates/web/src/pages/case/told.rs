//! What a report says happened, while no incident says it: told as the report that it is, with a way to record it as one.

use access::{CaseView, ReportSaid};
use domain::Happened;
use domain::case::Numbered;
use domain::incident::Incident;
use domain::report::{ReportSource, Route};
use policy::DutyState;
use policy::words::Evidence;
use service::{CasePage, DutyLine};

use super::actions;
use crate::form::Sent;
use crate::pages::notes::parts::begin_happened;
use crate::plain::{happened, moment_from};

/// A report that no incident tells yet.
#[derive(Clone)]
pub(super) struct ReportLine {
    pub(super) sequence: u64,
    pub(super) headline: String,
    pub(super) words: String,
    pub(super) when: String,
    /// The note on an incident.
    pub(super) note: String,
    /// What one press records; nothing where who told us is not to be seen here, so that nobody writes it down wrongly.
    pub(super) at_once: Option<Vec<(&'static str, String)>>,
    /// Where somebody says why it is none, while the policy asks for one.
    pub(super) none: Option<String>,
}

impl ReportLine {
    /// Of every such report, for whoever may record an incident here.
    pub(super) fn all(page: &CasePage) -> Vec<Self> {
        let Some(note) = actions::address(page, Evidence::IncidentRecorded) else { return Vec::new() };
        let told = page.view.reports.iter().filter(|report| is_apart(&page.view, report));
        let told = told.filter(|report| !is_said_to_be_none(page, report.sequence));
        told.filter_map(|report| Self::new(page, report, &note)).collect()
    }

    fn new(page: &CasePage, report: &Numbered<ReportSaid>, note: &str) -> Option<Self> {
        let words = report.is.words.as_ref()?;
        let own = report.is.source == ReportSource::Survivor;
        let by = if own { "What they said when they reported it" } else { "What somebody else told us" };
        Some(Self {
            sequence: report.sequence,
            headline: format!("{by}, {}.", moment_from(report.recorded_at, page.as_of)),
            words: words.as_str().to_owned(),
            when: happened(&report.is.happened),
            note: note.to_owned(),
            at_once: (report.is.source != ReportSource::Anonymous).then(|| fields(report)),
            none: none(page, report.sequence),
        })
    }
}

/// What this report asks for by the policy: an incident, or a reason why it is none.
fn asked(page: &CasePage, report: u64) -> impl Iterator<Item = &DutyLine> {
    let records =
        |evidence: &Evidence| matches!(evidence, Evidence::IncidentRecorded | Evidence::IncidentOfReport);
    let of_it = move |line: &&DutyLine| line.started.sequence == report && line.met_by.iter().any(records);
    page.duties.iter().filter(of_it)
}

fn is_said_to_be_none(page: &CasePage, report: u64) -> bool {
    asked(page, report).any(|line| matches!(line.state, DutyState::SetAside { .. }))
}

fn none(page: &CasePage, report: u64) -> Option<String> {
    let line = asked(page, report).find(|line| line.state.is_open())?;
    let may = page.may.contains(&line.needed_to_set_aside()) && !page.is_past;
    may.then(|| format!("/cases/{}/duties/{}/{report}/set-aside", page.case, line.code))
}

/// Whether a report tells what happened and no incident was recorded from it, or since without a report and says the same.
/// Whoever sees no incident cannot tell
/// whether one does: once somebody recorded one, they are not asked for it again.
pub(in crate::pages) fn is_apart(view: &CaseView, report: &Numbered<ReportSaid>) -> bool {
    let said = &report.is;
    let tells = said.words.is_some() && said.source.route() != Route::OwnBehaviour;
    let same = |words: &Option<_>, when: &Happened| {
        *words == said.words || (*when == said.happened && *when != Happened::NotKnown)
    };
    let is_of_it = |incident: &Incident| match incident.report {
        Some(entry) => entry == report.sequence,
        None => same(&incident.words, &incident.happened),
    };
    let since = view.incidents.iter().filter(|incident| incident.sequence > report.sequence);
    let unseen = view.last_incident.is_some_and(|last| last > report.sequence);
    tells && !unseen && !since.into_iter().any(|incident| is_of_it(&incident.is))
}

/// The fields of the note on an incident with what a report said.
pub(in crate::pages) fn answers(report: &Numbered<ReportSaid>) -> Sent {
    let said = &report.is;
    let mut sent = Sent::default();
    sent.set("report", vec![report.sequence.to_string()]);
    if said.source != ReportSource::Anonymous {
        sent.set("told-by", vec![said.source.code().to_owned()]);
    }
    if let Some(words) = &said.words {
        sent.set("words", vec![words.as_str().to_owned()]);
    }
    begin_happened(&mut sent, "happened", &said.happened);
    sent
}

/// The same, as a form sends them. What it says about an address was asked when the report was taken.
fn fields(report: &Numbered<ReportSaid>) -> Vec<(&'static str, String)> {
    let sent = answers(report);
    let mut fields = vec![("words-no-address", "yes".to_owned())];
    for name in ["report", "told-by", "words", "happened-season", "happened-time"] {
        if sent.has(name) {
            fields.push((name, sent.one(name).to_owned()));
        }
    }
    let parts = ["happened-day", "happened-month", "happened-year"].into_iter().zip(0..);
    fields.extend(parts.map(|(name, place)| (name, sent.part("happened", place).to_owned())));
    fields
}
