//! After a report was recorded: its reference, what comes next, and who has it now.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::CaseId;
use domain::report::Route;
use service::{CasePage, DutyLine};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::case::DangerNow;
use crate::plain::due;
use crate::session::SignedIn;
use crate::whom::Ring;

/// The receipt of a report.
#[derive(Clone, Template)]
#[template(path = "received.html")]
pub struct ReceivedPage {
    layout: Layout,
    case: CaseId,
    reference: String,
    route: Route,
    region: Option<String>,
    danger: Option<DangerNow>,
    due: Vec<(String, String)>,
    ring: Option<Ring>,
}

impl ReceivedPage {
    fn new(layout: Layout, page: &CasePage) -> Self {
        let open = |duty: &&DutyLine| duty.state.is_open();
        Self {
            layout: layout.title("Work"),
            case: page.case,
            reference: page.reference.to_string(),
            route: page.view.route.unwrap_or(Route::Suspicion),
            region: page.view.region.and_then(|region| page.regions.get(&region).cloned()),
            danger: DangerNow::new(page),
            due: page
                .duties
                .iter()
                .filter(open)
                .map(|duty| (duty.title.clone(), due(duty.due, page.as_of)))
                .collect(),
            ring: None,
        }
    }

    fn is_disclosure(&self) -> bool {
        self.route == Route::Disclosure
    }

    fn is_suspicion(&self) -> bool {
        self.route == Route::Suspicion
    }

    fn panel(&self) -> Panel {
        Panel::new("Report recorded").content(Html::of(&Reference { reference: &self.reference }))
    }
}

/// The reference, which stays on one line: it is read out.
#[derive(Template)]
#[template(source = r#"Reference <span class="app-reference">{{ reference }}</span>"#, ext = "html")]
struct Reference<'a> {
    reference: &'a str,
}

impl HtmlSafe for Reference<'_> {}

impl Sample for ReceivedPage {
    fn sample() -> Self {
        Self {
            layout: Layout::signed_in("Priya Osei", "Call handler", "token"),
            case: CaseId::from_uuid(uuid::Uuid::nil()),
            reference: "HF-7K3M-Q2XT".to_owned(),
            route: Route::Disclosure,
            region: Some("North".to_owned()),
            danger: Some(DangerNow::sample()),
            due: vec![("Name who has this case".to_owned(), "due today at 5pm".to_owned())],
            ring: None,
        }
    }
}

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let page = app.service.case_page(&who.actor, case, None, "receipt").await?;
    let nobody = page.view.region.is_none() && !who.actor.role.opens_unowned();
    let mut received = ReceivedPage::new(who.layout("/reports"), &page);
    if nobody {
        received.ring = Some(Ring::new(app.service.whom_to_ring(&who.actor, vec![case]).await?));
    }
    Ok(Page(received).into_response())
}
