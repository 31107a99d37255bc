//! Keeping that two records are of two sides.

use access::action::ManageWalls;
use access::{Denied, check_office};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::CaseReference;
use service::Problem;

use super::page;
use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::form::Filled;
use crate::page::Page;
use crate::session::Posted;

const FIELDS: &[&str] = &["one", "other"];

/// Keeps it, or says what is wrong with the references.
pub async fn link(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let mut problems = Problems::new();
    let mut read = |field: &str, label: &str| {
        let reference = CaseReference::parse(sent.one(field));
        if let Err(problem) = &reference {
            problems.add(field, problem.message(label));
        }
        reference.ok()
    };
    let references = read("one", "The first reference").zip(read("other", "The other reference"));
    if let Some(references) = references {
        match app.service.put_sides(&who.actor, references, &app.service.moment(&who.actor)).await {
            Ok(()) => return Ok(Redirect::to("/walls").into_response()),
            Err(Problem::Denied(Denied::NothingHere)) => {
                problems.add("one", "Give the references of two records that you can see");
            }
            Err(problem) => return Err(problem.into()),
        }
    }
    let page = page(&app, &who, Filled::with_problems(sent, problems)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}
