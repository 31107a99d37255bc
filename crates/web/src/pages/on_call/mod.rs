//! The second person: what others wait for, and the answer (ADR 0021).

pub mod rota;

use access::action::DecideLocation;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::LocationRequestId;
use domain::text::Words;
use jiff::Timestamp;
use service::RequestLine;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::review::waited;
use crate::plain::{moment_from, small};
use crate::session::{Posted, SignedIn};

const FIELDS: &[&str] = &["answer", "words"];

/// A request, as whoever may answer sees it.
#[derive(Clone)]
struct Line {
    id: String,
    reference: String,
    asked: String,
    waits: String,
    until: String,
    why: String,
}

impl Line {
    fn new(line: &RequestLine, now: Timestamp) -> Self {
        Self {
            id: line.id.to_string(),
            reference: line.reference.to_string(),
            asked: format!("{} asks for a protected {}", line.who, small(line.kind.label())),
            waits: waited(line.asked_at, now),
            until: moment_from(line.until, now),
            why: line.why.clone(),
        }
    }

    fn sample() -> Self {
        Self {
            id: uuid::Uuid::nil().to_string(),
            reference: "HF-7K3M-Q2XT".to_owned(),
            asked: "Sam Okafor asks for a protected address".to_owned(),
            waits: "4 minutes".to_owned(),
            until: "today at 2:45am".to_owned(),
            why: "The ambulance cannot find the door.".to_owned(),
        }
    }
}

/// Everything that waits.
#[derive(Clone, Template)]
#[template(path = "on-call/page.html")]
pub struct OnCallPage {
    layout: Layout,
    lines: Vec<Line>,
}

impl Sample for OnCallPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Priya Osei", "Domestic-abuse lead", "token");
        Self { layout: layout.title("Work"), lines: vec![Line::sample()] }
    }
}

/// One request with its answer.
#[derive(Clone, Template)]
#[template(path = "on-call/one.html")]
pub struct AnswerPage {
    layout: Layout,
    line: Line,
    form: Filled,
}

impl AnswerPage {
    fn answer(&self) -> Radios {
        let radios = Radios::new("answer", "May they see it, once?")
            .value(Some(self.form.sent.one("answer")))
            .error(self.form.problems.on("answer").map(str::to_owned));
        radios.option("yes", "Yes, within 15 minutes").option("no", "No")
    }

    fn words(&self) -> Textarea {
        self.form
            .words("words", "Why, and how you know who is asking")
            .hint("They read this. A privacy officer reads it too.")
    }
}

impl Sample for AnswerPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Priya Osei", "Domestic-abuse lead", "token");
        Self { layout: layout.title("Work").back("/on-call"), line: Line::sample(), form: Filled::default() }
    }
}

/// The list.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    access::check_office::<DecideLocation>(&who.actor)?;
    let waiting = app.service.waiting_requests(&who.actor).await?;
    let now = app.service.moment(&who.actor).now;
    let lines = waiting.iter().map(|line| Line::new(line, now)).collect();
    Ok(Page(OnCallPage { layout: who.layout("/on-call").title("Work"), lines }).into_response())
}

/// One request.
pub async fn show_one(
    State(app): State<App>,
    who: SignedIn,
    Path(request): Path<LocationRequestId>,
) -> Result<Response, Failure> {
    Ok(Page(one(&app, &who, request, Filled::default()).await?).into_response())
}

/// Answers it.
pub async fn send(
    State(app): State<App>,
    Path(request): Path<LocationRequestId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    match read(&sent, app.service.moment(&who.actor).now) {
        Ok((yes, words)) => {
            app.service.answer_location(&who.actor, request, yes, &words).await?;
            Ok(Redirect::to("/on-call").into_response())
        }
        Err(problems) => {
            let page = one(&app, &who, request, Filled::with_problems(sent, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

fn read(sent: &Sent, now: Timestamp) -> Result<(bool, Words), Problems> {
    let mut reader = Reader::new(sent, now);
    let yes = match sent.one("answer") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            reader.wrong("answer", "Choose yes or no");
            None
        }
    };
    let words = reader.must_words("words", "Why", "Say why, and how you know who is asking");
    reader.done(Option::zip(yes, words))
}

async fn one(
    app: &App,
    who: &SignedIn,
    request: LocationRequestId,
    form: Filled,
) -> Result<AnswerPage, Failure> {
    let waiting = app.service.waiting_requests(&who.actor).await.map_err(|_| Failure::NotFound)?;
    let line = waiting.iter().find(|line| line.id == request).ok_or(Failure::NotFound)?;
    let line = Line::new(line, app.service.moment(&who.actor).now);
    let layout = who.layout("/on-call").title("Work").back("/on-call").problems(&form.problems);
    Ok(AnswerPage { layout, line, form })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_nobody_waits_then_the_heading_says_so_and_nothing_else() {
        let with = |lines: Vec<Line>| OnCallPage { layout: Layout::default(), lines }.render().unwrap();
        let (none, one) = (with(Vec::new()), with(vec![Line::sample()]));
        assert!(
            none.contains(">Nobody waits for you now</h1>") && !none.contains("Somebody waits"),
            "{none}"
        );
        assert!(one.contains(">Somebody waits for you</h1>") && !one.contains("Nobody waits"), "{one}");
    }

    #[test]
    fn neither_a_yes_nor_a_no_is_given_without_words() {
        let read = |body: &str| read(&Sent::parse(body.as_bytes()).unwrap(), Timestamp::UNIX_EPOCH);
        assert!(read("answer=yes&words=I+rang+the+crew+back").is_ok_and(|(yes, _)| yes));
        assert!(read("answer=no&words=I+could+not+reach+them").is_ok_and(|(yes, _)| !yes));
        assert!(read("answer=yes").err().unwrap().on("words").is_some());
        assert!(read("words=Well").err().unwrap().on("answer").is_some());
    }
}
