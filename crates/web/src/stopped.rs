//! The page for somebody who has done as much in an hour as anybody may.

use askama::Template;
use axum::http::StatusCode;
use axum::response::IntoResponse;

use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::refused::sentence;

/// A page that says that it is enough for now, and whom to ring.
#[derive(Clone, Template)]
#[template(path = "stopped.html")]
pub struct StoppedPage {
    layout: Layout,
    sentence: String,
}

impl StoppedPage {
    /// The page with its status. Nothing of what was asked for is on it.
    pub fn of(problem: &service::Problem) -> impl IntoResponse + use<> {
        (StatusCode::TOO_MANY_REQUESTS, Page(Self::saying(problem)))
    }

    fn saying(problem: &service::Problem) -> Self {
        Self { layout: Layout::new(), sentence: sentence(&problem.to_string()) }
    }
}

impl Sample for StoppedPage {
    fn sample() -> Self {
        Self::saying(&service::Stop::Opened(60).into())
    }
}
