//! Where somebody who is not yet in chooses what they sign in with.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use super::elsewhere::Elsewhere;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::AtDoor;

/// The page.
#[derive(Clone, Template)]
#[template(path = "account/begin.html")]
pub struct BeginPage {
    layout: Layout,
    elsewhere: Option<Elsewhere>,
}

impl Sample for BeginPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self { layout: layout.title("Work"), elsewhere: None }
    }
}

/// The page. Whoever signs in with a passkey only has nothing to choose; whoever is in has their account.
pub async fn show(State(app): State<App>, headers: HeaderMap, door: AtDoor) -> Result<Response, Failure> {
    if !door.unfinished {
        return Ok(Redirect::to("/account").into_response());
    }
    let elsewhere = Elsewhere::of(&app, &headers, "/sign-in");
    if elsewhere.is_none() && app.service.is_passkey_only(&door.who.actor).await? {
        return Ok(Redirect::to("/account/passkeys/new").into_response());
    }
    Ok(Page(BeginPage { layout: door.layout(), elsewhere }).into_response())
}
