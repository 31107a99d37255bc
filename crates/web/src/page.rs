//! Pages as responses, and as samples for tests and reviews.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// A page as a response: `Page(SignIn { … })`, or `(StatusCode::UNPROCESSABLE_ENTITY, Page(…))`.
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(markup) => Html(markup).into_response(),
            Err(error) => {
                tracing::error!(%error, "a page could not be rendered");
                (StatusCode::INTERNAL_SERVER_ERROR, "Sorry, something went wrong. Go back and try again.")
                    .into_response()
            }
        }
    }
}

/// What can show itself with made-up answers, for snapshots, for checks in a browser and for reviews.
pub trait Sample: Template + Sized {
    /// An example with every part that it can have, about nobody real.
    fn sample() -> Self;
}

/// A page as a person reviews it in a snapshot.
#[cfg(test)]
pub(crate) mod reviewed {
    /// Its main part, without blank lines.
    pub(crate) fn main_part(page: &str) -> String {
        let main = page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
        main.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}
