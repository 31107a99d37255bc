//! Triage: where a report belongs, how severe it is and who has it, in one form and one recording.

mod page;
mod read;
#[cfg(test)]
mod tests;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::CaseId;
use domain::case::Refusal;
use domain::report::Route;

pub use self::page::HandoverPage;
use self::read::{Choices, FIELDS};
use super::enquiry::alike;
use super::notes::keeping::{Form, as_ruled};
use super::notes::seen;
use crate::app::App;
use crate::failure::Failure;
use crate::form::Filled;
use crate::page::Page;
use crate::session::{Posted, SignedIn};

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    page(&app, &who, case, StatusCode::OK, Filled::default()).await
}

/// Records what was decided, all of it or none, or shows the page again with what is wrong.
pub async fn send(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(&[FIELDS, &["seen", "severity-was"]].concat()).map_err(Failure::NotSent)?;
    let regions = app.service.regions(&who.actor).await?;
    let colleagues = app.service.assignable(&who.actor, case).await?;
    let choices = Choices { regions: &regions, colleagues: &colleagues };
    let moment = app.service.moment(&who.actor);
    let read = read::decisions(&sent, &choices, &moment);
    let form = Form { case, seen: Some(seen(&sent)?), fields: FIELDS, beside, said: as_ruled };
    match form.keep(&app, &who, read, &moment).await? {
        None => Ok(Redirect::to(&format!("/cases/{case}")).into_response()),
        Some(again) => {
            page(&app, &who, case, again.status, Filled::with_problems(sent, again.problems)).await
        }
    }
}

fn beside(refusal: &Refusal) -> Option<&'static str> {
    matches!(refusal, Refusal::OnlyAManagerLowers).then_some("severity")
}

async fn page(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    status: StatusCode,
    form: Filled,
) -> Result<Response, Failure> {
    let colleagues = app.service.assignable(&who.actor, case).await?;
    let page = app.service.case_page(&who.actor, case, None, "handover").await?;
    let choices = Choices { regions: &page.regions, colleagues: &colleagues };
    // A record of somebody's own behaviour leads to nobody else's.
    let (found, reached) = if page.view.route == Some(Route::OwnBehaviour) {
        (None, Vec::new())
    } else {
        let found = alike(app, &who.actor, case, &page.view).await?;
        (found, app.service.same_reach(&who.actor, case).await?)
    };
    let shown = HandoverPage::new(who.layout("/work"), &page, &choices, form).beside(found, reached);
    Ok((status, Page(shown)).into_response())
}
