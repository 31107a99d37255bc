//! Closing a record: first everything that is still open, then the form. Only a manager closes, and with the survivor's view
//! or why they were not asked (R-16, R-17, domain.md 13).

mod page;

use access::ActionKind;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::{CaseCommand, Refusal, StillOpen};
use domain::reviewing::{CaseClosed, Ending};
use domain::{CaseId, Moment};
use jiff::Timestamp;
use service::Entry;

pub use page::ClosePage;

use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::page::Page;
use crate::pages::notes::keeping::{Form, as_ruled};
use crate::pages::notes::reviewed::read_view;
use crate::session::{Posted, SignedIn};

/// Every field of the page, in its order.
const FIELDS: &[&str] = &[
    "ending",
    "moved-to",
    "asked",
    "view",
    "view-no-address",
    "why-not",
    "why-not-no-address",
    "words",
    "words-no-address",
    "seen",
];

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    page(&app, &who, case, StatusCode::OK, None).await
}

/// Closes the record, or shows the page again with what keeps it open.
pub async fn send(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    app.service.may(&who.actor, case, ActionKind::EndCase).await?;
    let seen = crate::pages::notes::seen(&sent)?;
    let moment = app.service.moment(&who.actor);
    let form = Form { case, seen: Some(seen), fields: FIELDS, beside, said };
    match form.keep(&app, &who, read(&sent, &moment), &moment).await? {
        None => Ok(Redirect::to(&format!("/cases/{case}")).into_response()),
        Some(again) => {
            let filled = Filled::with_problems(sent, again.problems);
            page(&app, &who, case, again.status, Some(filled)).await
        }
    }
}

/// What is recorded, or what is wrong with the answers.
pub(super) fn read(sent: &Sent, moment: &Moment) -> Result<Vec<Entry>, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    let ending = reader.must_choose("ending", "Choose how it ended");
    // It belongs to one way of ending, and is no answer to any other.
    let moved_to = match ending {
        Some(Ending::Moved) => {
            reader.must_choose("moved-to", "Choose where they moved to; not known is an answer").map(Some)
        }
        _ => Some(None),
    };
    let view = read_view(&mut reader);
    let words = reader.must_note(
        "words",
        "Why it may be closed",
        "Write down why it may be closed, what was looked at, and how the door stays open",
    );
    let closed = ending.zip(moved_to).zip(view).zip(words);
    let closed =
        closed.map(|(((ending, moved_to), view), words)| CaseClosed { ending, moved_to, view, words });
    reader.done(closed.map(|closed| vec![CaseCommand::from(closed).into()]))
}

fn beside(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::StillOpen(_) | Refusal::AlreadyClosed => Some("ending"),
        Refusal::Unanswered(_) | Refusal::WrongKindOfRecord => Some("asked"),
        _ => None,
    }
}

/// Everything that keeps it open, in one line beside the first question.
fn said(refusal: &Refusal, now: Timestamp) -> String {
    match refusal {
        Refusal::StillOpen(open) => {
            let reasons: Vec<&str> = open.iter().map(|why: &StillOpen| why.label()).collect();
            format!("It cannot be closed yet. {}", reasons.join(". "))
        }
        refusal => as_ruled(refusal, now),
    }
}

async fn page(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    status: StatusCode,
    form: Option<Filled>,
) -> Result<Response, Failure> {
    let closing = app.service.closing(&who.actor, case).await?;
    Ok((status, Page(ClosePage::new(who.layout(""), &closing, form))).into_response())
}

#[cfg(test)]
mod tests;
