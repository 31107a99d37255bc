//! The wording of a risk assessment in force, and putting another over the same 24 factors: an organisation that holds a
//! licence for one pastes it here, and each choice is kept (domain.md 2.5).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use policy::instrument::{Instrument, shipped};
use service::{InstrumentPage, PolicyProblem};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::moment;
use crate::refused::sentence;
use crate::session::{Posted, SignedIn};

const FIELDS: &[&str] = &["text"];

/// The page.
#[derive(Clone, Template)]
#[template(path = "policy-prompts.html")]
pub struct PromptsPage {
    layout: Layout,
    title: String,
    edition: String,
    licence: String,
    questions: Vec<(String, Vec<String>)>,
    chosen: Vec<(String, String, String)>,
    form: Filled,
}

impl PromptsPage {
    fn new(layout: Layout, page: InstrumentPage, mut form: Filled) -> Self {
        if !form.sent.has("text") {
            form.sent.set("text", vec![page.text]);
        }
        let Instrument { id, title, version, language, high_at, licence, groups } = page.in_force;
        let chosen = page.chosen.into_iter().map(|(what, by, at)| (what, by, moment(at)));
        let questions = groups.into_iter().map(|group| {
            let lines = group.questions.iter().map(|one| format!("{}. {}", one.factor.code(), one.ask));
            (group.title, lines.collect())
        });
        Self {
            layout: layout.title("Work").back("/policy").problems(&form.problems),
            title,
            edition: format!(
                "{}, edition {version}, in {}. {high_at} answers or more that are a yes are high by the count alone",
                id.as_str(),
                language.as_str()
            ),
            licence,
            questions: questions.collect(),
            chosen: chosen.collect(),
            form,
        }
    }

    fn text(&self) -> Textarea {
        let hint = "Write your wording over the same 24 numbers, and say under licence who holds the rights. It is checked first. If something is wrong, nothing changes and you are told the line.";
        self.form.words("text", "The questions as text").rows(20_u16).spellcheck(false).hint(hint)
    }
}

impl Sample for PromptsPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Robin Achterberg", "Domestic abuse lead", "token");
        let mut problems = Problems::new();
        problems.add("text", "Line 34: factor 7 stands here twice: each is asked once.");
        let mut sent = Sent::default();
        sent.set("text", vec!["[instrument]\nid = \"ours\"".to_owned()]);
        let form = Filled::with_problems(sent, problems);
        let page =
            shipped().map(|in_force| InstrumentPage { in_force, text: String::new(), chosen: Vec::new() });
        page.map_or_else(
            |_| Self {
                layout: Layout::signed_in("", "", ""),
                title: String::new(),
                edition: String::new(),
                licence: String::new(),
                questions: Vec::new(),
                chosen: Vec::new(),
                form: Filled::default(),
            },
            |page| Self::new(layout, page, form),
        )
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    let page = app.service.instrument_page(&who.actor).await?;
    Ok(Page(PromptsPage::new(who.layout("/policy"), page, Filled::default())).into_response())
}

/// Puts another wording in force, or says what is wrong with it.
pub async fn send(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    access::check_office::<access::action::ChoosePolicy>(&who.actor)?;
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let text = sent.exact("text").replace("\r\n", "\n");
    let mut problems = Problems::new();
    if text.trim().is_empty() {
        problems.add("text", "Paste the questions, or go back");
    } else {
        match app.service.choose_instrument(&who.actor, text).await {
            Ok(()) => return Ok(Redirect::to("/policy/prompts").into_response()),
            Err(PolicyProblem::Journey(problem)) => return Err(problem.into()),
            Err(PolicyProblem::Pack(problem)) => {
                problems.add("text", format!("Line {}: {}", problem.line, sentence(&problem.what)));
            }
        }
    }
    let page = app.service.instrument_page(&who.actor).await?;
    let page = PromptsPage::new(who.layout("/policy"), page, Filled::with_problems(sent, problems));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

#[cfg(test)]
mod tests {
    use policy::instrument::{SHIPPED, check};

    #[test]
    fn the_shipped_text_would_be_taken_as_it_stands_in_the_box() {
        assert!(check(SHIPPED.0, &SHIPPED.1.replace('\n', "\r\n").replace("\r\n", "\n")).is_ok());
    }
}
