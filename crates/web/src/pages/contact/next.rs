//! The next contact, as agreed with the survivor.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::{CaseCommand, Refusal};
use domain::contact::{AgreedContact, IfMissed, NotCleared, Reason};
use domain::text::CivilTime;
use domain::when::london;
use domain::{CaseId, ChannelId, Moment};
use jiff::Timestamp;
use jiff::civil::Date;
use service::Problem;

use super::ways::{Head, refusal};
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// The form.
#[derive(Clone, Template)]
#[template(path = "contact/next.html")]
pub struct NextPage {
    layout: Layout,
    head: Head,
    form: Filled,
}

const FIELDS: &[&str] = &["channel", "on", "from", "until", "if-missed"];

pub(super) fn agreed(sent: &Sent, moment: &Moment) -> Result<AgreedContact, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    let channel: Option<ChannelId> = sent.one("channel").parse().ok();
    if channel.is_none() {
        reader.wrong("channel", "Choose how to get in touch");
    }
    if !sent.has("on") {
        reader.wrong("on", "Enter the day");
    }
    let on = reader.coming_day("on", "The day");
    let from = time(&mut reader, "from", "Enter the time from which it may be, such as 14:00");
    let until = time(&mut reader, "until", "Enter the time after which it counts as missed, such as 15:00");
    let hours = on.zip(from).zip(until).and_then(|((on, from), until)| hours(&mut reader, on, from, until));
    let if_missed = reader.must_choose::<IfMissed>("if-missed", "Choose what to do if it does not happen");
    let read = channel.zip(hours).zip(if_missed);
    reader.done(read.map(|((channel, (from, until)), if_missed)| AgreedContact {
        channel,
        from,
        until,
        if_missed,
    }))
}

fn time(reader: &mut Reader<'_>, field: &str, message: &str) -> Option<CivilTime> {
    if !reader.sent().has(field) {
        reader.wrong(field, message);
    }
    reader.time(field, "Time")
}

/// The hours as instants; an end before the start is on the next day.
fn hours(
    reader: &mut Reader<'_>,
    on: Date,
    from: CivilTime,
    until: CivilTime,
) -> Option<(Timestamp, Timestamp)> {
    if from == until {
        reader.wrong("until", "The two times are the same. Give an end after the start");
        return None;
    }
    let last = if until < from { on.tomorrow().ok()? } else { on };
    let instant = |day: Date, time: CivilTime| day.to_datetime(time.time()).to_zoned(london()).ok();
    Some((instant(on, from)?.timestamp(), instant(last, until)?.timestamp()))
}

/// Beside which field a refusal stands: waiting helps, or another way does.
fn not_cleared(no: &NotCleared, now: Timestamp) -> Problems {
    let field = match no.reason {
        Reason::Paused | Reason::OutsideHours | Reason::ConfirmationOld => "on",
        _ => "channel",
    };
    let mut problems = Problems::new();
    problems.add(field, refusal(no, now));
    problems
}

fn times_do_not_fit() -> Problems {
    let mut problems = Problems::new();
    problems.add("until", "That time is over already. Give an end that is later than now");
    problems
}

impl NextPage {
    fn channel(&self) -> Radios {
        let name = "channel";
        let error = self.form.problems.on(name).map(str::to_owned);
        let way = |radios: Radios, way: &super::ways::Way| {
            radios.item(Choice::new(way.channel.to_string(), way.name.as_str()).hint(way.says.as_str()))
        };
        let radios = Radios::new(name, "How?").value(Some(self.form.sent.one(name))).error(error);
        self.head.ways.iter().fold(radios, way)
    }

    fn on(&self) -> DateInput {
        self.form.date("on", "On which day?")
    }

    fn from(&self) -> Input {
        self.form.input("from", "From").hint("For example 14:00").class("govuk-input--width-5")
    }

    fn until(&self) -> Input {
        self.form
            .input("until", "Until")
            .hint("After it, the contact counts as missed. A time before the start is on the next day.")
            .class("govuk-input--width-5")
    }

    fn if_missed(&self) -> Radios {
        self.form.radios::<IfMissed>("if-missed", "What do they want us to do if it does not happen?")
    }
}

impl Sample for NextPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token").back("/cases/0");
        Self { layout, head: Head::sample(), form: Filled::default() }
    }
}

/// The form.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    page(&app, &who, case, Filled::default()).await
}

/// Records it, where the gate clears its beginning.
pub async fn send(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let moment = app.service.moment(&who.actor);
    let problems = match agreed(&sent, &moment) {
        Err(problems) => problems,
        Ok(agreed) => {
            let command = CaseCommand::AgreeContact(agreed);
            match app.service.record(&who.actor, case, None, command.into(), &moment).await {
                Ok(()) => return Ok(Redirect::to(&format!("/cases/{case}")).into_response()),
                Err(Problem::Refused(Refusal::NotCleared(no))) => not_cleared(&no, moment.now),
                Err(Problem::Refused(Refusal::TimesDoNotFit)) => times_do_not_fit(),
                Err(problem) => return Err(problem.into()),
            }
        }
    };
    page(&app, &who, case, Filled::with_problems(sent, problems)).await
}

async fn page(app: &App, who: &SignedIn, case: CaseId, form: Filled) -> Result<Response, Failure> {
    let shown = app.service.case_page(&who.actor, case, None, "contact-next").await?;
    let status = if form.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let layout = who.layout("/work").title("Work").back(format!("/cases/{case}")).problems(&form.problems);
    Ok((status, Page(NextPage { layout, head: Head::new(&shown), form })).into_response())
}
