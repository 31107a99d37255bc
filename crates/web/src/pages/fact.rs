//! What the pages about one protected fact share: what stands first on them, and the one question, why.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::SecretId;
use domain::people::SecretKind;
use jiff::Timestamp;
use service::CasePage;

use crate::app::App;
use crate::components::prelude::Problems;
use crate::contact_first::ContactFirst;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample as _};
use crate::pages::case::in_the_plan;
use crate::session::SignedIn;

const FIELDS: &[&str] = &["why"];

/// What stands first: how to get in touch, then which fact it is and whose.
pub(super) struct Head {
    pub(super) layout: Layout,
    pub(super) contact: ContactFirst,
    pub(super) kind: &'static str,
    pub(super) whose: Vec<String>,
    /// What the contact plan says of it, so that two numbers of one person are told apart before one is shown.
    pub(super) plan: String,
}

impl Head {
    /// `None` where the case shows no such fact.
    pub(super) fn of(layout: Layout, page: &CasePage, secret: SecretId, form: &Filled) -> Option<Self> {
        let held = page.view.secrets.iter().filter(|held| held.secret == secret);
        let kind = held.clone().next()?.kind;
        let back = format!("/cases/{}#people", page.case);
        Some(Self {
            layout: layout.title("Work").back(back).problems(&form.problems),
            contact: ContactFirst::of(page),
            kind: kind.label(),
            whose: held.map(|held| page.view.name(held.person)).collect(),
            plan: in_the_plan(
                page.channels.iter().filter(|line| line.channel.secret == Some(secret)),
                page.as_of,
            ),
        })
    }

    pub(super) fn sample() -> Self {
        Self {
            layout: Layout::signed_in("Sam Okafor", "Housing officer", "token").title("Work"),
            contact: ContactFirst::sample(),
            kind: SecretKind::Address.label(),
            whose: vec!["Rowan Malik".to_owned()],
            plan: in_the_plan(std::iter::empty(), Timestamp::UNIX_EPOCH),
        }
    }
}

/// The reason that was sent, or the form to be shown again.
pub(super) fn reason<T>(
    app: &App,
    who: &SignedIn,
    sent: Sent,
    read: fn(&Sent, Timestamp) -> Result<T, Problems>,
) -> Result<Result<T, Filled>, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let reason = read(&sent, app.service.moment(&who.actor).now);
    Ok(reason.map_err(|problems| Filled::with_problems(sent, problems)))
}

/// The page again, with what is wrong on it.
pub(super) fn again(page: impl Template) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}
