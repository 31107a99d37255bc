//! The page for a rule's no, or for somebody else's entry that came first. Nothing was recorded.

use askama::Template;
use axum::http::StatusCode;
use axum::response::IntoResponse;

use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::capital;

/// A page that says what the rules said.
#[derive(Clone, Template)]
#[template(path = "refused.html")]
pub struct Refused {
    layout: Layout,
    sentence: String,
}

impl Refused {
    /// The page with its status.
    pub fn page(status: StatusCode, problem: &service::Problem) -> impl IntoResponse + use<> {
        (status, Page(Self { layout: Layout::new(), sentence: sentence(&problem.to_string()) }))
    }
}

/// A message as a sentence on a page.
pub fn sentence(message: &str) -> String {
    format!("{}.", capital(message))
}

impl Sample for Refused {
    fn sample() -> Self {
        Self {
            layout: Layout::new(),
            sentence: sentence(&domain::case::Refusal::OnlyAManagerLowers.to_string()),
        }
    }
}
