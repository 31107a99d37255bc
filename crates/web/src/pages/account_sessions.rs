//! Where somebody is signed in: their own list, and how to end what is not theirs or not wanted any more.

use access::Denied;
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::SessionId;
use jiff::{SignedDuration, Timestamp};
use service::{Problem, SessionLine};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::{capital, moment_from};
use crate::session::{Pressed, SignedIn};

/// Where the page is.
const HERE: &str = "/account/sessions";
/// What its address says where somebody is to confirm who they are.
const CONFIRM: &str = "confirm=yes";

/// One session in words.
#[derive(Clone)]
pub(super) struct SessionRow {
    id: SessionId,
    browser: String,
    since: String,
    used: String,
    is_this: bool,
}

impl SessionRow {
    /// The row of a table: which browser, since when, last used when.
    pub(super) fn cells(table: Table, row: &Self) -> Table {
        table.row([&row.browser, &row.since, &row.used].map(|text| Cell::new(text.as_str())))
    }
}

/// Sessions in words; `this` is the one in which they are looked at.
pub(super) fn rows(sessions: &[SessionLine], this: Option<SessionId>, now: Timestamp) -> Vec<SessionRow> {
    let row = |line: &SessionLine| SessionRow {
        id: line.id,
        browser: line.browser.clone(),
        since: capital(&moment_from(line.created_at, now)),
        used: capital(&moment_from(line.last_seen_at, now)),
        is_this: this == Some(line.id),
    };
    sessions.iter().map(row).collect()
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "account-sessions.html")]
pub struct SessionsPage {
    layout: Layout,
    sessions: Vec<SessionRow>,
}

impl SessionsPage {
    fn new(layout: Layout, sessions: Vec<SessionRow>) -> Self {
        Self { layout: layout.title("Work").back("/account"), sessions }
    }

    /// Whether there is another than the one in which they look.
    fn has_others(&self) -> bool {
        self.sessions.iter().any(|session| !session.is_this)
    }
}

impl Sample for SessionsPage {
    fn sample() -> Self {
        let id = |n: u128| SessionId::from_uuid(uuid::Uuid::from_u128(n));
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000);
        let line = |n, browser: &str, minutes| SessionLine {
            id: id(n),
            browser: browser.to_owned(),
            created_at: now - SignedDuration::from_mins(minutes + 120),
            last_seen_at: now - SignedDuration::from_mins(minutes),
        };
        let lines = [line(1, "Chrome on Windows", 0), line(2, "Safari on iPhone", 9)];
        let layout = Layout::signed_in("Sam Okafor", "Call handler", "token");
        Self::new(layout, rows(&lines, Some(id(1)), now))
    }
}

/// The page. On the way back from a button that asked for it, they confirm who they are first.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    if query.as_deref() == Some(CONFIRM) && !who.actor.fresh {
        return Err(Failure::Problem(Denied::ConfirmFirst.into()));
    }
    let sessions = app.service.own_sessions(&who.actor).await?;
    let now = app.service.moment(&who.actor).now;
    let page = SessionsPage::new(who.layout("/account"), rows(&sessions, Some(who.session), now));
    Ok(Page(page).into_response())
}

/// Ends one. Where it is the one they are in, they are signed out.
pub async fn end(
    State(app): State<App>,
    Path(session): Path<SessionId>,
    Pressed { who, sent }: Pressed,
) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    match app.service.end_own_session(&who.actor, session).await {
        Ok(true) => Ok(Redirect::to(HERE).into_response()),
        Ok(false) => Err(Failure::NotFound),
        Err(problem) => confirmed_first(problem),
    }
}

/// Ends all but the one they are in.
pub async fn end_others(State(app): State<App>, Pressed { who, sent }: Pressed) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    match app.service.end_other_sessions(&who.actor, who.session).await {
        Ok(_) => Ok(Redirect::to(HERE).into_response()),
        Err(problem) => confirmed_first(problem),
    }
}

/// Leads back here by the page on which they confirm who they are; a button has no page of its own.
fn confirmed_first(problem: Problem) -> Result<Response, Failure> {
    match problem {
        Problem::Denied(Denied::ConfirmFirst) => {
            Ok(Redirect::to(&format!("{HERE}?{CONFIRM}")).into_response())
        }
        problem => Err(problem.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_page_reads_as_reviewed() {
        insta::assert_snapshot!("account-sessions", main_part(&SessionsPage::sample().render().unwrap()));
    }

    #[test]
    fn with_one_session_there_are_no_others_to_end() {
        let mut page = SessionsPage::sample();
        page.sessions.truncate(1);
        assert!(!page.render().unwrap().contains("/account/sessions/end"));
    }
}
