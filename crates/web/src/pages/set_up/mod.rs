//! Setting an installation up, by the one-time link that its first start prints.

mod read;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use service::{LinkFor, Problem, Visit};

use super::account::elsewhere::Elsewhere;
use super::password::LinkGonePage;
use super::policy::packs;
use super::sign_in::enters;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::PostedOpenly;

/// The page.
#[derive(Clone, Template)]
#[template(path = "set-up.html")]
pub struct SetUpPage {
    layout: Layout,
    token: String,
    form: Filled,
    elsewhere: Option<Elsewhere>,
}

impl SetUpPage {
    fn new(token: String, form: Filled, elsewhere: Option<Elsewhere>) -> Self {
        let layout = Layout::new().problems(&form.problems);
        Self { layout, token, form, elsewhere }
    }

    fn organisation(&self) -> Input {
        self.form.input("organisation", "Name of the organisation").autocomplete("organization")
    }

    fn policy(&self) -> Radios {
        packs(&self.form, "policy", "Which policy do you work by?")
            .hint("It says what is due, by when and to whom it falls. Its nation says whose bank holidays count. You can change it later, or edit a copy, without losing anything.")
    }

    fn regions(&self) -> Textarea {
        self.form.words("regions", "Regions, one on each line").rows(6_u16).hint(
            "Each report goes to the manager of its region. If you have only one, give it your organisation’s name. You can add more later.",
        )
    }

    fn administrator(&self) -> Input {
        self.form.input("administrator", "Your name").autocomplete("name")
    }

    fn login(&self) -> Input {
        self.form
            .input("login", "Name you will sign in with")
            .hint("For example the part of your work email before the @. Capitals make no difference.")
            .autocomplete("username")
            .spellcheck(false)
    }
}

impl Sample for SetUpPage {
    fn sample() -> Self {
        let mut sent = Sent::default();
        sent.set("organisation", vec!["Brookvale Homes".to_owned()]);
        sent.set("policy", vec!["nhg".to_owned()]);
        let mut problems = Problems::new();
        problems.add("regions", read::NO_REGION);
        Self::new("token".to_owned(), Filled::with_problems(sent, problems), None)
    }
}

/// The page, where the link works.
pub async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match app.service.link(&token, &visit).await? {
        Some(LinkFor::SetUp) => {
            let elsewhere = elsewhere(&app, &headers, &token);
            Ok(Page(SetUpPage::new(token, Filled::default(), elsewhere)).into_response())
        }
        _ => Ok(LinkGonePage::response()),
    }
}

/// Sets it up, all of it or nothing.
pub async fn send(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    visit: Visit,
    PostedOpenly(sent): PostedOpenly,
) -> Result<Response, Failure> {
    if app.service.link(&token, &visit).await? != Some(LinkFor::SetUp) {
        return Ok(LinkGonePage::response());
    }
    sent.only(read::FIELDS).map_err(Failure::NotSent)?;
    let problems = match read::set_up(&sent) {
        Err(problems) => problems,
        Ok(set_up) => match app.service.set_up(&token, set_up, &visit).await {
            Ok(Some(token)) => return Ok(enters(&app, &token).await),
            Ok(None) => return Ok(LinkGonePage::response()),
            Err(problem) => mendable(problem)?,
        },
    };
    let elsewhere = elsewhere(&app, &headers, &token);
    let page = SetUpPage::new(token, Filled::with_problems(sent, problems), elsewhere);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// The passkey is made on the next page, so the whole of it has to happen at the address at which they work.
fn elsewhere(app: &App, headers: &HeaderMap, token: &str) -> Option<Elsewhere> {
    Elsewhere::of(app, headers, &format!("/set-up/{token}"))
}

/// What the person can put right on this page; anything else is a failure.
fn mendable(problem: Problem) -> Result<Problems, Failure> {
    let mut problems = Problems::new();
    match problem {
        Problem::Conflict(_) => problems.add("login", super::people::TAKEN),
        problem => return Err(problem.into()),
    }
    Ok(problems)
}
