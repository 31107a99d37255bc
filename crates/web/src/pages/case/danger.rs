//! Somebody is in danger, and that the police know is not on the record yet: what to do stands before everything
//! else (NHG-15, domain.md 13A).

use askama::Template;
use askama::filters::HtmlSafe;
use policy::words::{Evidence, calls_the_police};
use service::{CasePage, DutyLine};

use super::actions;

/// The advice, while the duty to have the police called is open.
#[derive(Clone, Template)]
#[template(path = "case/danger.html")]
pub(in crate::pages) struct DangerNow {
    told: Option<String>,
}

impl HtmlSafe for DangerNow {}

impl DangerNow {
    /// Nothing where the police know, or where nobody said that there is danger.
    pub(in crate::pages) fn new(page: &CasePage) -> Option<Self> {
        let waits = |duty: &DutyLine| duty.state.is_open() && calls_the_police(&duty.met_by);
        page.duties.iter().any(waits).then(|| Self { told: actions::address(page, Evidence::PoliceTold) })
    }

    /// As a reviewed page shows it.
    pub(in crate::pages) fn sample() -> Self {
        Self { told: Some("/cases/00000000-0000-0000-0000-000000000000/notes/police".to_owned()) }
    }
}
