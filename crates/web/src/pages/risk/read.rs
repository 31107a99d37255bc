//! Reads the form into one assessment. A missing answer stays missing.

use std::collections::{BTreeMap, BTreeSet};

use domain::risk::{
    AnswerSource, Barrier, Barriers, FactorAnswer, Judgement, RightNow, RiskAnswer, RiskAssessed, RiskFactor,
    Whereabouts,
};
use domain::{Answer, Severity, UserId};
use jiff::Timestamp;
use policy::instrument::Instrument;

use super::fields::{self, CHILDREN_NOW, CO_SIGNER, PERPETRATOR_NOW, part};
use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};

/// What the answers are read against.
pub(super) struct Given<'a> {
    /// The wording under which they were asked.
    pub instrument: &'a Instrument,
    /// Who may stand behind it.
    pub co_signers: BTreeSet<UserId>,
    /// Whether whoever sends it is trained.
    pub trained: bool,
    /// The newest assessment when this one was begun.
    pub after: Option<u64>,
    /// The moment.
    pub now: Timestamp,
}

/// The assessment, or what is wrong with the answers.
pub(super) fn assessment(sent: &Sent, given: &Given<'_>) -> Result<RiskAssessed, Problems> {
    let mut reader = Reader::new(sent, given.now);
    let perpetrator = reader.code(PERPETRATOR_NOW, "Where whoever harms them is right now");
    let children = reader.code(CHILDREN_NOW, "Where the children are right now");
    let safe_to_talk = reader.code("safe-to-talk", "Is it safe for them to talk now?");
    let how_long = reader.line("how-long", "How long they can talk");
    let mut answers = BTreeMap::new();
    for factor in given.instrument.questions().map(|question| question.factor) {
        answers.extend(answer(&mut reader, factor).map(|answer| (factor, answer)));
    }
    let barriers = barriers(&mut reader);
    let frightened_of = reader.note("frightened-of", "Whom they are frightened of");
    let priority = reader.note("priority", "What is most urgent for them");
    let survivors_view = reader.note("own-view", "How dangerous they think it is");
    let judgement = judgement(&mut reader);
    if answers.is_empty() && judgement.is_none() && survivors_view.is_none() {
        let first =
            given.instrument.questions().next().map_or_else(String::new, |one| fields::of(one.factor));
        reader.wrong(&first, "Nothing is answered yet. Answer what you can, and keep the rest for later");
    }
    let co_signed_by = co_signer(&mut reader, given);
    let assessed = RiskAssessed {
        instrument: given.instrument.id.clone(),
        version: given.instrument.version,
        language: given.instrument.language.clone(),
        safe_to_talk: safe_to_talk.unwrap_or(Answer::NotKnown),
        right_now: RightNow {
            perpetrator: perpetrator.unwrap_or(Whereabouts::NotKnown),
            children: children.unwrap_or(Whereabouts::NotKnown),
        },
        how_long,
        high_at: given.instrument.high_at,
        answers,
        barriers,
        judgement,
        frightened_of,
        priority,
        survivors_view,
        co_signed_by,
        after: given.after,
    };
    reader.done(Some(assessed))
}

/// What was answered of a factor. Of one that was not asked nothing is kept, but the words that say why.
fn answer(reader: &mut Reader<'_>, factor: RiskFactor) -> Option<FactorAnswer> {
    let field = fields::of(factor);
    if reader.sent().all(&field).iter().filter(|value| !value.is_empty()).count() > 1 {
        reader.wrong(&field, "Choose one answer");
        return None;
    }
    let answer = reader.code(&field, factor.label()).unwrap_or(RiskAnswer::NotAsked);
    let words = reader.note(&part(factor, "words"), "What was said");
    let source = reader.code(&part(factor, "source"), "Where this comes from");
    let dated = reader.past_day(&part(factor, "dated"), "The day of the source");
    let nothing = answer == RiskAnswer::NotAsked && words.is_none();
    let source = source.unwrap_or(AnswerSource::Survivor);
    (!nothing).then_some(FactorAnswer { answer, source, dated, words })
}

/// What may have kept them from telling. What was left out was not asked.
fn barriers(reader: &mut Reader<'_>) -> Barriers {
    let mut read =
        |barrier: &Barrier| Some((*barrier, reader.code(&fields::barrier(*barrier), barrier.label())?));
    Barrier::ALL.iter().filter_map(&mut read).collect()
}

/// A level with its reason; neither stands alone (domain.md 2.2).
fn judgement(reader: &mut Reader<'_>) -> Option<Judgement> {
    let level = reader.code::<Severity>("level", "How do you judge it?");
    if level == Some(Severity::Unknown) {
        reader.wrong("level", "Choose one of the answers to: How do you judge it?");
    }
    let why = reader.note("why", "Why you judge it so");
    match (level, why) {
        (Some(level), Some(why)) => Some(Judgement { level, why }),
        (Some(_), None) if !reader.sent().has("why") => {
            reader.wrong("why", "Say why you judge it so: what you saw, heard or know");
            None
        }
        (None, Some(_)) => {
            reader.wrong("level", "Choose how you judge it, or leave out why");
            None
        }
        _ => None,
    }
}

/// Whoever is not trained names somebody who is.
fn co_signer(reader: &mut Reader<'_>, given: &Given<'_>) -> Option<UserId> {
    let text = reader.sent().one(CO_SIGNER);
    if text.is_empty() {
        if !given.trained {
            reader.wrong(CO_SIGNER, "Choose the colleague trained in risk with whom you talked this through");
        }
        return None;
    }
    let chosen = text.parse().ok().filter(|user| given.co_signers.contains(user));
    if chosen.is_none() {
        reader.wrong(CO_SIGNER, "Choose one of the colleagues shown");
    }
    chosen
}
