//! From one `[[fact]]` to its types.

use domain::Happened;
use domain::incident::AbuseForms;
use domain::suspicion::EnquiryOutcome;
use jiff::civil::Time;

use super::read::{known_at, moment, written};
use super::source::{Fields, Read, Text};
use super::teller::{person, teller};
use super::when::Written;
use super::words::Records;
use super::{Fact, FactWord, Person, Says, fact_words};
use crate::codes::Coded;
use crate::problem::{as_a_code, did_you_mean};

/// The keys that every fact may have.
const EVERY: [&str; 8] = ["when", "known", "by", "what", "words", "count", "key", "instead_of"];
/// More incidents in one line than this are a slip of the hand.
const MOST: u16 = 200;

/// Reads one fact, to its end: every slip of it is noted.
pub(super) fn fact(fields: &Fields<'_, '_>, people: &[Person]) -> Read<Fact> {
    let what = what(fields)?;
    let keys: Vec<&str> = EVERY.iter().chain(what.keys).copied().collect();
    fields.only(&keys, &format!("a fact with what = \"{}\"", what.word));
    let (when, known, by) = (when(fields), known_at(fields, "known"), teller(fields, people));
    let (words, says) = (fields.words("words")?, says(fields, what, people)?);
    let count = fields.number("count", MOST)?.unwrap_or(1);
    let key = fields.text("key")?.map(|(text, _)| text);
    let instead_of = fields.text("instead_of")?.map(|(text, _)| text);
    let (when, by) = (when?, by?);
    let part_of_the_day = when.hour.and_then(|_| when.certain());
    Ok(Fact {
        line: fields.line(),
        what,
        when: when.happened,
        known: known?.or(part_of_the_day),
        by,
        words,
        count,
        key,
        instead_of,
        says,
        canonical: fields.canonical(),
    })
}

fn when(fields: &Fields<'_, '_>) -> Read<Written> {
    let Some(text) = fields.moment("when")? else {
        fields.nothing_wrong_with("when")?;
        return Err(fields.problem("'when' is missing: write a day, a month, or \"not known\""));
    };
    written(fields, "when", &until_told(fields, text))
}

/// "since 2020" runs until it was told, where that is said.
fn until_told(fields: &Fields<'_, '_>, (text, at): Text) -> Text {
    let since = ["since ", "from ", "after "]
        .iter()
        .find_map(|word| text.to_lowercase().strip_prefix(word).map(str::to_owned));
    let told =
        known_at(fields, "known").ok().flatten().map(|known| known.to_zoned(domain::when::london()).date());
    match (since, told) {
        (Some(since), Some(told)) if !since.contains(" to ") => (format!("{since} to {told}"), at),
        _ => (text, at),
    }
}

fn what(fields: &Fields<'_, '_>) -> Read<&'static FactWord> {
    let (text, at) =
        fields.required("what", "a word of the table in docs/scenarios.md, such as \"incident\"")?;
    let plain = as_a_code(&text);
    fact_words().iter().find(|word| word.word == plain).ok_or_else(|| {
        let known: Vec<&str> = fact_words().iter().map(|word| word.word).collect();
        let alias = ALIASES.iter().find(|(other, _)| *other == plain);
        let near = did_you_mean(&text, &known);
        let note = if near.contains("nearest") { ", and 'note' always fits" } else { "" };
        let hint = alias.map_or_else(|| format!("{near}{note}"), |(_, word)| format!("; write '{word}'"));
        fields.problem_at(at, format!("'{text}' is not a word for 'what'{hint}"))
    })
}

/// Words that people reach for first, and ours for them.
const ALIASES: [(&str, &str); 63] = [
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
    ("abuse", "incident"),
    ("address-disclosed", "location-compromised"),
    ("asb-case-opened", "note"),
    ("attack", "assault"),
    ("breach", "order-breached"),
    ("case-opened", "owner-named"),
    ("choking", "strangulation"),
    ("coercive-control", "controlling"),
    ("complaint-response", "complaint-reply"),
    ("conviction", "police-action"),
    ("data-breach", "location-compromised"),
    ("deleted", "corrected"),
    ("direct-offer", "home-offered"),
    ("diary-sheets", "note"),
    ("error", "corrected"),
    ("fled", "survivor-moved"),
    ("injury", "assault"),
    ("inquest", "determination"),
    ("joint-tenancy", "choice-talked-over"),
    ("killed", "death"),
    ("lock-change", "security-requested"),
    ("locks-changed", "security-done"),
    ("management-transfer", "transfer-requested"),
    ("murder", "death"),
    ("noise", "noise-reported"),
    ("offer", "home-offered"),
    ("order", "order-served"),
    ("prison", "police-action"),
    ("recharge", "possession-action"),
    ("removed", "corrected"),
    ("restraining-order", "order-served"),
    ("safeguarding-referral", "safeguarding-concern"),
    ("sentenced", "police-action"),
    ("temporary-accommodation", "survivor-moved"),
    ("warning-letter", "perpetrator-warned"),
    ("weapon", "assault"),
];

