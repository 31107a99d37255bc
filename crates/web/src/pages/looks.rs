//! Who has looked at a case: for those who may know, an auditor included, who sees nothing of the case.

use access::{ActionKind, Role};
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
        let table = Table::new(heads).caption("The newest first").scrolls(true);
        self.lines.iter().fold(table, |table, line| {
            table.row([&line.when, &line.who, &line.what, &line.why].map(|text| Cell::new(text.as_str())))
        })
    }
}

/// What somebody did, in words. The codes are those of actions, of entries and of parts of pages.
fn what(action: &str, part: &str) -> String {
    let did = ActionKind::from_code(action).map_or_else(|| action.to_owned(), |kind| kind.label().to_owned());
    let part = match part {
        "case" => "the whole record".to_owned(),
        "who-looked" => "this page".to_owned(),
        "receipt" => "the receipt of the report".to_owned(),
        "contact-not-cleared" => "contact, which was not cleared".to_owned(),
        kind if CaseEvent::KINDS.contains(&kind) => format!("recorded: {}", kind.replace('-', " ")),
        other => other.replace('-', " "),
    };
    format!("{did}: {part}")
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
            look("reveal", "phone", Some("To add it to the contact plan")),
            look("record", "incident-recorded", None),
            look("see-case", "case", None),
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
