//! Putting aside what nobody sent: the script of a page does it as the sign-in runs out, before it clears the page.

use axum::extract::State;
use axum::http::{StatusCode, Uri};
use service::HeldWhy;

use crate::app::App;
use crate::confirm_first::onward;
use crate::failure::Failure;
use crate::late;
use crate::session::{PostedOpenly, Pressed};

/// Whoever types, presses or scrolls is here, and their session goes on as if they had opened a page.
pub async fn here(Pressed { sent, .. }: Pressed) -> Result<StatusCode, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Holds a form for whoever its token was made for: because they were signed out, or left it where it was not taken. It is never read as if it had been sent, however the session
/// stands; its writer looks at it and sends it on.
pub async fn aside(State(app): State<App>, PostedOpenly(sent): PostedOpenly) -> Result<StatusCode, Failure> {
    sent.only(&["to", "form", "why"]).map_err(Failure::NotSent)?;
    let to: Uri = onward(sent.one("to")).parse().map_err(|_| Failure::NotFound)?;
    let why = match sent.one("why") {
        "" => HeldWhy::SignedOut,
        why => HeldWhy::from_code(why).ok_or(Failure::NotFound)?,
    };
    let is_a_form = late::is_a_form(to.path());
    if is_a_form && late::hold(&app, &to, sent.exact("form").as_bytes(), None, why).await {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Failure::NotFound)
    }
}
