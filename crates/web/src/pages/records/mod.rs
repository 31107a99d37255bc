//! Other records of the same person: which there are, two of them side by side, and saying that they are about one person,
//! or about two after all. Nothing is joined by itself, and nothing is copied (R13, T8).

mod compared;
mod page;

use access::ActionKind;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::CaseId;
use domain::case::Refusal;
use domain::same_person::Differing;
use domain::text::{CaseReference, Words};
use jiff::Timestamp;
use service::Problem;

pub use self::page::RecordsPage;
use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::page::Page;
use crate::pages::notes::keeping::as_ruled;
use crate::session::{Posted, SignedIn};

/// Every field of the form, in the order of the page.
const FIELDS: &[&str] = &["other", "say", "differs", "why", "why-no-address"];

/// As what a look at either record is written down: as that of whoever only asks for the ways to be confirmed again.
const LOOK: &str = "again";

domain::codes! {
    /// What is said of two records.
    Say {
        Same = "same", "Both are about the same person";
        Two = "two", "These are two people after all";
    }
}

/// The other records; with `?other=HF-7K3M-Q2XT`, that one beside this one.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    app.service.may(&who.actor, case, ActionKind::JoinRecords).await?;
    let sent = Sent::parse(query.as_deref().unwrap_or_default().as_bytes()).unwrap_or_default();
    if sent.all("other").is_empty() {
        return page(&app, &who, case, (StatusCode::OK, None), Filled::default()).await;
    }
    match other(&app, &who, case, &sent).await? {
        Ok(other) => page(&app, &who, case, (StatusCode::OK, Some(other)), Filled::default()).await,
        Err(problems) => refused(&app, &who, (case, None), sent, problems).await,
    }
}

/// Says it of both, or shows the page again with what is wrong.
pub async fn send(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    app.service.may(&who.actor, case, ActionKind::JoinRecords).await?;
    let other = match other(&app, &who, case, &sent).await? {
        Ok(other) => other,
        Err(problems) => return refused(&app, &who, (case, None), sent, problems).await,
    };
    let moment = app.service.moment(&who.actor);
    let (say, why) = match read(&sent, moment.now) {
        Ok(read) => read,
        Err(problems) => return refused(&app, &who, (case, Some(other)), sent, problems).await,
    };
    let said = match say {
        Say::Same => {
            let said = (&why, differing(&sent));
            app.service.join_records(&who.actor, (case, other), said, &moment).await
        }
        Say::Two => app.service.part_records(&who.actor, (case, other), &why, &moment).await,
    };
    match said {
        Ok(()) => Ok(Redirect::to(&format!("/cases/{case}")).into_response()),
        Err(Problem::Refused(refusal)) => {
            let mut problems = Problems::new();
            let field = if refusal == Refusal::LooksLikeTwo { "differs" } else { "why" };
            problems.add(field, as_ruled(&refusal, moment.now));
            refused(&app, &who, (case, Some(other)), sent, problems).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Whether they confirmed it although something differs.
fn differing(sent: &Sent) -> Differing {
    if sent.one("differs") == "yes" { Differing::Confirmed } else { Differing::NotConfirmed }
}

fn read(sent: &Sent, now: Timestamp) -> Result<(Say, Words), Problems> {
    let mut reader = Reader::new(sent, now);
    let say = reader.must_choose("say", "Open this page again: it does not say what is to be recorded");
    let why = reader.must_note("why", "How you know", "Write down how you know");
    reader.done(say.zip(why))
}

/// The record that was named, or the one sentence for all that cannot be named: that it is not there, and that it is not
/// there for whoever asks, reads the same.
async fn other(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    sent: &Sent,
) -> Result<Result<CaseId, Problems>, Failure> {
    let wrong = |message: String| {
        let mut problems = Problems::new();
        problems.add("other", message);
        Ok(Err(problems))
    };
    let reference = match CaseReference::parse(sent.one("other")) {
        Ok(reference) => reference,
        Err(problem) => return wrong(problem.message("The reference")),
    };
    match app.service.record_to_compare(&who.actor, reference).await? {
        Some(other) if other == case => {
            wrong("That is this record. Give the reference of another one".to_owned())
        }
        Some(other) => Ok(Ok(other)),
        None => wrong("Give the reference of another record that you can see".to_owned()),
    }
}

async fn refused(
    app: &App,
    who: &SignedIn,
    (case, other): (CaseId, Option<CaseId>),
    sent: Sent,
    problems: Problems,
) -> Result<Response, Failure> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page(app, who, case, (status, other), Filled::with_problems(sent, problems)).await
}

async fn page(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    (status, other): (StatusCode, Option<CaseId>),
    form: Filled,
) -> Result<Response, Failure> {
    let this = app.service.case_page(&who.actor, case, None, LOOK).await?;
    let other = match other {
        Some(other) => Some(app.service.case_page(&who.actor, other, None, LOOK).await?),
        None => None,
    };
    Ok((status, Page(RecordsPage::new(who.layout("/work"), &this, other.as_ref(), form))).into_response())
}
