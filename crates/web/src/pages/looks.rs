//! Who has looked at a case: for those who may know, an auditor included, who sees nothing of the case.

use access::{ActionKind, OfficeKind, Role};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::CaseId;
use domain::case::CaseEvent;
use domain::when::london;
use service::LookLine;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::notes::looked_at;
use crate::plain::{day, moment, small};
use crate::session::SignedIn;

pub mod list;

/// Who has seen this, when, which part and why.
#[derive(Clone, Template)]
#[template(path = "looks.html")]
pub struct LooksPage {
    layout: Layout,
    /// Where the list is made that is handed over.
    list: String,
    lines: Vec<Line>,
}

#[derive(Clone)]
struct Line {
    when: String,
    who: String,
    what: String,
    why: String,
}

impl LooksPage {
    fn new(layout: Layout, list: String, looks: &[LookLine]) -> Self {
        let lines = looks.iter().map(|look| Line {
            when: if look.by_day { day(look.at.to_zoned(london()).date()) } else { moment(look.at) },
            who: look.who.clone(),
            what: what(&look.action, &look.part),
            why: look.why.clone().unwrap_or_default(),
        });
        Self { lines: lines.collect(), list, layout: layout.title("Work") }
    }

    fn from() -> DateInput {
        DateInput::new("from", "From this day").hint("Leave it empty for everything from the start.")
    }

    fn until() -> DateInput {
        DateInput::new("until", "Until this day").hint("Leave it empty for everything until today.")
    }

    fn table(&self) -> Table {
        let heads = ["When", "Who", "What", "Why"].map(Cell::new);
        let table = Table::new(heads).caption("The newest first");
        let looks = self.lines.iter().fold(table, |table, line| {
            table.row([&line.when, &line.who, &line.what, &line.why].map(|text| Cell::new(text.as_str())))
        });
        looks.stacked()
    }
}

/// Which note, is said on the page, and not on the paper that somebody else may find.
const A_NOTE: &str = "Opened a note to write it";

/// What was seen, by the part of a page that the journal names.
const SEEN: &[(&str, &str)] = &[
    ("case", "Saw the whole record"),
    ("receipt", "Saw the receipt of the report"),
    ("contact", "Saw the contact plan"),
    ("contact-way", "Saw one way of getting in touch"),
    ("contact-next", "Opened the form for the next contact"),
    ("contact-pause", "Opened the form for a contact that must wait"),
    ("contact-incoming", "Opened the form for a contact that came from them"),
    ("conversation", "Opened the conversation"),
    ("correct", "Opened an entry to correct it"),
    ("duty", "Opened a duty to set it aside"),
    ("enquiry", "Opened the enquiry"),
    ("concerns", "Saw what was raised with the local authority"),
    ("concern-form", "Opened the form for the local authority"),
    ("close", "Opened the page on which a record is closed"),
    ("handover", "Opened the handover"),
    ("note", A_NOTE),
    ("again", "Opened a form to have the ways of getting in touch confirmed again"),
    ("plan", "Saw the safety plan"),
    ("plan-form", "Opened the form of the safety plan"),
    ("plan-print", "Asked for the safety plan on paper"),
    ("choices", "Saw the choices"),
    ("sharing", "Opened the page on which somebody is let in"),
    ("instruction", "Saw how to go about a visit"),
    ("ask", "Opened the page on which a second person is asked for a protected fact"),
    ("outputs", "Saw what carried a protected fact"),
    ("reveal", "Opened the form that asks why a protected fact is needed"),
];

/// Whether an entry was made. A look at a form is none, also where its word is that of a kind of entry.
fn is_entry(action: &str, part: &str) -> bool {
    action != ActionKind::SeeCase.code() && CaseEvent::KINDS.contains(&part)
}

fn seen(part: &str) -> Option<&'static str> {
    SEEN.iter().find(|(code, _)| *code == part).map(|(_, seen)| *seen)
}

