//! The sheet for one contact that the gate cleared: what to keep to, then the number or address.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::Refusal;
use domain::contact::{ChannelKind, Interpreter};
use domain::people::SecretKind;
use domain::text::{PhoneNumber, ShortText};
use domain::{CaseId, ChannelId};
use service::{Cleared, Problem};

use super::attempt::{Form, at_now, outcomes};
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::moment_from;
use crate::session::Posted;

/// What to keep to, and the number or address.
#[derive(Clone, Template)]
#[template(path = "contact/sheet.html")]
pub struct SheetPage {
    layout: Layout,
    case: CaseId,
    channel: ChannelId,
    kind: ChannelKind,
    called: String,
    address: Option<String>,
    until: Option<String>,
    may_leave_words: bool,
    neutral_words: Option<String>,
    code_word: Option<String>,
    line_drops: &'static str,
    interpreter: Option<String>,
    may_be_told: Option<String>,
    form: Filled,
}

fn owned(text: Option<&ShortText>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

fn interpreting(interpreter: &Interpreter) -> String {
    let language = interpreter.language.as_str();
    let wishes = interpreter.wishes.as_ref().map(|wishes| format!(". They asked for: {}", wishes.as_str()));
    format!("{language}{}. A professional interpreter, never family or friends", wishes.unwrap_or_default())
}

impl SheetPage {
    /// Only a clearance, which the service gives once the look is written, makes a sheet.
    fn new(layout: Layout, case: CaseId, cleared: &Cleared) -> Self {
        let (contact, keep) = (cleared.contact(), cleared.contact().instructions());
        Self {
            layout: layout.title("Work").back(format!("/cases/{case}/contact/{}", contact.channel())),
            case,
            channel: contact.channel(),
            kind: contact.kind(),
            called: cleared.called.clone().unwrap_or_else(|| "the survivor".to_owned()),
            address: cleared.reached.address().map(|address| written(contact.kind(), address)),
            until: keep.until.map(|until| moment_from(until, contact.at())),
            may_leave_words: keep.may_leave_words(contact.kind()),
            neutral_words: owned(keep.neutral_words.as_ref()),
            code_word: owned(keep.code_word.as_ref()),
            line_drops: keep.line_drops.label(),
            interpreter: cleared.interpreter.as_ref().map(interpreting),
            may_be_told: cleared.may_be_told.as_ref().map(|words| words.as_str().to_owned()),
            form: at_now(contact.at()),
        }
    }

    fn is_call(&self) -> bool {
        matches!(self.kind, ChannelKind::Phone | ChannelKind::Supporter)
    }

    /// The number is not the survivor's own.
    fn is_through_somebody(&self) -> bool {
        self.kind == ChannelKind::Supporter
    }

    /// Whether one was agreed stands on the page before this one.
    #[expect(clippy::unused_self, reason = "a template calls it on the page")]
    const fn asks_agreed(&self) -> bool {
        true
    }

    fn attempt(&self) -> Form<'_> {
        Form(&self.form)
    }

    fn outcome(&self) -> Radios {
        self.attempt().outcome(&outcomes(self.kind), self.may_leave_words)
    }
}

/// A number in groups that can be read out; all else as it is held.
fn written(kind: ChannelKind, address: &str) -> String {
    let number =
        (kind.secret_kind() == SecretKind::Phone).then(|| PhoneNumber::parse(address).ok()).flatten();
    number.map_or_else(|| address.to_owned(), |number| number.spaced())
}

impl Sample for SheetPage {
    fn sample() -> Self {
        Self {
            layout: Layout::signed_in("Sam Okafor", "Housing officer", "token").back("/cases/0/contact/1"),
            case: CaseId::from_uuid(uuid::Uuid::nil()),
            channel: ChannelId::from_uuid(uuid::Uuid::nil()),
            kind: ChannelKind::Phone,
            called: "Rowan Ashdown".to_owned(),
            address: Some("07700 900123".to_owned()),
            until: Some("today at 3pm".to_owned()),
            may_leave_words: false,
            neutral_words: Some("It is Sam about the kitchen tap".to_owned()),
            code_word: Some("marmalade".to_owned()),
            line_drops: domain::contact::LineDrops::WaitForThem.label(),
            interpreter: Some("Tigrinya. A professional interpreter, never family or friends".to_owned()),
            may_be_told: Some("Her sister may be told that we rang, and nothing else".to_owned()),
            form: Filled::default(),
        }
    }
}

/// Asks the gate, and shows the sheet. A no leads to the page that says why.
pub async fn send(
    State(app): State<App>,
    Path((case, channel)): Path<(CaseId, ChannelId)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    match app.service.clear_contact(&who.actor, case, channel).await {
        Ok(cleared) => Ok(Page(SheetPage::new(who.layout("/work"), case, &cleared)).into_response()),
        Err(Problem::Refused(Refusal::NotCleared(_))) => {
            Ok(Redirect::to(&format!("/cases/{case}/contact/{channel}")).into_response())
        }
        Err(problem) => Err(problem.into()),
    }
}
