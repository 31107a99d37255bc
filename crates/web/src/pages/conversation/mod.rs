//! The first conversation with a survivor, in one page: in the order in which it goes, everything kept
//! as it is typed, and nothing asked that can wait (nhg, domain.md 13A).

mod choices;
mod fields;
mod page;
mod read;
mod refusal;

use std::collections::BTreeMap;

use access::ActionKind;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{CaseId, DraftId};
use service::{CasePage, FormKind};

pub use page::ConversationPage;

use crate::app::App;
use crate::begun::Begun;
use crate::components::prelude::Problems;
use crate::drafts::{Page as DraftPage, Step, of_case, record, save};
use crate::failure::Failure;
use crate::form::{Query, Sent};
use crate::page::Page;
use crate::session::{Posted, SignedIn};
use fields::Rows;

/// The part of the case that the access journal names.
const PART: &str = "conversation";

/// Begins a conversation about a case, or goes on with one's own that is not finished.
pub async fn begin(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Redirect, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    look(&app, &who, case).await?;
    let is_it = |line: &&service::DraftLine| line.kind == FormKind::Conversation && line.case == Some(case);
    let open = app.service.open_drafts(&who.actor).await?.iter().find(is_it).map(|line| line.draft);
    let draft = match open {
        Some(draft) => draft,
        None => app.service.start_draft(&who.actor, FormKind::Conversation, Some(case)).await?,
    };
    Ok(Redirect::to(&address(case, draft)))
}

/// The page, with every answer so far. `more` names rows of which one more is shown.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((case, draft)): Path<(CaseId, DraftId)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Failure> {
    let more = asked.get("more").and_then(|code| Rows::of_code(code));
    page(&app, &who, case, draft, more, Problems::new()).await
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
        Step::Again(problems) => page(&app, &who, case, draft, None, problems).await,
        Step::Kept(place) => {
            look(&app, &who, case).await?;
            Ok(Redirect::to(&format!("{}{}", address(case, draft), onward(&sent, &place))).into_response())
        }
        Step::Finish(answers) => finish(&app, &who, case, draft, &answers).await,
    }
}

/// Where the page goes on: at another part, or at a row that was asked for.
fn onward(sent: &Sent, place: &str) -> String {
    let Some(rows) = Rows::added_by(sent.one("go")) else { return place.to_owned() };
    let next = (rows.answered(sent) + 1).min(rows.most());
    format!("?more={}#{}", rows.code(), rows.row(next))
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
    let entry = match read::conversation(&view, &answers.sent, &moment) {
        Ok(entry) => entry,
        Err(problems) => return page(app, who, case, draft, None, problems).await,
    };
    match record(app, who, (case, draft), entry, &moment, |refusal| refusal::beside(refusal, moment.now))
        .await?
    {
        None => Ok(done(case)),
        Some(problems) => page(app, who, case, draft, None, problems).await,
    }
}

fn address(case: CaseId, draft: DraftId) -> String {
    format!("/cases/{case}/conversation/{draft}")
}

fn done(case: CaseId) -> Response {
    Redirect::to(&format!("/cases/{case}")).into_response()
}

/// The case, for somebody who may record on it. That they looked is on the disk before the answer.
async fn look(app: &App, who: &SignedIn, case: CaseId) -> Result<CasePage, Failure> {
    let page = app.service.case_page(&who.actor, case, None, PART).await?;
    if page.may.contains(&ActionKind::RecordOnCase) { Ok(page) } else { Err(Failure::NotFound) }
}

/// One's own conversation about this case.
async fn own(app: &App, who: &SignedIn, case: CaseId, draft: DraftId) -> Result<DraftPage, Failure> {
    of_case(app, who, case, draft, FormKind::Conversation).await
}

async fn page(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    draft: DraftId,
    more: Option<Rows>,
    problems: Problems,
) -> Result<Response, Failure> {
    let answers = own(app, who, case, draft).await?;
    let of_case = look(app, who, case).await?;
    if answers.finished.is_some() {
        return Ok(done(case));
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let begun = Begun::of(&of_case, &app.service.begun_forms(&who.actor, case).await?);
    let page = ConversationPage::new(who.layout("/work"), &of_case, draft, answers.filled(problems), more);
    let page = page.with_colleagues(begun);
    Ok((status, Page(page)).into_response())
}

#[cfg(test)]
mod tests;
