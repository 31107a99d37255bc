//! Somebody's own passkeys.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::PasskeyId;
use jiff::Timestamp;
use service::passkeys::PasskeyLine;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::{day, moment};
use crate::session::SignedIn;

/// Where the list is.
pub(super) const PLACE: &str = "/account/passkeys";

/// The page with somebody's own passkeys.
#[derive(Clone, Template)]
#[template(path = "passkeys/list.html")]
pub struct PasskeysPage {
    layout: Layout,
    passkeys: Vec<PasskeyLine>,
}

impl PasskeysPage {
    fn new(layout: Layout, passkeys: Vec<PasskeyLine>) -> Self {
        Self { layout: layout.back("/account"), passkeys }
    }

    fn table(&self) -> Table {
        let table = Table::new(["Name", "Made", "Last used", "Change"])
            .caption("Your passkeys")
            .caption_class("govuk-visually-hidden");
        self.passkeys.iter().fold(table, |table, one| table.row(cells(one))).stacked()
    }
}

/// When it was made, and when it was last used.
pub(super) fn since(line: &PasskeyLine) -> [String; 2] {
    let made = day(line.made_at.to_zoned(domain::when::london()).date());
    [made, line.used_at.map_or_else(|| "Not yet".to_owned(), moment)]
}

fn cells(line: &PasskeyLine) -> [Cell; 4] {
    let [made, last_used] = since(line);
    let to_one = Html::of(&ToOne { id: line.id, name: line.name.clone() });
    [Cell::new(line.name.as_str()), Cell::new(made), Cell::new(last_used), Cell::new(to_one)]
}

/// A link to the page of one.
#[derive(Template)]
#[template(
    source = r#"<a class="govuk-link" href="{{ PLACE }}/{{ id }}">Rename or remove<span class="govuk-visually-hidden"> {{ name }}</span></a>"#,
    ext = "html"
)]
struct ToOne {
    id: PasskeyId,
    name: String,
}

impl HtmlSafe for ToOne {}

/// A made-up passkey, for reviews.
pub(super) fn sample_line(number: u128, name: &str, used: bool) -> PasskeyLine {
    let at = |second| Timestamp::from_second(second).unwrap_or_default();
    PasskeyLine {
        id: PasskeyId::from_uuid(uuid::Uuid::from_u128(number)),
        name: name.to_owned(),
        made_at: at(1_790_000_000),
        used_at: used.then(|| at(1_790_500_000)),
    }
}

impl Sample for PasskeysPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self::new(layout, vec![sample_line(1, "Work phone", true), sample_line(2, "Security key", false)])
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    let passkeys = app.service.passkeys(&who.actor).await?;
    Ok(Page(PasskeysPage::new(who.layout("/account"), passkeys)).into_response())
}
