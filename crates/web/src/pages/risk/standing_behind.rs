//! Whoever is named as standing behind an assessment is asked, and answers for themself with one press.

use access::ActionKind;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::CaseId;
use domain::case::{CaseCommand, Refusal, SupportStep};
use domain::codes::CodeList as _;
use domain::risk::{CoSign, CoSignAnswered};
use service::CasePage;

use super::words;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::NotSent;
use crate::page::Page;
use crate::session::{Posted, SignedIn};

/// What a colleague is asked on the page: nothing where no assessment waits for them.
#[derive(Clone, Template)]
#[template(path = "risk/standing-behind.html")]
pub(super) struct StandingBehind {
    csrf: String,
    case: CaseId,
    lines: Vec<Line>,
}

/// An assessment for which they are named.
#[derive(Clone)]
struct Line {
    sequence: u64,
    recorded: String,
}

impl HtmlSafe for StandingBehind {}

impl StandingBehind {
    /// What this person is asked here.
    pub(super) fn of(page: &CasePage, who: &SignedIn) -> Self {
        let may = page.may.contains(&ActionKind::RecordOnCase) && page.glass.is_none() && !page.is_past;
        let waits = page.view.support.waits_for(who.actor.user).filter(|_| may);
        let line = |sequence, recorded| Line { sequence, recorded };
        Self {
            csrf: who.csrf.text().to_owned(),
            case: page.case,
            lines: waits.map(|one| line(one.sequence, words::recorded(page, one))).collect(),
        }
    }

    fn button(answer: CoSign) -> Button {
        let text = match answer {
            CoSign::Stands => "I stand behind it",
            CoSign::NotMe => "That was not me",
        };
        let button = Button::new(text).name("answer").value(answer.code());
        if answer == CoSign::Stands { button } else { button.secondary() }
    }
}

/// Records the answer. One that the record does not wait for is said so on the page, and nothing is recorded.
pub async fn stand_behind(
    State(app): State<App>,
    Path((case, sequence)): Path<(CaseId, u64)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(&["answer"]).map_err(Failure::NotSent)?;
    let answer = CoSign::of_code(sent.one("answer")).ok_or(Failure::NotSent(NotSent::Unreadable))?;
    let moment = app.service.moment(&who.actor);
    let step = SupportStep::from(CoSignAnswered { of: sequence, answer });
    match app.service.record(&who.actor, case, None, CaseCommand::from(step).into(), &moment).await {
        Ok(()) => Ok(Redirect::to(&format!("/cases/{case}/risk#newest-heading")).into_response()),
        Err(service::Problem::Refused(refusal @ Refusal::NotNamedForIt)) => {
            let page = super::known(&app, &who, case).await?.saying(&refusal);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}
