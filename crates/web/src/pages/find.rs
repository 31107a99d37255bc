//! Finding a record by a name or a reference. What is typed is sent in the body of a form, so that no
//! name ever stands in an address, a history or a log.

use access::action::SearchCases;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::CaseId;
use jiff::Timestamp;
use service::Found;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::moment_from;
use crate::session::{Posted, SignedIn};

/// The longest that is searched for, in characters.
const LONGEST: usize = 200;
/// As many as are ever found at once.
const MOST: usize = 30;

/// A record that was found.
#[derive(Clone)]
struct Line {
    case: CaseId,
    reference: String,
    called: String,
    severity: &'static str,
    reported: String,
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "find.html")]
pub struct FindPage {
    layout: Layout,
    form: Filled,
    found: Option<Vec<Line>>,
}

impl FindPage {
    fn new(who: &SignedIn, form: Filled, found: Option<Vec<Line>>) -> Self {
        Self { layout: who.layout("/find").title("Work").problems(&form.problems), form, found }
    }

    fn words(&self) -> Input {
        self.form
            .input("words", "Name or reference")
            .hint("All words must fit. A reference looks like HF-7K3M-Q2XT. Each search is recorded. What you type is kept only as a code that nobody can read back.")
            .spellcheck(false)
    }

    fn is_full(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.len() >= MOST)
    }
}

impl Line {
    fn of(found: Found, now: Timestamp) -> Self {
        Self {
            case: found.case,
            reference: found.reference.to_string(),
            called: found.called.unwrap_or_else(|| "No name given".to_owned()),
            severity: found.severity.label(),
            reported: moment_from(found.opened_at, now),
        }
    }
}

impl Sample for FindPage {
    fn sample() -> Self {
        let mut sent = Sent::default();
        sent.set("words", vec!["ashdown".to_owned()]);
        Self {
            layout: Layout::signed_in("Sam Okafor", "Housing officer", "token"),
            form: Filled::with_problems(sent, Problems::new()),
            found: Some(vec![Line {
                case: CaseId::from_uuid(uuid::Uuid::nil()),
                reference: "HF-7K3M-Q2XT".to_owned(),
                called: "Rowan Ashdown".to_owned(),
                severity: domain::Severity::High.label(),
                reported: "3 days ago, 19 November 2026 at 2:05pm".to_owned(),
            }]),
        }
    }
}

/// The page, with nothing searched for yet.
pub async fn show(who: SignedIn) -> Result<Response, Failure> {
    access::check_office::<SearchCases>(&who.actor)?;
    Ok(Page(FindPage::new(&who, Filled::default(), None)).into_response())
}

/// What fits, among the records that this person may see.
pub async fn find(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    access::check_office::<SearchCases>(&who.actor)?;
    sent.only(&["words"]).map_err(Failure::NotSent)?;
    let words = sent.one("words").to_owned();
    let mut problems = Problems::new();
    match words.chars().count() {
        0 => problems.add("words", "Enter a name or a reference"),
        1..=LONGEST => {
            let now = app.service.moment(&who.actor).now;
            let found = app.service.find(&who.actor, &words).await?;
            let lines = found.into_iter().map(|found| Line::of(found, now)).collect();
            let form = Filled::with_problems(sent, problems);
            return Ok(Page(FindPage::new(&who, form, Some(lines))).into_response());
        }
        _ => problems.add("words", format!("Enter {LONGEST} characters or fewer")),
    }
    let form = Filled::with_problems(sent, problems);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(FindPage::new(&who, form, None))).into_response())
}
