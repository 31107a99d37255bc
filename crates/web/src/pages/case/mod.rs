//! The record of a case: how this person may be contacted first, then what is due, what they want, the
//! people, every incident and the chronology; as known now or on an earlier day.

mod actions;
mod choices;
mod chronology;
mod compromised;
mod danger;
mod day;
mod due;
mod ended;
mod incidents;
mod joined;
mod needs;
mod not_now;
mod page;
mod people;
mod plan;
mod raised;
mod restricted;
mod returned;
mod risk;
pub mod sample;
mod silence;
pub(in crate::pages) mod told;
mod vulnerable;
mod wishes;

use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use domain::CaseId;
use service::LocalHelp;

pub use actions::{ACTIONS, Step};
pub(in crate::pages) use actions::{address, note};
pub use chronology::Told;
pub use compromised::hours_left;
pub(in crate::pages) use danger::DangerNow;
pub(in crate::pages) use needs::past_services;
pub(crate) use not_now::NotNow;
pub use page::RecordPage;
pub(in crate::pages) use people::{cleared, in_the_plan};

use crate::app::App;
use crate::begun::Begun;
use crate::failure::Failure;
use crate::form::Sent;
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
    let found = Sent::parse(query.as_deref().unwrap_or_default().as_bytes());
    let found = found.is_ok_and(|query| query.one("from") == "find");
    let asked = AsOf::read(query.as_deref().unwrap_or_default(), app.service.moment(&who.actor).now)?;
    let page = app.service.case_page(&who.actor, case, asked.day, "case").await?;
    let status = asked.status();
    let begun = Begun::of(&page, &app.service.begun_forms(&who.actor, case).await?);
    let to = app.service.restricted_to(&who.actor, case).await?;
    let restricted = Restricted::new(&who.actor, case, to, who.csrf.text());
    let local = match page.view.support.non_recent() {
        Some(_) => app.service.local_help(&who.actor).await?,
        None => LocalHelp::NONE,
    };
    let shown = RecordPage::new(who.layout("/work"), &page, asked)
        .restricted(restricted)
        .found(found)
        .with_begun(begun)
        .with_local_help(&local)
        .just_recorded(&page, who.actor.user);
    Ok((status, Page(shown)).into_response())
}

#[cfg(test)]
mod tests;
