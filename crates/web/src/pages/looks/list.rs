//! The list that is handed over to the person whose record it is, on request: who opened it, when, which part and
//! why, in plain words on a plain page. It names no organisation, no survivor and no reference, because somebody
//! else may find the paper (ADR 0022).

use access::{ActionKind, OfficeKind, Role};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::CaseId;
use jiff::civil::Date;
use service::{LooksList, LooksListLine, ToldWhy};

use super::{A_NOTE, is_entry, seen};
use crate::app::App;
use crate::failure::Failure;
use crate::form::Query;
use crate::page::{Page, Sample};
use crate::pages::notes::looked_at;
use crate::plain::{capital, day, small, time};
use crate::session::SignedIn;

/// The days that were asked for, as they stand in the address. What is no day asks for all.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Asked {
    from_day: String,
    from_month: String,
    from_year: String,
    until_day: String,
    until_month: String,
    until_year: String,
}

impl Asked {
    fn from(&self) -> Option<Date> {
        parsed([&self.from_day, &self.from_month, &self.from_year])
    }

    fn until(&self) -> Option<Date> {
        parsed([&self.until_day, &self.until_month, &self.until_year])
    }

    /// Whether a day was typed that there is not: then the list says from when to when it is.
    fn is_unread(&self) -> bool {
        let typed = |parts: [&String; 3]| parts.iter().any(|part| !part.is_empty());
        let from = typed([&self.from_day, &self.from_month, &self.from_year]) && self.from().is_none();
        let until = typed([&self.until_day, &self.until_month, &self.until_year]) && self.until().is_none();
        from || until
    }
}

fn parsed([day, month, year]: [&String; 3]) -> Option<Date> {
    let number = |text: &String| text.trim().parse::<i16>().ok();
    Date::new(number(year)?, number(month)?.try_into().ok()?, number(day)?.try_into().ok()?).ok()
}

/// The list.
#[derive(Clone, Template)]
#[template(path = "looks/list.html")]
pub struct ListPage {
    back: String,
    span: String,
    unread: bool,
    more: bool,
    days: Vec<Day>,
    meanings: Vec<(&'static str, &'static str)>,
}

#[derive(Clone)]
struct Day {
    title: String,
    lines: Vec<String>,
}

/// What the words of the list mean, where they stand in it.
const MEANINGS: &[(&str, &str)] = &[
    (
        "opened the whole record",
        "They could read what is written in it. Phone numbers and addresses are kept apart, and are not on that page.",
    ),
    (
        "was shown a protected detail",
        "They saw one phone number, address or place, after saying why they needed it.",
    ),
    (
        "opened the record in an emergency",
        "They had no part in your support, and opened it for half an hour. Somebody else checks each time whether that was right.",
    ),
    ("wrote in the record", "They added something to it, such as a note of a talk with you."),
    ("was given what they needed to get in touch", "The way you said was safe was checked first."),
    ("looked at who has opened the record", "They saw a list like this one."),
];

impl ListPage {
    fn new(back: String, list: &LooksList, unread: bool) -> Self {
        let told: Vec<Day> = list
            .days
            .iter()
            .map(|of| Day { title: day(of.day), lines: of.lines.iter().map(sentence).collect() })
            .collect();
        let stands = |words: &str| told.iter().flat_map(|day| &day.lines).any(|line| line.contains(words));
        Self {
            back,
            span: if list.from == list.until {
                day(list.from)
            } else {
                format!("{} to {}", day(list.from), day(list.until))
            },
            unread,
            more: list.more,
            meanings: MEANINGS.iter().copied().filter(|(words, _)| stands(words)).collect(),
            days: told,
        }
    }

