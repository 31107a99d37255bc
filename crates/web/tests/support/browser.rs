//! A browser that keeps its cookies, at whichever address it opens the pages; it follows nothing by itself.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use axum::http::request::Builder;
use serde_json::Value;
use tower::ServiceExt as _;

use super::{HOST, Reply, TestApp, encoded};

/// The cookie of a session.
const SESSION: &str = "work";

/// One browser.
pub struct Browser<'a> {
    app: &'a TestApp,
    host: &'static str,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub fn new(app: &'a TestApp) -> Self {
        Self { app, host: HOST, cookies: RefCell::default() }
    }

    /// The same, at another address of the same pages.
    pub fn at(self, host: &'static str) -> Self {
        Self { host, ..self }
    }

    /// The same, with a session.
    pub fn with_session(self, token: &str) -> Self {
        self.cookies.borrow_mut().insert(SESSION.to_owned(), token.to_owned());
        self
    }

    /// The token of its session, if it has one.
    pub fn session(&self) -> Option<String> {
        self.cookie(SESSION)
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Its cookies as they are now, to be put back later.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.borrow().clone()
    }

    pub fn has(&self, cookies: &BTreeMap<String, String>) {
        self.cookies.borrow_mut().clone_from(cookies);
    }

    pub async fn opens(&self, path: &str) -> Reply {
        self.exchange(Request::get(path), String::new()).await
    }

    /// Sends a form of one of our pages, with the token of this session's forms.
    pub async fn sends(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let csrf = match self.session() {
            Some(token) => self.app.service.session(&token).await.unwrap().map(|session| session.csrf),
            None => None,
        };
        self.sends_as(path, csrf.as_ref().map(seal::SecretText::text), fields).await
    }

    /// The same, with the token of a page that was opened before.
    pub async fn sends_as(&self, path: &str, csrf: Option<&str>, fields: &[(&str, &str)]) -> Reply {
        let csrf = csrf.map(|csrf| ("csrf", csrf));
        let fields: Vec<(String, String)> = csrf
            .iter()
            .chain(fields)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", format!("http://{}", self.host))
            .header("sec-fetch-site", "same-origin");
        self.exchange(request, encoded(fields.iter())).await
    }

    /// Asks what to ask the device before it.
    pub async fn asks(&self, path: &str) -> Value {
        let page = self.sends(path, &[]).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        serde_json::from_str(&page.body).unwrap()
    }

    async fn exchange(&self, request: Builder, body: String) -> Reply {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header("host", self.host).header("cookie", cookies.join("; "));
        let response =
            self.app.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        for cookie in response.headers().get_all("set-cookie") {
            let (pair, more) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            assert!(more.contains("HttpOnly") && more.contains("SameSite=Strict"), "{more}");
            if more.contains("Max-Age=0") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
        Reply::read(response).await
    }
}
