//! One wall: proposing to lift it, agreeing, or leaving it as it is.

use access::action::ManageWalls;
use access::check_office;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{CaseId, UserId};
use jiff::Timestamp;
use service::{Because, WallKey};

use super::{KeptWallsNames, Line};
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// One wall.
#[derive(Clone, Template)]
#[template(path = "walls/one.html")]
pub struct WallPage {
    layout: Layout,
    entry: Line,
    is_own_proposal: bool,
    form: Filled,
}

impl WallPage {
    fn why(&self) -> Textarea {
        self.form
            .words("why", "Why it should be lifted")
            .hint("Somebody else reads this and decides. Say how you know that it is not the same person, or why it is safe.")
    }
}

impl Sample for WallPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Robin Hale", "Safeguarding lead", "token");
        let layout = layout.title("Work").back("/walls");
        Self { layout, entry: Line::sample(), is_own_proposal: false, form: Filled::default() }
    }
}

type Place = Path<(CaseId, UserId, String)>;

fn key(Path((case, user, because)): Place) -> Result<WallKey, Failure> {
    Ok((case, user, Because::from_code(&because).ok_or(Failure::NotFound)?))
}

fn address((case, user, because): WallKey) -> String {
    format!("/walls/{case}/{user}/{}", because.code())
}

async fn page(app: &App, who: &SignedIn, wall: WallKey, form: Filled) -> Result<WallPage, Failure> {
    let line = app.service.kept_wall(&who.actor, wall).await?;
    let colleagues = app.service.colleagues(&who.actor).await?;
    let by = line.kept.lift.as_ref().map(|lift| lift.by);
    let now = app.service.moment(&who.actor).now;
    Ok(WallPage {
        layout: who.layout("/walls").title("Work").back("/walls").problems(&form.problems),
        entry: Line::new(&line, &KeptWallsNames(&colleagues), now),
        is_own_proposal: by == Some(who.actor.user),
        form,
    })
}

/// The page.
pub async fn show_one(State(app): State<App>, who: SignedIn, place: Place) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    let wall = key(place)?;
    Ok(Page(page(&app, &who, wall, Filled::default()).await?).into_response())
}

/// Proposes to lift it.
pub async fn propose(
    State(app): State<App>,
    place: Place,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    sent.only(&["why"]).map_err(Failure::NotSent)?;
    let (wall, moment) = (key(place)?, app.service.moment(&who.actor));
    match why(&sent, moment.now) {
        Ok(why) => {
            app.service.propose_lift(&who.actor, wall, &why, &moment).await?;
            Ok(Redirect::to(&address(wall)).into_response())
        }
        Err(problems) => {
            let page = page(&app, &who, wall, Filled::with_problems(sent, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

fn why(sent: &Sent, now: Timestamp) -> Result<domain::text::Words, Problems> {
    let mut reader = Reader::new(sent, now);
    let why = reader.must_words("why", "Why", "Say why it should be lifted");
    reader.done(why)
}

/// Agrees to lift it.
pub async fn agree(
    State(app): State<App>,
    place: Place,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    sent.only(&["agree"]).map_err(Failure::NotSent)?;
    let wall = key(place)?;
    app.service.agree_to_lift(&who.actor, wall, &app.service.moment(&who.actor)).await?;
    Ok(Redirect::to("/walls").into_response())
}

/// Leaves it as it is.
pub async fn drop_it(
    State(app): State<App>,
    place: Place,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    sent.only(&["drop"]).map_err(Failure::NotSent)?;
    let wall = key(place)?;
    app.service.drop_lift(&who.actor, wall, &app.service.moment(&who.actor)).await?;
    Ok(Redirect::to("/walls").into_response())
}