    fn meanings(&self) -> impl Iterator<Item = (String, &'static str)> + '_ {
        self.meanings.iter().map(|(words, means)| (capital(words), *means))
    }
}

/// "At 10:12am Lowri Adeyemo, housing officer, opened the whole record. Reason: …"
fn sentence(line: &LooksListLine) -> String {
    let clock = (!line.by_day).then(|| time(line.at.to_zoned(domain::when::london()).time()));
    let clock = clock.map_or_else(|| "On this day".to_owned(), |clock| format!("At {clock}"));
    let who = match (&line.who, line.role) {
        _ if line.from_the_machine => "Somebody who looks after the computers".to_owned(),
        (Some(name), Some(role)) => format!("{name}, {},", work(role)),
        (Some(name), None) => name.clone(),
        (None, _) => "Somebody who works here no more".to_owned(),
    };
    let why = match &line.why {
        ToldWhy::NotAsked => String::new(),
        ToldWhy::Words(words) => format!(" Reason: {words}"),
        ToldWhy::Kept => " They gave a reason. Ask us, and we will tell you what we can of it.".to_owned(),
    };
    format!("{clock} {who} {}.{why}", did(&line.action, &line.part))
}

/// Somebody's work, in words that say nothing about what happened to anybody and nothing about who else is known
/// here: the paper may be found.
const fn work(role: Role) -> &'static str {
    match role {
        Role::CallHandler => "call handler",
        Role::HousingOfficer | Role::PerpetratorWorker => "housing officer",
        Role::SpecialistCaseworker => "caseworker",
        Role::RegionalManager => "housing manager",
        Role::DaLead | Role::SafeguardingLead | Role::MaracRepresentative => "manager",
        Role::RepairsPlanner => "repairs planner",
        Role::PartnerWorker => "worker of another organisation",
        Role::PrivacyOfficer => "privacy officer",
        Role::Auditor => "auditor",
        Role::Administrator => "administrator",
    }
}

/// What somebody did, as it is told to the person whose record it is.
fn did(action: &str, part: &str) -> String {
    if is_entry(action, part) {
        return "wrote in the record".to_owned();
    }
    if let Some(kind) = OfficeKind::from_code(action) {
        return match kind {
            OfficeKind::TakeReport => "took the report that began the record",
            OfficeKind::BreakGlass => "opened the record in an emergency",
            // Who may open a record is nothing that a list tells: it could tell of somebody who works here.
            OfficeKind::ManageWalls => "checked who may open the record",
            OfficeKind::DecideLocation => "answered whether a colleague may see a protected detail",
            _ => "saw part of the record",
        }
        .to_owned();
    }
    let words = match (ActionKind::from_code(action), part) {
        (Some(ActionKind::SeeCase), "case") => "opened the whole record",
        (Some(ActionKind::SeeCase), _) => {
            let seen = seen(part).or_else(|| looked_at(part).map(|_| A_NOTE));
            return seen.map_or_else(|| "saw part of the record".to_owned(), small);
        }
        (Some(ActionKind::MakeContact), "contact-not-cleared") => "asked whether it was safe to get in touch",
        (Some(ActionKind::MakeContact), _) => "was given what they needed to get in touch",
        (Some(ActionKind::RevealSecret), part) if part.starts_with("secret/") => {
            "was shown a protected detail"
        }
        (Some(ActionKind::RevealSecret), _) => "asked for a protected detail",
        (Some(ActionKind::SeeLooks), "who-looked-list") => "made a list like this one",
        (Some(ActionKind::SeeLooks), _) => "looked at who has opened the record",
        (Some(ActionKind::GrantAccess), "let-in-ended") => "ended what a colleague may see of the record",
        (Some(ActionKind::GrantAccess), _) => "let a colleague see part of the record",
        (Some(ActionKind::TakeCopy), _) => "took out a copy of the record for a review",
        (Some(ActionKind::SeeInstruction), _) => "saw how to go about a visit, and not why",
        (Some(_), _) => "wrote in the record",
        (None, _) if action == "review" => "checked dates in the record, and saw no names",
        (None, _) => "saw part of the record",
    };
    words.to_owned()
}

/// The list. That somebody made one is written first.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let list = app.service.looks_list(&who.actor, case, asked.from(), asked.until()).await?;
    Ok(Page(ListPage::new(format!("/cases/{case}/looks"), &list, asked.is_unread())).into_response())
}

impl Sample for ListPage {
    fn sample() -> Self {
        let [first, second] = two_days();
        let days = [("2026-03-03", first), ("2026-03-04", second)];
        let days = days
            .into_iter()
            .filter_map(|(day, lines)| Some(service::LooksDay { day: day.parse().ok()?, lines }));
        let list = LooksList {
            from: Date::constant(2026, 3, 3),
            until: Date::constant(2026, 3, 10),
            days: days.collect(),
            more: false,
        };
        Self::new("/cases/0190/looks".to_owned(), &list, false)
    }
}

