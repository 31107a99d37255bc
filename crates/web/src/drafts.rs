//! Forms that are kept as they are typed: with a script field by field, without one part by part.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::case::Refusal;
use domain::{CaseId, DraftId, Moment};
use serde::Serialize;
use service::{Answered, Draft, Entry, FormKind, Kept, Problem};

use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::session::{Pressed, SignedIn};

/// The start of the name of the hidden field that says which version of an answer a page holds.
const SEEN: &str = "seen-";

/// A draft as its page needs it.
pub struct Page {
    /// Which form.
    pub kind: FormKind,
    /// The case it is about, for a form on a case.
    pub case: Option<CaseId>,
    /// The case it became, once it was finished.
    pub finished: Option<CaseId>,
    /// The answers.
    pub sent: Sent,
    /// The version of each.
    pub seen: BTreeMap<String, u64>,
}

impl Page {
    fn of(draft: Draft) -> Self {
        let seen = draft.answers.iter().map(|(field, answer)| (field.clone(), answer.seen)).collect();
        let sent = draft.answers.into_iter().map(|(field, answer)| (field, answer.values)).collect();
        Self { kind: draft.kind, case: draft.case, finished: draft.finished, sent, seen }
    }

    /// The form's controls.
    pub fn filled(self, problems: Problems) -> Filled {
        Filled { sent: self.sent, problems, seen: Some(self.seen) }
    }
}

/// What to do after the answers of a form were sent whole.
pub enum Step {
    /// Show the page again: another tab had changed an answer.
    Again(Problems),
    /// Go on at this place of the page.
    Kept(String),
    /// Record it.
    Finish(Page),
}

/// The draft, if it is theirs.
pub async fn load(app: &App, who: &SignedIn, draft: DraftId) -> Result<Page, Failure> {
    app.service.draft(&who.actor, draft).await?.map(Page::of).ok_or(Failure::NotFound)
}

/// One's own unfinished form of this kind about this case.
pub async fn of_case(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    draft: DraftId,
    kind: FormKind,
) -> Result<Page, Failure> {
    let answers = load(app, who, draft).await?;
    let is_it = answers.kind == kind && answers.case == Some(case);
    if is_it { Ok(answers) } else { Err(Failure::NotFound) }
}

/// Records what a form says and ends its draft. Where the rules say no to something that the form can mend, what to
/// show beside it.
pub async fn record(
    app: &App,
    who: &SignedIn,
    (case, draft): (CaseId, DraftId),
    entry: Entry,
    moment: &Moment,
    beside: impl FnOnce(&Refusal) -> Option<Problems>,
) -> Result<Option<Problems>, Failure> {
    match app.service.record_from_draft(&who.actor, case, draft, entry, moment).await {
        Ok(_) => Ok(None),
        Err(Problem::Refused(refusal)) => match beside(&refusal) {
            Some(problems) => Ok(Some(problems)),
            None => Err(Problem::Refused(refusal).into()),
        },
        Err(problem) => Err(problem.into()),
    }
}

/// Keeps every answer that was sent. The button `go` says what comes next: `finish`, or the part of the
/// page to go on with.
pub async fn save(
    app: &App,
    who: &SignedIn,
    draft: DraftId,
    sent: &Sent,
    fields: &[&str],
) -> Result<Step, Failure> {
    let known = |name: &str| {
        let name = name.strip_prefix(SEEN).unwrap_or(name);
        name == "csrf" || name == "go" || fields.contains(&name)
    };
    if !sent.fields().all(|(name, _)| known(name)) {
        return Err(Failure::NotSent(crate::form::NotSent::UnknownField));
    }
    let mut problems = Problems::new();
    let before = load(app, who, draft).await?;
    let answers = changed(&before.sent, sent, fields);
    for (field, kept) in app.service.keep_answers(&who.actor, draft, answers).await? {
        if let Kept::Clash { .. } = kept {
            problems.add(field.as_str(), clash(sent.all(&field)));
        }
    }
    if !problems.is_empty() {
        return Ok(Step::Again(problems));
    }
    match sent.one("go") {
        "finish" => load(app, who, draft).await.map(Step::Finish),
        part => Ok(Step::Kept(place(part))),
    }
}

/// The place on the page that a button leads to. What is no name of one leads to the top: it goes into a header.
pub fn place(part: &str) -> String {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    if part.is_empty() || !part.chars().all(is_name) { String::new() } else { format!("#{part}") }
}

/// The answers that are not as they were kept, each with the version that the page held.
fn changed(before: &Sent, sent: &Sent, fields: &[&str]) -> Vec<(String, Answered)> {
    let differs =
        |field: &&&str| before.all(field) != sent.all(field) && (before.has(field) || sent.has(field));
    let answer = |field: &&str| {
        let seen = sent.one(&format!("{SEEN}{field}")).parse().unwrap_or(0);
        ((*field).to_owned(), Answered { values: sent.all(field).to_vec(), seen })
    };
    fields.iter().filter(differs).map(answer).collect()
}

/// Nothing that was typed is lost: the page shows the other answer, and the message this one.
fn clash(yours: &[String]) -> String {
    let yours: Vec<&str> = yours.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    let yours = if yours.is_empty() { "no answer".to_owned() } else { yours.join(" ") };
    format!(
        "Another page changed this answer, and shows here now. You had: {yours}. Change it back if yours was right"
    )
}

/// An answer to the script that keeps answers.
#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Kept { seen: u64 },
    Clash { field: String, yours: Vec<String>, theirs: Vec<String>, seen: u64 },
    Wrong { message: &'static str },
}

/// Keeps one answer while it is typed.
pub async fn keep(
    State(app): State<App>,
    Path(draft): Path<DraftId>,
    posted: Result<Pressed, Failure>,
) -> Result<Response, Failure> {
    let Pressed { who, sent } = match posted {
        Ok(posted) => posted,
        Err(Failure::SignedOut(_)) => {
            let said = Said::Wrong { message: "you are signed out" };
            return Ok((StatusCode::UNAUTHORIZED, Json(said)).into_response());
        }
        Err(failure) => return Err(failure),
    };
    sent.only(&["field", "value", "seen"]).map_err(Failure::NotSent)?;
    let (field, yours) = (sent.one("field").to_owned(), sent.all("value").to_vec());
    let Ok(seen) = sent.one("seen").parse() else {
        let said = Said::Wrong { message: "the page is damaged. Open it again" };
        return Ok((StatusCode::BAD_REQUEST, Json(said)).into_response());
    };
    match app.service.keep_answer(&who.actor, draft, &field, yours.clone(), seen).await? {
        Kept::Kept { seen } => Ok(Json(Said::Kept { seen }).into_response()),
        Kept::Clash { theirs, seen } => {
            Ok((StatusCode::CONFLICT, Json(Said::Clash { field, yours, theirs, seen })).into_response())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn given_what_is_no_name_of_a_part_then_it_leads_to_the_top_of_the_page() {
        assert_eq!(place("people-2"), "#people-2");
        for odd in ["", "a\nSet-Cookie: x", "a b", "//elsewhere", "ü"] {
            assert_eq!(place(odd), "", "{odd:?}");
        }
    }
}
