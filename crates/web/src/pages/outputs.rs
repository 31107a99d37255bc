//! Everything that carried one protected fact: what was handed out, to whom, when and what for. It can be
//! printed, and holds the fact nowhere.

use access::ActionKind;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::contact::ChannelKind;
use domain::{CaseId, SecretId};
use service::{OutputKind, OutputLine};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::{capital, moment, small};
use crate::session::SignedIn;

/// The list.
#[derive(Clone, Template)]
#[template(path = "outputs.html")]
pub struct OutputsPage {
    layout: Layout,
    lines: Vec<[String; 4]>,
    printed: String,
}

impl OutputsPage {
    fn new(layout: Layout, outputs: &[OutputLine], now: jiff::Timestamp) -> Self {
        let line = |line: &OutputLine| {
            [moment(line.at), line.who.clone(), what(&line.kind), line.why.clone().unwrap_or_default()]
        };
        Self { layout: layout.title("Work"), lines: outputs.iter().map(line).collect(), printed: moment(now) }
    }

    fn table(&self) -> Table {
        let heads = ["When", "Who had it", "What as", "Why"].map(Cell::new);
        let table = Table::new(heads).caption("The first first");
        let lines = self
            .lines
            .iter()
            .fold(table, |table, line| table.row(line.each_ref().map(|text| Cell::new(text.as_str()))));
        lines.stacked()
    }
}

/// What somebody had the fact before them as.
fn what(kind: &OutputKind) -> String {
    let OutputKind::Contact(ways) = kind else { return "Shown on its own page".to_owned() };
    let names: Vec<String> = ways.iter().map(|way| small(sheet(*way))).collect();
    if names.is_empty() { "For a cleared contact".to_owned() } else { capital(&names.join(" or ")) }
}

/// The page on which a way's number or address stands.
const fn sheet(way: ChannelKind) -> &'static str {
    match way {
        ChannelKind::Phone | ChannelKind::Supporter => "Call sheet",
        ChannelKind::Text => "Sheet for a text message",
        ChannelKind::Email => "Sheet for an email",
        ChannelKind::Letter => "Letter, or its sheet",
        ChannelKind::Visit => "Sheet for a visit",
        ChannelKind::Meeting => "Sheet for a meeting",
    }
}

impl Sample for OutputsPage {
    fn sample() -> Self {
        let line = |kind, why: Option<&str>| OutputLine {
            at: "2026-11-20T14:05:00Z".parse().unwrap_or_default(),
            who: "Priya Osei".to_owned(),
            kind,
            why: why.map(str::to_owned),
        };
        let outputs = [
            line(OutputKind::Contact(vec![ChannelKind::Phone, ChannelKind::Text]), None),
            line(OutputKind::Shown, Some("To add it to the contact plan")),
        ];
        let now = "2026-11-22T11:00:00Z".parse().unwrap_or_default();
        Self::new(Layout::signed_in("Sam Okafor", "Housing officer", "token"), &outputs, now)
    }
}

/// The page. The service writes that somebody asked.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((case, secret)): Path<(CaseId, SecretId)>,
) -> Result<Response, Failure> {
    let outputs = app.service.outputs_of(&who.actor, case, secret).await?;
    let sees = app.service.may(&who.actor, case, ActionKind::SeeCase).await.is_ok();
    let back = if sees { format!("/cases/{case}") } else { format!("/cases/{case}/looks") };
    let now = app.service.moment(&who.actor).now;
    Ok(Page(OutputsPage::new(who.layout("/work").back(back), &outputs, now)).into_response())
}
