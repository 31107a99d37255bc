//! A safe enquiry on a suspicion: look, plan, ask. Nothing here alerts anybody.

mod page;
mod steps;
#[cfg(test)]
mod tests;

use access::{ActionKind, Actor, CaseView, OfficeKind, allows_office};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::CaseId;
use domain::report::Route;
use domain::suspicion::EnquiryOutcome;
use service::Found;

pub use self::page::{Alike, EnquiryPage};
use self::steps::STEPS;
use super::notes::keeping::{Form, as_ruled};
use super::notes::known_fields;
use super::notes::note::Known;
use super::notes::parts::{begin_on, shown};
use crate::app::App;
use crate::contact_first::ContactFirst;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::page::Page;
use crate::session::{Posted, SignedIn};

/// Within how many working days somebody should have asked (domain.md 13).
const SUGGESTED: u16 = 3;

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let mut sent = Sent::default();
    begin_on(&mut sent, "on", app.service.working_day_in(&who.actor, SUGGESTED).await?);
    page(&app, &who, case, StatusCode::OK, Filled { sent, ..Filled::default() }).await
}

/// Records one step, or shows the page again with what is wrong.
pub async fn send(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    let step = STEPS.into_iter().find(|step| step.what == sent.one("step")).ok_or(Failure::NotFound)?;
    known_fields(step, &sent, &["step"])?;
    let moment = app.service.moment(&who.actor);
    let form = Form { case, seen: None, fields: step.fields, beside: step.beside, said: as_ruled };
    match form.keep(&app, &who, step.entries(&sent, &moment), &moment).await? {
        None if sent.one("outcome") == EnquiryOutcome::Disclosed.code() => Ok(to(case, "")),
        None if step.what == "outcome" => Ok(Redirect::to(&format!("/cases/{case}")).into_response()),
        None => Ok(to(case, if step.what == "history" { "#step-plan" } else { "#step-outcome" })),
        Some(again) => {
            page(&app, &who, case, again.status, Filled::with_problems(sent, again.problems)).await
        }
    }
}

fn to(case: CaseId, place: &str) -> Response {
    Redirect::to(&format!("/cases/{case}/enquiry{place}")).into_response()
}

async fn page(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    status: StatusCode,
    form: Filled,
) -> Result<Response, Failure> {
    app.service.may(&who.actor, case, ActionKind::RecordOnCase).await?;
    let page = app.service.case_page(&who.actor, case, None, "enquiry").await?;
    if page.view.route == Some(Route::OwnBehaviour) {
        return Err(Failure::NotFound);
    }
    let found = alike(app, &who.actor, case, &page.view).await?;
    let known = Known { definition: page.definition, ..Known::of(&page.view, page.as_of) };
    let shown = EnquiryPage::new(who.layout(""), case, ContactFirst::of(&page), &known, found, &form);
    Ok((status, Page(shown)).into_response())
}

/// Other cases with the same whole names, where one may search. A first name alone would find half the
/// town; a reporter's name is looked for by nobody.
pub(super) async fn alike(
    app: &App,
    actor: &Actor,
    case: CaseId,
    view: &CaseView,
) -> Result<Option<Vec<Found>>, Failure> {
    if !allows_office(actor.role, OfficeKind::SearchCases) {
        return Ok(None);
    }
    let names = shown(view).flat_map(|person| person.name.iter().chain(&person.also_known_as));
    let whole: Vec<&str> = names.map(domain::text::Name::as_str).filter(|name| name.contains(' ')).collect();
    Ok(Some(app.service.alike(actor, case, &whole).await?))
}
