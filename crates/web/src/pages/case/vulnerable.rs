//! That somebody warned us of a great danger: a mark on the record, in words, that stays.

use askama::Template;
use askama::filters::HtmlSafe;
use policy::words::Evidence;
use service::CasePage;

use super::actions;
use crate::plain::moment_from;

/// The mark.
#[derive(Clone, Template)]
#[template(path = "case/vulnerable.html")]
pub(super) struct Vulnerable {
    since: String,
    history: Option<String>,
    repairs: Option<String>,
}

impl HtmlSafe for Vulnerable {}

impl Vulnerable {
    /// While the case is open, and on an earlier day as it was known then. Who warned us is not said here.
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let warned = page.view.warned?;
        let repairs = actions::address(page, Evidence::RepairsFirst);
        Some(Self {
            since: moment_from(warned, page.as_of),
            history: actions::address(page, Evidence::RiskAssessed),
            repairs,
        })
    }
}
