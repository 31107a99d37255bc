//! Who searched for a name. What is typed is sent in the body of a form, and kept nowhere.

use access::action::ReviewLooks;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use service::{SearchLine, Searches};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::moment;
use crate::session::{Posted, SignedIn};

/// The page.
#[derive(Clone, Template)]
#[template(path = "review/searches.html")]
pub struct SearchesPage {
    layout: Layout,
    form: Filled,
    found: Option<Vec<Line>>,
}

#[derive(Clone)]
struct Line {
    when: String,
    who: String,
    what: String,
}

impl Line {
    fn of(line: SearchLine) -> Self {
        let told = |words: &[String], how: &str| {
            (!words.is_empty()).then(|| format!("{how} {}", words.join(" and ")))
        };
        let told = [told(&line.whole, "Typed"), told(&line.part, "Typed a part of")];
        let what = told.into_iter().flatten().collect::<Vec<_>>().join(". ");
        Self { when: moment(line.at), who: line.who, what }
    }
}

impl SearchesPage {
    fn new(who: &SignedIn, form: Filled, found: Option<Vec<Line>>) -> Self {
        let layout = who.layout("/review").title("Work").back("/review").problems(&form.problems);
        Self { layout, form, found }
    }

    fn name(&self) -> Input {
        self.form.input("name", "Name").hint("As much of it as you know. It is not kept.").spellcheck(false)
    }

    fn why(&self) -> Textarea {
        self.form
            .words("why", "Why you ask")
            .hint("Kept with the record of your asking. No name of anybody in a record.")
    }

    fn table(lines: &[Line]) -> Table {
        let heads = ["When", "Who", "What"].map(Cell::new);
        let table = lines.iter().fold(Table::new(heads).caption("The newest first"), |table, line| {
            table.row([&line.when, &line.who, &line.what].map(|text| Cell::new(text.as_str())))
        });
        table.stacked()
    }
}

/// The page, with nothing asked yet.
pub async fn show(who: SignedIn) -> Result<Response, Failure> {
    access::check_office::<ReviewLooks>(&who.actor)?;
    Ok(Page(SearchesPage::new(&who, Filled::default(), None)).into_response())
}

/// Who searched for it.
pub async fn send(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    access::check_office::<ReviewLooks>(&who.actor)?;
    sent.only(&["name", "why"]).map_err(Failure::NotSent)?;
    let mut reader = Reader::new(&sent, app.service.moment(&who.actor).now);
    let name = reader.must_line("name", "Name", "Enter a name");
    let why = reader.must_words("why", "Why you ask", "Say why you ask");
    let (name, why) = match reader.done(name.zip(why)) {
        Ok(asked) => asked,
        Err(problems) => return Ok(wrong(&who, sent, problems)),
    };
    let mut problems = Problems::new();
    match app.service.who_searched(&who.actor, name.as_str(), &why).await? {
        Searches::Found(lines) => {
            let lines = lines.into_iter().map(Line::of).collect();
            return Ok(Page(SearchesPage::new(&who, Filled::with_problems(sent, problems), Some(lines)))
                .into_response());
        }
        Searches::OwnName => {
            problems.add("name", "This is a part of your own name. Somebody else has to ask about it");
        }
        Searches::TooShort => problems.add("name", "Enter at least three letters of a name"),
    }
    Ok(wrong(&who, sent, problems))
}

fn wrong(who: &SignedIn, sent: Sent, problems: Problems) -> Response {
    let page = SearchesPage::new(who, Filled::with_problems(sent, problems), None);
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}

impl Sample for SearchesPage {
    fn sample() -> Self {
        let mut sent = Sent::default();
        sent.set("name", vec!["Rowan Ashdown".to_owned()]);
        sent.set(
            "why",
            vec!["She asked whether a neighbour of hers who works here looked for her".to_owned()],
        );
        let line = |when: &str, what: &str| Line {
            when: when.to_owned(),
            who: "Gareth Pugh".to_owned(),
            what: what.to_owned(),
        };
        Self {
            layout: Layout::signed_in("Imani Clarke", "Privacy officer", "token")
                .title("Work")
                .back("/review"),
            form: Filled::with_problems(sent, Problems::new()),
            found: Some(vec![
                line("19 November 2026 at 11:02pm", "Typed ashdown and rowan"),
                line("19 November 2026 at 11:01pm", "Typed a part of ashdown"),
            ]),
        }
    }
}
