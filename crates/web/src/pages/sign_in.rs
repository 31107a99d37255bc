//! Signing in, signing out, and leaving at once.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use service::password::Password;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{PostedOpenly, Pressed, give, take, token_in};

/// The page on which somebody signs in.
#[derive(Clone, Template)]
#[template(path = "sign-in.html")]
pub struct SignInPage {
    layout: Layout,
    form: Filled,
    /// Whether what they were writing is kept for them.
    kept: bool,
}

impl SignInPage {
    fn new(form: Filled) -> Self {
        Self { layout: Layout::new().title("Sign in").problems(&form.problems), form, kept: false }
    }

    fn login(&self) -> Input {
        self.form.input("login", "Name you sign in with").autocomplete("username")
    }

    fn password(&self) -> Input {
        let error = self.form.problems.on("password").map(str::to_owned);
        Input::password("password", "Password").autocomplete("current-password").error(error)
    }
}

impl Sample for SignInPage {
    fn sample() -> Self {
        Self { kept: true, ..Self::new(Filled::default()) }
    }
}

/// The page. Whose form is kept it does not know.
pub async fn show(here: Uri) -> impl IntoResponse {
    Page(SignInPage { kept: here.query() == Some("kept=yes"), ..SignInPage::new(Filled::default()) })
}

/// Signs in. The answer to a wrong password and to an unknown name is the same.
pub async fn send(State(app): State<App>, PostedOpenly(sent): PostedOpenly) -> Result<Response, Failure> {
    sent.only(&["login", "password"]).map_err(Failure::NotSent)?;
    let token = app.service.sign_in(sent.one("login"), Password::typed(sent.exact("password"))).await?;
    let Some(token) = token else { return Ok(wrong(&sent)) };
    let start = if holds_for(&app, &token).await { "/held" } else { "/" };
    Ok((give(&token, app.transport), Redirect::to(start)).into_response())
}

/// Whether something that they wrote waits for them. Nobody is kept from signing in because it cannot be
/// read: the fault is logged where it happened.
async fn holds_for(app: &App, token: &str) -> bool {
    let Ok(Some(session)) = app.service.session(token).await else { return false };
    app.service.holds_for(&session.actor).await.unwrap_or(false)
}

fn wrong(sent: &Sent) -> Response {
    let mut problems = Problems::new();
    problems.add("login", "Check the name and the password. After many tries, wait a minute before the next");
    let mut shown = Sent::default();
    shown.set("login", sent.all("login").to_vec());
    (StatusCode::UNPROCESSABLE_ENTITY, Page(SignInPage::new(Filled::with_problems(shown, problems))))
        .into_response()
}

/// Signs out.
pub async fn out(State(app): State<App>, headers: HeaderMap, _pressed: Pressed) -> Result<Response, Failure> {
    end(&app, &headers).await?;
    Ok((take(app.transport), clear_site_data(), Redirect::to("/sign-in")).into_response())
}

/// Leaves at once: ends the session and goes to a neutral site. It asks nothing and checks nothing, as
/// the worst that a foreign page can do with it is to sign somebody out.
pub async fn exit(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    end(&app, &headers).await?;
    Ok((take(app.transport), clear_site_data(), Redirect::to(NEUTRAL_SITE)).into_response())
}

/// The same, told by the page's script while the browser already leaves. It leads nowhere: a browser follows
/// where such an answer leads, and would ask the neutral site from within our page.
pub async fn exit_behind(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    end(&app, &headers).await?;
    Ok((StatusCode::NO_CONTENT, take(app.transport), clear_site_data()).into_response())
}

async fn end(app: &App, headers: &HeaderMap) -> Result<(), Failure> {
    if let Some(token) = token_in(headers, app.transport) {
        app.service.sign_out(&token).await?;
    }
    Ok(())
}

fn clear_site_data() -> [(HeaderName, HeaderValue); 1] {
    [(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""),
    )]
}
