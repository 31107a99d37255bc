//! Who has looked at a case: for those who may know, an auditor included, who sees nothing of the case.

use access::{ActionKind, OfficeKind, Role};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::CaseId;
use domain::case::CaseEvent;
use service::LookLine;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::moment;
use crate::session::SignedIn;

/// Who has seen this, when, which part and why.
#[derive(Clone, Template)]
#[template(path = "looks.html")]
pub struct LooksPage {
    layout: Layout,
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
    fn new(layout: Layout, looks: &[LookLine]) -> Self {
        let lines = looks.iter().map(|look| Line {
            when: moment(look.at),
            who: look.who.clone(),
            what: what(&look.action, &look.part),
            why: look.why.clone().unwrap_or_default(),
        });
        Self { lines: lines.collect(), layout: layout.title("Work") }
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
    ("handover", "Opened the handover"),
    ("note", "Opened a note to write it"),
    ("reveal", "Opened the form that asks why a protected fact is needed"),
];

/// What somebody did, in words. The codes are those of actions, of entries and of parts of pages.
fn what(action: &str, part: &str) -> String {
    if CaseEvent::KINDS.contains(&part) {
        return format!("Made an entry: {}", part.replace('-', " "));
    }
    if action == OfficeKind::TakeReport.code() {
        return "Took the report".to_owned();
    }
    let seen = SEEN.iter().find(|(code, _)| *code == part).map(|(_, seen)| *seen);
    let did = match (ActionKind::from_code(action), part) {
        (Some(ActionKind::SeeCase), _) => seen.unwrap_or("Saw part of the record"),
        (Some(ActionKind::MakeContact), "contact-not-cleared") => "Asked for a contact that was not cleared",
        (Some(ActionKind::MakeContact), _) => "Was given what a cleared contact needs",
        (Some(ActionKind::RevealSecret), _) => "Was shown a protected fact",
        (Some(ActionKind::SeeLooks), _) => "Opened this page",
        (Some(other), _) => other.label(),
        (None, _) => "Something else",
    };
    did.to_owned()
}

impl Sample for LooksPage {
    fn sample() -> Self {
        let look = |action: &str, part: &str, why: Option<&str>| LookLine {
            at: "2026-11-20T14:05:00Z".parse().unwrap_or_default(),
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
            look("take-report", "report", None),
        ];
        Self::new(Layout::signed_in("Noor Haddad", "Auditor", "token"), &looks)
    }
}

/// The page. The service writes that somebody asked; nothing of the case itself is read.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    let looks = app.service.looks(&who.actor, case).await?;
    let auditor = who.actor.role == Role::Auditor;
    let back = if auditor { "/find".to_owned() } else { format!("/cases/{case}") };
    Ok(Page(LooksPage::new(who.layout("/work").back(back), &looks)).into_response())
}

#[cfg(test)]
mod tests {
    use askama::Template as _;

    use super::*;

    #[test]
    fn what_was_done_is_told_without_a_code() {
        assert_eq!(what("see-case", "receipt"), "Saw the receipt of the report");
        assert_eq!(what("record", "contact-plan-made"), "Made an entry: contact plan made");
        assert_eq!(what("reveal", "secret/0190c0de"), "Was shown a protected fact");
        let page = LooksPage::sample().render().unwrap();
        assert!(!page.contains("secret/") && !page.contains("see-case"), "{page}");
    }
}
