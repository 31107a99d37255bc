//! What is known of the risk, in a few sentences: whether it still holds, what is counted down to, and where the rest
//! stands. Never one number alone.

use access::Field;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::report::Route;
use domain::{Answer, CaseId};
use service::CasePage;

use crate::components::prelude::*;
use crate::pages::risk::words;

/// The part about risk.
#[derive(Clone, Template)]
#[template(path = "case/risk.html")]
pub(super) struct Risk {
    case: CaseId,
    stale: Option<String>,
    heightened: Option<String>,
    ahead: Vec<String>,
    newest: Option<(String, String)>,
    high: Vec<&'static str>,
    referred: bool,
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
        let roads = words::roads(page, newest.map(|newest| &newest.is));
        Some(Self {
            case: page.case,
            stale: words::stale(page),
            heightened: words::heightened(page),
            ahead: words::ahead(page),
            newest: newest.map(|newest| (words::recorded(page, newest), words::counts(newest.is.counts()))),
            high: roads.iter().filter(|road| road.leads == Answer::Yes).map(|road| road.label).collect(),
            referred: view.support.is_referred(),
        })
    }
}
