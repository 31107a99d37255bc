//! Letting somebody in to parts of a record by name, until a day; and what they then find.

mod instruction;
mod list;
mod page;
mod read;
#[cfg(test)]
mod tests;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{CaseId, GrantId};
use service::Sharing;

pub use self::instruction::InstructionPage;
pub use self::list::SharedPage;
pub use self::page::SharingPage;
use self::read::FIELDS;
use crate::app::App;
use crate::failure::Failure;
use crate::form::Filled;
use crate::page::Page;
use crate::session::{Posted, Pressed, SignedIn};

/// Who was let in, and the form for the next.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let sharing = app.service.sharing(&who.actor, case).await?;
    page(&app, &who, case, sharing, Filled::default()).await
}

/// Lets somebody in, or shows the page again with what is wrong.
pub async fn send(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let sharing = app.service.sharing(&who.actor, case).await?;
    match read::let_in(&sent, &sharing.people, app.service.moment(&who.actor).now) {
        Ok(new) => {
            app.service.let_in(&who.actor, case, new).await?;
            Ok(Redirect::to(&format!("/cases/{case}/sharing")).into_response())
        }
        Err(problems) => {
            let shown = page(&app, &who, case, sharing, Filled::with_problems(sent, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}

/// Ends a grant. One that has ended already stays ended.
pub async fn end(
    State(app): State<App>,
    Path((case, grant)): Path<(CaseId, GrantId)>,
    Pressed { who, sent }: Pressed,
) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    app.service.end_grant(&who.actor, case, grant).await?;
    Ok(Redirect::to(&format!("/cases/{case}/sharing")).into_response())
}

/// What was shared with whoever asks.
pub async fn list(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    let lines = app.service.shared_with(&who.actor).await?;
    Ok(Page(SharedPage::new(who.layout("/shared"), lines)).into_response())
}

/// How to go about a visit.
pub async fn instruction(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let visit = app.service.visit_instruction(&who.actor, case).await?;
    Ok(Page(InstructionPage::new(who.layout("/shared"), visit)).into_response())
}

async fn page(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    sharing: Sharing,
    form: Filled,
) -> Result<Response, Failure> {
    let page = app.service.case_page(&who.actor, case, None, "sharing").await?;
    Ok(Page(SharingPage::new(who.layout("/work"), &page, sharing, form)).into_response())
}
