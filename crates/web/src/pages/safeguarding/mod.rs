//! What was raised with the local authority: with whom, when, whether they were told, what came of it, what is overdue; and
//! the form that goes along with it (NHG-07, NHG-16, ONE-10, ONE-11, domain.md 4).

pub mod form;
mod page;

use access::Field;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::CaseId;

pub use page::SafeguardingPage;
pub(in crate::pages) use page::{concerns, dues};

use crate::app::App;
use crate::failure::Failure;
use crate::page::Page;
use crate::session::SignedIn;

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let early_help = app.service.early_help(&who.actor).await?;
    let page = app.service.case_page(&who.actor, case, None, "concerns").await?;
    if !page.view.shows(Field::Safeguarding) {
        return Err(Failure::NotFound);
    }
    Ok(Page(SafeguardingPage::new(who.layout(""), &page, &early_help)).into_response())
}

#[cfg(test)]
mod tests;
