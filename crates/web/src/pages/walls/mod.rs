//! The lists of those who keep walls: who is kept from what, reports from behind walls, records of two sides.

mod one;
mod restricted;
mod sides;

use access::action::ManageWalls;
use access::check_office;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use service::{KeptWalls, ReportBehindWall, SearchBehindWall, WallLine};

pub use self::one::{WallPage, agree, drop_it, propose, show_one};
pub use self::restricted::{name_one, restrict, seen, seen_searches};
pub use self::sides::link;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::moment_from;
use crate::session::SignedIn;

/// A wall, as those see it who keep walls.
#[derive(Clone)]
pub(crate) struct Line {
    who: String,
    reference: String,
    because: &'static str,
    on: Vec<&'static str>,
    since: String,
    has_it: bool,
    proposed: Option<(String, String, String)>,
    place: String,
}

impl Line {
    fn new(line: &WallLine, names: &KeptWallsNames<'_>, now: Timestamp) -> Self {
        let wall = &line.kept.wall;
        Self {
            who: names.of(wall.user),
            reference: line.kept.reference.to_string(),
            because: wall.because.label(),
            on: line.on.clone(),
            since: moment_from(wall.since, now),
            has_it: line.kept.has_it,
            proposed: line
                .kept
                .lift
                .as_ref()
                .map(|lift| (names.of(lift.by), moment_from(lift.at, now), lift.why.clone())),
            place: format!("/walls/{}/{}/{}", wall.case, wall.user, wall.because.code()),
        }
    }

    /// What has to be done today where somebody is kept from what they have.
    fn hand_over(&self) -> WarningText {
        let who = &self.who;
        WarningText::new(format!(
            "{who} has this record or covers it, and can no longer see it. Give it to somebody else today."
        ))
    }

    fn sample() -> Self {
        Self {
            who: "Sam Okafor".to_owned(),
            reference: "HF-7K3M-Q2XT".to_owned(),
            because: "What they gave about themselves",
            on: vec!["Same address"],
            since: "yesterday at 2:05pm".to_owned(),
            has_it: true,
            proposed: Some((
                "Priya Osei".to_owned(),
                "today at 9:10am".to_owned(),
                "Sam moved out six years ago.".to_owned(),
            )),
            place: "/walls/0/0/match".to_owned(),
        }
    }
}

/// What colleagues are called.
pub(crate) struct KeptWallsNames<'a>(&'a std::collections::BTreeMap<domain::UserId, String>);

impl KeptWallsNames<'_> {
    fn of(&self, user: domain::UserId) -> String {
        self.0.get(&user).cloned().unwrap_or_else(|| "A former colleague".to_owned())
    }
}

/// A report from behind a wall.
#[derive(Clone)]
struct Reported {
    who: String,
    when: String,
    case: String,
    reference: String,
    like: Option<(String, String)>,
    place: String,
}

/// Searches for what stands behind a wall.
#[derive(Clone)]
struct Searched {
    who: String,
    times: String,
    last: String,
    case: String,
    reference: String,
    place: String,
    up_to: u64,
}

impl Searched {
    fn new(search: &SearchBehindWall, names: &KeptWallsNames<'_>, now: Timestamp) -> Self {
        Self {
            who: names.of(search.user),
            times: match search.times {
                1 => "once".to_owned(),
                2 => "twice".to_owned(),
                more => format!("{more} times"),
            },
            last: moment_from(search.last, now),
            case: search.case.to_string(),
            reference: search.reference.to_string(),
            place: format!("/walls/searches/{}/{}/seen", search.case, search.user),
            up_to: search.up_to,
        }
    }

    fn sample() -> Self {
        Self {
            who: "Sam Okafor".to_owned(),
            times: "twice".to_owned(),
            last: "today at 2:05pm".to_owned(),
            case: "0".to_owned(),
            reference: "HF-7K3M-Q2XT".to_owned(),
            place: "/walls/searches/0/0/seen".to_owned(),
            up_to: 7,
        }
    }
}

/// The lists.
#[derive(Clone, Template)]
#[template(path = "walls/page.html")]
pub struct WallsPage {
    layout: Layout,
    reports: Vec<Reported>,
    searches: Vec<Searched>,
    walls: Vec<Line>,
    sides: Vec<((String, String), (String, String))>,
    form: Filled,
}

impl WallsPage {
    pub(crate) fn new(layout: Layout, kept: &KeptWalls, form: Filled, now: Timestamp) -> Self {
        let names = KeptWallsNames(&kept.colleagues);
        let reported = |report: &ReportBehindWall| Reported {
            who: names.of(report.user),
            when: moment_from(report.since, now),
            case: report.case.to_string(),
            reference: report.reference.to_string(),
            like: report.like.map(|(case, reference)| (case.to_string(), reference.to_string())),
            place: format!("/walls/reports/{}/{}/seen", report.case, report.user),
        };
        let record = |(case, reference): (domain::CaseId, domain::text::CaseReference)| {
            (case.to_string(), reference.to_string())
        };
        let mut walls: Vec<Line> = kept.walls.iter().map(|line| Line::new(line, &names, now)).collect();
        walls.sort_by_key(|line| (!line.has_it, line.proposed.is_none()));
        Self {
            layout: layout.title("Work").problems(&form.problems),
            reports: kept.reports.iter().map(reported).collect(),
            searches: kept.searches.iter().map(|search| Searched::new(search, &names, now)).collect(),
            walls,
            sides: kept.sides.iter().map(|sides| (record(sides.one), record(sides.other))).collect(),
            form,
        }
    }
}

impl Sample for WallsPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Priya Osei", "Safeguarding lead", "token");
        let record = |reference: &str| ("0".to_owned(), reference.to_owned());
        Self {
            layout: layout.title("Work"),
            reports: vec![Reported {
                who: "Sam Okafor".to_owned(),
                when: "today at 2:05pm".to_owned(),
                case: "0".to_owned(),
                reference: "HF-2B4D-6F8H".to_owned(),
                like: Some(record("HF-7K3M-Q2XT")),
                place: "/walls/reports/0/0/seen".to_owned(),
            }],
            searches: vec![Searched::sample()],
            walls: vec![Line::sample()],
            sides: vec![(record("HF-7K3M-Q2XT"), record("HF-9N5R-4T6V"))],
            form: Filled::default(),
        }
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    check_office::<ManageWalls>(&who.actor)?;
    Ok(Page(page(&app, &who, Filled::default()).await?).into_response())
}

pub(crate) async fn page(app: &App, who: &SignedIn, form: Filled) -> Result<WallsPage, Failure> {
    let kept = app.service.kept_walls(&who.actor).await?;
    Ok(WallsPage::new(who.layout("/walls"), &kept, form, app.service.moment(&who.actor).now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_pages_read_as_reviewed() {
        insta::assert_snapshot!("walls", main_part(&WallsPage::sample().render().unwrap()));
        insta::assert_snapshot!("wall", main_part(&WallPage::sample().render().unwrap()));
    }
}
