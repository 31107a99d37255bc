//! Confirming with a passkey who one is.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use service::Visit;

use super::asking::{ANSWER, answered, over, response, shown};
use crate::app::App;
use crate::components::prelude::Problems;
use crate::confirm_first::onward;
use crate::failure::Failure;
use crate::page::Page;
use crate::pages::confirm::page;
use crate::session::{Pressed, give};

/// Asks for one of the asker's own.
pub async fn ask(State(app): State<App>, Pressed { who, sent }: Pressed) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    response(app.service.ask_to_confirm(&who.actor).await, &app)
}

/// Confirms. The session goes on under another token.
pub async fn send(
    State(app): State<App>,
    headers: HeaderMap,
    visit: Visit,
    Pressed { who, sent }: Pressed,
) -> Result<Response, Failure> {
    sent.only(&["to", ANSWER]).map_err(Failure::NotSent)?;
    let to = onward(sent.one("to"));
    let why = match answered(&sent, &headers, &app) {
        Err(why) => why.to_owned(),
        Ok((asked, answer)) => {
            match app.service.confirm_with_passkey(&who.actor, (&asked, answer), &visit).await {
                Ok(token) => {
                    let goes_on = (give(&token, app.transport), Redirect::to(to)).into_response();
                    return Ok((over(&app), goes_on).into_response());
                }
                Err(problem) => shown(problem)?.to_string(),
            }
        }
    };
    let mut problems = Problems::new();
    problems.add("passkey", why);
    let page = page(&app, &headers, &who, to, problems).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, over(&app), Page(page)).into_response())
}
