//! From one `[[fact]]` to its types.

use domain::Happened;
use domain::contact::{ChannelKind, Safety};
use domain::suspicion::EnquiryOutcome;
use jiff::civil::Time;

use super::read::{known_at, moment};
use super::source::{Fields, Read};
use super::teller::teller;
use super::words::Records;
use super::{Fact, FactWord, Person, Says, fact_words};
use crate::problem::did_you_mean;

/// The keys that every fact may have.
const EVERY: [&str; 6] = ["when", "known", "by", "what", "words", "count"];
/// More incidents in one line than this are a slip of the hand.
const MOST: u16 = 200;

/// Reads one fact.
pub(super) fn fact(fields: &Fields<'_, '_>, people: &[Person]) -> Read<Fact> {
    let what = what(fields)?;
    let keys: Vec<&str> = EVERY.iter().chain(what.keys).copied().collect();
    fields.only(&keys, &format!("a fact with what = \"{}\"", what.word))?;
    let when = match fields.moment("when")? {
        Some(text) => moment(fields, "when", &text)?,
        None => return Err(fields.problem("'when' is missing: write a day, a month, or \"not known\"")),
    };
    let count = fields.number("count", MOST)?.unwrap_or(1);
    Ok(Fact {
        line: fields.line(),
        what,
        when,
        known: known_at(fields, "known")?,
        by: teller(fields, people)?,
        words: fields.words("words")?,
        count,
        says: says(fields, what)?,
        canonical: fields.canonical(),
    })
}

fn what(fields: &Fields<'_, '_>) -> Read<&'static FactWord> {
    let (text, at) =
        fields.required("what", "a word of the table in docs/scenarios.md, such as \"incident\"")?;
    fact_words().iter().find(|word| word.word == text).ok_or_else(|| {
        let known: Vec<&str> = fact_words().iter().map(|word| word.word).collect();
        let alias = ALIASES.iter().find(|(other, _)| *other == text.to_lowercase().replace(' ', "-"));
        let hint = alias.map_or_else(|| did_you_mean(&text, &known), |(_, word)| format!("; write '{word}'"));
        fields.problem_at(at, format!("'{text}' is not a word for 'what'{hint}"))
    })
}

/// Words that people reach for first, and ours for them.
const ALIASES: [(&str, &str); 27] = [
    ("999-call", "police-told"),
    ("arrest", "police-action"),
    ("arson", "damage"),
    ("asb-report", "noise-reported"),
    ("bail", "police-action"),
    ("call", "contact-made"),
    ("criminal-damage", "damage"),
    ("eviction", "possession-action"),
    ("harassment", "stalking"),
    ("homeless", "homelessness-application"),
    ("homicide", "death"),
    ("injunction", "order-applied"),
    ("letter", "contact-tried"),
    ("mash-referral", "safeguarding-concern"),
    ("non-molestation-order", "order-applied"),
    ("notice-seeking-possession", "possession-action"),
    ("rape", "sexual-assault"),
    ("referral", "agencies-offered"),
    ("refuge", "survivor-moved"),
    ("rehousing", "transfer-requested"),
    ("repair", "repair-reported"),
    ("risk-assessment", "risk-assessed"),
    ("violence", "assault"),
    ("vulnerability", "needs-told"),
    ("suicide", "death"),
    ("suicide-attempt", "suicide-risk"),
    ("visit", "contact-tried"),
];

fn says(fields: &Fields<'_, '_>, what: &FactWord) -> Read<Says> {
    let enquiry = what.records == Records::EnquiryMade;
    Ok(Says {
        severity: fields.code("severity")?,
        danger: fields.code("danger")?,
        police: fields.code("police")?,
        reference: fields.short("reference")?,
        came_by: fields.code("came_by")?,
        kinds: fields.codes("kinds")?.into_iter().collect(),
        done_by: keys(fields, "done_by")?,
        children_present: fields.code("children_present")?,
        injuries: fields.words("injuries")?,
        children: fields.code("children")?,
        adults_at_risk: fields.code("adults_at_risk")?,
        wishes: fields.words("wishes")?,
        names: keys(fields, "names")?,
        agencies: fields.codes("agencies")?,
        how: fields.code("how")?,
        limits_explained: fields.code("limits_explained")?,
        safe_to_talk: fields.code("safe_to_talk")?,
        respect_line: fields.code("respect_line")?,
        found: fields.code("found")?,
        on: on(fields)?,
        until: known_at(fields, "until")?,
        enquiry: if enquiry { fields.code::<EnquiryOutcome>("outcome")? } else { None },
        outcome: if enquiry { None } else { fields.code("outcome")? },
        way: fields.code("way")?,
        ways: ways(fields)?,
        hours: hours(fields)?,
        if_missed: fields.code("if_missed")?,
        concern: fields.code("concern")?,
        with: fields.code("with")?,
        survivor_told: fields.code("survivor_told")?,
        known_to: fields.code("known_to")?,
        reported: fields.code("reported")?,
        with_survivor: fields.code("with_survivor")?,
        yes: fields.codes("yes")?,
        needs: fields.codes("needs")?,
        stage: fields.code("stage")?,
        ending: fields.code("ending")?,
        kept: fields.code("kept")?,
        may_be_perpetrator: fields.code("may_be_perpetrator")?,
        tell: fields.short("tell")?,
        told_by: fields.code("told_by")?,
        not_told: fields.words("not_told")?,
        wish: fields.code("wish")?,
        time: fields.code("time")?,
    })
}

fn keys(fields: &Fields<'_, '_>, key: &str) -> Read<Option<Vec<String>>> {
    let texts = fields.texts(key)?.into_iter().map(|(text, _)| text).collect();
    Ok(fields.has(key).then_some(texts))
}

fn on(fields: &Fields<'_, '_>) -> Read<Option<Happened>> {
    fields.moment("on")?.map(|text| moment(fields, "on", &text)).transpose()
}

/// `"phone: safe"`: a way and whether it is safe.
fn ways(fields: &Fields<'_, '_>) -> Read<Vec<(ChannelKind, Safety)>> {
    let way = |(text, at): (String, usize)| {
        let Some((kind, safety)) = text.split_once(':') else {
            return Err(
                fields.problem_at(at, "'ways' is a list such as [\"phone: safe\", \"letter: not-safe\"]")
            );
        };
        Ok((fields.read_code("ways", kind.trim(), at)?, fields.read_code("ways", safety.trim(), at)?))
    };
    fields.texts("ways")?.into_iter().map(way).collect()
}

/// `"10:00-12:00"`: from and until, on every day.
fn hours(fields: &Fields<'_, '_>) -> Read<Option<(Time, Time)>> {
    let Some((text, at)) = fields.text("hours")? else { return Ok(None) };
    let span = text
        .split_once('-')
        .and_then(|(from, until)| Some((from.trim().parse().ok()?, until.trim().parse().ok()?)));
    span.map(Some).ok_or_else(|| fields.problem_at(at, "'hours' must be like \"10:00-12:00\""))
}
