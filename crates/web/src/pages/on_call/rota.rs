//! Who is on call when, and putting people on and off.

use access::action::{DecideLocation, KeepRota};
use access::check_office;
use access::rota::{OnCall, Unfit};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::PhoneNumber;
use domain::{OnCallId, UserId};
use jiff::Timestamp;
use service::{Assignable, OnCallLine, RotaProblem};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::{moment_from, until};
use crate::session::{Posted, SignedIn};

const FIELDS: &[&str] = &["who", "number", "from", "from-time", "until", "until-time"];
const INSTEAD: &[&str] = &["instead"];

/// A time for which somebody is on call.
#[derive(Clone)]
struct Line {
    id: String,
    who: String,
    role: Option<&'static str>,
    from: String,
    until: String,
    by: String,
    now: bool,
    number: Option<String>,
}

impl Line {
    fn new(line: &OnCallLine, now: Timestamp) -> Self {
        Self {
            id: line.id.to_string(),
            who: line.who.clone(),
            role: line.role.map(access::Role::label),
            from: moment_from(line.on.from, now),
            until: until(line.on.until, now),
            by: format!("{}, {}", line.by.0, moment_from(line.by.1, now)),
            now: line.now,
            number: line.number.clone(),
        }
    }

    fn sample(now: bool) -> Self {
        Self {
            id: uuid::Uuid::nil().to_string(),
            who: "Sam Okafor".to_owned(),
            role: Some("Housing officer"),
            from: "today at 6pm".to_owned(),
            until: "tomorrow at 8am".to_owned(),
            by: "Priya Osei, today at 9:10am".to_owned(),
            now,
            number: now.then(|| "01632 960001".to_owned()),
        }
    }
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "on-call/rota.html")]
pub struct RotaPage {
    layout: Layout,
    lines: Vec<Line>,
    nobody_now: bool,
    instead: Option<String>,
    people: Vec<(String, String)>,
    form: Filled,
}

impl RotaPage {
    fn new(layout: Layout, page: service::OnCallPage, mut form: Filled) -> Self {
        if let Some(instead) = page.instead.as_ref().filter(|_| !form.sent.has("instead")) {
            form.sent.set("instead", vec![instead.clone()]);
        }
        let one = |(id, colleague): (UserId, Assignable)| {
            (id.to_string(), format!("{}, {}", colleague.name, colleague.role.label()))
        };
        let mut people: Vec<(String, String)> = page.people.into_iter().map(one).collect();
        people.sort_by(|(_, one), (_, other)| one.cmp(other));
        Self {
            layout: layout.title("Work").back("/on-call").problems(&form.problems),
            lines: page.lines.iter().map(|line| Line::new(line, page.now)).collect(),
            nobody_now: page.nobody_now,
            instead: page.instead,
            people,
            form,
        }
    }

    fn number(&self) -> Input {
        let hint = "A number of their work. Whoever needs them at night reads it.";
        self.form.input("number", "On which number do they answer?").hint(hint).class("govuk-input--width-20")
    }

    fn whom_instead(&self) -> Input {
        let hint = "With the number, for example: the emergency switchboard, 01632 960000.";
        self.form.input("instead", "Whom does somebody ring while nobody is on call?").hint(hint)
    }

    fn who(&self) -> Select {
        self.form.select_from("who", "Who is on call?", self.people.clone())
    }

    fn day(&self, field: &str, legend: &str) -> DateInput {
        self.form.date(field, legend)
    }

    fn time(&self, field: &str, label: &str, hint: &str) -> Input {
        self.form.input(field, label).hint(hint).class("govuk-input--width-5")
    }
}

impl Sample for RotaPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Priya Osei", "Domestic-abuse lead", "token");
        Self {
            layout: layout.title("Work").back("/on-call"),
            lines: vec![Line::sample(true), Line::sample(false)],
            nobody_now: false,
            instead: Some("The emergency switchboard: 01632 960000".to_owned()),
            people: vec![("0".to_owned(), "Sam Okafor, Housing officer".to_owned())],
            form: Filled::default(),
        }
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    check_office::<DecideLocation>(&who.actor)?;
    Ok(Page(page(&app, &who, Filled::default()).await?).into_response())
}

async fn page(app: &App, who: &SignedIn, form: Filled) -> Result<RotaPage, Failure> {
    let page = app.service.on_call_page(&who.actor).await?;
    Ok(RotaPage::new(who.layout("/on-call"), page, form))
}

