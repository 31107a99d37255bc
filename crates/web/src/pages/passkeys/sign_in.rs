//! Signing in with a passkey. Nobody types a name.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use service::Visit;

use super::asking::{ANSWER, answered, over, response, shown};
use crate::app::App;
use crate::failure::Failure;
use crate::pages::sign_in::{enters, passkey_not_taken};
use crate::session::PostedOpenly;

/// Asks for any passkey of this site.
pub async fn ask(State(app): State<App>, PostedOpenly(sent): PostedOpenly) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    response(app.service.ask_for_passkey().await, &app)
}

/// Signs in whoever's passkey answered.
pub async fn send(
    State(app): State<App>,
    headers: HeaderMap,
    visit: Visit,
    PostedOpenly(sent): PostedOpenly,
) -> Result<Response, Failure> {
    sent.only(&[ANSWER]).map_err(Failure::NotSent)?;
    let why = match answered(&sent, &headers, &app) {
        Err(why) => why.to_owned(),
        Ok((asked, answer)) => match app.service.sign_in_with_passkey(&asked, answer, &visit).await {
            Ok(token) => return Ok((over(&app), enters(&app, &token).await).into_response()),
            Err(problem) => shown(problem)?.to_string(),
        },
    };
    Ok((over(&app), passkey_not_taken(&app, &headers, &why)).into_response())
}
