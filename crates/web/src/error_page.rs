//! The pages that say what went wrong, in plain sentences, and what to do.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};

use crate::layout::Layout;
use crate::page::{Page, Sample};

/// When to try again where the service cannot answer now, in seconds: who waits is through by then.
const AGAIN_AFTER: &str = "30";

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no such page, or it may not be known to this person that there is.
    NotFound,
    /// The page was open for too long, so that the form no longer counts as sent from here.
    Expired,
    /// This person may not do this, and may know that it can be done.
    NotAllowed,
    /// What was sent is too large.
    TooLarge,
    /// We made a mistake.
    Failed,
    /// The service cannot answer now.
    Unavailable,
}

impl Problem {
    /// Every problem.
    pub const ALL: [Self; 6] =
        [Self::NotFound, Self::Expired, Self::NotAllowed, Self::TooLarge, Self::Failed, Self::Unavailable];

    /// The status that the page is sent with.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Expired | Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::NotFound => "We cannot find that page",
            Self::Expired => "This page was open for too long",
            Self::NotAllowed => "You cannot do this",
            Self::TooLarge => "That is too large to send",
            Self::Failed => "Sorry, something went wrong",
            Self::Unavailable => "Sorry, we cannot answer right now",
        }
    }
}

/// A page that says what went wrong.
#[derive(Clone, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    layout: Layout,
    problem: Problem,
}

impl ErrorPage {
    /// The page as anyone may see it.
    pub fn new(problem: Problem) -> Self {
        Self { layout: Layout::new(), problem }
    }

    /// The page for someone whose frame is known.
    #[must_use]
    pub fn within(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }
}

impl IntoResponse for ErrorPage {
    fn into_response(self) -> Response {
        let again = (self.problem == Problem::Unavailable).then_some([(RETRY_AFTER, AGAIN_AFTER)]);
        (self.problem.status(), again, Page(self)).into_response()
    }
}

impl Sample for ErrorPage {
    fn sample() -> Self {
        Self::new(Problem::NotFound)
    }
}
