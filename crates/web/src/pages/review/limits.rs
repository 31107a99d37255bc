//! Letting somebody open more records than others, for an hour.

use access::action::ReviewLooks;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::UserId;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// The page.
#[derive(Clone, Template)]
#[template(path = "review/limits.html")]
pub struct LimitsPage {
    layout: Layout,
    person: UserId,
    name: String,
    form: Filled,
}

impl LimitsPage {
    fn why(&self) -> Textarea {
        self.form
            .words("why", "Why they need to open more records now")
            .hint("What they are doing, and whom you asked. No name of anybody in a record.")
    }
}

async fn page(app: &App, who: &SignedIn, person: UserId, form: Filled) -> Result<LimitsPage, Failure> {
    access::check_office::<ReviewLooks>(&who.actor)?;
    let colleagues = app.service.colleagues(&who.actor).await?;
    let name = colleagues.get(&person).filter(|_| person != who.actor.user).ok_or(Failure::NotFound)?.clone();
    let layout = who.layout("/review").title("Work").back("/review/looks").problems(&form.problems);
    Ok(LimitsPage { layout, person, name, form })
}

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(person): Path<UserId>,
) -> Result<Response, Failure> {
    Ok(Page(page(&app, &who, person, Filled::default()).await?).into_response())
}

/// Lets them.
pub async fn send(
    State(app): State<App>,
    Path(person): Path<UserId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(&["why"]).map_err(Failure::NotSent)?;
    let mut reader = Reader::new(&sent, app.service.moment(&who.actor).now);
    let why = reader.must_words("why", "Why", "Say why they need to open more records now");
    match reader.done(why) {
        Ok(why) => {
            app.service.lift_limit(&who.actor, person, &why).await?;
            Ok(Redirect::to("/review/looks").into_response())
        }
        Err(problems) => {
            let page = page(&app, &who, person, Filled::with_problems(sent, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

impl Sample for LimitsPage {
    fn sample() -> Self {
        Self {
            layout: Layout::signed_in("Imani Clarke", "Privacy officer", "token")
                .title("Work")
                .back("/review/looks"),
            person: UserId::from_uuid(uuid::Uuid::nil()),
            name: "Sam Okafor".to_owned(),
            form: Filled::default(),
        }
    }
}
