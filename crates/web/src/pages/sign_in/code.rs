//! The step after the password: a code of one's authenticator app, or one of one's recovery codes.

use askama::Template;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use service::{STEP_HOLDS, SecondStep, Visit};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::headers::Transport;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{PostedOpenly, cookie_in};

/// What is said of every code that is not taken, whatever is the matter with it: a guesser learns nothing, and
/// somebody whose phone goes wrong learns what to look at.
pub const NOT_TAKEN: &str = "That code was not taken. Wait for the next one and enter it. The clock of your phone \
                             may be wrong: let the phone set its time by itself. After many tries, wait a minute";

/// The page on which somebody enters a code.
#[derive(Clone, Template)]
#[template(path = "sign-in-code.html")]
pub struct CodePage {
    layout: Layout,
    problems: Problems,
}

impl CodePage {
    fn new(problems: Problems) -> Self {
        Self { layout: Layout::new().title("Sign in").back("/sign-in").problems(&problems), problems }
    }

    fn code(&self) -> Input {
        code_box(&self.problems)
    }
}

/// The box for a code, wherever one is asked for.
pub fn code_box(problems: &Problems) -> Input {
    let hint = "The 6 figures that your authenticator app shows now. Without your phone: one of the recovery \
                codes that you wrote down.";
    let error = problems.on("code").map(str::to_owned);
    Input::new("code", "Code").autocomplete("one-time-code").spellcheck(false).hint(hint).error(error)
}

impl Sample for CodePage {
    fn sample() -> Self {
        let mut problems = Problems::new();
        problems.add("code", NOT_TAKEN);
        Self::new(problems)
    }
}

/// The page, for a browser that brought a right password a few minutes ago.
pub async fn show(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    let step = step_in(&headers, app.transport).unwrap_or_default();
    if !app.service.waits_for_code(&step).await? {
        return Ok(begin_again(app.transport));
    }
    Ok(Page(CodePage::new(Problems::new())).into_response())
}

/// Signs in.
pub async fn send(
    State(app): State<App>,
    headers: HeaderMap,
    visit: Visit,
    PostedOpenly(sent): PostedOpenly,
) -> Result<Response, Failure> {
    sent.only(&["code"]).map_err(Failure::NotSent)?;
    let step = step_in(&headers, app.transport).unwrap_or_default();
    match app.service.sign_in_with_code(&step, sent.one("code"), &visit).await? {
        SecondStep::In(token) => {
            let enters = super::enters(&app, &token).await;
            Ok((AppendHeaders([clear(app.transport)]), enters).into_response())
        }
        SecondStep::Gone => Ok(begin_again(app.transport)),
        SecondStep::Wrong => {
            let mut problems = Problems::new();
            problems.add("code", NOT_TAKEN);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(CodePage::new(problems))).into_response())
        }
    }
}

fn begin_again(transport: Transport) -> Response {
    (AppendHeaders([clear(transport)]), Redirect::to("/sign-in?again=yes")).into_response()
}

const fn cookie_name(transport: Transport) -> &'static str {
    match transport {
        Transport::Tls => "__Host-step",
        Transport::Plain => "step",
    }
}

fn step_in(headers: &HeaderMap, transport: Transport) -> Option<String> {
    cookie_in(headers, cookie_name(transport))
}

/// Leads to this page, with the cookie that shows that the password was right.
pub(super) fn lead_to(token: &str, transport: Transport) -> Response {
    let header = cookie(token, STEP_HOLDS.as_secs(), transport);
    (AppendHeaders([header]), Redirect::to("/sign-in/code")).into_response()
}

fn clear(transport: Transport) -> (HeaderName, HeaderValue) {
    cookie("", 0, transport)
}

fn cookie(token: &str, age: i64, transport: Transport) -> (HeaderName, HeaderValue) {
    let (name, secure) = (cookie_name(transport), if transport == Transport::Tls { "; Secure" } else { "" });
    let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{secure}");
    (SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))
}