#[derive(Clone, Copy)]
struct Seen(&'static str, &'static str, Role, &'static str, &'static str);

/// A line of the sample.
fn line(Seen(at, who, role, action, part): Seen, why: ToldWhy) -> LooksListLine {
    LooksListLine {
        at: at.parse().unwrap_or_default(),
        by_day: part == "confirm-again",
        who: Some(who.to_owned()),
        role: Some(role),
        from_the_machine: false,
        action: action.to_owned(),
        part: part.to_owned(),
        why,
    }
}

/// What the sample shows.
fn two_days() -> [Vec<LooksListLine>; 2] {
    let reason = |words: &str| ToldWhy::Words(words.to_owned());
    let (jo, marion, lowri) = ("Jo Amin", "Marion Bell", "Lowri Adeyemo");
    let first = vec![
        line(Seen("2026-03-03T09:30:00Z", jo, Role::CallHandler, "take-report", "report"), ToldWhy::NotAsked),
        line(
            Seen("2026-03-03T09:41:00Z", marion, Role::RegionalManager, "triage", "owner-named"),
            ToldWhy::NotAsked,
        ),
    ];
    let officer = |at, who, action, part| Seen(at, who, Role::HousingOfficer, action, part);
    let machine = line(
        Seen("2026-03-04T23:30:00Z", "", Role::Administrator, "review", "kinds-and-times"),
        reason("A question of the person."),
    );
    let second = vec![
        line(
            Seen("2026-03-04T00:00:00Z", marion, Role::RegionalManager, "record", "confirm-again"),
            ToldWhy::NotAsked,
        ),
        line(officer("2026-03-04T10:12:00Z", lowri, "see-case", "case"), ToldWhy::NotAsked),
        line(
            officer("2026-03-04T10:14:00Z", lowri, "reveal", "secret/0190"),
            reason("To ring about the new locks."),
        ),
        line(officer("2026-03-04T10:20:00Z", lowri, "make-contact", "secret/0190"), ToldWhy::NotAsked),
        line(officer("2026-03-04T23:05:00Z", "Sam Okafor", "break-glass", "case"), ToldWhy::Kept),
        LooksListLine { who: None, role: None, from_the_machine: true, ..machine },
    ];
    [first, second]
}

#[cfg(test)]
mod tests {
    use domain::case::CaseEvent;

    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_list_is_shown_as_reviewed() {
        insta::assert_snapshot!("looks-list", main_part(&ListPage::sample().render().unwrap()));
    }

    #[test]
    fn the_paper_names_no_organisation_and_no_word_of_what_it_is_about() {
        let page = ListPage::sample().render().unwrap().to_lowercase();
        for word in
            ["abuse", "violence", "survivor", "perpetrator", "holdfast", "safeguarding", "marac", "hf-"]
        {
            assert!(!page.contains(word), "{word}");
        }
        assert!(page.contains("<title>list</title>"));
    }

    /// The control: the words that staff know each other's work by would tell.
    #[test]
    fn the_names_of_roles_would_tell() {
        assert!(Role::ALL.iter().any(|role| role.label().contains("abuse")));
        assert!(Role::ALL.iter().all(|role| !work(*role).contains("abuse") && !work(*role).contains("perp")));
    }

    #[test]
    fn what_was_done_is_told_without_a_code_and_without_who_told_what() {
        assert_eq!(did("see-case", "case"), "opened the whole record");
        assert_eq!(did("record", "suspicion-noted"), "wrote in the record");
        for kind in CaseEvent::KINDS {
            assert_eq!(did("record", kind), "wrote in the record");
        }
        assert_eq!(did("manage-walls", "wall-lifted"), "checked who may open the record");
        assert_eq!(did("something-new", "x/0190"), "saw part of the record");
    }

    #[test]
    fn a_day_that_cannot_be_read_asks_for_all_and_says_so() {
        let asked = Asked {
            from_day: "31".into(),
            from_month: "2".into(),
            from_year: "2026".into(),
            ..Asked::default()
        };
        assert!(asked.is_unread() && asked.from().is_none());
        assert!(!Asked::default().is_unread());
        let asked = Asked {
            until_day: "4".into(),
            until_month: "3".into(),
            until_year: "2026".into(),
            ..Asked::default()
        };
        assert_eq!(asked.until(), Date::new(2026, 3, 4).ok());
    }
}
