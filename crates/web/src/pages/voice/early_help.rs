//! What the door for early help is called where this organisation works (ONE-10).

use access::action::KeepChoices;
use access::check_office;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// The page.
#[derive(Clone, Template)]
#[template(path = "voice/early-help.html")]
pub struct EarlyHelpPage {
    layout: Layout,
    form: Filled,
}

impl EarlyHelpPage {
    fn new(layout: Layout, form: Filled) -> Self {
        Self { layout: layout.title("Work").back("/voice").problems(&form.problems), form }
    }

    fn name(&self) -> Input {
        self.form
            .input("name", "What is it called here?")
            .hint("For example: Families First Access Point. Where nobody says, it is called early help.")
    }
}

/// The page, with the name that holds.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    check_office::<KeepChoices>(&who.actor)?;
    let mut sent = Sent::default();
    sent.set("name", vec![app.service.early_help(&who.actor).await?]);
    let form = Filled::with_problems(sent, Problems::new());
    Ok(Page(EarlyHelpPage::new(who.layout(""), form)).into_response())
}

/// Changes the name, or shows the page again with what is wrong.
pub async fn send(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    check_office::<KeepChoices>(&who.actor)?;
    sent.only(&["name"]).map_err(Failure::NotSent)?;
    let now = app.service.moment(&who.actor).now;
    let mut reader = Reader::new(&sent, now);
    let name = reader.must_line("name", "Its name", "Enter what it is called here");
    match reader.done(name) {
        Ok(name) => {
            app.service.call_early_help(&who.actor, &name).await?;
            Ok(Redirect::to("/voice").into_response())
        }
        Err(problems) => {
            let page = EarlyHelpPage::new(who.layout(""), Filled::with_problems(sent, problems));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

impl Sample for EarlyHelpPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Priya Osei", "Domestic-abuse lead", "token");
        Self::new(layout, Filled::default())
    }
}
