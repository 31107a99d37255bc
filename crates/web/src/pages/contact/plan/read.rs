//! Reads the form into the plan, and into the protected facts that came with it.

use std::sync::Arc;

use access::LocationSecret;
use domain::case::CaseCommand;
use domain::contact::{
    Channel, ChannelKind, Confirmed, ConfirmedBy, ContactPlan, Interpreter, LineDrops, Safety, Voicemail,
};
use domain::people::{SecretHeld, SecretKind};
use domain::text::ShortText;
use domain::{Answer, ChannelId, Moment, PersonId, SecretId};
use service::{Entry, ProtectedFact};

use super::super::{hours, neutral};
use super::fields::{in_plan, name, way};
use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};
use crate::ids::Minted;

/// The longest text message that goes as one.
const ONE_TEXT: usize = 160;

/// What the form records: each new number or address, then the plan that names it.
pub(super) fn plan(sent: &Sent, moment: &Moment) -> Result<Vec<Entry>, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    let mut ways = Ways { ids: Minted::new(moment), given: Vec::new() };
    let survivor: Option<PersonId> = sent.one("survivor").parse().ok();
    if survivor.is_none() {
        reader.wrong("code-word", "This page is damaged. Open it again");
    }
    let channels = in_plan(sent).filter_map(|index| ways.channel(&mut reader, index)).collect();
    let plan = survivor.map(|survivor| whole(&mut reader, survivor, channels));
    reader.done(plan.map(|plan| {
        let mut entries = ways.given;
        entries.push(CaseCommand::PlanContact(plan).into());
        entries
    }))
}

fn whole(reader: &mut Reader<'_>, survivor: PersonId, channels: Vec<Channel>) -> ContactPlan {
    let code_word = reader.line("code-word", "Code word");
    let line_drops = reader.code("line-drops", "If the line drops").unwrap_or(LineDrops::NotAgreed);
    let may_be_told = reader.note("may-be-told", "Who may be told");
    let language = reader.line("language", "Language");
    let wishes = reader.line("interpreter-wishes", "What they ask of the interpreter");
    if language.is_none() && wishes.is_some() {
        reader.wrong("language", "Enter the language that the interpreter is for");
    }
    let interpreter = language.map(|language| Interpreter { language, wishes });
    ContactPlan { survivor, channels, code_word, line_drops, may_be_told, interpreter }
}

/// Reads way after way.
struct Ways<'m> {
    ids: Minted<'m>,
    given: Vec<Entry>,
}

impl Ways<'_> {
    fn channel(&mut self, reader: &mut Reader<'_>, index: usize) -> Option<Channel> {
        let field = |part: &str| name(index, part);
        let kind =
            reader.must_choose::<ChannelKind>(&field("kind"), "Choose what kind of contact this is")?;
        let whose = person(reader, &field("whose"))?;
        let secret = self.secret(reader, index, kind, whose);
        let seen_by_others = reader.code(&field("seen-by"), "Who else").unwrap_or(Answer::NotKnown);
        let who_else = reader.line(&field("who-else"), "Who else");
        let safety = reader.code(&field("safety"), "Is it safe").unwrap_or(Safety::Unknown);
        let confirmed = confirmed(reader, index, safety);
        let times = hours::read(reader, &way(index));
        let voicemail = reader.code(&field("voicemail"), "Voicemail").unwrap_or(Voicemail::Never);
        let neutral_words = neutral_words(reader, &field("neutral"), kind, voicemail);
        Some(Channel {
            channel: self.id(reader, index),
            kind,
            secret,
            whose,
            seen_by_others,
            who_else,
            safety,
            confirmed,
            times,
            voicemail,
            neutral_words,
        })
    }

    /// A way keeps its id from plan to plan.
    fn id(&mut self, reader: &Reader<'_>, index: usize) -> ChannelId {
        let known = reader.sent().one(&name(index, "id")).parse().ok();
        known.unwrap_or_else(|| self.ids.next(ChannelId::from_uuid))
    }

    /// A number or address that was typed, or else the one that is kept.
    fn secret(
        &mut self,
        reader: &mut Reader<'_>,
        index: usize,
        kind: ChannelKind,
        whose: PersonId,
    ) -> Option<SecretId> {
        let Some(text) = typed(reader, &name(index, "value"), kind) else {
            return kept(reader, &name(index, "fact"), kind.secret_kind());
        };
        let (secret, kind) = (self.ids.next(SecretId::from_uuid), kind.secret_kind());
        let held = SecretHeld { secret, kind, person: whose };
        let fact = ProtectedFact { secret, kind, text: Arc::new(LocationSecret::new(text)) };
        self.given.push(Entry { command: CaseCommand::HoldSecret(held), facts: vec![fact] });
        Some(secret)
    }
}

fn person(reader: &mut Reader<'_>, field: &str) -> Option<PersonId> {
    let person = reader.sent().one(field).parse().ok();
    if person.is_none() {
        reader.wrong(field, "Choose whose it is");
    }
    person
}

fn typed(reader: &mut Reader<'_>, field: &str, kind: ChannelKind) -> Option<String> {
    match kind.secret_kind() {
        SecretKind::Phone => reader.phone(field, "Number").map(|phone| phone.as_e164().to_owned()),
        SecretKind::Email => reader.email(field, "Email address").map(|email| email.as_str().to_owned()),
        _ => reader.words(field, "Address or place").map(|place| place.as_str().to_owned()),
    }
}

fn kept(reader: &mut Reader<'_>, field: &str, kind: SecretKind) -> Option<SecretId> {
    let text = reader.sent().one(field);
    let (is, secret) = text.split_once('/')?;
    if is != kind.code() {
        reader.wrong(
            field,
            format!("This needs another kind of fact. Choose or give this one: {}", kind.label()),
        );
        return None;
    }
    secret.parse().ok()
}

/// Nothing is safe by itself: somebody said so, on a day.
fn confirmed(reader: &mut Reader<'_>, index: usize, safety: Safety) -> Option<Confirmed> {
    let [by_field, on_field] = ["confirmed-by", "confirmed"].map(|part| name(index, part));
    let by = reader.code::<ConfirmedBy>(&by_field, "Who said that it is safe");
    let on = reader.past_day(&on_field, "The day on which it was said");
    if safety == Safety::Safe && by.is_none() {
        reader.wrong(&by_field, "Choose who said that this is safe, or choose that it is not known");
    }
    if safety == Safety::Safe && !reader.sent().has(&on_field) {
        reader.wrong(&on_field, "Enter the day on which they said that this is safe");
    }
    Option::zip(by, on).map(|(by, on)| Confirmed { by, on })
}

/// Somebody else may read or hear them.
fn neutral_words(
    reader: &mut Reader<'_>,
    field: &str,
    kind: ChannelKind,
    voicemail: Voicemail,
) -> Option<ShortText> {
    let words = reader.line(field, "Neutral words");
    neutral::check(reader, field);
    let letters = words.as_ref().map_or(0, |words| words.as_str().chars().count());
    if kind == ChannelKind::Text && letters > ONE_TEXT {
        reader.wrong(field, "Neutral words of a text message must be 160 characters or fewer");
    }
    if voicemail == Voicemail::Neutral && letters == 0 {
        reader.wrong(field, "Enter the exact words that may be left on voicemail, or choose never");
    }
    words
}
