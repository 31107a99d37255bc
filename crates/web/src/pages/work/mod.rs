//! My work: what nobody has, who is to be contacted today, where it has been silent, what else is due.

mod cards;
mod meanwhile;
mod page;
#[cfg(test)]
mod tests;

use access::OfficeKind;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use service::Whose;

pub use self::page::WorkPage;
use crate::app::App;
use crate::failure::Failure;
use crate::form::Query;
use crate::navigation;
use crate::page::Page;
use crate::session::SignedIn;

/// Whose work is asked for, and which page of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// A colleague's or a region's id, or everybody's.
    whose: Option<String>,
    /// From 1.
    page: Option<usize>,
}

/// Where somebody of this role begins.
pub async fn start(who: SignedIn) -> Redirect {
    Redirect::to(navigation::start(who.actor.role))
}

/// The list.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(query): Query<Asked>,
) -> Result<Response, Failure> {
    let whose = match query.whose.as_deref() {
        None if access::allows_office(who.actor.role, OfficeKind::SeeOthersWork) => Whose::Everybody,
        None | Some("mine" | "") => Whose::Mine,
        Some("everybody") => Whose::Everybody,
        Some(id) => chosen(&app, &who, id).await?,
    };
    let work = app.service.work(&who.actor, whose, query.page.unwrap_or(1)).await?;
    let may = |office| query.page.unwrap_or(1) <= 1 && access::allows_office(who.actor.role, office);
    let mut breaches = Vec::new();
    if may(OfficeKind::ReviewLooks) {
        breaches = app.service.open_breaches(&who.actor).await?;
    }
    let mut waiting = 0;
    if may(OfficeKind::DecideLocation) {
        waiting = app.service.waiting_requests(&who.actor).await?.len();
    }
    let mut to_look_at = 0;
    if may(OfficeKind::KeepChoices) {
        let local = app.service.local_choices(&who.actor).await?;
        to_look_at = local.values().filter(|line| line.overdue).count();
    }
    let mut whom = None;
    if !who.actor.role.opens_unowned() && !work.unowned.is_empty() {
        let about = work.unowned.iter().map(|line| line.case).collect();
        whom = Some(app.service.whom_to_ring(&who.actor, about).await?);
    }
    let first = query.page.unwrap_or(1) <= 1;
    let page = WorkPage::new(&who, work);
    let page = if first { of_ones_own(&app, &who, page).await? } else { page };
    let page = page.ringing(whom).telling(&breaches, waiting).with_choices_to_look_at(to_look_at);
    Ok(Page(page).into_response())
}

/// What stands on the first page for whoever it is: what they began, where they are named, what nobody covers.
async fn of_ones_own(app: &App, who: &SignedIn, page: WorkPage) -> Result<WorkPage, Failure> {
    let mut named = Vec::new();
    if access::is_trained_by_role(who.actor.role) {
        named = app.service.named_in(&who.actor).await?;
    }
    let begun = app.service.open_forms(&who.actor).await?;
    let uncovered = app.service.uncovered(&who.actor).await?;
    Ok(page.with_begun(&begun).named_in(named).uncovered(&uncovered))
}

async fn chosen(app: &App, who: &SignedIn, id: &str) -> Result<Whose, Failure> {
    let regions = app.service.regions(&who.actor).await?;
    if let Some(region) = id.parse().ok().filter(|region| regions.contains_key(region)) {
        return Ok(Whose::Region(region));
    }
    let colleagues = app.service.colleagues(&who.actor).await?;
    let user = id.parse().ok().filter(|user| colleagues.contains_key(user));
    user.map(Whose::Colleague).ok_or(Failure::NotFound)
}
