//! The safety plan: the one in force and what calls for going through it again, the form in which it is made, kept
//! as it is typed, and the sheet that the survivor may keep (domain.md 13B).

mod check;
mod fields;
mod form;
mod page;
mod read;
mod sheet;

use access::ActionKind;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{CaseId, DraftId};
use service::{Answered, CasePage, FormKind};

pub use check::PlanCheck;
pub use form::PlanForm;
pub use page::PlanPage;
pub use sheet::{PlanSheet, print, print_checked};

use crate::app::App;
use crate::components::prelude::Problems;
use crate::drafts::{Page as DraftPage, Step, of_case, record, save};
use crate::failure::Failure;
use crate::page::Page;
use crate::session::{Posted, SignedIn};

pub(crate) use page::called_for;

/// The plan in force.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let page = app.service.case_page(&who.actor, case, None, "plan").await?;
    let page = PlanPage::new(who.layout("/work"), &page).ok_or(Failure::NotFound)?;
    Ok(Page(page).into_response())
}

/// Begins a plan with the parts of the one before, or goes on with one's own that is not finished.
pub async fn begin(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Redirect, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    let page = look(&app, &who, case).await?;
    let is_it = |line: &&service::DraftLine| line.kind == FormKind::SafetyPlan && line.case == Some(case);
    let open = app.service.open_drafts(&who.actor).await?.iter().find(is_it).map(|line| line.draft);
    if let Some(draft) = open {
        return Ok(Redirect::to(&address(case, draft)));
    }
    let draft = app.service.start_draft(&who.actor, FormKind::SafetyPlan, Some(case)).await?;
    app.service.keep_answers(&who.actor, draft, before(&page)).await?;
    Ok(Redirect::to(&address(case, draft)))
}

/// The parts of the plan in force, and which one it is. Whether it was made with them, and whether paper is safe, is
/// asked anew each time.
fn before(page: &CasePage) -> Vec<(String, Answered)> {
    let Some(plan) = page.view.support.plan() else { return Vec::new() };
    let kept = |field: String, text: String| (field, Answered { values: vec![text], seen: 0 });
    let parts =
        plan.is.parts.iter().map(|(part, agreed)| kept(fields::part(*part), agreed.as_str().to_owned()));
    parts.chain([kept(fields::BEGAN.to_owned(), plan.sequence.to_string())]).collect()
}

/// The form, with every answer so far.
pub async fn fill_in(
    State(app): State<App>,
    who: SignedIn,
    Path((case, draft)): Path<(CaseId, DraftId)>,
) -> Result<Response, Failure> {
    page(&app, &who, case, draft, Problems::new()).await
}

/// Keeps the answers, or records them. What was recorded before is not recorded again.
pub async fn send(
    State(app): State<App>,
    Path((case, draft)): Path<(CaseId, DraftId)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    if own(&app, &who, case, draft).await?.finished.is_some() {
        look(&app, &who, case).await?;
        return Ok(done(case));
    }
    let names = fields::all();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match save(&app, &who, draft, &sent, &names).await? {
        Step::Again(problems) => page(&app, &who, case, draft, problems).await,
        Step::Kept(place) => {
            look(&app, &who, case).await?;
            Ok(Redirect::to(&format!("{}{place}", address(case, draft))).into_response())
        }
        Step::Finish(answers) => finish(&app, &who, case, draft, &answers).await,
    }
}

async fn finish(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    draft: DraftId,
    answers: &DraftPage,
) -> Result<Response, Failure> {
    let moment = app.service.moment(&who.actor);
    let view = app.service.case_to_record_on(&who.actor, case).await?;
    let newest = view.support.plan().map(|plan| plan.sequence.to_string()).unwrap_or_default();
    if answers.sent.one(fields::BEGAN) != newest {
        return page(app, who, case, draft, form::newer()).await;
    }
    let entry = match read::plan(&answers.sent, moment.now) {
        Ok(entry) => entry,
        Err(problems) => return page(app, who, case, draft, problems).await,
    };
    match record(app, who, (case, draft), entry, &moment, read::beside).await? {
        None => Ok(done(case)),
        Some(problems) => page(app, who, case, draft, problems).await,
    }
}

fn address(case: CaseId, draft: DraftId) -> String {
    format!("/cases/{case}/plan/{draft}")
}

fn done(case: CaseId) -> Response {
    Redirect::to(&format!("/cases/{case}/plan")).into_response()
}

/// The case, for somebody who may record on it and sees its plan.
async fn look(app: &App, who: &SignedIn, case: CaseId) -> Result<CasePage, Failure> {
    let page = app.service.case_page(&who.actor, case, None, "plan-form").await?;
    let open = page.may.contains(&ActionKind::RecordOnCase) && page::is_shown(&page);
    if open { Ok(page) } else { Err(Failure::NotFound) }
}

/// One's own unfinished plan of this case.
async fn own(app: &App, who: &SignedIn, case: CaseId, draft: DraftId) -> Result<DraftPage, Failure> {
    of_case(app, who, case, draft, FormKind::SafetyPlan).await
}

async fn page(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    draft: DraftId,
    problems: Problems,
) -> Result<Response, Failure> {
    let answers = own(app, who, case, draft).await?;
    let of_case = look(app, who, case).await?;
    if answers.finished.is_some() {
        return Ok(done(case));
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PlanForm::new(who.layout("/work"), &of_case, draft, answers.filled(problems));
    Ok((status, Page(page)).into_response())
}

#[cfg(test)]
mod tests;
