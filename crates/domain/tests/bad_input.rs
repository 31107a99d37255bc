//! The bad-input catalogue (`tests/bad-input.toml`), as far as the types of the domain answer for it.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use domain::text::{
    CaseReference, CivilTime, DateOfBirth, EmailAddress, Name, PhoneNumber, Postcode, Reference, ShortText,
    TextProblem, TimeWindow, Uprn, Words, date_up_to, readable,
};
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

const TODAY: Date = date(2026, 3, 2);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    input: Vec<Entry>,
    awkward: Vec<Awkward>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    part: String,
    r#where: Where,
    kind: String,
    #[serde(default = "name")]
    label: String,
    input: Option<Input>,
    expect: Expect,
    code: Option<String>,
    message: Option<String>,
    stored: Option<String>,
    #[expect(dead_code, reason = "read by the tests of the web crate and of the binary")]
    given: Option<String>,
    #[expect(dead_code, reason = "read by the tests of the web crate")]
    field: Option<String>,
    #[expect(dead_code, reason = "read by the tests of the web crate")]
    #[serde(default)]
    also: BTreeMap<String, String>,
    method: Option<String>,
    route: Option<String>,
    status: Option<u16>,
    exit: Option<u8>,
    #[expect(dead_code, reason = "read by the tests of the web crate and of the binary")]
    #[serde(default)]
    then: Vec<String>,
}

#[derive(Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Where {
    Text,
    Form,
    Later,
    Cli,
    Config,
}

