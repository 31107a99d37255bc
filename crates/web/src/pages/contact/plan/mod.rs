//! The contact plan: one form for the whole of it, which the next one replaces.

mod answers;
mod fields;
mod page;
mod read;
mod refusal;

use access::ActionKind;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{CaseId, Moment};
use service::Problem;

pub use page::PlanPage;

use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::form::{Filled, NotSent, Sent};
use crate::page::Page;
use crate::session::{Posted, SignedIn};

/// The plan as it stands, to change.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let page = app.service.case_page(&who.actor, case, None, "contact").await?;
    let form = Filled { sent: answers::of(&page), ..Filled::default() };
    Ok(Page(PlanPage::new(who.layout("/work"), &page, form)).into_response())
}

/// Makes the plan anew, or adds room for another way. What is known not to be safe cannot be called safe
/// (F12). Once the plan is made, the page shows what the gate says of each way.
pub async fn send(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, mut sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(&fields::all().iter().map(String::as_str).collect::<Vec<_>>()).map_err(Failure::NotSent)?;
    let seen: u64 = sent.one("seen").parse().map_err(|_| Failure::NotSent(NotSent::Unreadable))?;
    let moment = app.service.moment(&who.actor);
    let form = if sent.one("go") == "add" {
        app.service.may(&who.actor, case, ActionKind::RecordOnCase).await?;
        fields::add_a_block(&mut sent);
        Filled { sent, ..Filled::default() }
    } else {
        match make(&app, &who, (case, seen), &sent, &moment).await? {
            None => return Ok(Redirect::to(&format!("/cases/{case}/contact")).into_response()),
            Some(problems) => Filled::with_problems(sent, problems),
        }
    };
    let status = if form.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = app.service.case_page(&who.actor, case, None, "contact").await?;
    Ok((status, Page(PlanPage::new(who.layout("/work"), &page, form))).into_response())
}

/// Records the plan, or says what is wrong with it.
async fn make(
    app: &App,
    who: &SignedIn,
    (case, seen): (CaseId, u64),
    sent: &Sent,
    moment: &Moment,
) -> Result<Option<Problems>, Failure> {
    let entries = match read::plan(sent, moment) {
        Ok(entries) => entries,
        Err(problems) => return Ok(Some(problems)),
    };
    match app.service.record_all(&who.actor, case, Some(seen), entries, moment).await {
        Err(Problem::Refused(refusal)) => match refusal::beside(sent, &refusal) {
            Some(problems) => Ok(Some(problems)),
            None => Err(Problem::Refused(refusal).into()),
        },
        recorded => Ok(recorded.map(|()| None)?),
    }
}

#[cfg(test)]
mod tests;