/// Puts somebody on call.
pub async fn put(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    check_office::<KeepRota>(&who.actor)?;
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let problems = match read(&sent, app.service.moment(&who.actor).now) {
        Ok((put, number)) => match app.service.put_on_call(&who.actor, put, &number).await {
            Ok(()) => return Ok(Redirect::to("/on-call/rota").into_response()),
            Err(problem) => beside(problem)?,
        },
        Err(problems) => problems,
    };
    let page = page(&app, &who, Filled::with_problems(sent, problems)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// Says whom to ring while nobody is on call.
pub async fn instead(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    check_office::<KeepRota>(&who.actor)?;
    sent.only(INSTEAD).map_err(Failure::NotSent)?;
    let mut reader = Reader::new(&sent, app.service.moment(&who.actor).now);
    let says = reader.must_line("instead", "Whom to ring", "Enter whom to ring, and the number");
    match reader.done(says) {
        Ok(says) => {
            app.service.say_whom_to_ring(&who.actor, &says).await?;
            Ok(Redirect::to("/on-call/rota").into_response())
        }
        Err(problems) => {
            let page = page(&app, &who, Filled::with_problems(sent, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

/// Takes somebody off.
pub async fn take_off(
    State(app): State<App>,
    Path(id): Path<OnCallId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<KeepRota>(&who.actor)?;
    sent.only(&["off"]).map_err(Failure::NotSent)?;
    app.service.take_off_call(&who.actor, id).await?;
    Ok(Redirect::to("/on-call/rota").into_response())
}

fn read(sent: &Sent, now: Timestamp) -> Result<(OnCall, PhoneNumber), Problems> {
    let mut reader = Reader::new(sent, now);
    let user: Option<UserId> = sent.one("who").parse().ok();
    if user.is_none() {
        reader.wrong("who", "Choose who is on call");
    }
    if !sent.has("number") {
        reader.wrong("number", "Enter the number on which they answer");
    }
    let number = reader.phone("number", "The number");
    let from = moment(&mut reader, "from", "Enter the day on which it begins", "The beginning");
    let until = moment(&mut reader, "until", "Enter the day on which it ends", "The end");
    let read = user.zip(number).zip(from).zip(until);
    reader.done(read.map(|(((user, number), from), until)| (OnCall { user, from, until }, number)))
}

fn moment(reader: &mut Reader<'_>, field: &str, message: &str, label: &str) -> Option<Timestamp> {
    if !reader.sent().has(field) {
        reader.wrong(field, message);
        return None;
    }
    reader.moment(field, label)
}

/// What the rules say of it, beside the field that it is about.
fn beside(problem: RotaProblem) -> Result<Problems, Failure> {
    let (field, message) = match problem {
        RotaProblem::Nobody => ("who", "Choose somebody from the list"),
        RotaProblem::Times(Unfit::EndsFirst) => ("until", "It has to end after it begins"),
        RotaProblem::Times(Unfit::Over) => {
            ("until", "That is over already. Give an end that is later than now")
        }
        RotaProblem::Times(Unfit::TooLong) => ("until", "Give at most two weeks at a time"),
        RotaProblem::Times(Unfit::TooFar) => ("from", "Give a beginning within a year from now"),
        RotaProblem::Problem(problem) => return Err(problem.into()),
    };
    let mut problems = Problems::new();
    problems.add(field, message);
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-03-02T12:00:00Z";

    fn read(body: &str) -> Result<OnCall, Problems> {
        let body = format!("{body}&number=01632+960001");
        super::read(&Sent::parse(body.as_bytes()).unwrap(), NOW.parse().unwrap()).map(|(put, _)| put)
    }

    const WHO: &str = "who=01890000-0000-7000-8000-000000000001";
    const FROM: &str = "from-day=2&from-month=3&from-year=2026&from-time=18%3A00";
    const UNTIL: &str = "until-day=3&until-month=3&until-year=2026&until-time=8%3A00";

    #[test]
    fn given_a_night_then_it_is_read_as_a_night_in_london() {
        let read = read(&[WHO, FROM, UNTIL].join("&")).ok().unwrap();
        assert_eq!(read.from, "2026-03-02T18:00:00Z".parse().unwrap());
        assert_eq!(read.until, "2026-03-03T08:00:00Z".parse().unwrap());
    }

    #[test]
    fn given_no_number_then_nobody_is_put_on_call_and_it_is_said_beside_the_number() {
        for number in ["", "&number=ask+mum"] {
            let body = [WHO, FROM, UNTIL].join("&") + number;
            let read = super::read(&Sent::parse(body.as_bytes()).unwrap(), NOW.parse().unwrap());
            assert!(read.err().unwrap().on("number").is_some(), "{number}");
        }
    }

    #[test]
    fn given_something_is_missing_then_it_is_said_beside_its_field() {
        for (body, field) in [
            ([FROM, UNTIL], "who"),
            ([WHO, UNTIL], "from"),
            ([WHO, FROM], "until"),
            ([&[WHO, FROM].join("&"), "until-day=3&until-month=3&until-year=2026"], "until-time"),
            ([&[WHO, UNTIL].join("&"), "from-day=31&from-month=2&from-year=2026&from-time=18%3A00"], "from"),
        ] {
            let problems = read(&body.join("&")).err().unwrap();
            assert!(problems.on(field).is_some(), "{field}");
        }
    }
}