fn says(fields: &Fields<'_, '_>, what: &FactWord, people: &[Person]) -> Read<Says> {
    let enquiry = what.records == Records::EnquiryMade;
    Ok(Says {
        severity: fields.code("severity")?,
        danger: fields.code("danger")?,
        police: fields.code("police")?,
        reference: fields.short("reference")?,
        came_by: fields.code("came_by")?,
        kinds: fields.codes("kinds")?.into_iter().collect(),
        forms: AbuseForms {
            technology: fields.codes("technology")?.into_iter().collect(),
            economic: fields.codes("economic")?.into_iter().collect(),
        },
        done_by: keys(fields, "done_by", people)?,
        children_present: fields.code("children_present")?,
        injuries: fields.words("injuries")?,
        children: fields.code("children")?,
        adults_at_risk: fields.code("adults_at_risk")?,
        wishes: fields.words("wishes")?,
        names: keys(fields, "names", people)?,
        agencies: fields.codes("agencies")?,
        how: fields.code("how")?,
        limits_explained: fields.code("limits_explained")?,
        safe_to_talk: fields.code("safe_to_talk")?,
        named: fields.code("named")?,
        stands: fields.code("stands")?,
        respect_line: fields.code("respect_line")?,
        found: fields.code("found")?,
        on: on(fields)?,
        until: known_at(fields, "until").ok().flatten(),
        enquiry: if enquiry { fields.code::<EnquiryOutcome>("outcome")? } else { None },
        outcome: if enquiry { None } else { fields.code("outcome")? },
        way: fields.code("way")?,
        ways: pairs(fields, "ways", "[\"phone: safe\", \"letter: not-safe\"]")?,
        hours: hours(fields)?,
        if_missed: fields.code("if_missed")?,
        concern: fields.code("concern")?,
        categories: fields.codes("category")?.into_iter().collect(),
        with: fields.code("with")?,
        agreed: fields.code("agreed")?,
        ground: fields.code("ground")?,
        why_without: fields.words("why_without")?,
        survivor_told: fields.code("survivor_told")?,
        known_to: fields.code("known_to")?,
        reported: fields.code("reported")?,
        with_survivor: fields.code("with_survivor")?,
        yes: fields.codes("yes")?,
        needs: fields.codes("needs")?,
        stage: fields.code("stage")?,
        ending: fields.code("ending")?,
        moved_to: fields.code("moved_to")?,
        kept: fields.code("kept")?,
        may_be_perpetrator: fields.code("may_be_perpetrator")?,
        tell: fields.short("tell")?,
        told_by: fields.code("told_by")?,
        not_told: fields.words("not_told")?,
        of: fields.text("of")?.map(|(text, _)| text),
        language: fields.short("language")?,
        interpreter: fields.short("interpreter")?,
        affected: fields.code("affected")?,
        related: fields.code("related")?,
        hurt_directly: fields.code("hurt_directly")?,
        spoken_with: fields.code("spoken_with")?,
        needs_care: fields.code("needs_care")?,
        at_risk: fields.code("at_risk")?,
        cannot_protect: fields.code("cannot_protect")?,
        life_time: fields.code("life_time")?,
        reaches_them: fields.code("reaches_them")?,
        others_at_risk: fields.code("others_at_risk")?,
        signs: pairs(fields, "signs", "[\"fear: yes\", \"injuries: no\"]")?,
        choice: fields.code("choice")?,
        state: fields.code("state")?,
        wish: fields.code("wish")?,
        time: fields.code("time")?,
    })
}

fn keys(fields: &Fields<'_, '_>, key: &str, people: &[Person]) -> Read<Option<Vec<String>>> {
    let meant = |(text, at): (String, usize)| {
        if let Some(person) = person(people, &text) {
            return Ok(person.key.clone());
        }
        let known: Vec<&str> = people.iter().map(|person| person.key.as_str()).collect();
        let hint = did_you_mean(&text, &known);
        let what = format!("'{text}' is no [[person]] of this file: add them, or mend the key{hint}");
        Err(fields.problem_at(at, what))
    };
    let keys: Vec<String> = fields.texts(key)?.into_iter().filter_map(|text| meant(text).ok()).collect();
    Ok(fields.has(key).then_some(keys))
}

fn on(fields: &Fields<'_, '_>) -> Read<Option<Happened>> {
    Ok(fields.moment("on")?.and_then(|text| moment(fields, "on", &text).ok()))
}

/// `"phone: safe"`: a word of one list and what is said of it.
fn pairs<A: Coded, B: Coded>(fields: &Fields<'_, '_>, key: &str, example: &str) -> Read<Vec<(A, B)>> {
    let pair = |(text, at): (String, usize)| {
        let Some((first, second)) = text.split_once(':') else {
            return Err(fields.problem_at(at, format!("'{key}' is a list such as {example}")));
        };
        Ok((fields.read_code(key, first.trim(), at)?, fields.read_code(key, second.trim(), at)?))
    };
    Ok(fields.texts(key)?.into_iter().filter_map(|text| pair(text).ok()).collect())
}

/// `"10:00-12:00"`: from and until, on every day.
fn hours(fields: &Fields<'_, '_>) -> Read<Option<(Time, Time)>> {
    let Some((text, at)) = fields.text("hours")? else { return Ok(None) };
    let span = text
        .split_once('-')
        .and_then(|(from, until)| Some((from.trim().parse().ok()?, until.trim().parse().ok()?)));
    if span.is_none() {
        fields.problem_at(at, "'hours' must be like \"10:00-12:00\"");
    }
    Ok(span)
}
