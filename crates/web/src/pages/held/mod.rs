//! What somebody sent after their sign-in had ended, or left where it was not taken: shown to them alone, to be sent on or thrown away.

mod answers;
mod aside;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::HeldId;
use jiff::Timestamp;
use service::{HeldForm, HeldWhy, LateForm};

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
    /// Why the first of them waits; nothing where none does.
    why: Option<HeldWhy>,
    /// Whether they have just confirmed who they are.
    confirmed: bool,
    /// Whether something may still be on its way here.
    coming: bool,
}

/// One form, as it was written.
#[derive(Clone)]
struct Shown {
    id: HeldId,
    what: String,
    /// Why it waits.
    why: &'static str,
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
            why: waits(held.why),
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
        let why = held.first().filter(|held| held.sent_at.is_none()).map(|held| held.why);
        let forms = held.into_iter().map(|held| Shown::new(held, now)).collect();
        Self { layout: layout.title("Work"), forms, why, confirmed: false, coming: false }
    }

    fn heading(&self) -> &'static str {
        match self.why {
            Some(HeldWhy::Confirming) if self.confirmed => {
                "You have confirmed that it is you. Carry on with what you were doing."
            }
            Some(HeldWhy::SignedOut) => "You were signed out while you were writing. What you wrote is kept.",
            Some(HeldWhy::Confirming | HeldWhy::Refused) => "What you wrote is kept. It is not recorded yet.",
            None if !self.forms.is_empty() => "What you wrote and then sent on",
            None if self.coming => "Nothing has arrived here yet",
            None => "Nothing is kept here",
        }
    }
}

/// Why a form waits, as its writer reads it.
const fn waits(why: HeldWhy) -> &'static str {
    match why {
        HeldWhy::SignedOut => "You were signed out before you had sent it.",
        HeldWhy::Confirming => "You were asked to confirm that it is you before it could be recorded.",
        HeldWhy::Refused => "Something in it was missing or could not be taken, and you went on from there.",
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
        let held = |n, form, sent_at, why| HeldForm { id: id(n), form, held_at: at, sent_at, until, why };
        let note = form("/cases/1/notes/wishes", &[("words", "To stay, with new locks")]);
        let left = form("/cases/1/notes/promise", &[("words", "To ring on Friday")]);
        let forms = vec![
            held(1, form("/reports/1", &report), None, HeldWhy::SignedOut),
            held(3, left, None, HeldWhy::Refused),
            held(2, note, Some(at), HeldWhy::Confirming),
        ];
        Self::new(Layout::signed_in("Sam Okafor", "Call handler", "token"), forms, at)
    }
}

/// The page.
pub async fn show(State(app): State<App>, here: Uri, who: SignedIn) -> Result<Response, Failure> {
    let held = app.service.held(&who.actor).await?;
    let now = app.service.moment(&who.actor).now;
    let (confirmed, coming) = (who.actor.fresh, here.query() == Some("coming=yes"));
    Ok(Page(HeldPage { confirmed, coming, ..HeldPage::new(who.layout(""), held, now) }).into_response())
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

    /// Each form says why it waits, and the heading says it of the first: nobody who only left a form was signed out.
    #[test]
    fn the_words_follow_why_the_first_form_waits() {
        let signed_out = "You were signed out";
        for (why, confirmed, heading) in [
            (HeldWhy::SignedOut, true, "You were signed out while you were writing"),
            (HeldWhy::Confirming, true, "You have confirmed that it is you"),
            (HeldWhy::Confirming, false, "What you wrote is kept. It is not recorded yet."),
            (HeldWhy::Refused, true, "What you wrote is kept. It is not recorded yet."),
        ] {
            let form = LateForm { path: "/find".to_owned(), fields: vec![("words".into(), "Hollis".into())] };
            let at = Timestamp::UNIX_EPOCH;
            let held = HeldForm {
                id: HeldId::from_uuid(uuid::Uuid::nil()),
                form,
                held_at: at,
                sent_at: None,
                until: at,
                why,
            };
            let page = HeldPage { confirmed, ..HeldPage::new(Layout::new(), vec![held], at) };
            assert!(page.heading().starts_with(heading), "{why:?}");
            let text = page.render().unwrap();
            assert_eq!(text.contains(signed_out), why == HeldWhy::SignedOut, "{why:?}");
            assert!(text.contains(waits(why)));
        }
    }

    #[test]
    fn without_anything_kept_the_page_says_so() {
        let page = HeldPage::new(Layout::new(), Vec::new(), Timestamp::UNIX_EPOCH).render().unwrap();
        assert!(page.contains("Nothing is kept here") && !page.contains("Carry on"));
        assert!(!page.contains("Look again"));
    }

    #[test]
    fn what_is_still_on_its_way_is_looked_for_again() {
        let page = HeldPage::new(Layout::new(), Vec::new(), Timestamp::UNIX_EPOCH);
        let page = HeldPage { coming: true, ..page }.render().unwrap();
        assert!(page.contains("Look again") && !page.contains("Nothing that you wrote waits"));
    }
}
