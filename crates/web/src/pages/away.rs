//! Who is away when, so that no record is left to nobody meanwhile (domain.md 19). Why somebody is away is never asked.

use access::action::SeeOwnWork;
use access::check_office;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{AwayId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use service::{Away, AwayLine, AwayPage as Kept, AwayProblem, UnfitAway};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::{day, moment_from};
use crate::session::{Posted, SignedIn};

const FIELDS: &[&str] = &["who", "from", "until"];

/// A time for which somebody is away.
#[derive(Clone)]
struct Line {
    id: String,
    who: String,
    days: String,
    by: String,
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "away.html")]
pub struct AwayPage {
    layout: Layout,
    lines: Vec<Line>,
    people: Vec<(String, String)>,
    form: Filled,
}

/// "3 December 2026 to 10 December 2026"; one day stands alone.
pub fn days(away: &Away) -> String {
    if away.from == away.until {
        return day(away.from);
    }
    format!("{} to {}", day(away.from), day(away.until))
}

impl Line {
    fn new(line: &AwayLine, now: Timestamp, today: Date) -> Self {
        let holds = if line.away.holds(today) { ", now" } else { "" };
        Self {
            id: line.id.to_string(),
            who: line.who.clone(),
            days: format!("{}{holds}", days(&line.away)),
            by: format!("{}, {}", line.by.0, moment_from(line.by.1, now)),
        }
    }
}

impl AwayPage {
    fn new(layout: Layout, kept: &Kept, form: Filled) -> Self {
        let mut people: Vec<(String, String)> =
            kept.colleagues.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
        people.sort_by(|(_, one), (_, other)| one.cmp(other));
        Self {
            layout: layout.title("Work").back("/work").problems(&form.problems),
            lines: kept.lines.iter().map(|line| Line::new(line, kept.now, kept.today)).collect(),
            people,
            form,
        }
    }

    fn who(&self) -> Option<Select> {
        let select = || self.form.select_from("who", "Who is away?", self.people.clone());
        (!self.people.is_empty()).then(select)
    }

    fn day(&self, field: &str, legend: &str, hint: &str) -> DateInput {
        self.form.date(field, legend).hint(hint.to_owned())
    }
}

impl Sample for AwayPage {
    fn sample() -> Self {
        let line = |who: &str, days: &str| Line {
            id: uuid::Uuid::nil().to_string(),
            who: who.to_owned(),
            days: days.to_owned(),
            by: "Priya Osei, today at 9:10am".to_owned(),
        };
        let layout = Layout::signed_in("Priya Osei", "Regional housing manager", "token");
        Self {
            layout: layout.title("Work").back("/work"),
            lines: vec![
                line("Sam Okafor", "2 March 2026 to 6 March 2026, now"),
                line("Robin Achterberg", "9 March 2026"),
            ],
            people: vec![("0".to_owned(), "Sam Okafor".to_owned())],
            form: Filled::default(),
        }
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    check_office::<SeeOwnWork>(&who.actor)?;
    Ok(Page(page(&app, &who, Filled::default()).await?).into_response())
}

async fn page(app: &App, who: &SignedIn, form: Filled) -> Result<AwayPage, Failure> {
    let kept = app.service.away_page(&who.actor).await?;
    Ok(AwayPage::new(who.layout("/work"), &kept, form))
}

/// Puts down that somebody is away.
pub async fn put(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    check_office::<SeeOwnWork>(&who.actor)?;
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let others = access::allows_office(who.actor.role, access::OfficeKind::SeeOthersWork);
    let own = (!others).then_some(who.actor.user);
    let problems = match read(&sent, own, app.service.moment(&who.actor).now) {
        Ok(away) => match app.service.put_away(&who.actor, away).await {
            Ok(()) => return Ok(Redirect::to("/away").into_response()),
            Err(problem) => beside(problem)?,
        },
        Err(problems) => problems,
    };
    let page = page(&app, &who, Filled::with_problems(sent, problems)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// Takes it back.
pub async fn take_back(
    State(app): State<App>,
    Path(id): Path<AwayId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<SeeOwnWork>(&who.actor)?;
    sent.only(&["off"]).map_err(Failure::NotSent)?;
    app.service.not_away(&who.actor, id).await?;
    Ok(Redirect::to("/away").into_response())
}

/// Whoever manages nobody says it of themself alone, and is not asked of whom.
fn read(sent: &Sent, own: Option<UserId>, now: Timestamp) -> Result<Away, Problems> {
    let mut reader = Reader::new(sent, now);
    let user = own.or_else(|| sent.one("who").parse().ok());
    if user.is_none() {
        reader.wrong("who", "Choose who is away");
    }
    let from = must_day(&mut reader, "from", "Enter the first day away", "The first day");
    let until = must_day(&mut reader, "until", "Enter the last day away", "The last day");
    reader.done(user.zip(from).zip(until).map(|((user, from), until)| Away { user, from, until }))
}

fn must_day(reader: &mut Reader<'_>, field: &str, message: &str, label: &str) -> Option<Date> {
    if !reader.sent().has(field) {
        reader.wrong(field, message);
        return None;
    }
    reader.coming_day(field, label)
}

/// What the rules say of it, beside the field that it is about.
fn beside(problem: AwayProblem) -> Result<Problems, Failure> {
    let (field, message) = match problem {
        AwayProblem::Nobody => ("who", "Choose somebody from the list"),
        AwayProblem::Days(UnfitAway::EndsFirst) => ("until", "The last day cannot be before the first"),
        AwayProblem::Days(UnfitAway::Over) => {
            ("until", "That is over already. Give a last day that is not past")
        }
        AwayProblem::Days(UnfitAway::TooLong) => ("until", "Give at most a year at a time"),
        AwayProblem::Days(UnfitAway::TooFar) => ("from", "Give a first day within a year from now"),
        AwayProblem::Problem(problem) => return Err(problem.into()),
    };
    let mut problems = Problems::new();
    problems.add(field, message);
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const ME: &str = "01890000-0000-7000-8000-000000000001";
    const OTHER: &str = "01890000-0000-7000-8000-000000000002";
    const DAYS: &str = "from-day=9&from-month=3&from-year=2026&until-day=13&until-month=3&until-year=2026";

    fn read(body: &str, own: bool) -> Result<Away, Problems> {
        let own = own.then(|| ME.parse().unwrap());
        super::read(&Sent::parse(body.as_bytes()).unwrap(), own, "2026-03-02T12:00:00Z".parse().unwrap())
    }

    #[test]
    fn an_officer_says_it_of_themself_alone_whatever_is_sent_and_a_manager_of_whom_they_choose() {
        let chosen = format!("who={OTHER}&{DAYS}");
        for body in [DAYS, &chosen] {
            let read = read(body, true).ok().unwrap();
            assert_eq!(read.user, ME.parse().unwrap());
            assert_eq!((read.from, read.until), (date(2026, 3, 9), date(2026, 3, 13)));
        }
        assert_eq!(read(&chosen, false).ok().unwrap().user, OTHER.parse().unwrap());
        assert!(read(DAYS, false).err().unwrap().on("who").is_some());
    }

    #[test]
    fn given_a_day_is_missing_or_no_day_then_it_is_said_beside_its_field() {
        for (body, field) in [
            (DAYS.replace("from", "other"), "from"),
            (DAYS.replace("until", "other"), "until"),
            (DAYS.replace("from-day=9", "from-day=31").replace("from-month=3", "from-month=2"), "from"),
            (DAYS.replace("until-year=2026", "until-year=2025"), "until"),
        ] {
            assert!(read(&body, true).err().unwrap().on(field).is_some(), "{body}");
        }
    }
}
