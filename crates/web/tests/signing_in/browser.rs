//! A browser of a test: it keeps its cookies, one that does not follow anything by itself.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt as _;

use crate::support::{HOST, Reply, TestApp, encoded};

/// One browser.
pub struct Browser<'a> {
    app: &'a TestApp,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub fn new(app: &'a TestApp) -> Self {
        Self { app, cookies: RefCell::default() }
    }

    /// One that brings this session.
    pub fn with_session(app: &'a TestApp, token: &str) -> Self {
        let browser = Self::new(app);
        browser.cookies.borrow_mut().insert("work".to_owned(), token.to_owned());
        browser
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    pub async fn opens(&self, path: &str) -> Reply {
        self.exchange(Request::get(path), String::new()).await
    }

    /// Sends a form of one of our pages, with the token of this session's forms.
    pub async fn sends(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let csrf = match self.cookie("work") {
            Some(token) => self.app.service.session(&token).await.unwrap().map(|session| session.csrf),
            None => None,
        };
        self.sends_as(path, csrf.as_deref(), fields).await
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
            .header("origin", format!("http://{HOST}"))
            .header("sec-fetch-site", "same-origin");
        self.exchange(request, encoded(fields.iter())).await
    }

    async fn exchange(&self, request: axum::http::request::Builder, body: String) -> Reply {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header("host", HOST).header("cookie", cookies.join("; "));
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
