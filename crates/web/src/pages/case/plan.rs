//! The safety plan, in short: whether there is one, and what calls for going through it again.

use access::Field;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::CaseId;
use domain::report::Route;
use service::CasePage;

use crate::pages::plan::called_for;
use crate::plain::{day, moment_from};

/// The plan in short.
#[derive(Clone, Template)]
#[template(path = "case/plan.html")]
pub(super) struct Plan {
    case: CaseId,
    made: Option<(String, String, Vec<&'static str>)>,
    called_for: Vec<String>,
}

impl HtmlSafe for Plan {}

impl Plan {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let view = &page.view;
        let fits = view.shows(Field::Safety) && view.route == Some(Route::Disclosure);
        fits.then(|| Self {
            case: page.case,
            made: view.support.plan().map(|plan| {
                let parts = plan.is.parts.keys().map(|part| part.label()).collect();
                (moment_from(plan.recorded_at, page.as_of), day(plan.is.again_on), parts)
            }),
            called_for: called_for(page),
        })
    }
}
