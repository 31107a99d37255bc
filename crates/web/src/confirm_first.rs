//! What needs a fresh sign-in and has none leads to the page on which one confirms who one is, and back. What
//! was typed in a form on the way is held, in the same way as when a sign-in has ended.

use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use service::HeldWhy;

use crate::app::App;
use crate::late;
use crate::routes::ROUTES;

/// Where the page is.
pub(crate) const PAGE: &str = "/confirm";
/// Where one goes on from it to what was held.
const HELD: &str = "/held";
/// The longest address to which it leads back.
const LONGEST: usize = 1024;

/// The body of a form that somebody sent from one of their own pages, for where it has to be held.
#[derive(Clone, Default)]
pub(crate) struct BodyRead(Arc<OnceLock<Bytes>>);

impl BodyRead {
    /// Keeps it until the answer is known.
    pub(crate) fn keep(&self, body: &Bytes) {
        // A body is read once; a second reading would change nothing.
        let _ = self.0.set(body.clone());
    }
}

/// The mark of an answer that says: confirm first.
#[derive(Clone, Copy)]
struct Asked;

/// The answer of whatever needs a fresh sign-in; [`layer`] says where it leads back to.
pub(crate) fn response() -> Response {
    let mut response = Redirect::to(PAGE).into_response();
    response.extensions_mut().insert(Asked);
    response
}

/// Holds what was typed, and leads to the page with the way back.
pub(crate) async fn layer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let (uri, is_get) = (request.uri().clone(), request.method() == Method::GET);
    let pattern = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let body = BodyRead::default();
    request.extensions_mut().insert(body.clone());
    let response = next.run(request).await;
    if response.extensions().get::<Asked>().is_none() {
        return response;
    }
    let back = if is_get || has_page(pattern.as_deref()) { here(&uri) } else { "/".to_owned() };
    let held = match body.0.get() {
        Some(body) => late::hold(&app, &uri, body, None, HeldWhy::Confirming).await,
        None => false,
    };
    leading_back_to(if held { HELD } else { &back })
}

/// To the page, and from it to `to`.
pub(crate) fn leading_back_to(to: &str) -> Response {
    Redirect::to(&format!("{PAGE}?to={}", encoded(to))).into_response()
}

/// Whether a page stands at the address of a form.
fn has_page(pattern: Option<&str>) -> bool {
    ROUTES.iter().any(|route| route.method == "get" && Some(route.path) == pattern)
}

fn here(uri: &Uri) -> String {
    uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// An address of ours to go on to, and nowhere else: what is not one leads to the beginning.
pub(crate) fn onward(to: &str) -> &str {
    let is_plain = to.len() <= LONGEST && to.bytes().all(|c| c.is_ascii_graphic() && c != b'\\');
    let is_ours = to.starts_with('/') && !to.starts_with("//");
    let leads_on = !to.starts_with(PAGE) && !to.starts_with("/exit");
    let is_address = to.parse::<Uri>().is_ok_and(|uri| uri.authority().is_none());
    if is_plain && is_ours && leads_on && is_address { to } else { "/" }
}

/// As it stands in a query.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'/' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_leads_back_to_our_own_pages_only() {
        for ours in ["/", "/people", "/cases/1/facts/2/reveal", "/work?show=all#due", HELD] {
            assert_eq!(onward(ours), ours);
        }
        for foreign in [
            "",
            "https://evil.test/",
            "//evil.test",
            "/\\evil.test",
            "/people\r\nset-cookie: a=b",
            "people",
            "javascript:alert(1)",
            "/confirm?to=/confirm",
            "/exit",
        ] {
            assert_eq!(onward(foreign), "/", "{foreign}");
        }
        assert_eq!(onward(&format!("/{}", "a".repeat(LONGEST))), "/");
    }

    #[test]
    fn the_way_back_stands_in_the_query_as_one_value() {
        let response = leading_back_to("/work?show=all&page=2");
        assert_eq!(response.headers()["location"], "/confirm?to=/work%3Fshow%3Dall%26page%3D2");
    }

    #[test]
    fn a_form_without_a_page_leads_to_the_beginning() {
        assert!(has_page(Some("/people")) && has_page(Some("/cases/{case}/handover")));
        assert!(!has_page(Some("/people/regions")) && !has_page(None));
    }
}
