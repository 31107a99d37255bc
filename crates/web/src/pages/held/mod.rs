//! What somebody sent after their sign-in had ended: shown to them alone, to be sent on or thrown away.

mod answers;
mod aside;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::HeldId;
use jiff::Timestamp;
use service::{HeldForm, LateForm};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::moment_from;
use crate::session::{Pressed, SignedIn};

pub use aside::{aside, here};

/// The page.
#[derive(Clone, Template)]
#[template(path = "held.html")]
pub struct HeldPage {
    layout: Layout,
    forms: Vec<Shown>,
    /// Whether they come from confirming who they are, and were never signed out.
    confirmed: bool,
}

/// One form, as it was written.
#[derive(Clone)]
struct Shown {
    id: HeldId,
    what: String,
    /// The record that it is about.
    record: Option<String>,
    arrived: String,
    until: String,
    sent: Option<String>,
    answers: Vec<(String, String)>,
    /// Every field of it as it is sent on: words can be finished first.
    fields: Vec<Field>,
}

/// One field, as it is sent on.
#[derive(Clone)]
struct Field {
    name: String,
    value: String,
    /// A box to finish it in, where it is somebody's words.
    words: Option<Textarea>,
}

impl Field {
    fn new(form: HeldId, place: usize, (name, value): (String, String)) -> Self {
        let label = answers::words_label(&name, &value);
        let words = label.map(|label| {
            Textarea::new(name.as_str(), label)
                .id(format!("held-{form}-{place}"))
                .value(value.as_str())
                .rows(4_u16)
        });
        Self { name, value, words }
    }
}

impl Shown {
    fn new(held: HeldForm, now: Timestamp) -> Self {
        Self {
            id: held.id,
            what: answers::what(&held.form.path),
            record: answers::record(&held.form.path),
            arrived: moment_from(held.held_at, now),
            until: moment_from(held.until, now),
            sent: held.sent_at.map(|at| moment_from(at, now)),
            answers: answers::plain(&held.form.fields),
            fields: (0..)
                .zip(held.form.fields)
                .map(|(place, field)| Field::new(held.id, place, field))
                .collect(),
        }
    }
}

impl HeldPage {
    fn new(layout: Layout, held: Vec<HeldForm>, now: Timestamp) -> Self {
        let forms = held.into_iter().map(|held| Shown::new(held, now)).collect();
        Self { layout: layout.title("Work"), forms, confirmed: false }
    }

    fn heading(&self) -> &'static str {
        match self.forms.first() {
            Some(Shown { sent: None, .. }) if self.confirmed => {
                "You have confirmed that it is you. Carry on with what you were doing."
            }
            Some(Shown { sent: None, .. }) => {
                "You were signed out while you were writing. What you wrote is kept."
            }
            Some(_) => "What you wrote while you were signed out",
            None => "Nothing is kept here",
        }
    }
}

impl Sample for HeldPage {
    fn sample() -> Self {
        let id = |n: u128| HeldId::from_uuid(uuid::Uuid::from_u128(n));
        let form = |path: &str, fields: &[(&str, &str)]| LateForm {
            path: path.to_owned(),
            fields: fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        };
        let report = [
            ("danger", "not-known"),
            ("name", "Rowan Malik"),
            ("words", "He is at the door most nights.\nThe neighbour hears it too."),
            ("when-day", ""),
            ("when-month", "10"),
            ("when-year", "2026"),
            ("region", "00000000-0000-0000-0000-000000000001"),
            ("seen-words", "2"),
            ("go", "where"),
        ];
        let at = Timestamp::UNIX_EPOCH;
        let until = at + jiff::SignedDuration::from_hours(12);
        let held = |n, form, sent_at| HeldForm { id: id(n), form, held_at: at, sent_at, until };
        let note = form("/cases/1/notes/wishes", &[("words", "To stay, with new locks")]);
        let forms = vec![held(1, form("/reports/1", &report), None), held(2, note, Some(at))];
        Self::new(Layout::signed_in("Sam Okafor", "Call handler", "token"), forms, at)
    }
}

/// The page.
pub async fn show(State(app): State<App>, here: Uri, who: SignedIn) -> Result<Response, Failure> {
    let held = app.service.held(&who.actor).await?;
    let now = app.service.moment(&who.actor).now;
    let confirmed = here.query() == Some("why=confirmed");
    Ok(Page(HeldPage { confirmed, ..HeldPage::new(who.layout(""), held, now) }).into_response())
}

/// Sends a form on: the browser sends the same once more to where it was to go, with the token of today's
/// pages, and there it is read and answered as if it had just been written.
pub async fn carry_on(
    State(app): State<App>,
    Path(held): Path<HeldId>,
    Pressed { who, .. }: Pressed,
) -> Result<Response, Failure> {
    let to = app.service.send_on(&who.actor, held).await?.ok_or(Failure::NotFound)?;
    Ok(Redirect::temporary(&to).into_response())
}

/// Throws one away.
pub async fn discard(
    State(app): State<App>,
    Path(held): Path<HeldId>,
    Pressed { who, sent }: Pressed,
) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    if !app.service.discard_held(&who.actor, held).await? {
        return Err(Failure::NotFound);
    }
    let more = app.service.holds_for(&who.actor).await?;
    Ok(Redirect::to(if more { "/held" } else { "/" }).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_page_reads_as_reviewed() {
        insta::assert_snapshot!("held", main_part(&HeldPage::sample().render().unwrap()));
    }

    #[test]
    fn without_anything_kept_the_page_says_so() {
        let page = HeldPage::new(Layout::new(), Vec::new(), Timestamp::UNIX_EPOCH).render().unwrap();
        assert!(page.contains("Nothing is kept here") && !page.contains("Carry on"));
    }
}
