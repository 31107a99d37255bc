//! The copy of a record for a review: every entry with when it became known and when it happened, from whom, what was decided
//! and whether the policy was followed, and the times in which nobody spoke with them; to print, or as a table for another
//! program (R-20, domain.md 9). It is taken out under one's name, after confirming who one is.

mod csv;
mod rows;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::CaseId;
use service::ReviewPack;

use self::rows::{COLUMNS, Row, rows, sortable};
use crate::app::App;
use crate::failure::Failure;
use crate::page::{Page, Sample};
use crate::plain::moment;
use crate::session::SignedIn;

/// The copy, on a plain page.
#[derive(Clone, Template)]
#[template(path = "copy.html")]
pub struct CopyPage {
    back: String,
    table: String,
    reference: String,
    made: String,
    held: bool,
    rows: Vec<Row>,
}

impl CopyPage {
    fn new(case: CaseId, pack: &ReviewPack) -> Self {
        Self {
            back: format!("/cases/{case}"),
            table: format!("/cases/{case}/chronology.csv"),
            reference: pack.reference.to_string(),
            made: moment(pack.made_at),
            held: pack.held,
            rows: rows(pack, moment),
        }
    }

    /// What of a row is not empty, each with its name.
    #[expect(clippy::unused_self, reason = "the template asks the page")]
    fn told<'r>(&self, row: &'r Row) -> Vec<(&'static str, &'r str)> {
        let cells = COLUMNS.iter().zip(row.cells()).skip(1);
        let cells = cells.map(|(name, text)| (*name, text));
        cells.filter(|(name, text)| *name != "Event" && !text.is_empty()).collect()
    }
}

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let pack = app.service.review_pack(&who.actor, case).await?;
    Ok(Page(CopyPage::new(case, &pack)).into_response())
}

/// The same as a table of comma-separated values. Its name says nothing.
pub async fn table(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let pack = app.service.review_pack(&who.actor, case).await?;
    let text = csv::table(COLUMNS, rows(&pack, sortable).iter().map(Row::cells));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"list.csv\""),
    ];
    Ok((headers, text).into_response())
}

impl Sample for CopyPage {
    fn sample() -> Self {
        let page = crate::pages::case::sample::page();
        let pack = ReviewPack {
            reference: page.reference,
            people: page.view.people.keys().map(|person| page.view.name(*person)).collect(),
            lines: page.view.chronology,
            duties: page.duties,
            gaps: Vec::new(),
            colleagues: page.colleagues,
            held: true,
            made_at: page.as_of,
        };
        Self::new(page.case, &pack)
    }
}

#[cfg(test)]
mod tests;
