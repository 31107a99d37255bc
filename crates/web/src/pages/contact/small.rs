//! What the small forms of this area share: each records one thing and leads back to the case.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::{CaseCommand, Refusal};
use domain::{CaseId, Moment};
use jiff::Timestamp;

use super::ways::Head;
use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::Page;
use crate::pages::notes::keeping::{self, Form};
use crate::session::{Posted, SignedIn};

/// A form that records one thing.
pub trait SmallForm: Template + Sized {
    /// The part of the case that the access journal names.
    const PART: &'static str;
    /// Every field, in the order of the page.
    const FIELDS: &'static [&'static str];

    /// The page, with the answers so far.
    fn new(layout: Layout, head: Head, form: Filled) -> Self;

    /// With which answers it begins.
    fn first(_now: Timestamp) -> Filled {
        Filled::default()
    }

    /// What is recorded, or what is wrong with the answers.
    fn read(sent: &Sent, moment: &Moment) -> Result<CaseCommand, Problems>;

    /// Beside which field a rule's no is shown.
    fn beside(_refusal: &Refusal) -> Option<&'static str> {
        None
    }

    /// What is said there.
    fn said(refusal: &Refusal, now: Timestamp) -> String {
        keeping::as_ruled(refusal, now)
    }
}

/// The form.
pub async fn show<F: SmallForm>(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let first = F::first(app.service.moment(&who.actor).now);
    page::<F>(&app, &who, case, StatusCode::OK, first).await
}

/// Records it, or shows the form again with what is wrong.
pub async fn send<F: SmallForm>(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(F::FIELDS).map_err(Failure::NotSent)?;
    let moment = app.service.moment(&who.actor);
    let read = F::read(&sent, &moment).map(|command| vec![command.into()]);
    let form = Form { case, seen: None, fields: F::FIELDS, beside: F::beside, said: F::said };
    match form.keep(&app, &who, read, &moment).await? {
        None => Ok(Redirect::to(&format!("/cases/{case}")).into_response()),
        Some(again) => {
            page::<F>(&app, &who, case, again.status, Filled::with_problems(sent, again.problems)).await
        }
    }
}

async fn page<F: SmallForm>(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    status: StatusCode,
    form: Filled,
) -> Result<Response, Failure> {
    let shown = app.service.case_page(&who.actor, case, None, F::PART).await?;
    let layout = who
        .layout("/work")
        .title("Work")
        .back(format!("/cases/{case}"))
        .problems(&form.problems)
        .kept_apart(&shown, &form.problems);
    Ok((status, Page(F::new(layout, Head::new(&shown), form))).into_response())
}

/// The frame and the head of a sample.
pub(super) fn sample<F: SmallForm>() -> F {
    let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token").back("/cases/0");
    F::new(layout, Head::sample(), Filled::default())
}
