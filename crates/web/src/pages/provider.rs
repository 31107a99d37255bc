//! Signing in through the organisation's own identity provider: leaving for it and coming back.
//!
//! Two things that browsers do shape these pages. A form whose answer leads to another site is stopped by
//! `form-action 'self'`, and by what the provider leads on to in turn; so the answer is a page of ours that goes
//! on by itself, and has a link for whoever it does not take along. And a cookie that is `SameSite=Strict` does
//! not come along from another site; so what waits for the way back has a cookie of its own, `Lax` and of five
//! minutes, and the page to which somebody comes back goes on from our own site, with the session's cookie.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::State;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use service::Visit;
use service::provider::{Answer, Back, Errand, ProviderProblem};

use super::password::{LinkGonePage, WORD, word_again};
use crate::app::App;
use crate::components::prelude::*;
use crate::confirm_first::onward;
use crate::failure::Failure;
use crate::form::Sent;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{PostedOpenly, Pressed, give, token_in};

/// For so long the browser keeps what it left with, in seconds: as long as it is good.
const AWAY: u32 = 300;

/// The button that leads to the provider, wherever somebody may sign in through it.
#[derive(Clone, Template)]
#[template(
    source = r#"<form method="post" action="/sign-in/provider" novalidate>
  {% if let Some(link) = link %}<input type="hidden" name="link" value="{{ link }}">{% endif %}
  {% if let Some(word) = word %}{{ word }}{% endif %}
  {{ self.button() }}
</form>"#,
    ext = "html"
)]
pub struct ProviderButton {
    label: String,
    link: Option<String>,
    /// What they need beside the link, where they do.
    word: Option<Input>,
}

impl HtmlSafe for ProviderButton {}

impl ProviderButton {
    /// For those who sign in through it already.
    pub fn to_sign_in(app: &App) -> Option<Self> {
        app.service.provider_label().map(|label| Self { label: label.to_owned(), link: None, word: None })
    }

    /// For whom a one-time link is for, where they may sign in so: from then on they do.
    ///
    /// # Errors
    /// A fault.
    pub async fn to_link(app: &App, link: &str, word: Option<Input>) -> Result<Option<Self>, Failure> {
        let offered = app.service.provider_is_for(link).await?;
        let label = app.service.provider_label().filter(|_| offered);
        Ok(label.map(|label| Self { label: label.to_owned(), link: Some(link.to_owned()), word }))
    }

    fn button(&self) -> Button {
        Button::new(format!("Sign in with {}", self.label)).secondary()
    }

    /// As it looks in a review.
    pub fn sample() -> Self {
        Self { label: "Brookvale account".to_owned(), link: None, word: None }
    }
}

/// The page between ours and the provider's, and between the provider's and ours. It goes on by itself.
#[derive(Clone, Template)]
#[template(path = "provider-on.html")]
pub struct OnwardPage {
    layout: Layout,
    heading: String,
    to: String,
}

impl OnwardPage {
    fn new(heading: impl Into<String>, to: impl Into<String>) -> Self {
        Self { layout: Layout::new().title("Sign in"), heading: heading.into(), to: to.into() }
    }
}

impl Sample for OnwardPage {
    fn sample() -> Self {
        Self::new("Going to Brookvale account", "https://sign-in.example.org/authorise?state=a&nonce=b")
    }
}

/// Nobody was signed in. One page whatever the reason, but for a provider that does not answer.
#[derive(Clone, Template)]
#[template(path = "provider-not.html")]
pub struct NotSignedInPage {
    layout: Layout,
    /// The provider that does not answer.
    down: Option<String>,
}

impl NotSignedInPage {
    fn new(down: Option<String>) -> Self {
        Self { layout: Layout::new().title("Sign in"), down }
    }
}

impl Sample for NotSignedInPage {
    fn sample() -> Self {
        Self::new(None)
    }
}

/// Sends somebody to the provider who wants to sign in, perhaps for the first time.
pub async fn leave(
    State(app): State<App>,
    headers: HeaderMap,
    PostedOpenly(sent): PostedOpenly,
) -> Result<Response, Failure> {
    sent.only(&["link", WORD]).map_err(Failure::NotSent)?;
    let link = sent.one("link");
    let errand =
        if link.is_empty() { Errand::SignIn } else { Errand::Link { token: link, beside: sent.one(WORD) } };
    let old = token_in(&headers, app.transport);
    send_away(&app, &headers, errand, old.as_deref()).await
}

/// Sends somebody to the provider who is to confirm who they are.
pub async fn confirm(
    State(app): State<App>,
    headers: HeaderMap,
    Pressed { sent, .. }: Pressed,
) -> Result<Response, Failure> {
    sent.only(&["to"]).map_err(Failure::NotSent)?;
    let session = token_in(&headers, app.transport).unwrap_or_default();
    let errand = Errand::Confirm { session: &session, to: onward(sent.one("to")) };
    send_away(&app, &headers, errand, Some(&session)).await
}

