//! What a handler may fail with, and the page that says so.

use access::Denied;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::confirm_first;
use crate::error_page::{ErrorPage, Problem as Shown};
use crate::form::NotSent;
use crate::refused::Refused;
use crate::stopped::StoppedPage;
use crate::turned_away::TurnedAway;

/// Why there is no page.
#[derive(Debug)]
pub enum Failure {
    /// Nobody is signed in; where they wanted to go.
    SignedOut(String),
    /// Their sign-in had ended when they sent the form, and what they typed is held for them.
    Held {
        /// Whether they have signed in again already.
        signed_in: bool,
    },
    /// They have not set up how they sign in yet.
    Unfinished,
    /// The form did not come from an open page of theirs.
    Expired,
    /// More was sent than we take.
    TooLarge,
    /// What was sent is not a form of ours.
    NotSent(NotSent),
    /// There is nothing here for them.
    NotFound,
    /// They may know that this exists, and may not do it.
    NotAllowed,
    /// The journey did not happen.
    Problem(service::Problem),
}

impl From<service::Problem> for Failure {
    fn from(problem: service::Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::NothingHere => Self::NotAllowed,
            denied @ Denied::ConfirmFirst => Self::Problem(denied.into()),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let turned_away = match &self {
            Self::NotAllowed | Self::Problem(service::Problem::Denied(Denied::NothingHere)) => {
                Some(TurnedAway::NotTheirs)
            }
            Self::Expired | Self::TooLarge | Self::NotSent(_) => Some(TurnedAway::NotAForm),
            _ => None,
        };
        let mut response = self.page();
        if let Some(turned_away) = turned_away {
            response.extensions_mut().insert(turned_away);
        }
        response
    }
}

impl Failure {
    fn page(self) -> Response {
        match self {
            Self::SignedOut(_) => Redirect::to("/sign-in").into_response(),
            Self::Held { signed_in: true } => Redirect::to("/held").into_response(),
            Self::Held { signed_in: false } => Redirect::to("/sign-in?kept=yes").into_response(),
            Self::Unfinished => Redirect::to("/account/begin").into_response(),
            Self::Expired => ErrorPage::new(Shown::Expired).into_response(),
            Self::TooLarge => ErrorPage::new(Shown::TooLarge).into_response(),
            Self::NotSent(_) => (StatusCode::BAD_REQUEST, ErrorPage::new(Shown::Failed)).into_response(),
            Self::NotAllowed => ErrorPage::new(Shown::NotAllowed).into_response(),
            Self::Problem(service::Problem::Denied(Denied::ConfirmFirst)) => confirm_first::response(),
            Self::NotFound | Self::Problem(service::Problem::Denied(_)) => {
                ErrorPage::new(Shown::NotFound).into_response()
            }
            Self::Problem(service::Problem::Busy | service::Problem::Behind) => {
                ErrorPage::new(Shown::Unavailable).into_response()
            }
            Self::Problem(service::Problem::Fault) => ErrorPage::new(Shown::Failed).into_response(),
            Self::Problem(problem @ service::Problem::Conflict(_)) => {
                Refused::page(StatusCode::CONFLICT, &problem).into_response()
            }
            Self::Problem(problem @ service::Problem::Stopped(_)) => {
                StoppedPage::of(&problem).into_response()
            }
            Self::Problem(problem @ service::Problem::Refused(_)) => {
                Refused::page(StatusCode::UNPROCESSABLE_ENTITY, &problem).into_response()
            }
        }
    }
}
