//! A browser with cookies, at an address at which passkeys work.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use super::device::ORIGIN;
use crate::support::TestApp;

/// What came back.
pub struct Page {
    pub status: u16,
    pub to: String,
    pub body: String,
}

/// A browser; it keeps what it is given.
pub struct Browser<'a> {
    app: &'a TestApp,
    host: &'static str,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub fn new(app: &'a TestApp) -> Self {
        Self { app, host: "localhost:8080", cookies: RefCell::default() }
    }

    /// The same, at another address of the same pages.
    pub fn at(self, host: &'static str) -> Self {
        Self { host, ..self }
    }

    /// The same, with a session.
    pub fn with_session(self, token: &str) -> Self {
        self.cookies.borrow_mut().insert("work".to_owned(), token.to_owned());
        self
    }

    /// The token of its session, if it has one.
    pub fn session(&self) -> Option<String> {
        self.cookies.borrow().get("work").cloned()
    }

    /// Its cookies as they are now, to be put back later.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.borrow().clone()
    }

    pub fn has(&self, cookies: &BTreeMap<String, String>) {
        self.cookies.borrow_mut().clone_from(cookies);
    }

    pub async fn opens(&self, path: &str) -> Page {
        self.exchange(Request::get(path), String::new()).await
    }

    /// Sends a form of one of our pages.
    pub async fn sends(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all: Vec<(String, String)> = Vec::new();
        if let Some(token) = self.session()
            && let Some(session) = self.app.service.session(&token).await.unwrap()
        {
            all.push(("csrf".to_owned(), session.csrf));
        }
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let pair = |(name, value): &(String, String)| format!("{}={}", encoded(name), encoded(value));
        let body = all.iter().map(pair).collect::<Vec<_>>().join("&");
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", format!("http://{}", self.host))
            .header("sec-fetch-site", "same-origin");
        self.exchange(request, body).await
    }

    /// Asks what to ask the device.
    pub async fn asks(&self, path: &str) -> Value {
        let page = self.sends(path, &[]).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        serde_json::from_str(&page.body).unwrap()
    }

    async fn exchange(&self, request: axum::http::request::Builder, body: String) -> Page {
        let cookies =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
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
        let status = response.status().as_u16();
        let to = response.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Page { status, to: to.unwrap_or_default(), body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

/// The origin under which it opens the pages.
pub fn origin() -> service::origin::Origin {
    ORIGIN.parse().unwrap()
}
