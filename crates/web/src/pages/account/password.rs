//! Changing one's own password.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use service::password::Password;
use service::{OfficeProblem, Visit};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::password::Passwords;
use crate::session::{PostedAtDoor, SignedIn, give};

const FIELDS: &[&str] = &["current", "password", "password-again"];
const WRONG: &str = "This is not your current password. After many tries, wait a minute before the next";

/// The page.
#[derive(Clone, Template)]
#[template(path = "account/password.html")]
pub struct NewPasswordPage {
    layout: Layout,
    passwords: Passwords,
}

impl NewPasswordPage {
    fn new(layout: Layout, problems: Problems) -> Self {
        let layout = layout.title("Work").back("/account").problems(&problems);
        Self { layout, passwords: Passwords(problems) }
    }

    fn current(&self) -> Input {
        let error = self.passwords.0.on("current").map(str::to_owned);
        Input::password("current", "Current password").error(error)
    }
}

impl Sample for NewPasswordPage {
    fn sample() -> Self {
        let mut problems = Problems::new();
        problems.add("current", WRONG);
        Self::new(Layout::signed_in("Sam Okafor", "Housing officer", "token"), problems)
    }
}

/// The page, for whoever has a password and has confirmed who they are.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    if !app.service.own_account(&who.actor).await?.has_password {
        return Err(Failure::NotFound);
    }
    if !who.actor.fresh {
        return Err(service::Problem::from(access::Denied::ConfirmFirst).into());
    }
    Ok(Page(NewPasswordPage::new(who.layout(""), Problems::new())).into_response())
}

/// Changes it. Every other session of theirs ends. What is typed here is never held.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    PostedAtDoor { who, unfinished, sent }: PostedAtDoor,
) -> Result<Response, Failure> {
    if unfinished {
        return Err(Failure::Unfinished);
    }
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let problems = match read(&sent) {
        Err(problems) => problems,
        Ok((current, new)) => {
            match app.service.change_password(&who.actor, current, new, who.how, &visit).await {
                Ok(Some(token)) => {
                    return Ok((give(&token, app.transport), Redirect::to("/account")).into_response());
                }
                Ok(None) => one("current", WRONG.to_owned()),
                Err(OfficeProblem::Password(problem)) => one("password", problem.to_string()),
                Err(OfficeProblem::Journey(problem)) => return Err(problem.into()),
                // Nothing stands beside a password that is changed here.
                Err(OfficeProblem::Beside) => return Err(Failure::NotFound),
            }
        }
    };
    let page = NewPasswordPage::new(who.layout(""), problems);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

fn one(field: &str, message: String) -> Problems {
    let mut problems = Problems::new();
    problems.add(field, message);
    problems
}

fn read(sent: &Sent) -> Result<(Password, Password), Problems> {
    // No date stands on this form, so the reader needs no clock.
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    let current = sent.exact("current").to_owned();
    if current.is_empty() {
        reader.wrong("current", "Enter your current password");
    }
    let new = Passwords::read(&mut reader);
    reader.done(new.map(|new| (Password::typed(current), new)))
}
