//! Signing in, signing out, and leaving at once.

pub mod code;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use service::password::Password;
use service::{SignIn, Visit};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::passkeys::PasskeyBlock;
use crate::pages::provider::ProviderButton;
use crate::session::{PostedAtDoor, PostedOpenly, give, take, token_in};

/// The page on which somebody signs in.
#[derive(Clone, Template)]
#[template(path = "sign-in.html")]
pub struct SignInPage {
    layout: Layout,
    /// The first way in.
    passkey: PasskeyBlock,
    /// The organisation's own way in, where there is one.
    provider: Option<ProviderButton>,
    form: Filled,
    /// Whether what they were writing is kept for them.
    kept: bool,
    /// Whether they were on their way in and took too long for it.
    again: bool,
}

impl SignInPage {
    fn new(passkey: PasskeyBlock, provider: Option<ProviderButton>, form: Filled) -> Self {
        let layout = Layout::new().title("Sign in").problems(&form.problems);
        let passkey = passkey.error(form.problems.on("passkey"));
        Self { layout, passkey, provider, form, kept: false, again: false }
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
        Self {
            kept: true,
            ..Self::new(PasskeyBlock::sample(), Some(ProviderButton::sample()), Filled::default())
        }
    }
}

/// The page. Whose form is kept it does not know.
pub async fn show(State(app): State<App>, headers: HeaderMap, here: Uri) -> impl IntoResponse {
    let (kept, again) = (here.query() == Some("kept=yes"), here.query() == Some("again=yes"));
    let passkey = PasskeyBlock::to_sign_in(&app, &headers);
    let provider = ProviderButton::to_sign_in(&app);
    Page(SignInPage { kept, again, ..SignInPage::new(passkey, provider, Filled::default()) })
}

/// Signs in. The answer to a wrong password and to an unknown name is the same.
pub async fn send(
    State(app): State<App>,
    headers: HeaderMap,
    visit: Visit,
    PostedOpenly(sent): PostedOpenly,
) -> Result<Response, Failure> {
    sent.only(&["login", "password"]).map_err(Failure::NotSent)?;
    let password = Password::typed(sent.exact("password"));
    match app.service.sign_in(sent.one("login"), password, &visit).await? {
        Some(on) => Ok(goes_on(&app, on).await),
        None => Ok(wrong(&app, &headers, &sent)),
    }
}

/// On from a right password, or from a one-time link.
pub(super) async fn goes_on(app: &App, on: SignIn) -> Response {
    match on {
        SignIn::In(token) => enters(app, &token).await,
        SignIn::Code(step) => code::lead_to(&step, app.transport),
    }
}

/// In: to what was held for them, or to where they begin.
pub(super) async fn enters(app: &App, token: &str) -> Response {
    let start = if holds_for(app, token).await { "/held" } else { "/" };
    (give(token, app.transport), Redirect::to(start)).into_response()
}

/// Whether something that they wrote waits for them. Nobody is kept from signing in because it cannot be
/// read: the fault is logged where it happened.
async fn holds_for(app: &App, token: &str) -> bool {
    let Ok(Some(session)) = app.service.session(token).await else { return false };
    app.service.holds_for(&session.actor).await.unwrap_or(false)
}

fn wrong(app: &App, headers: &HeaderMap, sent: &Sent) -> Response {
    let mut problems = Problems::new();
    problems.add("login", "Check the name and the password. After many tries, wait a minute before the next");
    let mut shown = Sent::default();
    shown.set("login", sent.all("login").to_vec());
    refused(app, headers, Filled::with_problems(shown, problems))
}

/// The page again, with why a passkey was not taken.
pub(super) fn passkey_not_taken(app: &App, headers: &HeaderMap, why: &str) -> Response {
    let mut problems = Problems::new();
    problems.add("passkey", why);
    refused(app, headers, Filled::with_problems(Sent::default(), problems))
}

fn refused(app: &App, headers: &HeaderMap, form: Filled) -> Response {
    let (passkey, provider) = (PasskeyBlock::to_sign_in(app, headers), ProviderButton::to_sign_in(app));
    let page = SignInPage::new(passkey, provider, form);
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}

/// Signs out.
pub async fn out(
    State(app): State<App>,
    headers: HeaderMap,
    _pressed: PostedAtDoor,
) -> Result<Response, Failure> {
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
