//! Correcting an entry: what stood there stays, marked, and the correction is read in its place.

mod page;
mod read;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::CaseId;
use domain::case::Refusal;
use service::{CasePage, Problem};

pub use page::CorrectPage;

use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::page::Page;
use crate::refused::sentence;
use crate::session::{Posted, SignedIn};

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((case, sequence)): Path<(CaseId, u64)>,
) -> Result<Response, Failure> {
    let page = asking(&app, &who, case).await?;
    let form = Filled { sent: page::first(&page, sequence), ..Filled::default() };
    let shown = CorrectPage::new(who.layout("/work"), &page, sequence, form).ok_or(Failure::NotFound)?;
    Ok(Page(shown).into_response())
}

/// Records the correction.
pub async fn send(
    State(app): State<App>,
    Path((case, sequence)): Path<(CaseId, u64)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(read::FIELDS).map_err(Failure::NotSent)?;
    let moment = app.service.moment(&who.actor);
    let seen = sent.one("seen").parse().map_err(|_| Failure::Expired)?;
    let problems = match read::correction(&sent, moment.now) {
        Err(problems) => problems,
        Ok((why, instead)) => {
            let correction = (sequence, why, instead);
            match app.service.correct(&who.actor, case, seen, correction, &moment).await {
                Ok(()) => return Ok(Redirect::to(&format!("/cases/{case}#entry-{sequence}")).into_response()),
                Err(Problem::Refused(refusal)) => refused(&refusal),
                Err(problem) => return Err(problem.into()),
            }
        }
    };
    again(&app, &who, (case, sequence), sent, problems).await
}

/// What the rules said, beside the answer that it is about.
fn refused(refusal: &Refusal) -> Problems {
    let mut problems = Problems::new();
    problems.add("what", sentence(&refusal.to_string()).trim_end_matches('.'));
    problems
}

async fn again(
    app: &App,
    who: &SignedIn,
    (case, sequence): (CaseId, u64),
    sent: Sent,
    problems: Problems,
) -> Result<Response, Failure> {
    let page = asking(app, who, case).await?;
    let form = Filled::with_problems(sent, problems);
    let shown = CorrectPage::new(who.layout("/work"), &page, sequence, form).ok_or(Failure::NotFound)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(shown)).into_response())
}

async fn asking(app: &App, who: &SignedIn, case: CaseId) -> Result<CasePage, Failure> {
    let page = app.service.case_page(&who.actor, case, None, "correct").await?;
    if page.may.contains(&access::ActionKind::CorrectRecord) { Ok(page) } else { Err(Failure::NotAllowed) }
}

#[cfg(test)]
mod tests;
