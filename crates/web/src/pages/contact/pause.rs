//! Contact cannot safely be tried before a moment: clocks wait, with the reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::CaseCommand;
use domain::contact::ContactPaused;
use domain::{CaseId, Moment};

use super::ways::Head;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// The form.
#[derive(Clone, Template)]
#[template(path = "contact/pause.html")]
pub struct PausePage {
    layout: Layout,
    head: Head,
    form: Filled,
}

const FIELDS: &[&str] = &["until", "until-time", "why", "why-no-address"];

pub(super) fn paused(sent: &Sent, moment: &Moment) -> Result<ContactPaused, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    if !sent.has("until") {
        reader.wrong("until", "Enter the day until which contact must wait");
    }
    let until = reader.moment("until", "Until when");
    if until.is_some_and(|until| until <= moment.now) {
        reader.wrong("until", "Until when must be later than now");
    }
    let why = reader.must_note("why", "Why", "Say why contact cannot safely be tried before then");
    reader.done(Option::zip(until, why).map(|(until, why)| ContactPaused { until, why }))
}

impl PausePage {
    fn until(&self) -> DateInput {
        self.form.date("until", "Until when must contact wait?")
    }

    fn time(&self) -> Input {
        self.form.input("until-time", "Time").hint("For example 09:00").class("govuk-input--width-5")
    }

    fn why(&self) -> Textarea {
        self.form.words("why", "Why is it not safe before then?").rows(3_u16)
    }

    fn not_an_address(&self) -> Option<Checkboxes> {
        self.form.problems.on("why").filter(|_| self.form.sent.has("why"))?;
        Some(self.form.tick("why-no-address", "There is no address in it. Keep it as it is"))
    }
}

impl Sample for PausePage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token").back("/cases/0");
        Self { layout, head: Head::sample(), form: Filled::default() }
    }
}

/// The form.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    page(&app, &who, case, Filled::default()).await
}

/// Records it.
pub async fn send(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let moment = app.service.moment(&who.actor);
    match paused(&sent, &moment) {
        Ok(paused) => {
            let command = CaseCommand::PauseContact(paused);
            app.service.record(&who.actor, case, None, command.into(), &moment).await?;
            Ok(Redirect::to(&format!("/cases/{case}")).into_response())
        }
        Err(problems) => page(&app, &who, case, Filled::with_problems(sent, problems)).await,
    }
}

async fn page(app: &App, who: &SignedIn, case: CaseId, form: Filled) -> Result<Response, Failure> {
    let shown = app.service.case_page(&who.actor, case, None, "contact-pause").await?;
    let status = if form.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let layout = who.layout("/work").title("Work").back(format!("/cases/{case}")).problems(&form.problems);
    Ok((status, Page(PausePage { layout, head: Head::new(&shown), form })).into_response())
}
