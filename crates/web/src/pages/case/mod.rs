//! The record of a case: how this person may be contacted first, then what is due, what they want, the
//! people, every incident and the chronology; as known now or on an earlier day.

mod actions;
mod chronology;
mod compromised;
mod day;
mod due;
mod incidents;
mod page;
mod people;
mod restricted;
pub mod sample;
mod wishes;

use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use domain::CaseId;

pub use actions::{ACTIONS, Step};
pub use chronology::Told;
pub use compromised::hours_left;
pub use page::RecordPage;

use crate::app::App;
use crate::failure::Failure;
use crate::page::Page;
use crate::session::SignedIn;
use day::AsOf;
use restricted::Restricted;

/// The page. `?day=2026-11-22`, or the three parts of a day, show it as it was known then.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let asked = AsOf::read(query.as_deref().unwrap_or_default(), app.service.moment(&who.actor).now)?;
    let page = app.service.case_page(&who.actor, case, asked.day, "case").await?;
    let status = asked.status();
    let to = app.service.restricted_to(&who.actor, case).await?;
    let restricted = Restricted::new(&who.actor, case, to, &who.csrf);
    let shown = RecordPage::new(who.layout("/work"), &page, asked).restricted(restricted);
    Ok((status, Page(shown)).into_response())
}

#[cfg(test)]
mod tests;
