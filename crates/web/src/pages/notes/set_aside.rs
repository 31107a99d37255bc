//! Setting one duty aside, under one's name and with a reason.

use access::ActionKind;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::{CaseCommand, DutySetAside, SetAsideWhy};
use domain::text::ShortText;
use domain::{CaseId, Moment};
use service::{DutyLine, Entry};

use super::keeping::{Form, as_ruled};
use super::note::nowhere;
use super::parts::Parts;
use crate::app::App;
use crate::clauses::Clause;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::{capital, due};
use crate::session::{Posted, SignedIn};

/// Every field of the page, in its order.
const FIELDS: &[&str] = &["why", "words", "words-no-address"];

/// The page of a duty.
#[derive(Clone, Template)]
#[template(path = "notes/set-aside.html")]
pub struct SetAsidePage {
    layout: Layout,
    contact: ContactFirst,
    href: String,
    title: String,
    clauses: Vec<Clause>,
    due: String,
    form: Filled,
}

impl SetAsidePage {
    fn parts(&self) -> Vec<Html> {
        let form = &self.form;
        let why = form
            .radios::<SetAsideWhy>("why", "Why is it set aside?")
            .hint("The survivor’s choice is respected. It stands with today’s date, and they may choose otherwise at any time. It is never a reason to leave a child or an adult at risk without a decision.");
        Parts::of(form)
            .and(&why)
            .note(
                "words",
                "The reason",
                "What they said, who did it elsewhere and when, or why it does not apply here.",
            )
            .done()
    }
}

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((case, code, started)): Path<(CaseId, String, u64)>,
) -> Result<Response, Failure> {
    page(&app, &who, (case, &code, started), StatusCode::OK, Filled::default()).await
}

/// Sets the duty aside, or shows the page again with what is wrong.
pub async fn send(
    State(app): State<App>,
    Path((case, code, started)): Path<(CaseId, String, u64)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let duty = ShortText::parse(&code).map_err(|_| Failure::NotFound)?;
    let moment = app.service.moment(&who.actor);
    let form = Form { case, seen: None, fields: FIELDS, beside: nowhere, said: as_ruled };
    match form.keep(&app, &who, read(&sent, duty, started, &moment), &moment).await? {
        None => Ok(Redirect::to(&format!("/cases/{case}")).into_response()),
        Some(again) => {
            page(
                &app,
                &who,
                (case, &code, started),
                again.status,
                Filled::with_problems(sent, again.problems),
            )
            .await
        }
    }
}

/// What is recorded, or what is wrong with the answers.
pub(super) fn read(
    sent: &Sent,
    duty: ShortText,
    started: u64,
    moment: &Moment,
) -> Result<Vec<Entry>, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    let why = reader.must_choose("why", "Choose why it is set aside");
    let words = reader.must_note("words", "The reason", "Write down the reason");
    let aside = Option::zip(why, words).map(|(why, words)| DutySetAside { duty, started, why, words });
    reader.done(aside.map(|aside| vec![CaseCommand::SetDutyAside(aside).into()]))
}

async fn page(
    app: &App,
    who: &SignedIn,
    (case, code, started): (CaseId, &str, u64),
    status: StatusCode,
    form: Filled,
) -> Result<Response, Failure> {
    app.service.may(&who.actor, case, ActionKind::SetDutyAside).await?;
    let page = app.service.case_page(&who.actor, case, None, "duty").await?;
    let this =
        |duty: &&DutyLine| duty.code == code && duty.started.sequence == started && duty.state.is_open();
    let duty = page.duties.iter().find(this).ok_or(Failure::NotFound)?;
    app.service.may(&who.actor, case, duty.needed_to_set_aside()).await?;
    let shown = SetAsidePage {
        contact: ContactFirst::of(&page),
        layout: who
            .layout("")
            .title("Work")
            .back(format!("/cases/{case}"))
            .problems(&form.problems)
            .kept_apart(&page, &form.problems),
        href: format!("/cases/{case}/duties/{code}/{started}/set-aside"),
        title: duty.title.clone(),
        clauses: Clause::all(&duty.clauses),
        due: capital(&due(duty.due, page.as_of)),
        form,
    };
    Ok((status, Page(shown)).into_response())
}

impl Sample for SetAsidePage {
    fn sample() -> Self {
        Self {
            layout: Layout::signed_in("Sam Okafor", "Housing officer", "token").title("Work").back("/work"),
            contact: ContactFirst::sample(),
            href: "/work".to_owned(),
            title: "Tell the survivor of support agencies".to_owned(),
            clauses: ["NHG-20", "13A.12"].map(Clause::of).to_vec(),
            due: "Due tomorrow at 5pm".to_owned(),
            form: Filled::default(),
        }
    }
}
