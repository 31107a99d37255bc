//! Who is signed in, and forms that surely came from one of their own pages.
//!
//! There is no other way to the body of a request than [`Posted`], [`Pressed`] and [`PostedOpenly`], so no
//! handler can forget the check.

use std::convert::Infallible;

use access::Actor;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::header::{COOKIE, HOST, ORIGIN, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use domain::{CaseId, SessionId};
use service::{Browser, Changed, HeldWhy, Proof, SecretText, Session, Visit};

use crate::app::App;
use crate::confirm_first::BodyRead;
use crate::failure::Failure;
use crate::form::{NotSent, Sent};
use crate::headers::Transport;
use crate::late;
use crate::layout::Layout;
use crate::navigation::places;
use crate::turned_away::Asker;

/// Somebody who is signed in, and the token that their forms send back.
#[derive(Clone)]
pub struct SignedIn {
    /// In which session.
    pub session: SessionId,
    /// Who.
    pub actor: Actor,
    /// The name that colleagues know.
    pub name: String,
    /// What every form sends back.
    pub csrf: SecretText,
    /// How they proved who they are.
    pub how: Proof,
    /// What they have not been told yet about their account.
    pub untold: Vec<Changed>,
}

impl From<Session> for SignedIn {
    fn from(session: Session) -> Self {
        let Session { id, actor, name, csrf, how, untold, .. } = session;
        Self { session: id, actor, name, csrf, how, untold }
    }
}

impl SignedIn {
    /// The frame of a page for them. `place` is the address of the main place they are in.
    pub fn layout(&self, place: &str) -> Layout {
        Layout::signed_in(self.name.clone(), self.actor.role.label(), self.csrf.text())
            .navigation(places(self.actor.role, place))
            .untold(&self.untold)
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let AtDoor { who, unfinished } = AtDoor::from_request_parts(parts, app).await?;
        if unfinished {
            return Err(Failure::Unfinished);
        }
        // Whatever a route about a case is for: how many were opened is counted before anything is looked up.
        if let Some(case) = case_in(parts).await {
            app.service.opens(&who.actor, case).await?;
        }
        Ok(who)
    }
}

/// The case that a request is about, by the parameter of its route.
async fn case_in(parts: &mut Parts) -> Option<CaseId> {
    let named = RawPathParams::from_request_parts(parts, &()).await.ok()?;
    named.iter().find(|(name, _)| *name == "case").and_then(|(_, case)| case.parse().ok())
}

/// Somebody who is signed in, or who has come only as far as the pages on which they set up how they sign in.
/// Only those pages take it: everywhere else [`SignedIn`] leads whoever is not yet in back to them.
#[derive(Clone)]
pub struct AtDoor {
    /// Who.
    pub who: SignedIn,
    /// Whether they are not yet in.
    pub unfinished: bool,
}

impl AtDoor {
    /// The frame of a page for them. Whoever is not yet in has nowhere else to go.
    pub fn layout(&self) -> Layout {
        let layout = if self.unfinished {
            let SignedIn { name, actor, csrf, .. } = &self.who;
            Layout::signed_in(name.clone(), actor.role.label(), csrf.text()).unfinished()
        } else {
            self.who.layout("")
        };
        layout.title("Work")
    }
}

impl FromRequestParts<App> for AtDoor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let to = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        let token = token_in(&parts.headers, app.transport).ok_or_else(|| Failure::SignedOut(to.clone()))?;
        let session = app.service.session(&token).await?.ok_or(Failure::SignedOut(to))?;
        let unfinished = session.unfinished;
        if let Some(asker) = parts.extensions.get::<Asker>() {
            asker.is(&session.actor);
        }
        Ok(Self { who: session.into(), unfinished })
    }
}

/// A form that somebody at the door, or inside, sent from one of their own pages. It is never held: what
/// stands in it is a secret, or nothing.
pub struct PostedAtDoor {
    /// Who sent it.
    pub who: SignedIn,
    /// Whether they are not yet in.
    pub unfinished: bool,
    /// What they sent.
    pub sent: Sent,
}

impl FromRequest<App> for PostedAtDoor {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let AtDoor { who, unfinished } = AtDoor::from_request_parts(&mut parts, app).await?;
        let sent = parsed(&ours(Request::from_parts(parts, body), app).await?)?;
        if who.csrf.is(sent.one("csrf")) { Ok(Self { who, unfinished, sent }) } else { Err(Failure::Expired) }
    }
}

/// A form that somebody who is signed in sent from one of their own pages (F23). Where their sign-in has
/// ended meanwhile, what they typed is held for them.
pub struct Posted {
    /// Who sent it.
    pub who: SignedIn,
    /// What they sent.
    pub sent: Sent,
}

impl FromRequest<App> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let who = match SignedIn::from_request_parts(&mut parts, app).await {
            Err(Failure::SignedOut(to)) => return Err(signed_out(&parts, body, app, to).await),
            who => who?,
        };
        let (to, kept) = (parts.uri.clone(), parts.extensions.get::<BodyRead>().cloned());
        let body = ours(Request::from_parts(parts, body), app).await?;
        if let Some(kept) = kept {
            kept.keep(&body);
        }
        let sent = parsed(&body)?;
        if who.csrf.is(sent.one("csrf")) {
            return Ok(Self { who, sent });
        }
        // They signed in again in another tab, and this page is of the time before.
        let held = late::hold(app, &to, &body, Some(&who.actor), HeldWhy::SignedOut).await;
        Err(if held { Failure::Held { signed_in: true } } else { Failure::Expired })
    }
}

