//! Choosing a password by a one-time link, and what every page on which one is chosen asks.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use service::password::{Password, SHORTEST};
use service::{LinkFor, OfficeProblem};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::PostedOpenly;

const FIELDS: &[&str] = &["password", "password-again"];

/// The page.
#[derive(Clone, Template)]
#[template(path = "password.html")]
pub struct PasswordPage {
    layout: Layout,
    token: String,
    login: String,
    passwords: Passwords,
}

impl PasswordPage {
    fn new(token: String, login: String, problems: Problems) -> Self {
        let layout = Layout::new().problems(&problems);
        Self { layout, token, login, passwords: Passwords(problems) }
    }
}

impl Sample for PasswordPage {
    fn sample() -> Self {
        let mut problems = Problems::new();
        problems.add("password-again", NOT_THE_SAME);
        Self::new("token".to_owned(), "sam.okafor".to_owned(), problems)
    }
}

/// The two boxes of a new password. What was typed is never shown again.
#[derive(Clone)]
pub(super) struct Passwords(pub(super) Problems);

const NOT_THE_SAME: &str = "The two passwords are not the same. Type both again";

impl Passwords {
    pub(super) fn once(&self) -> Input {
        let hint = format!(
            "At least {SHORTEST} characters. Three or four words that do not belong together are easy to \
             remember and hard to guess. Spaces are fine. Leave out names: yours, your organisation’s, a place’s."
        );
        let error = self.0.on("password").map(str::to_owned);
        Input::password("password", "New password")
            .autocomplete("new-password")
            .hint(hint.as_str())
            .error(error)
    }

    pub(super) fn again(&self) -> Input {
        let error = self.0.on("password-again").map(str::to_owned);
        Input::password("password-again", "The same password again").autocomplete("new-password").error(error)
    }

    /// The password, where the same was typed twice.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Password> {
        let (once, again) = (reader.sent().exact("password"), reader.sent().exact("password-again"));
        if once.is_empty() {
            reader.wrong("password", "Enter a password");
            return None;
        }
        if once != again {
            reader.wrong("password-again", NOT_THE_SAME);
            return None;
        }
        Some(Password::typed(once))
    }
}

/// A one-time link that was used, has run out or never was.
#[derive(Clone, Template)]
#[template(path = "link-gone.html")]
pub struct LinkGonePage {
    layout: Layout,
}

impl LinkGonePage {
    /// The page with its status: the same for every link that does not work.
    pub(super) fn response() -> Response {
        (StatusCode::GONE, Page(Self::sample())).into_response()
    }
}

impl Sample for LinkGonePage {
    fn sample() -> Self {
        Self { layout: Layout::new() }
    }
}

/// The page, where the link works.
pub async fn show(State(app): State<App>, Path(token): Path<String>) -> Result<Response, Failure> {
    match app.service.link(&token).await? {
        Some(LinkFor::Password { login }) => {
            Ok(Page(PasswordPage::new(token, login, Problems::new())).into_response())
        }
        _ => Ok(LinkGonePage::response()),
    }
}

/// Sets the password. The link works no longer, and every session of theirs has ended.
pub async fn send(
    State(app): State<App>,
    Path(token): Path<String>,
    PostedOpenly(sent): PostedOpenly,
) -> Result<Response, Failure> {
    let Some(LinkFor::Password { login }) = app.service.link(&token).await? else {
        return Ok(LinkGonePage::response());
    };
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let problems = match read(&sent) {
        Err(problems) => problems,
        Ok(password) => match app.service.choose_password(&token, password).await {
            Ok(true) => return Ok(Redirect::to("/sign-in").into_response()),
            Ok(false) => return Ok(LinkGonePage::response()),
            Err(OfficeProblem::Password(problem)) => {
                let mut problems = Problems::new();
                problems.add("password", problem.to_string());
                problems
            }
            Err(OfficeProblem::Journey(problem)) => return Err(problem.into()),
        },
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(PasswordPage::new(token, login, problems))).into_response())
}

fn read(sent: &Sent) -> Result<Password, Problems> {
    // No date stands on this form, so the reader needs no clock.
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    let password = Passwords::read(&mut reader);
    reader.done(password)
}
