//! The plan in force as the answers of the form. No number is among them: the form names the fact that is
//! kept, not what it says.

use domain::Answer;
use domain::codes::CodeList as _;
use domain::contact::{Channel, ContactPlan, LineDrops, Safety, Voicemail};
use domain::people::SecretKind;
use domain::text::{ShortText, Words};
use domain::{PersonId, SecretId};
use jiff::civil::Date;
use service::CasePage;

use super::super::{hours, ways};
use super::fields::{MOST, blocks, name, way};
use crate::form::Sent;

/// The answers of the form for a case.
pub fn of(page: &CasePage) -> Sent {
    let mut sent = Sent::default();
    match &page.view.plan {
        Some(plan) => fill(&mut sent, plan, asked_again(page)),
        None => set(&mut sent, "line-drops", LineDrops::NotAgreed.to_code()),
    }
    sent
}

/// Whether every way is to be confirmed again since this plan was made: what was confirmed before is no answer then, and
/// nobody is to send it back unread (T8).
fn asked_again(page: &CasePage) -> bool {
    const ASKS: [&str; 3] = ["confirm-again", "records-joined", "records-parted"];
    let kinds = page.view.chronology.iter().map(|line| line.kind);
    kinds
        .rev()
        .find(|kind| *kind == "contact-plan-made" || ASKS.contains(kind))
        .is_some_and(|kind| ASKS.contains(&kind))
}

/// Puts into every block what it starts with, where nothing stands there yet.
pub fn begin(sent: &mut Sent, page: &CasePage) {
    let centre = ways::centre(page).map(|person| person.person);
    let shown = blocks(sent);
    (0..shown).for_each(|index| start(sent, index, centre));
}

fn set(sent: &mut Sent, field: impl Into<String>, value: impl Into<String>) {
    sent.set(field, vec![value.into()]);
}

fn fill(sent: &mut Sent, plan: &ContactPlan, asked_again: bool) {
    for (index, channel) in plan.channels.iter().take(MOST).enumerate() {
        fill_way(sent, index, channel, asked_again);
    }
    set(sent, "line-drops", plan.line_drops.to_code());
    let interpreter = plan.interpreter.as_ref();
    let texts = [
        ("code-word", plan.code_word.as_ref().map(ShortText::as_str)),
        ("may-be-told", plan.may_be_told.as_ref().map(Words::as_str)),
        ("language", interpreter.map(|interpreter| interpreter.language.as_str())),
        ("interpreter-wishes", interpreter.and_then(|one| one.wishes.as_ref()).map(ShortText::as_str)),
    ];
    for (field, text) in texts {
        set(sent, field, text.unwrap_or_default());
    }
}

fn fill_way(sent: &mut Sent, index: usize, channel: &Channel, asked_again: bool) {
    let text = |text: Option<&ShortText>| text.map_or("", ShortText::as_str).to_owned();
    let values = [
        ("id", channel.channel.to_string()),
        ("kind", channel.kind.to_code().to_owned()),
        ("whose", channel.whose.to_string()),
        ("fact", channel.secret.map_or_else(String::new, |secret| fact(channel.kind.secret_kind(), secret))),
        ("seen-by", channel.seen_by_others.to_code().to_owned()),
        ("who-else", text(channel.who_else.as_ref())),
        ("safety", channel.safety.to_code().to_owned()),
        ("voicemail", channel.voicemail.to_code().to_owned()),
        ("neutral", text(channel.neutral_words.as_ref())),
    ];
    for (field, value) in values {
        set(sent, name(index, field), value);
    }
    if let Some(confirmed) = channel.confirmed.as_ref().filter(|_| !asked_again) {
        set(sent, name(index, "confirmed-by"), confirmed.by.to_code());
        sent.set(name(index, "confirmed"), parts(confirmed.on));
    }
    hours::fill(sent, &way(index), &channel.times);
}

fn parts(day: Date) -> Vec<String> {
    vec![day.day().to_string(), day.month().to_string(), day.year().to_string()]
}

/// What stands in an empty block: nothing is known, so nothing is safe.
fn start(sent: &mut Sent, index: usize, centre: Option<PersonId>) {
    let defaults = [
        ("whose", centre.map_or_else(String::new, |person| person.to_string())),
        ("seen-by", Answer::NotKnown.to_code().to_owned()),
        ("safety", Safety::Unknown.to_code().to_owned()),
        ("hours", "not-known".to_owned()),
        ("voicemail", Voicemail::Never.to_code().to_owned()),
    ];
    for (field, value) in defaults {
        let field = name(index, field);
        if !sent.has(&field) {
            set(sent, field, value);
        }
    }
}

/// A fact that is kept, as the form names it: what kind it is, and which.
pub fn fact(kind: SecretKind, secret: SecretId) -> String {
    format!("{}/{secret}", kind.to_code())
}
