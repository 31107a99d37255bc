//! They got in touch with us.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::CaseId;
use domain::case::CaseCommand;
use domain::contact::{Outcome, Way};

use super::attempt::{FIELDS, Form, at_now, told};
use super::ways::Head;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// The form.
#[derive(Clone, Template)]
#[template(path = "contact/incoming.html")]
pub struct IncomingPage {
    layout: Layout,
    head: Head,
    form: Filled,
}

impl IncomingPage {
    fn attempt(&self) -> Form<'_> {
        Form(&self.form)
    }

    const fn outcomes() -> &'static [Outcome] {
        &[Outcome::Spoke, Outcome::Met, Outcome::NotSafeToTalk, Outcome::LineDropped, Outcome::MessageLeft]
    }
}

impl Sample for IncomingPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token").back("/cases/0");
        Self { layout, head: Head::sample(), form: Filled::default() }
    }
}

/// The form, at now.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    page(&app, &who, case, at_now(app.service.moment(&who.actor).now)).await
}

/// Records it.
pub async fn send(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let moment = app.service.moment(&who.actor);
    match told(&sent, &moment) {
        Ok(told) => {
            let command = CaseCommand::RecordAttempt(told.attempted(Way::TheyContactedUs, &moment));
            app.service.record(&who.actor, case, None, command.into(), &moment).await?;
            Ok(Redirect::to(&format!("/cases/{case}")).into_response())
        }
        Err(problems) => page(&app, &who, case, Filled::with_problems(sent, problems)).await,
    }
}

async fn page(app: &App, who: &SignedIn, case: CaseId, form: Filled) -> Result<Response, Failure> {
    let shown = app.service.case_page(&who.actor, case, None, "contact-incoming").await?;
    let status = if form.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let layout = who.layout("/work").title("Work").back(format!("/cases/{case}")).problems(&form.problems);
    Ok((status, Page(IncomingPage { layout, head: Head::new(&shown), form })).into_response())
}
