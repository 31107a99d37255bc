//! A one-time link: somebody chooses a password, or goes on to make a passkey; and what every page on which a
//! password is chosen asks.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use service::password::{Password, SHORTEST};
use service::{AfterLink, ByLink, LinkFor, OfficeProblem, Visit};

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

const FIELDS: &[&str] = &["beside", "password", "password-again"];

/// The page.
#[derive(Clone, Template)]
#[template(path = "password.html")]
pub struct PasswordPage {
    layout: Layout,
    token: String,
    login: String,
    passwords: Passwords,
    /// Whether they need something beside the link.
    beside: bool,
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
    fn new(token: String, login: String, beside: bool, problems: Problems) -> Self {
        let layout = Layout::new().problems(&problems);
        Self { layout, token, login, passwords: Passwords(problems), beside, provider: None, passkey: None }
    }

    fn word(&self) -> Input {
        word(BESIDE, &self.passwords.0)
    }
}

impl Sample for PasswordPage {
    fn sample() -> Self {
        let mut problems = Problems::new();
        problems.add("password-again", NOT_THE_SAME);
        let page = Self::new("token".to_owned(), "sam.okafor".to_owned(), true, problems);
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
    /// What they need beside the link, where they do.
    word: Option<Input>,
    elsewhere: Option<Elsewhere>,
}

impl Sample for PasskeyLinkPage {
    fn sample() -> Self {
        let (token, login) = ("token".to_owned(), "sam.okafor".to_owned());
        Self { layout: Layout::new(), token, login, word: None, elsewhere: Some(Elsewhere::sample()) }
    }
}

/// The box for what somebody needs beside a link that could take over their account.
const BESIDE: &str = "beside";
/// The same where they go on to the organisation's own sign-in.
pub(super) const WORD: &str = "word";
const NO_WORD: &str = "Enter the word that a colleague gave you, or a code of yours";

fn word(field: &str, problems: &Problems) -> Input {
    Input::new(field, "The word, or a code")
        .hint("A word is twelve letters and figures, such as k7mq-2fwd-9xat. It is good for half an hour.")
        .autocomplete("off")
        .spellcheck(false)
        .error(problems.on(field).map(str::to_owned))
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

/// A link that is for somebody else than who is signed in here and looks after accounts.
#[derive(Clone, Template)]
#[template(path = "link-not-yours.html")]
pub struct LinkNotYoursPage {
    layout: Layout,
}

impl LinkNotYoursPage {
    fn response() -> Response {
        (StatusCode::FORBIDDEN, Page(Self::sample())).into_response()
    }
}

impl Sample for LinkNotYoursPage {
    fn sample() -> Self {
        Self { layout: Layout::new() }
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
        Some(LinkFor::Password { login, beside }) => {
            let page = PasswordPage::new(token, login, beside, Problems::new());
            Ok(Page(with_other_ways(page, &app, &headers).await?).into_response())
        }
        Some(LinkFor::Passkey { login, beside }) => {
            Ok(Page(passkey_link(&app, &headers, token, (login, beside), &Problems::new())).into_response())
        }
        Some(LinkFor::SomebodyElses) => Ok(LinkNotYoursPage::response()),
        Some(LinkFor::SetUp) | None => Ok(LinkGonePage::response()),
    }
}

fn passkey_link(
    app: &App,
    headers: &HeaderMap,
    token: String,
    (login, beside): (String, bool),
    problems: &Problems,
) -> PasskeyLinkPage {
    let elsewhere = Elsewhere::of(app, headers, &format!("/password/{token}"));
    let word = beside.then(|| word(BESIDE, problems));
    PasskeyLinkPage { layout: Layout::new().problems(problems), token, login, word, elsewhere }
}

/// With what else they can choose than a password.
async fn with_other_ways(
    page: PasswordPage,
    app: &App,
    headers: &HeaderMap,
) -> Result<PasswordPage, Failure> {
    let needed = page.beside.then(|| word(WORD, &page.passwords.0));
    let provider = ProviderButton::to_link(app, &page.token, needed).await?;
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
    let by = ByLink { token: &token, beside: sent.one("beside"), visit: &visit };
    let (login, beside) = match app.service.link(&token, &visit).await? {
        Some(LinkFor::Password { login, beside }) if sent.one("how") != "passkey" => (login, beside),
        Some(LinkFor::Password { login, beside } | LinkFor::Passkey { login, beside }) => {
            sent.only(&["beside", "how"]).map_err(Failure::NotSent)?;
            return match app.service.begin_by_link(by).await {
                Ok(after) => Ok(goes_on(&app, after).await),
                Err(problem) => {
                    let problems = mendable(problem)?;
                    let page = passkey_link(&app, &headers, token.clone(), (login, beside), &problems);
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
                }
            };
        }
        Some(LinkFor::SomebodyElses) => return Ok(LinkNotYoursPage::response()),
        Some(LinkFor::SetUp) | None => return Ok(LinkGonePage::response()),
    };
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let problems = match read(&sent, beside) {
        Err(problems) => problems,
        Ok(password) => match app.service.choose_password(by, password).await {
            Ok(after) => return Ok(goes_on(&app, after).await),
            Err(problem) => mendable(problem)?,
        },
    };
    let page = PasswordPage::new(token.clone(), login, beside, problems);
    let page = with_other_ways(page, &app, &headers).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// The page once more, for whom the word was not right with which they wanted to go on to the provider.
pub(super) async fn word_again(app: &App, headers: &HeaderMap, token: &str) -> Result<Response, Failure> {
    let Some(LinkFor::Password { login, .. }) = app.service.link(token, &Visit::unknown()).await? else {
        return Ok(LinkGonePage::response());
    };
    let mut problems = Problems::new();
    problems.add(WORD, OfficeProblem::Beside.to_string());
    let page = PasswordPage::new(token.to_owned(), login, true, problems);
    let page = with_other_ways(page, app, headers).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// What the person can put right on the page; anything else is a failure.
fn mendable(problem: OfficeProblem) -> Result<Problems, Failure> {
    let mut problems = Problems::new();
    match problem {
        OfficeProblem::Password(problem) => problems.add("password", problem.to_string()),
        OfficeProblem::Beside => problems.add(BESIDE, problem.to_string()),
        OfficeProblem::Journey(problem) => return Err(problem.into()),
    }
    Ok(problems)
}

async fn goes_on(app: &App, after: Option<AfterLink>) -> Response {
    match after {
        Some(AfterLink::On(on)) => sign_in::goes_on(app, on).await,
        Some(AfterLink::SignInPage) => Redirect::to("/sign-in").into_response(),
        None => LinkGonePage::response(),
    }
}

fn read(sent: &Sent, beside: bool) -> Result<Password, Problems> {
    // No date stands on this form, so the reader needs no clock.
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    if beside && sent.one("beside").trim().is_empty() {
        reader.wrong(BESIDE, NO_WORD);
    }
    let password = Passwords::read(&mut reader);
    reader.done(password)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn what_a_link_leads_to_reads_as_reviewed() {
        let page = PasswordPage::new("token".to_owned(), "sam.okafor".to_owned(), true, Problems::new());
        insta::assert_snapshot!("password-beside", main_part(&page.render().unwrap()));
        insta::assert_snapshot!("link-not-yours", main_part(&LinkNotYoursPage::sample().render().unwrap()));
    }
}
