//! Looks that somebody should ask about: by person and day, with what was seen and never what it says.

use access::Unusual;
use access::action::ReviewLooks;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::UserId;
use domain::text::Words;
use jiff::Timestamp;
use jiff::civil::Date;
use service::{Marked, StoppedLine, UnusualDay, Verdict};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::looks::what;
use crate::plain::{day, moment, small, time};
use crate::session::{Posted, SignedIn};

const FIELDS: &[&str] = &["outcome", "words", "up-to"];

/// The list of a week.
#[derive(Clone, Template)]
#[template(path = "review/looks.html")]
pub struct UnusualPage {
    layout: Layout,
    stopped: Vec<Stopped>,
    open: Vec<Of>,
    done: Vec<Of>,
}

/// One person's day, to be gone through.
#[derive(Clone, Template)]
#[template(path = "review/looks-one.html")]
pub struct DayPage {
    layout: Layout,
    of: Of,
    up_to: u64,
    form: Filled,
}

/// Somebody who was stopped.
#[derive(Clone)]
struct Stopped {
    user: UserId,
    who: String,
    told: String,
    lifted: Option<String>,
    own: bool,
}

/// The unusual looks of one person on one day.
#[derive(Clone)]
struct Of {
    user: UserId,
    date: Date,
    who: String,
    day: String,
    reasons: Vec<&'static str>,
    lines: Vec<Line>,
    more: usize,
    found: Vec<String>,
    may: bool,
}

#[derive(Clone)]
struct Line {
    at: String,
    reference: String,
    what: String,
    reasons: String,
}

impl Stopped {
    fn new(line: StoppedLine, now: Timestamp, asker: UserId) -> Self {
        let tries = match line.tries {
            1 => "once".to_owned(),
            more => format!("{more} times"),
        };
        let what = match line.stop {
            service::Stop::Opened(most) => format!("opened {most} records in an hour"),
            service::Stop::Listed(most) => format!("was shown the names on {most} records in an hour"),
            service::Stop::Reports(most) => format!("took {most} reports in an hour"),
        };
        Self {
            user: line.user,
            who: line.name,
            told: format!(
                "{what}, and was stopped {tries} since {}",
                crate::plain::moment_from(line.since, now)
            ),
            lifted: line.lifted_until.map(|until| crate::plain::until(until, now)),
            own: line.user == asker,
        }
    }
}

impl Of {
    fn new(of: UnusualDay) -> Self {
        let who = match of.role {
            Some(role) => format!("{}, {}", of.name, small(role.label())),
            None => of.name,
        };
        let line = |line: service::UnusualLine| Line {
            at: time(line.at.to_zoned(domain::when::london()).time()),
            reference: line.reference,
            what: what(&line.action, &line.part),
            reasons: line.reasons.iter().map(|why| why.label()).collect::<Vec<_>>().join(". "),
        };
        let found = |mark: service::MarkLine| {
            format!("{}, said {}, {}: {}", mark.verdict.label(), mark.by, moment(mark.at), mark.words)
        };
        Self {
            user: of.user,
            date: of.day,
            who,
            day: day(of.day),
            reasons: of.reasons.iter().map(|why: &Unusual| why.label()).collect(),
            lines: of.looks.into_iter().map(line).collect(),
            more: of.more,
            found: of.marks.into_iter().map(found).collect(),
            may: of.may_mark,
        }
    }

    fn address(&self) -> String {
        format!("/review/looks/{}/{}", self.user, self.date)
    }

    fn table(&self) -> Table {
        let heads = ["When", "Record", "What", "Why it is here"].map(Cell::new);
        let table = self.lines.iter().fold(Table::new(heads).caption("The looks"), |table, line| {
            table.row(
                [&line.at, &line.reference, &line.what, &line.reasons].map(|text| Cell::new(text.as_str())),
            )
        });
        table.stacked()
    }
}

impl UnusualPage {
    fn new(layout: Layout, stopped: Vec<Stopped>, days: Vec<UnusualDay>) -> Self {
        let (open, done): (Vec<_>, Vec<_>) = days.into_iter().partition(|day| day.open);
        let of = |days: Vec<UnusualDay>| days.into_iter().map(Of::new).collect();
        Self { layout: layout.title("Work").back("/review"), stopped, open: of(open), done: of(done) }
    }
}

impl DayPage {
    fn new(layout: Layout, of: UnusualDay, form: Filled) -> Self {
        let layout = layout.title("Work").back("/review/looks").problems(&form.problems);
        Self { layout, up_to: of.up_to, of: Of::new(of), form }
    }

    fn outcome(&self) -> Radios {
        let radios = Radios::new("outcome", "What did you find?")
            .value(Some(self.form.sent.one("outcome")))
            .error(self.form.problems.on("outcome").map(str::to_owned));
        Verdict::ALL.iter().fold(radios, |radios, verdict| radios.option(verdict.code(), verdict.label()))
    }

    fn words(&self) -> Textarea {
        self.form
            .words("words", "In your words")
            .hint("Whom you asked, and what they said. Nothing of what stands in a record.")
    }
}

/// The list.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    access::check_office::<ReviewLooks>(&who.actor)?;
    let now = app.service.moment(&who.actor).now;
    let stopped = app.service.stopped(&who.actor).await?;
    let stopped = stopped.into_iter().map(|line| Stopped::new(line, now, who.actor.user)).collect();
    let days = app.service.unusual_looks(&who.actor).await?;
    Ok(Page(UnusualPage::new(who.layout("/review"), stopped, days)).into_response())
}

