//! The rows of `tests/bad-input.toml` that are about forms. Every form of the program has one; `forms` knows
//! each by its name, `given` what is so before, `checks` what must be so after.
//!
//! What fails is told by its row and never by what was typed or shown.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use web::routes::ROUTES;

use super::checks::holds;
use super::every_form::{TRIED_ELSEWHERE, WITHOUT_ANSWERS};
use super::forms::{Form, name};
use crate::support::{Sending, TestApp, log};

#[derive(Deserialize)]
struct Catalogue {
    input: Vec<Row>,
}

/// One row. What a row of another suite has besides is not read here.
#[derive(Deserialize, Clone)]
pub struct Row {
    id: String,
    part: String,
    #[serde(rename = "where")]
    suite: String,
    route: Option<String>,
    pub field: Option<String>,
    pub given: Option<String>,
    input: Option<toml::Value>,
    #[serde(default)]
    pub also: BTreeMap<String, String>,
    status: Option<u16>,
    message: Option<String>,
    #[serde(default)]
    then: Vec<String>,
}

impl Row {
    /// What is typed into its field.
    pub fn text(&self) -> Option<String> {
        match self.input.as_ref()? {
            toml::Value::String(text) => Some(text.clone()),
            toml::Value::Table(table) => {
                let times = table.get("times")?.as_integer()?;
                Some(table.get("repeat")?.as_str()?.repeat(usize::try_from(times).ok()?))
            }
            _ => None,
        }
    }

    fn name(&self) -> String {
        format!("{} {}", self.id, self.part)
    }

    /// Its form. What is refused changes nothing, so the next row can have the same one; but a draft keeps
    /// what was typed.
    async fn form(&self, app: &TestApp, known: &mut BTreeMap<String, Form>) -> Form {
        let name = self.route.clone().unwrap();
        let drafted =
            name.starts_with("report") || name == "conversation" || name == "risk" || name == "plan";
        let refused = self.status.is_some_and(|status| status >= 400) && self.then.is_empty();
        if self.given.is_some() || drafted || !refused {
            return Form::named(app, &name).await;
        }
        if !known.contains_key(&name) {
            known.insert(name.clone(), Form::named(app, &name).await);
        }
        known[&name].clone()
    }

    /// What is wrong with how this row is answered, if anything.
    async fn complaint(&self, app: &TestApp, known: &mut BTreeMap<String, Form>) -> Option<String> {
        let mut form = self.form(app, known).await;
        let cases = app.count_of_cases().await;
        let sending: Sending = form.sending(app, self).await;
        let before = app.count_of_entries().await;
        let reply = form.client(app).send(sending).await;
        if Some(reply.status) != self.status {
            return Some(format!("was answered {}", reply.status));
        }
        if reply.status >= 400 && app.count_of_entries().await != before {
            return Some("stored something".to_owned());
        }
        let text = reply.text();
        if !self.message.iter().all(|message| text.contains(message.as_str())) {
            return Some("does not say what the catalogue says".to_owned());
        }
        for then in &self.then {
            if !holds(app, &form, &reply, then, cases).await {
                return Some(format!("not so: {then}"));
            }
        }
        None
    }
}

fn rows() -> Vec<Row> {
    let text = include_str!("../../../../tests/bad-input.toml");
    let catalogue: Catalogue =
        toml::from_str(text).unwrap_or_else(|problem: toml::de::Error| panic!("{}", problem.message()));
    catalogue.input.into_iter().filter(|row| row.suite == "form").collect()
}

#[tokio::test]
async fn every_bad_input_to_a_form_is_answered_as_the_catalogue_says() {
    log::capture();
    let shared = TestApp::new().await;
    let (mut wrong, mut known) = (Vec::new(), BTreeMap::new());
    for row in rows() {
        // What is so before one row is not so before the next.
        let own = if row.given.is_some() { Some(TestApp::new().await) } else { None };
        let complaint = Box::pin(row.complaint(own.as_ref().unwrap_or(&shared), &mut known)).await;
        wrong.extend(complaint.map(|complaint| format!("{}: {complaint}", row.name())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A form without a row fails: its bad inputs are to be thought of before it is shipped.
#[test]
fn every_form_has_a_row_and_every_row_a_form() {
    let named: BTreeSet<String> = rows().into_iter().filter_map(|row| row.route).collect();
    let forms = ROUTES.iter().filter(|route| route.method == "post").map(name);
    let has_row = |form: &str| match form {
        "notes/{what}" => {
            let notes = web::pages::notes::NOTES.iter().map(|note| format!("notes/{}", note.what));
            let is_tried = |note: String| named.contains(&note) || WITHOUT_ANSWERS.contains(&note.as_str());
            notes.clone().count() > 9 && notes.into_iter().all(is_tried)
        }
        "enquiry" => {
            ["history", "plan", "outcome"].iter().all(|step| named.contains(&format!("enquiry/{step}")))
        }
        "reports/{draft}" => ["report", "report/other", "report/own"].iter().all(|one| named.contains(*one)),
        "conversation/{draft}" => named.contains("conversation"),
        "plan/{draft}" => named.contains("plan"),
        "risk/{draft}" => named.contains("risk"),
        "set-up/{token}" => named.contains("set-up"),
        "password/{token}" => named.contains("password"),
        form => named.contains(form),
    };
    let without: Vec<&str> = forms
        .filter(|form| ![WITHOUT_ANSWERS, TRIED_ELSEWHERE].concat().contains(form) && !has_row(form))
        .collect();
    assert!(without.is_empty(), "{without:?}");
}
