//! A one-time link: somebody chooses a password, or goes on to make a passkey; and what every page on which a
//! password is chosen asks.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use service::password::{Password, SHORTEST};
use service::{AfterLink, LinkFor, OfficeProblem, Visit};

use super::account::elsewhere::Elsewhere;
use super::provider::ProviderButton;
use super::sign_in;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::PostedOpenly;

const FIELDS: &[&str] = &["password", "password-again"];

/// The page.
#[derive(Clone, Template)]
#[template(path = "password.html")]
pub struct PasswordPage {
    layout: Layout,
    token: String,
    login: String,
    passwords: Passwords,
    /// The organisation's own way in, where they may take it.
    provider: Option<ProviderButton>,
    /// Whether they may make a passkey, and where passkeys work if not here.
    passkey: Option<PasskeyOffer>,
}

/// They may make a passkey: here, or at another address of the same program.
#[derive(Clone)]
struct PasskeyOffer {
    elsewhere: Option<Elsewhere>,
}

impl PasswordPage {
    fn new(token: String, login: String, problems: Problems) -> Self {
        let layout = Layout::new().problems(&problems);
        Self { layout, token, login, passwords: Passwords(problems), provider: None, passkey: None }
    }
}

impl Sample for PasswordPage {
    fn sample() -> Self {
        let mut problems = Problems::new();
        problems.add("password-again", NOT_THE_SAME);
        let page = Self::new("token".to_owned(), "sam.okafor".to_owned(), problems);
        Self {
            provider: Some(ProviderButton::sample()),
            passkey: Some(PasskeyOffer { elsewhere: None }),
            ..page
        }
    }
}

/// The page for whom signs in with a passkey and nothing else.
#[derive(Clone, Template)]
#[template(path = "passkey-link.html")]
pub struct PasskeyLinkPage {
    layout: Layout,
    token: String,
    login: String,
    elsewhere: Option<Elsewhere>,
}

impl Sample for PasskeyLinkPage {
    fn sample() -> Self {
        let (token, login) = ("token".to_owned(), "sam.okafor".to_owned());
        Self { layout: Layout::new(), token, login, elsewhere: Some(Elsewhere::sample()) }
    }
}

/// The two boxes of a new password. What was typed is never shown again.
#[derive(Clone)]
pub(super) struct Passwords(pub(super) Problems);

const NOT_THE_SAME: &str = "The two passwords are not the same. Type both again";

impl Passwords {
    pub(super) fn once(&self) -> Input {
        let hint = format!(
            "At least {SHORTEST} characters. Three or four words that do not belong together are easy to \
             remember and hard to guess. Spaces are fine. Leave out names: yours, your organisation’s, a place’s."
        );
        let error = self.0.on("password").map(str::to_owned);
        Input::password("password", "New password")
            .autocomplete("new-password")
            .hint(hint.as_str())
            .error(error)
    }

    pub(super) fn again(&self) -> Input {
        let error = self.0.on("password-again").map(str::to_owned);
        Input::password("password-again", "The same password again").autocomplete("new-password").error(error)
    }

    /// The password, where the same was typed twice.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Password> {
        let (once, again) = (reader.sent().exact("password"), reader.sent().exact("password-again"));
        if once.is_empty() {
            reader.wrong("password", "Enter a password");
            return None;
        }
        if once != again {
            reader.wrong("password-again", NOT_THE_SAME);
            return None;
        }
        Some(Password::typed(once))
    }
}

/// A one-time link that was used, has run out or never was.
#[derive(Clone, Template)]
#[template(path = "link-gone.html")]
pub struct LinkGonePage {
    layout: Layout,
}

impl LinkGonePage {
    /// The page with its status: the same for every link that does not work.
    pub(super) fn response() -> Response {
        (StatusCode::GONE, Page(Self::sample())).into_response()
    }
}

impl Sample for LinkGonePage {
    fn sample() -> Self {
        Self { layout: Layout::new() }
    }
}

/// The page, where the link works.
pub async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match app.service.link(&token).await? {
        Some(LinkFor::Password { login }) => {
            let page = PasswordPage::new(token, login, Problems::new());
            Ok(Page(with_other_ways(page, &app, &headers).await?).into_response())
        }
        Some(LinkFor::Passkey { login }) => {
            let elsewhere = Elsewhere::of(&app, &headers, &format!("/password/{token}"));
            Ok(Page(PasskeyLinkPage { layout: Layout::new(), token, login, elsewhere }).into_response())
        }
        _ => Ok(LinkGonePage::response()),
    }
}

/// With what else they can choose than a password.
async fn with_other_ways(
    page: PasswordPage,
    app: &App,
    headers: &HeaderMap,
) -> Result<PasswordPage, Failure> {
    let provider = ProviderButton::to_link(app, &page.token).await?;
    let may = app.service.passkey_is_for(&page.token).await?;
    let elsewhere = || Elsewhere::of(app, headers, &format!("/password/{}", page.token));
    let passkey = may.then(|| PasskeyOffer { elsewhere: elsewhere() });
    Ok(PasswordPage { provider, passkey, ..page })
}

/// Sets the password, where there is one to set. The link works no longer, and every session of theirs has
/// ended.
pub async fn send(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    visit: Visit,
    PostedOpenly(sent): PostedOpenly,
) -> Result<Response, Failure> {
    let login = match app.service.link(&token).await? {
        Some(LinkFor::Password { login }) if sent.one("how") != "passkey" => login,
        Some(LinkFor::Password { .. } | LinkFor::Passkey { .. }) => {
            sent.only(&["how"]).map_err(Failure::NotSent)?;
            let after = app.service.begin_by_link(&token, &visit).await?;
            return Ok(goes_on(&app, after).await);
        }
        _ => return Ok(LinkGonePage::response()),
    };
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let problems = match read(&sent) {
        Err(problems) => problems,
        Ok(password) => match app.service.choose_password(&token, password, &visit).await {
            Ok(after) => return Ok(goes_on(&app, after).await),
            Err(OfficeProblem::Password(problem)) => {
                let mut problems = Problems::new();
                problems.add("password", problem.to_string());
                problems
            }
            Err(OfficeProblem::Journey(problem)) => return Err(problem.into()),
        },
    };
    let page = with_other_ways(PasswordPage::new(token, login, problems), &app, &headers).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

async fn goes_on(app: &App, after: Option<AfterLink>) -> Response {
    match after {
        Some(AfterLink::On(on)) => sign_in::goes_on(app, on).await,
        Some(AfterLink::SignInPage) => Redirect::to("/sign-in").into_response(),
        None => LinkGonePage::response(),
    }
}

fn read(sent: &Sent) -> Result<Password, Problems> {
    // No date stands on this form, so the reader needs no clock.
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    let password = Passwords::read(&mut reader);
    reader.done(password)
}
