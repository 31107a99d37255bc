//! What a privacy officer goes through: records that were opened in an emergency, protected facts that were
//! asked of a second person, and breaches whose clock runs.

pub mod limits;
mod one;
mod page;
pub mod searches;
pub mod unusual;

use access::action::ReviewLooks;
use access::{OfficeKind, allows_office};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::GlassId;
use domain::text::Words;

pub use one::GlassPage;
pub use page::{ReviewPage, waited};

use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::page::Page;
use crate::session::{Posted, SignedIn};

const FIELDS: &[&str] = &["outcome", "words"];

/// The list.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    access::check_office::<ReviewLooks>(&who.actor)?;
    let glass = app.service.broken_glass(&who.actor).await?;
    let requests = app.service.location_requests(&who.actor).await?;
    let breaches = app.service.open_breaches(&who.actor).await?;
    let now = app.service.moment(&who.actor).now;
    let stopped = app.service.stopped(&who.actor).await?.len();
    let log = allows_office(who.actor.role, OfficeKind::SeeSecurityLog);
    let page = ReviewPage::new(who.layout("/review"), (glass, requests, breaches), now);
    let page = page.with_stopped(stopped, log);
    Ok(Page(page).into_response())
}

/// One record that was opened in an emergency.
pub async fn show_one(
    State(app): State<App>,
    who: SignedIn,
    Path(glass): Path<GlassId>,
) -> Result<Response, Failure> {
    Ok(Page(one(&app, &who, glass, Filled::default()).await?).into_response())
}

/// Writes what came of it.
pub async fn send(
    State(app): State<App>,
    Path(glass): Path<GlassId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    match read(&sent, app.service.moment(&who.actor).now) {
        Ok((in_order, words)) => {
            app.service.review_glass(&who.actor, glass, in_order, words.as_ref()).await?;
            Ok(Redirect::to("/review").into_response())
        }
        Err(problems) => {
            let page = one(&app, &who, glass, Filled::with_problems(sent, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

fn read(sent: &Sent, now: jiff::Timestamp) -> Result<(bool, Option<Words>), Problems> {
    let mut reader = Reader::new(sent, now);
    let in_order = match sent.one("outcome") {
        "in-order" => Some(true),
        "not-in-order" => Some(false),
        _ => {
            reader.wrong("outcome", "Choose whether it was in order");
            None
        }
    };
    let words = if in_order == Some(false) {
        reader.must_words("words", "What was not in order", "Say what was not in order, and what follows")
    } else {
        reader.words("words", "What you found")
    };
    reader.done(in_order.map(|in_order| (in_order, words)))
}

async fn one(app: &App, who: &SignedIn, glass: GlassId, form: Filled) -> Result<GlassPage, Failure> {
    access::check_office::<ReviewLooks>(&who.actor).map_err(|_| Failure::NotFound)?;
    let lines = app.service.broken_glass(&who.actor).await?;
    let line = lines.into_iter().find(|line| line.id == glass && line.may_review);
    let now = app.service.moment(&who.actor).now;
    line.map(|line| GlassPage::new(who.layout("/review"), line, form, now)).ok_or(Failure::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_in_order_is_said_in_words() {
        let read = |body: &str| read(&Sent::parse(body.as_bytes()).unwrap(), jiff::Timestamp::UNIX_EPOCH);
        assert!(read("outcome=in-order").is_ok_and(|(in_order, words)| in_order && words.is_none()));
        assert!(read("outcome=not-in-order&words=Nobody+rang").is_ok_and(|(in_order, _)| !in_order));
        assert!(read("outcome=not-in-order").err().unwrap().on("words").is_some());
        assert!(read("words=Fine").err().unwrap().on("outcome").is_some());
    }
}
