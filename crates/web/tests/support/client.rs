//! A browser: it keeps its session, sends what a browser sends, and follows nothing by itself.

use axum::body::Body;
use axum::http::{Method, Request};
use domain::CaseId;
use tower::ServiceExt as _;

use super::cast::PASSWORD;
use super::{HOST, Reply, Telling, TestApp, Who};

/// A browser in which somebody is signed in, or nobody.
#[derive(Clone, Copy)]
pub struct Client<'a> {
    app: &'a TestApp,
    who: Option<Who>,
}

/// One request, as a browser sends it unless a test changes it.
#[derive(Debug, Clone)]
pub struct Sending {
    method: Method,
    path: String,
    fields: Vec<(String, String)>,
    csrf: Csrf,
    headers: Vec<(&'static str, String)>,
}

#[derive(Debug, Clone)]
enum Csrf {
    Own,
    None,
    Of(String),
}

impl Sending {
    /// Opens a page.
    pub fn get(path: &str) -> Self {
        Self {
            method: Method::GET,
            path: path.to_owned(),
            fields: Vec::new(),
            csrf: Csrf::None,
            headers: Vec::new(),
        }
    }

    /// Sends a form from one of our pages.
    pub fn post(path: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Self {
        let fields = fields.iter().map(|(name, value)| (name.as_ref().to_owned(), value.as_ref().to_owned()));
        Self { method: Method::POST, fields: fields.collect(), csrf: Csrf::Own, ..Self::get(path) }
            .header("origin", &format!("http://{HOST}"))
            .header("sec-fetch-site", "same-origin")
    }

    /// Sends it by another method.
    #[must_use]
    pub fn by(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// Changes a header; an empty value leaves it out.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        if !value.is_empty() {
            self.headers.push((name, value.to_owned()));
        }
        self
    }

    /// Leaves the token of the form out.
    #[must_use]
    pub fn without_token(self) -> Self {
        Self { csrf: Csrf::None, ..self }
    }

    /// Sends the token of somebody else's form.
    #[must_use]
    pub fn with_token(self, token: &str) -> Self {
        Self { csrf: Csrf::Of(token.to_owned()), ..self }
    }
}

impl<'a> Client<'a> {
    pub(super) const fn new(app: &'a TestApp, who: Option<Who>) -> Self {
        Self { app, who }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Sending::get(path)).await
    }

    /// Sends a form, with the token of this person's forms.
    pub async fn post(&self, path: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Reply {
        self.send(Sending::post(path, fields)).await
    }

    /// Sends a request as it stands.
    pub async fn send(&self, sending: Sending) -> Reply {
        if self.who.is_none() {
            return self.exchange(&sending, None, None).await;
        }
        let token = self.token().await;
        let csrf = match &sending.csrf {
            Csrf::Own => Some(self.csrf().await),
            Csrf::Of(token) => Some(token.clone()),
            Csrf::None => None,
        };
        self.exchange(&sending, Some(token), csrf).await
    }

    async fn exchange(&self, sending: &Sending, token: Option<String>, csrf: Option<String>) -> Reply {
        let mut request =
            Request::builder().method(sending.method.clone()).uri(&sending.path).header("host", HOST);
        let cookie = token.map(|token| ("cookie", format!("work={token}")));
        for (name, value) in cookie.iter().chain(&sending.headers) {
            request = request.header(*name, value);
        }
        let mut body = Body::empty();
        if sending.method == Method::POST {
            request = request.header("content-type", "application/x-www-form-urlencoded");
            let csrf = csrf.map(|csrf| ("csrf".to_owned(), csrf));
            body = Body::from(encoded(csrf.iter().chain(&sending.fields)));
        }
        let response = self.app.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        Reply::read(response).await
    }

    /// The token of the session; signs in where there is none.
    pub async fn token(&self) -> String {
        let who = self.who.unwrap();
        if let Some(token) = self.app.sessions.lock().await.get(&who) {
            return token.clone();
        }
        self.signs_in().await
    }

    /// Signs in by the page, whatever session there was.
    pub async fn signs_in(&self) -> String {
        let who = self.who.unwrap();
        self.app.chooses_password(who).await;
        let fields = [("login", who.login()), ("password", PASSWORD.to_owned())];
        let reply = self.exchange(&Sending::post("/sign-in", &fields), None, None).await;
        let start = reply.see_other();
        assert!(["/", "/held"].contains(&start.as_str()), "{start}");
        let cookie = reply.header("set-cookie").split(';').next().unwrap();
        let token = cookie.split_once('=').unwrap().1.to_owned();
        self.app.sessions.lock().await.insert(who, token.clone());
        token
    }

    /// What this person's forms send back.
    pub async fn csrf(&self) -> String {
        let token = self.token().await;
        let session = self.app.service.session(&token).await.unwrap();
        session.map(|session| session.csrf.text().to_owned()).unwrap_or_default()
    }

    /// Opens the page of a case.
    pub async fn opens(&self, case: CaseId) -> Reply {
        self.get(&format!("/cases/{case}")).await
    }

    /// Takes a report through the pages, and gives the case it became.
    pub async fn takes_report(&self, telling: &Telling) -> CaseId {
        let draft = self.post("/reports", &[("kind", telling.kind)]).await.see_other();
        let received = self.post(&draft, &telling.finished()).await.see_other();
        received.split('/').nth(2).unwrap().parse().unwrap()
    }
}

/// The body of a form, every byte of a name or value that is not a letter or a digit in hexadecimal.
pub fn encoded<'f>(fields: impl Iterator<Item = &'f (String, String)>) -> String {
    let text = |text: &str| -> String {
        let byte = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    fields.map(|(name, value)| format!("{}={}", text(name), text(value))).collect::<Vec<_>>().join("&")
}
