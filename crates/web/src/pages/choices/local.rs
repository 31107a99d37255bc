//! Which choices there are here, as the domestic-abuse lead keeps it: each with a day by which somebody looks again
//! (COU-09).

use access::action::KeepChoices;
use access::check_office;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Answer;
use domain::choices::Choice;
use domain::text::Words;
use jiff::Timestamp;
use jiff::civil::date;
use service::{HelpWith, LocalChoice, LocalChoiceLine, LocalChoices, LocalHelp, Problem};

use super::page::Here;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, KEEP_AS_IT_IS, NotSent, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::notes::parts::begin_on;
use crate::plain::moment;
use crate::session::{Posted, SignedIn};

const FIELDS: &[&str] = &["seen", "available", "words", "words-no-address", "review"];

/// One choice in the list.
#[derive(Clone)]
struct Line {
    choice: Choice,
    here: Here,
    by: Option<String>,
    overdue: bool,
}

/// Every choice.
#[derive(Clone, Template)]
#[template(path = "choices/local.html")]
pub struct LocalChoicesPage {
    layout: Layout,
    lines: Vec<Line>,
    overdue: usize,
    helps: Vec<(HelpWith, Option<String>)>,
}

/// One choice, to be written down.
#[derive(Clone, Template)]
#[template(path = "choices/local-one.html")]
pub struct LocalChoicePage {
    layout: Layout,
    choice: Choice,
    seen: String,
    here: Here,
    form: Filled,
}

impl LocalChoicesPage {
    fn new(layout: Layout, local: &LocalChoices, help: &LocalHelp) -> Self {
        let line = |choice: &Choice| {
            let kept = local.get(choice);
            let by = kept.map(|kept| format!("{}, {}", kept.by, moment(kept.at)));
            Line { choice: *choice, here: Here::of(kept), by, overdue: kept.is_some_and(|kept| kept.overdue) }
        };
        let is_offered = |choice: &&Choice| **choice != Choice::NothingNow;
        let lines: Vec<Line> = Choice::ALL.iter().filter(is_offered).map(line).collect();
        let overdue = lines.iter().filter(|line| line.overdue).count();
        let helps = HelpWith::ALL.map(|with| (with, help.of(with).map(str::to_owned))).to_vec();
        Self { layout: layout.title("Work"), lines, overdue, helps }
    }

    fn said(&self) -> String {
        match self.overdue {
            1 => "One of them was to be looked at again by now".to_owned(),
            more => format!("{more} of them were to be looked at again by now"),
        }
    }
}

impl LocalChoicePage {
    fn new(layout: Layout, choice: Choice, kept: Option<&LocalChoiceLine>, form: Filled) -> Self {
        Self {
            layout: layout.title("Work").back("/choices").problems(&form.problems),
            choice,
            seen: kept.map_or(0, |kept| kept.at.as_microsecond()).to_string(),
            here: Here::of(kept),
            form,
        }
    }

    fn available(&self) -> Radios {
        let hint =
            "Ask whoever offers it, today. Not known is a true answer, and better than a yes that is not.";
        self.form.radios::<Answer>("available", "Is there any of it here?").hint(hint)
    }

    fn words(&self) -> Textarea {
        let hint =
            "Who offers it, whom to ask, how long it takes, who cannot go there. No address of a refuge.";
        self.form.words("words", "What to know of it").hint(hint)
    }

    fn sure(&self) -> Option<Checkboxes> {
        let asks = self.form.problems.on("words").is_some() || self.form.sent.has("words-no-address");
        asks.then(|| self.form.tick("words-no-address", KEEP_AS_IT_IS))
    }

    fn review(&self) -> DateInput {
        self.form
            .date("review", "By when does somebody look again?")
            .hint("After that day it counts as not known. For example 27 3 2027.")
    }
}

/// Every choice.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    check_office::<KeepChoices>(&who.actor)?;
    let local = app.service.local_choices(&who.actor).await?;
    let help = app.service.local_help(&who.actor).await?;
    Ok(Page(LocalChoicesPage::new(who.layout("/choices"), &local, &help)).into_response())
}

/// One choice.
pub async fn show_one(
    State(app): State<App>,
    who: SignedIn,
    Path(choice): Path<String>,
) -> Result<Response, Failure> {
    check_office::<KeepChoices>(&who.actor)?;
    let choice = Choice::from_code(&choice).ok_or(Failure::NotFound)?;
    page(&app, &who, choice, None).await
}

