//! Making a passkey: for somebody who has just confirmed who they are, or who is on their way in.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::ShortText;
use service::Visit;
use service::passkeys::{Made, PasskeysWork};

use super::asking::{ANSWER, answered, over, response, shown, work_here};
use super::block::PasskeyBlock;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::sign_in::enters;
use crate::session::{AtDoor, PostedAtDoor};

const FIELDS: &[&str] = &["name", ANSWER];

/// The page on which somebody makes a passkey.
#[derive(Clone, Template)]
#[template(path = "passkeys/new.html")]
pub struct NewPasskeyPage {
    layout: Layout,
    block: PasskeyBlock,
    unfinished: bool,
}

impl NewPasskeyPage {
    fn new(layout: Layout, work: PasskeysWork, unfinished: bool, form: &Filled) -> Self {
        let name = form
            .input("name", "Name for it")
            .hint("So that you know it again among others: the device that keeps it, such as “Work phone”.");
        let csrf = layout.csrf.clone().unwrap_or_default();
        let block = PasskeyBlock::to_make(work, &csrf, name).error(form.problems.on("passkey"));
        Self { layout: layout.problems(&form.problems), block, unfinished }
    }
}

impl Sample for NewPasskeyPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self::new(layout.back(super::list::PLACE), PasskeysWork::Here, false, &named("Chrome on Windows"))
    }
}

/// The form with a name that is proposed.
fn named(name: &str) -> Filled {
    let mut sent = Sent::default();
    sent.set("name", vec![name.to_owned()]);
    Filled::with_problems(sent, Problems::new())
}

/// The frame, with the way back to where they came from.
fn layout(door: &AtDoor) -> Layout {
    door.layout().back(if door.unfinished { "/account/begin" } else { super::list::PLACE })
}

/// The page. Nobody who has not confirmed who they are gets as far as making one in vain.
pub async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    visit: Visit,
    door: AtDoor,
) -> Result<Response, Failure> {
    if !door.unfinished && !door.who.actor.fresh {
        return Err(access::Denied::ConfirmFirst.into());
    }
    let form = named(&visit.browser.to_string());
    let page = NewPasskeyPage::new(layout(&door), work_here(&app, &headers), door.unfinished, &form);
    Ok(Page(page).into_response())
}

/// Asks the device for a new one.
pub async fn ask(State(app): State<App>, posted: PostedAtDoor) -> Result<Response, Failure> {
    posted.sent.only(&[]).map_err(Failure::NotSent)?;
    response(app.service.ask_for_new_passkey(&posted.who.actor, posted.unfinished).await, &app)
}

/// Keeps what the device made. Whoever was on their way in is in with it.
pub async fn send(
    State(app): State<App>,
    headers: HeaderMap,
    visit: Visit,
    PostedAtDoor { who, unfinished, sent }: PostedAtDoor,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let problems = match read(&sent, &headers, &app) {
        Err(problems) => problems,
        Ok((name, (asked, answer))) => {
            let made =
                app.service.make_passkey(&who.actor, unfinished, (&asked, answer), &name, &visit).await;
            match made {
                Ok(Made::Added) => return Ok((over(&app), Redirect::to(super::list::PLACE)).into_response()),
                Ok(Made::SignedIn(token)) => {
                    return Ok((over(&app), enters(&app, &token).await).into_response());
                }
                Err(problem) => on_passkey(&shown(problem)?.to_string()),
            }
        }
    };
    let door = AtDoor { who, unfinished };
    let form = Filled::with_problems(sent, problems);
    let page = NewPasskeyPage::new(layout(&door), work_here(&app, &headers), unfinished, &form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, over(&app), Page(page)).into_response())
}

fn read<'s>(
    sent: &'s Sent,
    headers: &HeaderMap,
    app: &App,
) -> Result<(ShortText, (String, &'s str)), Problems> {
    let name = name(sent)?;
    answered(sent, headers, app).map(|answer| (name, answer)).map_err(on_passkey)
}

/// The name of a passkey.
pub(super) fn name(sent: &Sent) -> Result<ShortText, Problems> {
    // No date stands on this form, so the reader needs no clock.
    let mut reader = Reader::new(sent, jiff::Timestamp::UNIX_EPOCH);
    let name = reader.must_line("name", "Name", "Enter a name for it");
    reader.done(name)
}

fn on_passkey(why: &str) -> Problems {
    let mut problems = Problems::new();
    problems.add("passkey", why);
    problems
}
