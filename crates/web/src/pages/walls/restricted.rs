//! Records that only named people may see, and reports that somebody has seen to.

use access::action::ManageWalls;
use access::check_office;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{CaseId, UserId};

use crate::app::App;
use crate::failure::Failure;
use crate::session::Posted;

/// Lets only the leads, and whoever they name, see a record.
pub async fn restrict(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    sent.only(&["restrict"]).map_err(Failure::NotSent)?;
    app.service.restrict_case(&who.actor, case, &app.service.moment(&who.actor)).await?;
    Ok(Redirect::to(&format!("/cases/{case}")).into_response())
}

/// Names one more.
pub async fn name_one(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    sent.only(&["who"]).map_err(Failure::NotSent)?;
    let user: UserId = sent.one("who").parse().map_err(|_| Failure::NotFound)?;
    app.service.name_for_case(&who.actor, case, user, &app.service.moment(&who.actor)).await?;
    Ok(Redirect::to(&format!("/cases/{case}")).into_response())
}

/// Takes a report off the list.
pub async fn seen(
    State(app): State<App>,
    Path((case, user)): Path<(CaseId, UserId)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    sent.only(&["seen"]).map_err(Failure::NotSent)?;
    app.service.saw_to_report(&who.actor, case, user, &app.service.moment(&who.actor)).await?;
    Ok(Redirect::to("/walls").into_response())
}

/// Takes searches off the list, up to the last that the page showed.
pub async fn seen_searches(
    State(app): State<App>,
    Path((case, user)): Path<(CaseId, UserId)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    sent.only(&["up-to"]).map_err(Failure::NotSent)?;
    let up_to: u64 = sent.one("up-to").parse().map_err(|_| Failure::NotFound)?;
    let moment = app.service.moment(&who.actor);
    app.service.saw_to_searches(&who.actor, (case, user), up_to, &moment).await?;
    Ok(Redirect::to("/walls").into_response())
}
