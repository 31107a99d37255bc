//! What the report answered already: told beside the questions, so that nobody has to tell it twice.

use access::{CaseView, ReportSaid};
use domain::case::Numbered;
use domain::report::{PoliceCall, ReportSource};
use service::CasePage;

use super::super::fields::{Rows, of};
use crate::form::Sent;
use crate::pages::case::told::{answers, is_apart};
use crate::plain::{happened, moment_from, small};

/// What the newest report said, while nobody has held a conversation since.
#[derive(Clone)]
pub(super) struct Already {
    /// Whether they said it themselves.
    pub own: bool,
    /// When it was taken.
    pub taken: String,
    /// Danger then, and the police.
    pub danger: String,
    /// What happened, and when, while no incident says it.
    pub happened: Option<(String, String)>,
}

impl Already {
    pub(super) fn of(page: &CasePage) -> Option<Self> {
        let report = newest(&page.view)?;
        let said = &report.is;
        let words = said.words.as_ref().filter(|_| is_apart(&page.view, report));
        Some(Self {
            own: said.source == ReportSource::Survivor,
            taken: moment_from(report.recorded_at, page.as_of),
            danger: danger(said),
            happened: words.map(|words| (words.as_str().to_owned(), happened(&said.happened))),
        })
    }

    pub(super) fn by(&self) -> &'static str {
        if self.own { "They said when they reported it" } else { "Somebody else’s report said" }
    }
}

/// The newest report, unless they have spoken with us since.
fn newest(view: &CaseView) -> Option<&Numbered<ReportSaid>> {
    let spoke = view.disclosure.as_ref().map_or(0, |disclosure| disclosure.sequence);
    view.reports.last().filter(|report| report.sequence > spoke)
}

/// "Danger now: yes. Police: we called them (CAD 1234)."
fn danger(said: &ReportSaid) -> String {
    let reference = said.danger.police_reference.as_ref();
    let reference = reference.map(|reference| format!(" ({})", reference.as_str())).unwrap_or_default();
    let (now, police) = (said.danger.now.label(), said.danger.police.label());
    format!("Danger at that moment: {}. Police: {}{reference}.", small(now), small(police))
}

/// Fills in what goes on being so: that the police were called, and what happened where they said it themselves. Danger
/// is asked again, and what somebody else told is never put down as the survivor's words.
pub(super) fn fill(sent: &mut Sent, view: &CaseView) {
    let Some(report) = newest(view) else { return };
    let called = !matches!(report.is.danger.police, PoliceCall::NotCalled | PoliceCall::NotKnown);
    if called && sent.all("police").is_empty() {
        sent.set("police", vec![report.is.danger.police.code().to_owned()]);
        let reference = report.is.danger.police_reference.as_ref();
        if let Some(reference) = reference.filter(|_| sent.all("police-reference").is_empty()) {
            sent.set("police-reference", vec![reference.as_str().to_owned()]);
        }
    }
    let row = Rows::Incidents.row(1);
    let untouched = !Rows::Incidents.is_touched(sent, 1);
    if report.is.source == ReportSource::Survivor && is_apart(view, report) && untouched {
        let said = answers(report);
        for (part, field) in [
            ("words", "words"),
            ("when", "happened"),
            ("when-season", "happened-season"),
            ("when-time", "happened-time"),
        ] {
            if said.has(field) {
                sent.set(of(&row, part), said.all(field).to_vec());
            }
        }
        let words = report.is.words.as_ref();
        if words
            .is_some_and(|words| words.looks_like_address().is_some() || words.looks_like_phone().is_some())
        {
            // It was asked when the report was taken.
            sent.set(of(&row, "words-no-address"), vec!["yes".to_owned()]);
        }
    }
}
