//! One of somebody's own passkeys: its name, and taking it away.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::PasskeyId;
use service::passkeys::PasskeyLine;

use super::asking::shown;
use super::list::{PLACE, sample_line, since};
use super::new::name;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Pressed, SignedIn};

/// The page of one passkey.
#[derive(Clone, Template)]
#[template(path = "passkeys/one.html")]
pub struct PasskeyPage {
    layout: Layout,
    line: PasskeyLine,
    form: Filled,
}

impl PasskeyPage {
    fn new(layout: Layout, line: PasskeyLine, form: Filled) -> Self {
        Self { layout: layout.back(PLACE).problems(&form.problems), line, form }
    }

    fn name(&self) -> Input {
        self.form.input("name", "Name")
    }

    fn made(&self) -> String {
        let [made, used] = since(&self.line);
        format!("Made on {made}. Last used: {used}.")
    }
}

impl Sample for PasskeyPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let line = sample_line(1, "Work phone", true);
        let form = as_named(&line);
        Self::new(layout, line, form)
    }
}

fn as_named(line: &PasskeyLine) -> Filled {
    let mut sent = Sent::default();
    sent.set("name", vec![line.name.clone()]);
    Filled::with_problems(sent, Problems::new())
}

/// One of the asker's own.
async fn own(app: &App, who: &SignedIn, id: PasskeyId) -> Result<PasskeyLine, Failure> {
    let own = app.service.passkeys(&who.actor).await?;
    own.into_iter().find(|one| one.id == id).ok_or(Failure::NotFound)
}

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<PasskeyId>,
) -> Result<Response, Failure> {
    let line = own(&app, &who, id).await?;
    let form = as_named(&line);
    Ok(Page(PasskeyPage::new(who.layout("/account"), line, form)).into_response())
}

/// Gives it another name.
pub async fn rename(
    State(app): State<App>,
    Path(id): Path<PasskeyId>,
    Pressed { who, sent }: Pressed,
) -> Result<Response, Failure> {
    sent.only(&["name"]).map_err(Failure::NotSent)?;
    let line = own(&app, &who, id).await?;
    let name = match name(&sent) {
        Ok(name) => name,
        Err(problems) => return Ok(refused(&who, line, Filled::with_problems(sent, problems))),
    };
    app.service.rename_passkey(&who.actor, id, &name).await?;
    Ok(Redirect::to(PLACE).into_response())
}

/// Takes it away: from now on it signs nobody in.
pub async fn remove(
    State(app): State<App>,
    Path(id): Path<PasskeyId>,
    Pressed { who, sent }: Pressed,
) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    let line = own(&app, &who, id).await?;
    let Err(problem) = app.service.remove_passkey(&who.actor, id).await else {
        return Ok(Redirect::to(PLACE).into_response());
    };
    let mut form = as_named(&line);
    form.problems.add("remove", shown(problem)?.to_string());
    Ok(refused(&who, line, form))
}

fn refused(who: &SignedIn, line: PasskeyLine, form: Filled) -> Response {
    let page = PasskeyPage::new(who.layout("/account"), line, form);
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}
