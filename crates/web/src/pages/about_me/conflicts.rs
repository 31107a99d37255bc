//! Declaring a conflict of interest. The answer is the same whether or not there is such a person or record.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::CaseReference;
use jiff::Timestamp;
use service::{DeclaredConflict, Whom};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::day;
use crate::session::{Posted, SignedIn};

const FIELDS: &[&str] = &["name", "born", "reference", "words"];

/// What somebody declared, and the form to declare more.
#[derive(Clone, Template)]
#[template(path = "about-me/conflicts.html")]
pub struct ConflictsPage {
    layout: Layout,
    declared: Vec<(String, String)>,
    form: Filled,
}

impl ConflictsPage {
    fn new(layout: Layout, declared: &[DeclaredConflict], form: Filled) -> Self {
        let line = |one: &DeclaredConflict| {
            let whom = match &one.whom {
                Whom::Person { name, .. } => name.as_str().to_owned(),
                Whom::Record(reference) => format!("Record {reference}"),
            };
            (whom, format!("Declared on {}", day(one.on)))
        };
        let layout = layout.title("Work").back("/account").problems(&form.problems);
        Self { layout, declared: declared.iter().map(line).collect(), form }
    }

    fn name(&self) -> Input {
        self.form.input("name", "Name of the person")
    }

    fn born(&self) -> DateInput {
        self.form.date("born", "Their date of birth, if you know it")
    }

    fn reference(&self) -> Input {
        self.form.input("reference", "Reference of a record").hint("For example HF-7K3M-Q2XT.")
    }

    fn words(&self) -> Textarea {
        self.form.words("words", "Anything you want to add (optional)")
    }
}

impl Sample for ConflictsPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let declared = vec![("Robin Okafor".to_owned(), "Declared on 2 March 2026".to_owned())];
        Self { layout: layout.title("Work").back("/account"), declared, form: Filled::default() }
    }
}

/// The page.
pub async fn list(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    let declared = app.service.declared_conflicts(&who.actor).await?;
    Ok(Page(ConflictsPage::new(who.layout("/account"), &declared, Filled::default())).into_response())
}

/// Declares one.
pub async fn declare(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let moment = app.service.moment(&who.actor);
    match read(&sent, moment.now) {
        Ok(declared) => {
            app.service.declare_conflict(&who.actor, declared, &moment).await?;
            Ok(Redirect::to("/account/conflicts").into_response())
        }
        Err(problems) => {
            let declared = app.service.declared_conflicts(&who.actor).await?;
            let form = Filled::with_problems(sent, problems);
            let page = ConflictsPage::new(who.layout("/account"), &declared, form);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

fn read(sent: &Sent, now: Timestamp) -> Result<DeclaredConflict, Problems> {
    let mut reader = Reader::new(sent, now);
    let name = reader.name("name", "Name");
    let born = reader.born("born", "Their date of birth");
    let reference = match sent.one("reference") {
        "" => None,
        typed => match CaseReference::parse(typed) {
            Ok(reference) => Some(reference),
            Err(problem) => {
                reader.wrong("reference", problem.message("The reference"));
                None
            }
        },
    };
    let words = reader.words("words", "Anything you want to add");
    let whom = match (name, reference) {
        (Some(_), Some(_)) => {
            reader.wrong("name", "Declare one thing at a time: a person, or a record");
            None
        }
        (Some(name), None) => Some(Whom::Person { name, born }),
        (None, Some(reference)) => Some(Whom::Record(reference)),
        (None, None) => {
            if !sent.has("name") && !sent.has("reference") {
                reader.wrong("name", "Give the name of a person, or the reference of a record");
            }
            None
        }
    };
    let on = reader.today();
    reader.done(whom.map(|whom| DeclaredConflict { whom, words, on }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(body: &str, field: &str) -> Option<String> {
        let sent = Sent::parse(body.as_bytes()).unwrap();
        read(&sent, Timestamp::UNIX_EPOCH).err().and_then(|problems| problems.on(field).map(str::to_owned))
    }

    #[test]
    fn a_person_or_a_record_is_enough_and_both_are_two() {
        assert_eq!(message("name=Robin", "name"), None);
        assert_eq!(message("reference=HF-7K3M-Q2XT", "reference"), None);
        assert!(message("name=Robin&reference=HF-7K3M-Q2XT", "name").is_some());
        assert!(message("", "name").is_some());
        assert!(message("reference=12", "reference").is_some());
    }
}
