//! Answers without a name: nothing of them stands in any record of a case.

use access::action::TakeReport;
use access::check_office;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use service::NewVoice;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::notes::feedback::{FIELDS, Said, asked, read};
use crate::pages::notes::parts::Parts;
use crate::session::{Posted, SignedIn};

/// The form.
#[derive(Clone, Template)]
#[template(path = "voice/without-name.html")]
pub struct WithoutNamePage {
    layout: Layout,
    parts: Vec<Html>,
}

impl WithoutNamePage {
    fn new(layout: Layout, form: &Filled) -> Self {
        let layout = layout.title("Work").back("/work").problems(&form.problems);
        Self { layout, parts: asked(Parts::of(form), form).done() }
    }
}

/// The form.
pub async fn show(who: SignedIn) -> Result<Response, Failure> {
    check_office::<TakeReport>(&who.actor)?;
    Ok(Page(WithoutNamePage::new(who.layout(""), &Filled::default())).into_response())
}

/// Keeps the answers, or shows the form again with what is wrong.
pub async fn send(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    check_office::<TakeReport>(&who.actor)?;
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let moment = app.service.moment(&who.actor);
    match voice(&sent, moment.now) {
        Ok(voice) => {
            app.service.add_voice(&who.actor, voice).await?;
            Ok(Redirect::to("/work").into_response())
        }
        Err(problems) => {
            let page = WithoutNamePage::new(who.layout(""), &Filled::with_problems(sent, problems));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

fn voice(sent: &Sent, now: jiff::Timestamp) -> Result<NewVoice, Problems> {
    let mut reader = Reader::new(sent, now);
    let said = read(&mut reader);
    if said.as_ref().is_some_and(|said| said.answers.is_empty() && said.change.is_none()) {
        reader.wrong("believed", "Give at least one answer, or what should change");
    }
    let voice = |Said { time, answers, change, may_quote }| NewVoice { time, answers, change, may_quote };
    reader.done(said.map(voice))
}

impl Sample for WithoutNamePage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self::new(layout, &Filled::default())
    }
}