#[derive(Deserialize, PartialEq, Clone, Copy, Debug)]
#[serde(rename_all = "lowercase")]
enum Expect {
    Accepted,
    Refused,
    Stopped,
    Held,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Input {
    Text(String),
    Repeat { repeat: String, times: usize },
    Bytes { bytes: Vec<u8> },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Awkward {
    text: String,
    name: Fate,
    words: Fate,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Fate {
    Stored { stored: String },
    Word(String),
}

/// What a type made of an input.
#[derive(Debug, PartialEq)]
enum Outcome {
    Stored(String),
    Refused(TextProblem),
    Stopped { code: &'static str, message: &'static str },
}

fn name() -> String {
    "Name".to_owned()
}

fn catalogue() -> Catalogue {
    let text = include_str!("../../../tests/bad-input.toml");
    toml::from_str(text).unwrap_or_else(|problem: toml::de::Error| panic!("{}", problem.message()))
}

impl Input {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Repeat { repeat, times } => repeat.repeat(*times).into_bytes(),
            Self::Bytes { bytes } => bytes.clone(),
        }
    }
}

/// The stored form is what serde writes, so that the catalogue holds the storage format still.
fn stored(value: &impl Serialize) -> Outcome {
    Outcome::Stored(serde_json::to_value(value).unwrap().as_str().unwrap().to_owned())
}

fn window(text: &str) -> Result<Outcome, TextProblem> {
    let (from, until) = text.split_once('→').unwrap();
    let window = TimeWindow::new(CivilTime::parse(from)?, CivilTime::parse(until)?)?;
    Ok(Outcome::Stored(format!("{}→{}", window.from(), window.until())))
}

fn address_in(text: &str) -> Result<Outcome, TextProblem> {
    let words = Words::parse(text)?;
    Ok(words.looks_like_address().map_or_else(
        || stored(&words),
        |hint| Outcome::Stopped { code: hint.code(), message: hint.message() },
    ))
}

fn phone_in(text: &str) -> Result<Outcome, TextProblem> {
    let words = Words::parse(text)?;
    Ok(words.looks_like_phone().map_or_else(
        || stored(&words),
        |hint| Outcome::Stopped { code: hint.code(), message: hint.message() },
    ))
}

fn parsed(kind: &str, text: &str) -> Result<Outcome, TextProblem> {
    Ok(match kind {
        "Name" => stored(&Name::parse(text)?),
        "ShortText" => stored(&ShortText::parse(text)?),
        "Reference" => stored(&Reference::parse(text)?),
        "Words" => stored(&Words::parse(text)?),
        "Words.looks_like_address" => address_in(text)?,
        "Words.looks_like_phone" => phone_in(text)?,
        "PhoneNumber" => stored(&PhoneNumber::parse(text)?),
        "EmailAddress" => stored(&EmailAddress::parse(text)?),
        "Postcode" => stored(&Postcode::parse(text)?),
        "Uprn" => stored(&Uprn::parse(text)?),
        "DateOfBirth" => stored(&DateOfBirth::parse(text, TODAY)?),
        "date_up_to" => stored(&date_up_to(text, TODAY)?),
        "CivilTime" => stored(&CivilTime::parse(text)?),
        "TimeWindow" => window(text)?,
        "CaseReference" => stored(&CaseReference::parse(text)?),
        unknown => panic!("the catalogue names a type that does not exist: {unknown}"),
    })
}

fn outcome(kind: &str, bytes: &[u8]) -> Outcome {
    readable(bytes).and_then(|text| parsed(kind, text)).unwrap_or_else(Outcome::Refused)
}

#[test]
fn every_text_of_the_catalogue_meets_its_fate() {
    let catalogue = catalogue();
    let mut run = 0;
    for entry in catalogue.input.iter().filter(|entry| entry.r#where == Where::Text) {
        let at = format!("{} {}", entry.id, entry.part);
        let bytes = entry.input.as_ref().unwrap().bytes();
        let code = entry.code.as_deref();
        let message = entry.message.as_deref();
        match outcome(&entry.kind, &bytes) {
            Outcome::Stored(form) => {
                assert_eq!(entry.expect, Expect::Accepted, "{at}");
                let expected = entry.stored.clone().unwrap_or_else(|| String::from_utf8(bytes).unwrap());
                assert_eq!(form, expected, "{at}");
            }
            Outcome::Refused(problem) => {
                assert_eq!(entry.expect, Expect::Refused, "{at}");
                assert_eq!(code, Some(problem.code()), "{at}");
                assert_eq!(message, Some(problem.message(&entry.label).as_str()), "{at}");
            }
            Outcome::Stopped { code: stop, message: sentence } => {
                assert_eq!(entry.expect, Expect::Stopped, "{at}");
                assert_eq!((code, message), (Some(stop), Some(sentence)), "{at}");
            }
        }
        run += 1;
    }
    assert!(run >= 40, "only {run} texts were tried");
}

#[test]
fn the_catalogue_has_every_row_once_and_whole() {
    let catalogue = catalogue();
    // A row for later tries nothing today: it keeps no other row away.
    let tried = catalogue.input.iter().filter(|entry| entry.r#where != Where::Later);
    let ids: BTreeSet<&str> = tried.map(|entry| entry.id.as_str()).collect();
    let forms = (1..=26).map(|row| format!("F{row:02}"));
    let commands = [1, 2, 3, 4, 7].map(|row| format!("B{row:02}"));
    for row in forms.chain(commands) {
        assert!(ids.contains(row.as_str()), "{row} is missing");
    }
    let mut seen = BTreeSet::new();
    for entry in &catalogue.input {
        let at = format!("{} {}", entry.id, entry.part);
        assert!(seen.insert(at.clone()), "{at} stands twice");
        let is_kept = matches!(entry.expect, Expect::Accepted | Expect::Held);
        assert!(is_kept || entry.code.is_some(), "{at} has no code");
        let answered = match entry.r#where {
            Where::Text => entry.input.is_some(),
            Where::Form | Where::Later => {
                entry.method.is_some() && entry.route.is_some() && entry.status.is_some()
            }
            Where::Cli | Where::Config => entry.expect == Expect::Accepted || entry.exit == Some(2),
        };
        assert!(answered, "{at} does not say how it is sent or answered");
    }
}

#[test]
fn awkward_texts_are_kept_as_they_are_or_refused_by_name() {
    for row in catalogue().awkward {
        for (kind, fate) in
            [("Name", &row.name), ("Reference", &row.name), ("ShortText", &row.name), ("Words", &row.words)]
        {
            let at = format!("{kind} {:?}", row.text);
            match (outcome(kind, row.text.as_bytes()), fate) {
                (Outcome::Stored(form), Fate::Stored { stored }) => assert_eq!(&form, stored, "{at}"),
                (Outcome::Stored(form), Fate::Word(word)) => {
                    assert_eq!((form.as_str(), word.as_str()), (row.text.as_str(), "same"), "{at}");
                }
                (Outcome::Refused(problem), Fate::Word(word)) => assert_eq!(problem.code(), word, "{at}"),
                (other, _) => panic!("{at}: {other:?}"),
            }
        }
    }
}

#[test]
fn awkward_texts_never_pass_for_anything_stricter_nor_show_in_an_error() {
    for row in catalogue().awkward {
        for kind in
            ["PhoneNumber", "EmailAddress", "Postcode", "Uprn", "DateOfBirth", "CivilTime", "CaseReference"]
        {
            let Outcome::Refused(problem) = outcome(kind, row.text.as_bytes()) else {
                panic!("{kind} took {:?}", row.text)
            };
            let shown = format!("{problem} {problem:?} {}", problem.message("Label"));
            let words = row.text.split_whitespace().filter(|word| word.chars().count() > 5);
            assert!(words.into_iter().all(|word| !shown.contains(word)), "{kind} {:?}", row.text);
        }
    }
}