/// One person's day.
pub async fn show_one(
    State(app): State<App>,
    who: SignedIn,
    Path((person, date)): Path<(UserId, Date)>,
) -> Result<Response, Failure> {
    Ok(Page(one(&app, &who, (person, date), Filled::default()).await?).into_response())
}

/// Writes what was found.
pub async fn send(
    State(app): State<App>,
    Path((person, date)): Path<(UserId, Date)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    match read(&sent, app.service.moment(&who.actor).now) {
        Ok((verdict, words)) => {
            let page = one(&app, &who, (person, date), Filled::default()).await?;
            // What came after the page was opened is still to be gone through.
            let up_to = sent.one("up-to").parse().unwrap_or(page.up_to).min(page.up_to);
            let marked = Marked { user: person, day: date, up_to };
            app.service.mark_looks(&who.actor, marked, verdict, &words).await?;
            Ok(Redirect::to("/review/looks").into_response())
        }
        Err(problems) => {
            let page = one(&app, &who, (person, date), Filled::with_problems(sent, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

fn read(sent: &Sent, now: Timestamp) -> Result<(Verdict, Words), Problems> {
    let mut reader = Reader::new(sent, now);
    let verdict = Verdict::from_code(sent.one("outcome"));
    if verdict.is_none() {
        reader.wrong("outcome", "Choose what you found");
    }
    let words = reader.must_words("words", "In your words", "Say whom you asked, and what they said");
    reader.done(verdict.zip(words))
}

async fn one(app: &App, who: &SignedIn, of: (UserId, Date), form: Filled) -> Result<DayPage, Failure> {
    access::check_office::<ReviewLooks>(&who.actor)?;
    let days = app.service.unusual_looks(&who.actor).await?;
    let day = days.into_iter().find(|day| (day.user, day.day) == of && day.may_mark);
    day.map(|day| DayPage::new(who.layout("/review"), day, form)).ok_or(Failure::NotFound)
}

fn sample_of(found: &[&str], may: bool) -> Of {
    let line = |at: &str, what: &str, reasons: &str| Line {
        at: at.to_owned(),
        reference: "HF-7K3M-Q2XT".to_owned(),
        what: what.to_owned(),
        reasons: reasons.to_owned(),
    };
    Of {
        user: UserId::from_uuid(uuid::Uuid::nil()),
        date: Date::constant(2026, 11, 19),
        who: "Gareth Pugh, housing officer".to_owned(),
        day: "19 November 2026".to_owned(),
        reasons: vec![Unusual::SameSurname.label(), Unusual::AtNight.label()],
        lines: vec![
            line(
                "11:05pm",
                "Saw the whole record",
                "Somebody in the record has the same surname. It was at night, and they were not on call",
            ),
            line("11:09pm", "Was shown a protected fact", "It was at night, and they were not on call"),
        ],
        more: 3,
        found: found.iter().map(|found| (*found).to_owned()).collect(),
        may,
    }
}

impl Sample for UnusualPage {
    fn sample() -> Self {
        let stopped = |lifted: Option<&str>| Stopped {
            user: UserId::from_uuid(uuid::Uuid::nil()),
            who: "Sam Okafor".to_owned(),
            told: "opened 60 records in an hour, and was stopped 3 times since today at 9:10am".to_owned(),
            lifted: lifted.map(str::to_owned),
            own: false,
        };
        Self {
            layout: Layout::signed_in("Imani Clarke", "Privacy officer", "token")
                .title("Work")
                .back("/review"),
            stopped: vec![stopped(None), stopped(Some("today at 10:15am"))],
            open: vec![sample_of(&[], true), sample_of(&[], false)],
            done: vec![sample_of(
                &["In order, said Imani Clarke, 20 November 2026 at 9am: She was on call that night"],
                true,
            )],
        }
    }
}

impl Sample for DayPage {
    fn sample() -> Self {
        let layout =
            Layout::signed_in("Imani Clarke", "Privacy officer", "token").title("Work").back("/review/looks");
        Self { layout, of: sample_of(&[], true), up_to: 7, form: Filled::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;
    use crate::pages::review::limits::LimitsPage;
    use crate::pages::review::searches::SearchesPage;
    use crate::stopped::StoppedPage;

    #[test]
    fn the_pages_are_shown_as_reviewed() {
        for (name, page) in [
            ("unusual", UnusualPage::sample().render()),
            ("unusual-day", DayPage::sample().render()),
            ("limits", LimitsPage::sample().render()),
            ("searches", SearchesPage::sample().render()),
            ("stopped", StoppedPage::sample().render()),
        ] {
            let page = page.unwrap();
            assert!(page.contains("<title>Work</title>"), "{name}");
            insta::assert_snapshot!(name, main_part(&page));
        }
    }

    #[test]
    fn a_finding_needs_an_outcome_and_words() {
        let read = |body: &str| read(&Sent::parse(body.as_bytes()).unwrap(), Timestamp::UNIX_EPOCH);
        assert!(read("outcome=in-order&words=On+call").is_ok_and(|(verdict, _)| verdict == Verdict::InOrder));
        assert!(read("outcome=in-order").err().unwrap().on("words").is_some());
        assert!(read("outcome=fine&words=On+call").err().unwrap().on("outcome").is_some());
    }
}
