//! Risk: the newest assessment in words, and the form in which one is made (domain.md 2, R-02 to ).

mod fields;
mod form;
mod page;
mod read;
mod recorded;
mod refusal;
mod sample;
mod standing_behind;
pub mod words;

use access::{ActionKind, Field, is_trained_in_risk};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::{CaseCommand, SupportStep};
use domain::report::Route;
use domain::{CaseId, DraftId};
use service::{CasePage, FormKind};

pub use form::AssessmentPage;
pub use page::RiskPage;
pub use standing_behind::stand_behind;

use crate::app::App;
use crate::begun::Begun;
use crate::components::prelude::Problems;
use crate::drafts::{Page as DraftPage, Step, of_case, record, save};
use crate::failure::Failure;
use crate::page::Page;
use crate::session::{Posted, SignedIn};
use fields::AFTER_WHICH;
use form::Questions;
use read::Given;
use standing_behind::StandingBehind;

/// The part of the case that the access journal names.
const PART: &str = "risk";

/// What is known of the risk.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    Ok(Page(known(&app, &who, case).await?).into_response())
}

/// The page of what is known of the risk.
async fn known(app: &App, who: &SignedIn, case: CaseId) -> Result<RiskPage, Failure> {
    let page = app.service.case_page(&who.actor, case, None, PART).await?;
    if !page.view.shows(Field::Risk) || page.view.route == Some(Route::OwnBehaviour) {
        return Err(Failure::NotFound);
    }
    let begun = Begun::of(&page, &app.service.begun_forms(&who.actor, case).await?);
    let asked = StandingBehind::of(&page, who);
    Ok(RiskPage::new(who.layout("/work"), &page).with_begun(begun).asking(asked))
}

/// Begins an assessment, or goes on with one's own that is not finished.
pub async fn begin(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Redirect, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    let page = look(&app, &who, case).await?;
    let is_it = |line: &&service::DraftLine| line.kind == FormKind::Assessment && line.case == Some(case);
    if let Some(open) = app.service.open_drafts(&who.actor).await?.iter().find(is_it) {
        return Ok(Redirect::to(&address(case, open.draft)));
    }
    let draft = app.service.start_draft(&who.actor, FormKind::Assessment, Some(case)).await?;
    if let Some(newest) = page.view.support.assessment() {
        let after = vec![newest.sequence.to_string()];
        app.service.keep_answer(&who.actor, draft, AFTER_WHICH, after, 0).await?;
    }
    Ok(Redirect::to(&address(case, draft)))
}

/// The form, with every answer so far.
pub async fn form(
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
    let fields = fields::all();
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    match save(&app, &who, draft, &sent, &fields).await? {
        Step::Again(problems) => page(&app, &who, case, draft, problems).await,
        Step::Kept(place) => {
            look(&app, &who, case).await?;
            Ok(Redirect::to(&format!("{}{place}", address(case, draft))).into_response())
        }
        Step::Finish(answers) => Box::pin(finish(&app, &who, case, draft, &answers)).await,
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
    let given = Given {
        instrument: &*app.service.instrument(&who.actor).await?,
        co_signers: app.service.co_signers(&who.actor, case).await?.into_keys().collect(),
        trained: is_trained_in_risk(&who.actor),
        after: answers.sent.one(AFTER_WHICH).parse().ok(),
        now: moment.now,
    };
    let assessed = match read::assessment(&answers.sent, &given) {
        Ok(assessed) => assessed,
        Err(problems) => return page(app, who, case, draft, problems).await,
    };
    let entry = CaseCommand::from(SupportStep::from(assessed)).into();
    match record(app, who, (case, draft), entry, &moment, refusal::beside).await? {
        None => Ok(done(case)),
        Some(problems) => page(app, who, case, draft, problems).await,
    }
}

fn address(case: CaseId, draft: DraftId) -> String {
    format!("/cases/{case}/risk/{draft}")
}

fn done(case: CaseId) -> Response {
    Redirect::to(&format!("/cases/{case}/risk")).into_response()
}

/// The case, for somebody who may assess its risk. That they looked is on the disk before the answer.
async fn look(app: &App, who: &SignedIn, case: CaseId) -> Result<CasePage, Failure> {
    let page = app.service.case_page(&who.actor, case, None, PART).await?;
    if may_assess(&page) { Ok(page) } else { Err(Failure::NotFound) }
}

/// Whether whoever sees this page may assess the risk: of a survivor, and not from a record that they only opened
/// in an emergency.
fn may_assess(page: &CasePage) -> bool {
    let survivors = matches!(page.view.route, Some(Route::Disclosure | Route::Suspicion));
    let sees = page.view.shows(Field::Risk);
    survivors && sees && page.may.contains(&ActionKind::AssessRisk) && page.glass.is_none() && !page.is_past
}

/// One's own assessment of this case.
async fn own(app: &App, who: &SignedIn, case: CaseId, draft: DraftId) -> Result<DraftPage, Failure> {
    of_case(app, who, case, draft, FormKind::Assessment).await
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
    let asked = Questions {
        instrument: Some(app.service.instrument(&who.actor).await?),
        co_signers: app.service.co_signers(&who.actor, case).await?,
        trained: is_trained_in_risk(&who.actor),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let begun = Begun::of(&of_case, &app.service.begun_forms(&who.actor, case).await?);
    let page = AssessmentPage::new(who.layout("/work"), &of_case, draft, &asked, answers.filled(problems));
    let page = page.with_colleagues(begun);
    Ok((status, Page(page)).into_response())
}

#[cfg(test)]
mod tests;
