//! The part of a page that asks for a passkey, wherever one can be used. Without scripts, at another address
//! and where there are none, it says in plain words what else can be done.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::http::HeaderMap;
use service::origin::Origin;
use service::passkeys::PasskeysWork;

use super::asking::{ANSWER, work_here};
use crate::app::App;
use crate::components::prelude::*;

/// A form that asks a device for a passkey and sends its answer.
#[derive(Clone, Template)]
#[template(path = "passkeys/block.html")]
pub struct PasskeyBlock {
    work: PasskeysWork,
    making: bool,
    action: String,
    button: &'static str,
    /// What can be done without scripts.
    otherwise: &'static str,
    /// The page at which they are, to be opened at the right address.
    page: &'static str,
    csrf: Option<String>,
    field: Option<Input>,
    carried: Vec<(&'static str, String)>,
    error: Option<String>,
}

impl HtmlSafe for PasskeyBlock {}

impl PasskeyBlock {
    fn new(work: PasskeysWork, action: &str, button: &'static str, page: &'static str) -> Self {
        Self {
            work,
            making: false,
            action: action.to_owned(),
            button,
            otherwise: "A passkey needs a browser that runs scripts. Without them, use another way below.",
            page,
            csrf: None,
            field: None,
            carried: Vec::new(),
            error: None,
        }
    }

    /// For the page on which somebody signs in.
    pub fn to_sign_in(app: &App, headers: &HeaderMap) -> Self {
        Self::new(work_here(app, headers), "/sign-in/passkey", "Sign in with a passkey", "/sign-in")
    }

    /// For the page on which somebody confirms who they are; `to` is where they wanted to go.
    pub fn to_confirm(app: &App, headers: &HeaderMap, csrf: &str, to: &str) -> Self {
        let block = Self::new(work_here(app, headers), "/confirm/passkey", "Confirm with a passkey", "/");
        Self { csrf: Some(csrf.to_owned()), carried: vec![("to", to.to_owned())], ..block }
    }

    /// For the page on which somebody makes one.
    pub(super) fn to_make(work: PasskeysWork, csrf: &str, name: Input) -> Self {
        let block = Self::new(work, "/account/passkeys/new", "Make a passkey", "/sign-in");
        Self {
            making: true,
            csrf: Some(csrf.to_owned()),
            field: Some(name),
            otherwise: "A passkey needs a browser that runs scripts. Switch them on for this address, or use \
                        another browser.",
            ..block
        }
    }

    /// Shows why a passkey was not taken.
    #[must_use]
    pub fn error(self, error: Option<&str>) -> Self {
        Self { error: error.map(str::to_owned), ..self }
    }

    /// As it looks in a review.
    pub fn sample() -> Self {
        Self::new(PasskeysWork::Here, "/sign-in/passkey", "Sign in with a passkey", "/sign-in")
    }

    /// Whether there is anything to press here.
    pub fn is_here(&self) -> bool {
        self.work == PasskeysWork::Here
    }

    /// At which other address passkeys work.
    fn elsewhere(&self) -> Option<&Origin> {
        match &self.work {
            PasskeysWork::At(origin) => Some(origin),
            PasskeysWork::Here | PasskeysWork::Nowhere => None,
        }
    }

    fn button(&self) -> Button {
        Button::new(self.button).id("passkey")
    }

    fn kind(&self) -> &'static str {
        if self.making { "create" } else { "get" }
    }
}
