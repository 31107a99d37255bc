//! What is known of the risk, in a few sentences: whether it still holds, what is counted down to, and where the rest
//! stands. Never one number alone.

use access::Field;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::precautions::Precaution;
use domain::report::Route;
use domain::risk::StandingRisk;
use domain::{Answer, CaseId, Severity};
use policy::words::Evidence;
use service::CasePage;

use super::actions;
use crate::components::prelude::*;
use crate::pages::risk::words::{self, Ahead};
use crate::plain::day;

/// The part about risk.
#[derive(Clone, Template)]
#[template(path = "case/risk.html")]
pub(super) struct Risk {
    case: CaseId,
    stale: Option<String>,
    heightened: Option<String>,
    ahead: Vec<Ahead>,
    newest: Option<(String, String)>,
    warnings: Vec<&'static str>,
    high: Vec<&'static str>,
    referred: bool,
    precautions: Vec<(&'static str, String)>,
    note: Option<String>,
}

impl HtmlSafe for Risk {}

impl Risk {
    /// In the record of a survivor, for whoever may see it.
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let view = &page.view;
        if !view.shows(Field::Risk) || view.route == Some(Route::OwnBehaviour) {
            return None;
        }
        let newest = view.support.assessment();
        let standing = view.support.standing_risk();
        let roads = words::roads(page, standing.as_ref());
        Some(Self {
            case: page.case,
            stale: words::stale(page),
            heightened: words::heightened(page),
            ahead: words::ahead(page),
            newest: newest.map(|newest| (words::recorded(page, newest), words::counts(newest.is.counts()))),
            warnings: warnings(page, standing.as_ref()),
            high: roads.iter().filter(|road| road.leads == Answer::Yes).map(|road| road.label).collect(),
            referred: view.support.is_referred(),
            precautions: precautions(page),
            note: actions::address(page, Evidence::HomeSeenTo),
        })
    }
}

/// What the assessments say and what the rest of the record does, each once: an incident may be newer than either.
fn warnings(page: &CasePage, standing: Option<&StandingRisk>) -> Vec<&'static str> {
    let mut warnings = standing.map(|standing| words::prompts(&page.view, standing)).unwrap_or_default();
    let more = words::on_record(&page.view).into_iter().filter(|more| !warnings.contains(more));
    let more: Vec<&'static str> = more.collect();
    warnings.extend(more);
    warnings
}

/// What is seen to at once where the risk is high, and how far each is; nothing where it is not high and nothing was
/// noted.
fn precautions(page: &CasePage) -> Vec<(&'static str, String)> {
    let view = &page.view;
    let (spoke, warned) = (view.route == Some(Route::Disclosure), view.warned.is_some());
    // What nobody has judged counts as high.
    let high = view.severity.is_some_and(|severity| severity <= Severity::Unknown);
    let asked = |which: &&Precaution| match which {
        Precaution::SecureHome | Precaution::Sanctuary => high && spoke,
        Precaution::Orders | Precaution::Release => high && (spoke || warned),
        Precaution::Repairs => warned,
    };
    let line = |which: &Precaution| {
        let how_far = view.support.precaution(*which).map(|(how_far, noted)| {
            format!("{}, {}, by {}", how_far.label(), day(noted.is.on), page.colleague(noted.actor))
        });
        (which.label(), how_far)
    };
    let lines = Precaution::ALL.iter().filter(|which| asked(which) || line(which).1.is_some()).map(line);
    let shown = view.shows(Field::Safety);
    lines
        .filter(|_| shown)
        .map(|(label, how_far)| (label, how_far.unwrap_or_else(|| "Not looked at yet".to_owned())))
        .collect()
}
