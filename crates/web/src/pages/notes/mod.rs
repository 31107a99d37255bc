//! Notes: small forms that each record one thing on a case. One mechanism serves them all, so that a
//! new kind is one file and one line of [`NOTES`].

mod again;
mod agencies;
mod asking;
mod care;
mod change;
mod child;
mod child_form;
mod concern_answer;
mod conference;
mod counter;
pub(super) mod day_told;
mod death;
mod decision;
mod details;
mod equality;
pub(super) mod feedback;
mod hold;
mod household;
mod incident;
pub(super) mod keeping;
mod later;
mod needs;
pub(super) mod note;
mod page;
pub(super) mod parts;
mod past;
mod person;
mod police;
mod precautions;
mod promise;
mod promise_settled;
mod proof;
mod relationship;
mod reopened;
pub(super) mod report;
pub(super) mod reviewed;
mod safeguarding;
mod safeguarding_not_needed;
mod safety;
pub mod samples;
pub mod set_aside;
mod severity;
#[cfg(test)]
pub(super) mod tests;
mod wishes;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{CaseId, DraftId, PersonId, SecretId};
use policy::words::Evidence;
use serde::Deserialize;
use service::{DutyLine, LocalHelp};

use self::keeping::{Form, as_ruled};
use self::note::{Known, Note};
pub use self::page::NotePage;
use crate::app::App;
use crate::begun;
use crate::components::prelude::Problems;
use crate::contact_first::ContactFirst;
use crate::drafts;
use crate::failure::Failure;
use crate::form::{Filled, NotSent, Query, Sent};
use crate::page::Page;
use crate::session::{Posted, SignedIn};

/// Every kind of note, in the order in which a page offers them.
pub const NOTES: &[&Note] = &[
    &incident::NOTE,
    &wishes::NOTE,
    &person::NOTE,
    &relationship::NOTE,
    &household::NOTE,
    &needs::NOTE,
    &child::NOTE,
    &child_form::NOTE,
    &past::NOTE,
    &counter::NOTE,
    &equality::NOTE,
    &agencies::NOTE,
    &safeguarding::NOTE,
    &safeguarding_not_needed::NOTE,
    &change::NOTE,
    &day_told::NOTE,
    &conference::REFERRED,
    &conference::NOT_REFERRED,
    &conference::HEARD,
    &precautions::NOTE,
    &concern_answer::NOTE,
    &care::NOTE,
    &reviewed::NOTE,
    &asking::NOTE,
    &feedback::NOTE,
    &death::NOTE,
    &hold::NOTE,
    &reopened::NOTE,
    &police::NOTE,
    &severity::NOTE,
    &report::NOTE,
    &details::NOTE,
    &safety::NOTE,
    &again::NOTE,
    &decision::NOTE,
    &later::NOTE,
    &promise::NOTE,
    &promise_settled::NOTE,
    &proof::NOTE,
];

/// Notes on whose page stands who helps here.
const TELLS_WHO_HELPS: &[&str] = &[agencies::NOTE.what, conference::REFERRED.what];

/// Whom or what a note is opened for.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    person: Option<PersonId>,
    /// The protected fact.
    fact: Option<SecretId>,
    /// The entry.
    entry: Option<u64>,
    /// One's own form that is not finished, from which it was opened and to which it leads back.
    back: Option<DraftId>,
    /// The place in that form from which it was opened.
    place: Option<String>,
}

fn named(what: &str) -> Result<&'static Note, Failure> {
    NOTES.iter().copied().find(|note| note.what == what).ok_or(Failure::NotFound)
}

/// The page of a note.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((case, what)): Path<(CaseId, String)>,
    Query(about): Query<About>,
) -> Result<Response, Failure> {
    page(&app, &who, case, named(&what)?, Start::Empty(about)).await
}

