//! Taking a report: danger first, everything kept as it is typed, nothing blocked by a gap.

mod page;
mod read;
#[cfg(test)]
mod read_tests;
mod start;

use access::action::TakeReport;
use access::check_office;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::DraftId;
use domain::report::Route;
use service::FormKind;

pub use page::ReportPage;
pub use start::StartPage;

use crate::app::App;
use crate::components::prelude::Problems;
use crate::drafts::{Page as DraftPage, Step, save};
use crate::failure::Failure;
use crate::page::Page;
use crate::session::{Posted, SignedIn};

/// The three ways to begin, and what was begun and not finished.
pub async fn start(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    check_office::<TakeReport>(&who.actor)?;
    let drafts = app.service.open_drafts(&who.actor).await?;
    Ok(Page(StartPage::new(who.layout("/reports"), &drafts)).into_response())
}

/// Begins a report of one of the three kinds.
pub async fn begin(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Redirect, Failure> {
    sent.only(&["kind"]).map_err(Failure::NotSent)?;
    let kind = FormKind::from_code(sent.one("kind")).filter(|kind| kind.route().is_some());
    let draft = app.service.start_draft(&who.actor, kind.ok_or(Failure::NotFound)?, None).await?;
    Ok(Redirect::to(&format!("/reports/{draft}")))
}

/// The page, with every answer so far.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(draft): Path<DraftId>,
) -> Result<Response, Failure> {
    page(&app, &who, draft, Problems::new()).await
}

/// Keeps the answers, or finishes the report. A report that was finished before gives its receipt again.
pub async fn send(
    State(app): State<App>,
    Path(draft): Path<DraftId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    let step = match save(&app, &who, draft, &sent, read::FIELDS).await {
        // Sent twice at once, and the other came first (F21): what was finished takes no more answers.
        Err(denied @ Failure::Problem(service::Problem::Denied(_))) => {
            return finished(&app, &who, draft).await?.ok_or(denied);
        }
        step => step?,
    };
    match step {
        Step::Again(problems) => page(&app, &who, draft, problems).await,
        Step::Kept(place) => Ok(Redirect::to(&format!("/reports/{draft}{place}")).into_response()),
        Step::Finish(answers) => finish(&app, &who, draft, &answers).await,
    }
}

async fn finish(app: &App, who: &SignedIn, draft: DraftId, answers: &DraftPage) -> Result<Response, Failure> {
    let moment = app.service.moment(&who.actor);
    let route = answers.kind.route().ok_or(Failure::NotFound)?;
    match read::report(route, &answers.sent, &moment) {
        Ok(entry) => {
            let receipt = app.service.take_report(&who.actor, draft, entry, &moment).await?;
            Ok(Redirect::to(&format!("/cases/{}/received", receipt.case)).into_response())
        }
        Err(problems) => page(app, who, draft, problems).await,
    }
}

/// The receipt of a report that was finished before.
async fn finished(app: &App, who: &SignedIn, draft: DraftId) -> Result<Option<Response>, Failure> {
    let case = crate::drafts::load(app, who, draft).await?.finished;
    Ok(case.map(|case| Redirect::to(&format!("/cases/{case}/received")).into_response()))
}

async fn page(app: &App, who: &SignedIn, draft: DraftId, problems: Problems) -> Result<Response, Failure> {
    let answers = crate::drafts::load(app, who, draft).await?;
    if let Some(case) = answers.finished {
        return Ok(Redirect::to(&format!("/cases/{case}/received")).into_response());
    }
    let route: Route = answers.kind.route().ok_or(Failure::NotFound)?;
    let regions = app.service.regions(&who.actor).await?;
    let wrong = !problems.is_empty();
    let filled = answers.filled(problems);
    let page = ReportPage::new(who.layout("/reports"), draft, route, filled, &regions);
    let status =
        if wrong { axum::http::StatusCode::UNPROCESSABLE_ENTITY } else { axum::http::StatusCode::OK };
    Ok((status, Page(page)).into_response())
}
