//! Opening a record in an emergency: for whoever needs one now that is not theirs (ADR 0021). What does not
//! exist, what is walled off from them and what several records fit is answered alike.

use access::action::BreakGlass;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::{CaseReference, ShortText, Words};
use serde::Deserialize;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Query, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

const FIELDS: &[&str] = &["what", "why"];
/// Fewer letters than this name nobody.
const SHORTEST: usize = 3;

/// For which record the page was opened: a reference, and nothing else, is put in its field.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    what: Option<String>,
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "urgent/page.html")]
pub struct UrgentPage {
    layout: Layout,
    form: Filled,
    nothing: bool,
}

impl UrgentPage {
    fn new(layout: Layout, form: Filled, nothing: bool) -> Self {
        Self { layout: layout.title("Work").problems(&form.problems), form, nothing }
    }

    fn what(&self) -> Input {
        self.form
            .input("what", "The reference, or the survivor’s first and last name")
            .hint("A reference looks like HF-7K3M-Q2XT. It finds the record surely; a name may fit several, and then nothing opens.")
            .spellcheck(false)
    }

    fn why(&self) -> Textarea {
        self.form
            .words("why", "What is happening?")
            .hint("Why you need this record, and why it cannot wait for whoever has it. Your name, the time and these words are recorded, and a privacy officer reads them.")
    }
}

impl Sample for UrgentPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self::new(layout, Filled::default(), true)
    }
}

/// The page, before anything is asked.
pub async fn show(who: SignedIn, Query(about): Query<About>) -> Result<Response, Failure> {
    access::check_office::<BreakGlass>(&who.actor)?;
    let mut sent = Sent::default();
    if let Some(reference) = about.what.as_deref().and_then(|what| CaseReference::parse(what).ok()) {
        sent.set("what", vec![reference.to_string()]);
    }
    let form = Filled::with_problems(sent, Problems::new());
    Ok(Page(UrgentPage::new(who.layout("/urgent"), form, false)).into_response())
}

/// Opens the one record that fits, or nothing.
pub async fn send(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    access::check_office::<BreakGlass>(&who.actor)?;
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let layout = who.layout("/urgent");
    match read(&sent, app.service.moment(&who.actor).now) {
        Err(problems) => {
            let page = UrgentPage::new(layout, Filled::with_problems(sent, problems), false);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Ok((what, why)) => {
            if let Some(case) = app.service.break_glass(&who.actor, &what, &why).await? {
                return Ok(Redirect::to(&format!("/cases/{case}")).into_response());
            }
            let form = Filled::with_problems(sent, Problems::new());
            Ok(Page(UrgentPage::new(layout, form, true)).into_response())
        }
    }
}

fn read(sent: &Sent, now: jiff::Timestamp) -> Result<(ShortText, Words), Problems> {
    let mut reader = Reader::new(sent, now);
    let message = "Enter the reference, or the survivor’s first and last name";
    let what = reader.must_line("what", "The reference or the name", message);
    let is_short =
        |what: &ShortText| what.as_str().chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST;
    if what.as_ref().is_some_and(is_short) {
        reader.wrong("what", message);
    }
    let why = reader.must_words("why", "What is happening", "Say what is happening, and why it cannot wait");
    reader.done(Option::zip(what, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(body: &str) -> Result<(ShortText, Words), Problems> {
        read(&Sent::parse(body.as_bytes()).unwrap(), jiff::Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn without_a_reason_or_with_hardly_a_name_nothing_is_looked_up() {
        assert!(asked("what=Rowan+Ashdown&why=She+is+at+the+door").is_ok());
        assert!(asked("what=Rowan+Ashdown&why=+").err().unwrap().on("why").is_some());
        for short in ["", "%2F", "a-b"] {
            assert!(asked(&format!("what={short}&why=Now")).err().unwrap().on("what").is_some(), "{short}");
        }
    }
}