/// Keeps what there is of it, or shows it again with what is wrong.
pub async fn send(
    State(app): State<App>,
    Path(choice): Path<String>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<KeepChoices>(&who.actor)?;
    let choice = Choice::from_code(&choice).ok_or(Failure::NotFound)?;
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let seen = seen(&sent)?;
    let problems = match read(choice, &sent, app.service.moment(&who.actor).now) {
        Ok(is) => {
            match app.service.keep_local_choice(&who.actor, seen, is).await {
                Ok(()) => return Ok(Redirect::to("/choices").into_response()),
                Err(Problem::Conflict(_)) => {
                    let mut problems = Problems::new();
                    problems.add("available", "Somebody else wrote this down meanwhile. Check what they wrote, then send yours again");
                    let again = (StatusCode::CONFLICT, Filled::with_problems(sent, problems));
                    return page(&app, &who, choice, Some(again)).await;
                }
                Err(problem) => return Err(problem.into()),
            }
        }
        Err(problems) => problems,
    };
    let again = (StatusCode::UNPROCESSABLE_ENTITY, Filled::with_problems(sent, problems));
    page(&app, &who, choice, Some(again)).await
}

fn seen(sent: &Sent) -> Result<Option<Timestamp>, Failure> {
    let unreadable = Failure::NotSent(NotSent::Unreadable);
    let Ok(seen) = sent.one("seen").parse::<i64>() else { return Err(unreadable) };
    if seen == 0 { Ok(None) } else { Timestamp::from_microsecond(seen).map(Some).map_err(|_| unreadable) }
}

fn read(choice: Choice, sent: &Sent, now: Timestamp) -> Result<LocalChoice, Problems> {
    let mut reader = Reader::new(sent, now);
    let available = reader.must_choose::<Answer>("available", "Choose yes, no or not known");
    let words = reader.note("words", "What to know of it");
    if !sent.has("review") {
        reader.wrong("review", "Give the day by which somebody looks again");
    }
    let review_by = reader.coming_day("review", "The day by which somebody looks again");
    let (reviewed_on, is) = (reader.today(), available.zip(review_by));
    reader.done(is.map(|(available, review_by)| LocalChoice {
        choice,
        available,
        words,
        reviewed_on,
        review_by,
    }))
}

async fn page(
    app: &App,
    who: &SignedIn,
    choice: Choice,
    again: Option<(StatusCode, Filled)>,
) -> Result<Response, Failure> {
    let local = app.service.local_choices(&who.actor).await?;
    let kept = local.get(&choice);
    let (status, form) = again.unwrap_or_else(|| (StatusCode::OK, begun(kept)));
    Ok((status, Page(LocalChoicePage::new(who.layout("/choices"), choice, kept, form))).into_response())
}

/// Begins with what was said before; by when to look again is asked anew.
fn begun(kept: Option<&LocalChoiceLine>) -> Filled {
    let mut sent = Sent::default();
    if let Some(kept) = kept {
        sent.set("available", vec![kept.is.available.code().to_owned()]);
        sent.set("words", kept.is.words.iter().map(|words| words.as_str().to_owned()).collect());
        if !kept.overdue {
            begin_on(&mut sent, "review", kept.is.review_by);
        }
    }
    Filled::with_problems(sent, Problems::new())
}

/// Two that were looked into, one of them too long ago.
pub(super) fn sample() -> LocalChoices {
    let line = |choice, available, words: &str, overdue| {
        let is = LocalChoice {
            choice,
            available,
            words: Words::parse(words).ok(),
            reviewed_on: date(2026, 10, 5),
            review_by: if overdue { date(2026, 11, 1) } else { date(2027, 1, 5) },
        };
        let at = "2026-10-05T10:00:00Z".parse().unwrap_or_default();
        (choice, LocalChoiceLine { is, by: "Priya Osei".to_owned(), at, overdue })
    };
    [
        line(
            Choice::StaySafer,
            Answer::Yes,
            "The council’s scheme. Ask the sanctuary officer; about ten days.",
            false,
        ),
        line(Choice::Refuge, Answer::Yes, "Two in the county. Ring before you offer it.", true),
    ]
    .into()
}

impl Sample for LocalChoicesPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Priya Osei", "Domestic-abuse lead", "token");
        Self::new(layout, &sample(), &super::help::sample())
    }
}

impl Sample for LocalChoicePage {
    fn sample() -> Self {
        let (layout, local) = (Layout::signed_in("Priya Osei", "Domestic-abuse lead", "token"), sample());
        let kept = local.get(&Choice::StaySafer);
        Self::new(layout, Choice::StaySafer, kept, begun(kept))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_something_is_missing_then_it_is_said_beside_its_field() {
        let now = "2026-03-02T12:00:00Z".parse().unwrap();
        let read = |body: &str| read(Choice::Refuge, &Sent::parse(body.as_bytes()).unwrap(), now);
        let review = "review-day=2&review-month=6&review-year=2026";
        assert!(read(&format!("available=not-known&{review}")).is_ok());
        for (body, field) in [
            (review.to_owned(), "available"),
            ("available=yes".to_owned(), "review"),
            (format!("available=yes&{}", review.replace("2026", "2025")), "review"),
            (format!("available=yes&words=At+12+Acacia+Avenue&{review}"), "words"),
        ] {
            assert!(read(&body).err().unwrap().on(field).is_some(), "{body}");
        }
    }
}
