//! A letter to one person at an address that the gate cleared. It carries nothing of ours.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::Refusal;
use domain::contact::ChannelKind;
use domain::text::{PhoneNumber, Words};
use domain::when::london;
use domain::{CaseId, ChannelId};
use jiff::Timestamp;
use service::{Cleared, Problem};

use super::{channel, neutral};
use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::letter::Letter;
use crate::page::Page;
use crate::plain;
use crate::session::Posted;

/// What the officer gives: where they can be rung, and perhaps a sentence of their own.
struct Wanted {
    phone: PhoneNumber,
    words: Option<Words>,
}

fn wanted(sent: &Sent, now: Timestamp) -> Result<Wanted, Problems> {
    let mut reader = Reader::new(sent, now);
    if !sent.has("phone") {
        reader.wrong("phone", "Enter the number on which they can ring you");
    }
    let phone = reader.phone("phone", "Number on which they can ring you");
    let words = reader.note("letter-words", "Anything to add");
    neutral::check(&mut reader, "letter-words");
    reader.done(phone.map(|phone| Wanted { phone, words }))
}

/// The letter: one recipient, whom the gate cleared, and the first name of one worker.
fn letter(cleared: &Cleared, address: &str, wanted: &Wanted, worker: &str) -> Letter {
    let phone = wanted.phone.spaced();
    let worker = worker.split_whitespace().next().unwrap_or_default().to_owned();
    let today = cleared.contact().at().to_zoned(london()).date();
    let own = wanted.words.iter().map(|words| words.as_str().to_owned());
    let ask = format!("Please ring me about your home on {phone}.");
    let recipient = cleared.called.iter().map(String::as_str).chain([address]).collect::<Vec<_>>().join("\n");
    Letter {
        sender: format!("Telephone {phone}"),
        recipient,
        date: plain::day(today),
        greeting: cleared
            .called
            .as_ref()
            .map_or_else(|| "Hello".to_owned(), |called| format!("Dear {called}")),
        subject: "Your home".to_owned(),
        paragraphs: std::iter::once(ask).chain(own).collect(),
        signature: worker,
        large: cleared.large_print,
        back: format!("../{}", cleared.contact().channel()),
    }
}

/// Asks the gate, and shows the letter for printing.
pub async fn send(
    State(app): State<App>,
    Path((case, way)): Path<(CaseId, ChannelId)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(&["phone", "letter-words", "letter-words-no-address"]).map_err(Failure::NotSent)?;
    let wanted = match wanted(&sent, app.service.moment(&who.actor).now) {
        Ok(wanted) => wanted,
        Err(problems) => {
            return channel::again(&app, &who, case, way, Filled::with_problems(sent, problems)).await;
        }
    };
    let why_not = || Redirect::to(&format!("/cases/{case}/contact/{way}")).into_response();
    let cleared = match app.service.clear_contact(&who.actor, case, way).await {
        Err(Problem::Refused(Refusal::NotCleared(_))) => return Ok(why_not()),
        cleared => cleared?,
    };
    match cleared.reached.address().filter(|_| cleared.contact().kind() == ChannelKind::Letter) {
        Some(address) => {
            let letter = letter(&cleared, address, &wanted, &who.name);
            Ok(Page(letter).into_response())
        }
        None => Ok(why_not()),
    }
}