/// Records a note, or shows it again with what is wrong.
pub async fn send(
    State(app): State<App>,
    Path((case, what)): Path<(CaseId, String)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    let note = named(&what)?;
    known_fields(note, &sent, &["seen", BACK, PLACE])?;
    let seen = if note.replaces { Some(seen(&sent)?) } else { None };
    let moment = app.service.moment(&who.actor);
    let form = Form { case, seen, fields: note.fields, beside: note.beside, said: as_ruled };
    match form.keep(&app, &who, note.entries(&sent, &moment), &moment).await? {
        None => {
            let back = form_left(&app, &who, case, sent.one(BACK).parse().ok()).await?;
            let at = drafts::place(sent.one(PLACE));
            let next = back.map_or_else(|| format!("/cases/{case}"), |(_, address)| address + &at);
            Ok(Redirect::to(&next).into_response())
        }
        Some(again) => {
            page(
                &app,
                &who,
                case,
                note,
                Start::Again(again.status, Filled::with_problems(sent, again.problems)),
            )
            .await
        }
    }
}

/// The hidden field with the form from which a note was opened.
const BACK: &str = "back";

/// The hidden field with the place in it.
const PLACE: &str = "place";

/// One's own unfinished form about this case, with where it goes on; nothing where there is none of that id.
async fn form_left(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    draft: Option<DraftId>,
) -> Result<Option<(DraftId, String)>, Failure> {
    let Some(draft) = draft else { return Ok(None) };
    let found = app.service.draft(&who.actor, draft).await?;
    let open = found.filter(|form| form.case == Some(case) && form.finished.is_none());
    Ok(open.map(|form| (draft, begun::address(form.kind, Some(case), &draft.to_string()))))
}

/// Refuses fields that the note does not have.
pub(super) fn known_fields(note: &Note, sent: &Sent, more: &[&str]) -> Result<(), Failure> {
    let fields: Vec<&str> = note.fields.iter().chain(more).copied().collect();
    sent.only(&fields).map_err(Failure::NotSent)
}

/// The last entry that the page showed.
pub(super) fn seen(sent: &Sent) -> Result<u64, Failure> {
    sent.one("seen").parse().map_err(|_| Failure::NotSent(NotSent::Unreadable))
}

/// The label of the note whose form a look was at: it is written down by the word in the address.
pub(super) fn looked_at(part: &str) -> Option<&'static str> {
    NOTES.iter().find(|note| note.what == part).map(|note| note.label)
}

/// With which answers a page begins.
enum Start {
    /// With those that are known already.
    Empty(About),
    /// With those that were sent.
    Again(StatusCode, Filled),
}

async fn page(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    note: &Note,
    start: Start,
) -> Result<Response, Failure> {
    app.service.may(&who.actor, case, note.needs).await?;
    let page = app.service.case_page(&who.actor, case, None, note.what).await?;
    if !note.fits(page.view.route) {
        return Err(Failure::NotFound);
    }
    let About { person, fact, entry, back, place } = match &start {
        Start::Empty(about) => about.clone(),
        Start::Again(_, form) => {
            let place = Some(form.sent.one(PLACE).to_owned());
            About { back: form.sent.one(BACK).parse().ok(), place, ..About::default() }
        }
    };
    let back = form_left(app, who, case, back).await?;
    let early_help = &app.service.early_help(&who.actor).await?;
    let local = &if TELLS_WHO_HELPS.contains(&note.what) {
        app.service.local_help(&who.actor).await?
    } else {
        LocalHelp::NONE
    };
    let (view, definition) = (&page.view, page.definition);
    let judged = |line: &DutyLine| line.state.is_open() && line.met_by.contains(&Evidence::RiskJudged);
    let judgement_due = page.duties.iter().any(judged);
    let known =
        Known { view, definition, now: page.as_of, person, fact, entry, early_help, local, judgement_due };
    let (status, form) = match start {
        Start::Again(status, form) => (status, form),
        Start::Empty(_) => {
            let mut sent = Sent::default();
            (note.first)(&known, &mut sent);
            (StatusCode::OK, Filled::with_problems(sent, Problems::new()))
        }
    };
    let layout = who.layout("").kept_apart(&page, &form.problems);
    let page = NotePage::new(layout, case, ContactFirst::of(&page), note, &known, &form);
    let page = page.leading_back(back, &place.unwrap_or_default());
    Ok((status, Page(page)).into_response())
}