/// What to do with a form of nobody who is signed in: it may be somebody's who was until a while ago.
async fn signed_out(parts: &Parts, body: Body, app: &App, to: String) -> Failure {
    if !from_our_pages(&parts.headers) {
        return Failure::SignedOut(to);
    }
    let held = match to_bytes(body, late::LARGEST).await {
        Ok(body) => late::hold(app, &parts.uri, &body, None, HeldWhy::SignedOut).await,
        Err(_) => false,
    };
    if held { Failure::Held { signed_in: false } } else { Failure::SignedOut(to) }
}

/// A button that somebody who is signed in pressed on one of their own pages, or an answer that their
/// script keeps by itself. Nothing typed is in it that would be lost: it is never held.
pub struct Pressed {
    /// Who sent it.
    pub who: SignedIn,
    /// What they sent.
    pub sent: Sent,
}

impl FromRequest<App> for Pressed {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let who = SignedIn::from_request_parts(&mut parts, app).await?;
        let sent = parsed(&ours(Request::from_parts(parts, body), app).await?)?;
        if who.csrf.is(sent.one("csrf")) { Ok(Self { who, sent }) } else { Err(Failure::Expired) }
    }
}

/// A form from somebody who is not signed in: sign-in itself, and one-time links.
pub struct PostedOpenly(pub Sent);

impl FromRequest<App> for PostedOpenly {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        parsed(&ours(request, app).await?).map(Self)
    }
}

/// The body of a request that comes from one of our pages.
async fn ours(request: Request, app: &App) -> Result<Bytes, Failure> {
    if !from_our_pages(request.headers()) {
        return Err(Failure::Expired);
    }
    Bytes::from_request(request, app).await.map_err(|_| Failure::TooLarge)
}

fn parsed(body: &[u8]) -> Result<Sent, Failure> {
    Sent::parse(body).map_err(|problem| match problem {
        NotSent::TooMuch => Failure::TooLarge,
        problem => Failure::NotSent(problem),
    })
}

/// Whether a browser says that the request comes from a page of this origin. Each header that is there
/// must say so; a request with neither comes from no browser of today and is refused too. Our pages send
/// no referrer, and browsers then call their origin `null`: that counts only beside the other header.
fn from_our_pages(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let site = text(HeaderName::from_static("sec-fetch-site")).map(|site| site == "same-origin");
    let origin = text(ORIGIN).filter(|origin| site.is_none() || *origin != "null").map(|origin| {
        let host = origin.split_once("://").map(|(_, host)| host);
        host.is_some() && host == text(HOST)
    });
    match (site, origin) {
        (None, None) => false,
        (site, origin) => site.unwrap_or(true) && origin.unwrap_or(true),
    }
}

/// The name of the cookie. `__Host-` needs TLS; on one machine without it the cookie has a plain name.
const fn cookie_name(transport: Transport) -> &'static str {
    match transport {
        Transport::Tls => "__Host-work",
        Transport::Plain => "work",
    }
}

/// From where somebody comes: for those who are about to sign in.
impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let said = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self { browser: Browser::of(said), old: token_in(&parts.headers, app.transport) })
    }
}

/// The session token of a request, if it brings one.
pub fn token_in(headers: &HeaderMap, transport: Transport) -> Option<String> {
    cookie_in(headers, cookie_name(transport))
}

/// The value of a cookie of a request, if it brings one of this name.
pub(crate) fn cookie_in(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.to_owned())
}

/// The header that gives a browser its session; it ends with the browser.
pub fn give(token: &str, transport: Transport) -> [(HeaderName, HeaderValue); 1] {
    cookie(token, "", transport)
}

/// The header that takes it away.
pub fn take(transport: Transport) -> [(HeaderName, HeaderValue); 1] {
    cookie("", "; Max-Age=0", transport)
}

fn cookie(token: &str, more: &str, transport: Transport) -> [(HeaderName, HeaderValue); 1] {
    let secure = if transport == Transport::Tls { "; Secure" } else { "" };
    let name = cookie_name(transport);
    let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{more}");
    [(SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_a_form_of_our_own_pages_is_read() {
        let ours = [
            ("host", "127.0.0.1:8080"),
            ("origin", "http://127.0.0.1:8080"),
            ("sec-fetch-site", "same-origin"),
        ];
        assert!(from_our_pages(&headers(&ours)));
        assert!(from_our_pages(&headers(&ours[..2])));
        assert!(from_our_pages(&headers(&[ours[0], ("origin", "null"), ours[2]])));
        assert!(!from_our_pages(&headers(&[ours[0], ("origin", "null")])));
        for (name, foreign) in [
            ("origin", "http://evil.test"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let mut sent = headers(&ours);
            sent.insert(HeaderName::from_static(name), foreign.parse().unwrap());
            assert!(!from_our_pages(&sent), "{name}: {foreign}");
        }
        assert!(!from_our_pages(&headers(&ours[..1])));
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
        let tls = give("abc", Transport::Tls)[0].1.clone();
        assert_eq!(tls, "__Host-work=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
        let sent = headers(&[("cookie", "a=b; __Host-work=abc")]);
        assert_eq!(token_in(&sent, Transport::Tls).as_deref(), Some("abc"));
        assert_eq!(token_in(&sent, Transport::Plain), None);
    }
}