/// What somebody did, in words. The codes are those of actions, of entries and of parts of pages.
pub(crate) fn what(action: &str, part: &str) -> String {
    if is_entry(action, part) {
        return format!("Made an entry: {}", part.replace('-', " "));
    }
    if action == OfficeKind::TakeReport.code() {
        return "Took the report".to_owned();
    }
    if let Some(did) = of_a_second_person(action, part) {
        return did.to_owned();
    }
    if action == ActionKind::SeeCase.code()
        && let (None, Some(note)) = (seen(part), looked_at(part))
    {
        return format!("{A_NOTE}: {}", small(note));
    }
    let did = match (ActionKind::from_code(action), part) {
        (Some(ActionKind::SeeCase), _) => seen(part).unwrap_or("Saw part of the record"),
        (Some(ActionKind::MakeContact), "contact-not-cleared") => "Asked for a contact that was not cleared",
        (Some(ActionKind::MakeContact), _) => "Was given what a cleared contact needs",
        (Some(ActionKind::RevealSecret), _) => "Was shown a protected fact",
        (Some(ActionKind::SeeLooks), "who-looked-list") => "Made the list that is handed over",
        (Some(ActionKind::SeeLooks), _) => "Opened this page",
        (Some(ActionKind::TakeCopy), _) => "Took a copy out for a review",
        (Some(other), _) => other.label(),
        (None, _) => "Something else",
    };
    did.to_owned()
}

/// What was done in an emergency, or by a second person.
fn of_a_second_person(action: &str, part: &str) -> Option<&'static str> {
    if action == OfficeKind::BreakGlass.code() {
        return Some("Opened the record in an emergency");
    }
    let answered = action == OfficeKind::DecideLocation.code();
    Some(match part.split('/').next() {
        Some("asked") => "Asked a second person for a protected fact",
        Some("not-shown") => "Tried to see a protected fact for which there was no yes",
        Some("yes") if answered => "Said yes to somebody who asked for a protected fact",
        Some("no") if answered => "Said no to somebody who asked for a protected fact",
        _ => return None,
    })
}

impl Sample for LooksPage {
    fn sample() -> Self {
        let look = |action: &str, part: &str, why: Option<&str>| LookLine {
            at: "2026-11-20T14:05:00Z".parse().unwrap_or_default(),
            by_day: part == "confirm-again",
            who: "Priya Osei".to_owned(),
            action: action.to_owned(),
            part: part.to_owned(),
            why: why.map(str::to_owned),
        };
        let looks = [
            look("see-looks", "who-looked", None),
            look("make-contact", "secret/0190", None),
            look("reveal", "secret/0190", Some("To add it to the contact plan")),
            look("record", "incident-recorded", None),
            look("see-case", "case", None),
            look("see-case", "incident", None),
            look("take-report", "report", None),
            look("record", "confirm-again", None),
        ];
        Self::new(
            Layout::signed_in("Noor Haddad", "Auditor", "token"),
            "/cases/0190/looks/list".to_owned(),
            &looks,
        )
    }
}

/// The page. The service writes that somebody asked; nothing of the case itself is read.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let looks = app.service.looks(&who.actor, case).await?;
    let back = match who.actor.role {
        Role::Auditor => "/find".to_owned(),
        Role::PrivacyOfficer => "/review".to_owned(),
        _ => format!("/cases/{case}"),
    };
    let list = format!("/cases/{case}/looks/list");
    Ok(Page(LooksPage::new(who.layout("/work").back(back), list, &looks)).into_response())
}

#[cfg(test)]
mod tests {
    use askama::Template as _;

    use super::*;
    use crate::pages::notes::NOTES;

    #[test]
    fn what_was_done_is_told_without_a_code() {
        assert_eq!(what("see-case", "receipt"), "Saw the receipt of the report");
        assert_eq!(what("see-case", "wishes"), "Opened a note to write it: what they want");
        assert_eq!(what("see-case", "note"), "Opened a note to write it", "as it was written before");
        // No note is taken for another page, or for an entry of its own name.
        for note in NOTES.iter().filter(|note| note.what != "again") {
            let told = what("see-case", note.what);
            assert_eq!(told, format!("{A_NOTE}: {}", small(note.label)));
        }
        let named = "safeguarding-not-needed";
        assert_eq!(what("record", named), "Made an entry: safeguarding not needed", "the control");
        assert_eq!(what("record", "contact-plan-made"), "Made an entry: contact plan made");
        assert_eq!(what("reveal", "secret/0190c0de"), "Was shown a protected fact");
        let page = LooksPage::sample().render().unwrap();
        assert!(!page.contains("secret/") && !page.contains("see-case"), "{page}");
    }
}