async fn send_away(
    app: &App,
    headers: &HeaderMap,
    errand: Errand<'_>,
    old: Option<&str>,
) -> Result<Response, Failure> {
    let link = if let Errand::Link { token, .. } = errand { token } else { "" };
    match app.service.leave_for_provider(errand, old).await {
        Err(ProviderProblem::Beside) => word_again(app, headers, link).await,
        Ok(leaving) => {
            let label = app.service.provider_label().unwrap_or_default();
            let page = OnwardPage::new(format!("Going to {label}"), leaving.address);
            Ok((kept(&leaving.token, AWAY, app), Page(page)).into_response())
        }
        Err(problem) => not_signed_in(app, problem),
    }
}

/// Takes somebody back from the provider. What their browser kept is gone, whatever came of it.
pub async fn back(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    here: Uri,
) -> Result<Response, Failure> {
    let token = brought(&headers, &app);
    let answer = Sent::parse(here.query().unwrap_or_default().as_bytes()).map(|sent| read(&sent));
    let back = app.service.back_from_provider(token.as_deref(), answer.unwrap_or_default(), &visit).await;
    let goes_on = |token: &str, page| (give(token, app.transport), Page(page)).into_response();
    let mut response = match back {
        Ok(Back::SignedIn { token }) => {
            let start = if holds_for(&app, &token).await { "/held" } else { "/" };
            goes_on(&token, OnwardPage::new("You are signed in", start))
        }
        Ok(Back::Confirmed { token, to }) => {
            goes_on(&token, OnwardPage::new("You have confirmed who you are", onward(&to)))
        }
        Err(problem) => not_signed_in(&app, problem)?,
    };
    for (name, value) in kept("", 0, &app) {
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

/// Whether something that they wrote waits for them. Nobody is kept from signing in because it cannot be read.
async fn holds_for(app: &App, token: &str) -> bool {
    let Ok(Some(session)) = app.service.session(token).await else { return false };
    app.service.holds_for(&session.actor).await.unwrap_or(false)
}

/// What the provider sent along. What it says twice counts as not said: one of the two may be somebody else's.
fn read(sent: &Sent) -> Answer {
    let once = |name: &str| match sent.all(name) {
        [value] => value.clone(),
        _ => String::new(),
    };
    let issuer = if sent.all("iss").is_empty() { None } else { Some(once("iss")) };
    Answer { state: once("state"), code: once("code"), issuer }
}

fn not_signed_in(app: &App, problem: ProviderProblem) -> Result<Response, Failure> {
    let down = app.service.provider_label().map(str::to_owned);
    match problem {
        ProviderProblem::NotOffered => Err(Failure::NotFound),
        ProviderProblem::LinkGone | ProviderProblem::Beside => Ok(LinkGonePage::response()),
        ProviderProblem::Journey(problem) => Err(problem.into()),
        ProviderProblem::Unreachable => {
            Ok((StatusCode::SERVICE_UNAVAILABLE, Page(NotSignedInPage::new(down))).into_response())
        }
        ProviderProblem::NotAccepted => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(NotSignedInPage::new(None))).into_response())
        }
    }
}

/// The name of the cookie that comes along on the way back.
const fn cookie_name(app: &App) -> &'static str {
    match app.transport {
        crate::headers::Transport::Tls => "__Host-away",
        crate::headers::Transport::Plain => "away",
    }
}

/// What a browser brings back that it left with.
fn brought(headers: &HeaderMap, app: &App) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == cookie_name(app))
        .map(|(_, value)| value.to_owned())
}

/// The header that gives a browser what it leaves with, for so many seconds; for none it takes it away.
fn kept(token: &str, seconds: u32, app: &App) -> [(HeaderName, HeaderValue); 1] {
    let secure = if app.transport == crate::headers::Transport::Tls { "; Secure" } else { "" };
    let name = cookie_name(app);
    let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    [(SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_pages_on_the_way_read_as_reviewed() {
        insta::assert_snapshot!("provider-on", main_part(&OnwardPage::sample().render().unwrap()));
        insta::assert_snapshot!("provider-not", main_part(&NotSignedInPage::sample().render().unwrap()));
        let down = NotSignedInPage::new(Some("Brookvale account".to_owned()));
        insta::assert_snapshot!("provider-down", main_part(&down.render().unwrap()));
        insta::assert_snapshot!("provider-button", ProviderButton::sample().render().unwrap());
    }

    #[test]
    fn an_address_stays_an_address_in_the_page_that_goes_on() {
        let page =
            OnwardPage::new("Going", "https://sign-in.example.org/?a=\"><script>&b='1'").render().unwrap();
        assert!(!page.contains("\"><script>&"));
        assert!(page.contains(
            r#"content="0; url=https://sign-in.example.org/?a=&#34;&#62;&#60;script&#62;&#38;b=&#39;1&#39;""#
        ));
    }

    #[test]
    fn what_is_said_twice_is_not_said() {
        let read_from = |query: &str| read(&Sent::parse(query.as_bytes()).unwrap());
        let once = read_from("state=a&code=b&iss=https%3A%2F%2Fx");
        assert_eq!((once.state.as_str(), once.code.as_str()), ("a", "b"));
        assert_eq!(once.issuer.as_deref(), Some("https://x"));
        let twice = read_from("state=a&state=b&code=b&code=c&iss=x&iss=y");
        assert_eq!((twice.state.as_str(), twice.code.as_str(), twice.issuer.as_deref()), ("", "", Some("")));
        assert_eq!(read_from("state=a").issuer, None);
    }
}
