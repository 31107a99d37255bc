//! The survivor's choices: what they want in their own words first, then each choice with what it may lead to, how
//! it stands, and what there is of it here (13A.9, COU-03, ONE-18, ASC-04).

pub mod help;
pub mod local;
mod one;
mod page;
mod told;

use access::{ActionKind, Field};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::CaseId;
use domain::choices::Choice;
use domain::report::Route;
use service::CasePage;

pub use one::ChoicePage;
pub use page::ChoicesPage;

use crate::app::App;
use crate::failure::Failure;
use crate::form::Filled;
use crate::page::Page;
use crate::pages::notes::keeping::{Form, as_ruled};
use crate::session::{Posted, SignedIn};

/// Whether a survivor's choices have a place here, and may be seen.
fn is_shown(page: &CasePage) -> bool {
    page.view.shows(Field::Choices) && page.view.route == Some(Route::Disclosure)
}

async fn look(app: &App, who: &SignedIn, case: CaseId, part: &'static str) -> Result<CasePage, Failure> {
    let page = app.service.case_page(&who.actor, case, None, part).await?;
    if is_shown(&page) { Ok(page) } else { Err(Failure::NotFound) }
}

/// Every choice.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let page = look(&app, &who, case, "choices").await?;
    let local = app.service.local_choices(&who.actor).await?;
    Ok(Page(ChoicesPage::new(who.layout("/work"), &page, &local)).into_response())
}

/// One choice, to talk it over and to write down what they say.
pub async fn show_one(
    State(app): State<App>,
    who: SignedIn,
    Path((case, choice)): Path<(CaseId, String)>,
) -> Result<Response, Failure> {
    let choice = Choice::from_code(&choice).ok_or(Failure::NotFound)?;
    page(&app, &who, case, choice, None).await
}

/// Records what they said of it, or shows it again with what is wrong.
pub async fn send(
    State(app): State<App>,
    Path((case, choice)): Path<(CaseId, String)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    let choice = Choice::from_code(&choice).ok_or(Failure::NotFound)?;
    sent.only(one::FIELDS).map_err(Failure::NotSent)?;
    // Whoever does not see the choices would write over what they said before.
    if !app.service.case_to_record_on(&who.actor, case).await?.shows(Field::Choices) {
        return Err(Failure::NotFound);
    }
    let moment = app.service.moment(&who.actor);
    let form = Form { case, seen: None, fields: one::FIELDS, beside: one::beside, said: as_ruled };
    match form.keep(&app, &who, one::read(choice, &sent, moment.now), &moment).await? {
        None => Ok(Redirect::to(&format!("/cases/{case}/choices#{}", choice.code())).into_response()),
        Some(again) => {
            page(&app, &who, case, choice, Some((again.status, Filled::with_problems(sent, again.problems))))
                .await
        }
    }
}

async fn page(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    choice: Choice,
    again: Option<(StatusCode, Filled)>,
) -> Result<Response, Failure> {
    let page = look(app, who, case, "choices").await?;
    if !page.may.contains(&ActionKind::RecordOnCase) {
        return Err(Failure::NotFound);
    }
    let local = app.service.local_choices(&who.actor).await?;
    let (status, form) = again.unwrap_or_else(|| (StatusCode::OK, Filled::default()));
    let page = ChoicePage::new(who.layout("/work"), &page, choice, &local, form);
    Ok((status, Page(page)).into_response())
}

#[cfg(test)]
mod tests;
