//! Every row of `docs/asvs.csv` is whole, and what it names exists.
//!
//! The file has one row for each requirement of OWASP ASVS 5.0, by its number: `id,level,applies,state,why,test`. What
//! the columns may hold is told in `docs/asvs.md`. The requirements' own words are not in this project.

mod row;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::Tests;
use crate::{error::Error, report, table, workshop::Workshop};
use row::{Row, State};

const FILE: &str = "docs/asvs.csv";
const HEADINGS: &str = "id,level,applies,state,why,test";
/// How many requirements each section of each chapter has, from section 1.1 to section 17.3.
const SECTIONS: [&[u8]; 17] = [
    &[2, 10, 12, 3, 3],
    &[3, 3, 5, 2],
    &[1, 3, 5, 8, 8, 1, 5],
    &[5, 5, 2, 4],
    &[1, 6, 3, 3],
    &[3, 12, 8, 6, 8, 4, 2, 4],
    &[3, 4, 2, 5, 3, 2],
    &[4, 4, 3, 2],
    &[3, 4],
    &[2, 3, 5, 16, 5, 2, 3],
    &[4, 5, 5, 4, 2, 2, 2],
    &[5, 2, 5],
    &[4, 6, 4, 7],
    &[2, 8, 3],
    &[5, 5, 7, 4],
    &[1, 5, 4, 3, 4],
    &[2, 8, 2],
];
/// How many requirements there are of each level.
const LEVELS: [usize; 3] = [70, 183, 92];
/// The sections that ask for a document; in these its heading stands where otherwise a test does.
const ON_PAPER: [&str; 11] =
    ["2.1.", "3.1.", "5.1.", "6.1.", "7.1.", "8.1.", "11.1.", "13.1.", "14.1.", "15.1.", "16.1."];
const DOCUMENT: &str = "doc: ";

/// Reads the file, looks up what it names, and prints how many requirements are in which state.
pub(super) fn check(workshop: &Workshop, tests: &Tests) -> Result<String, Error> {
    let text = workshop.text(Path::new(FILE))?.unwrap_or_default();
    let (rows, mut wrong) = read(&text);
    let document = |name: &str| std::fs::read_to_string(workshop.root.join(name)).ok();
    wrong.extend(problems(&rows, |name| tests.has(name), document));
    for line in counts(&rows) {
        report::line(&line);
    }
    let held = rows.iter().filter(|row| row.state == State::Held).count();
    match wrong.as_slice() {
        [] => Ok(format!("{held} of {} requirements held", rows.len())),
        wrong => Err(Error::Found(wrong.join("\n"))),
    }
}

/// The rows that are whole, and what is wrong with the others.
fn read(text: &str) -> (Vec<Row>, Vec<String>) {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    if text.lines().next() != Some(HEADINGS) {
        wrong.push(format!("{FILE}:1: must be `{HEADINGS}`"));
    }
    for (place, line) in text.lines().enumerate().skip(1) {
        match Row::read(line) {
            Ok(row) => rows.push(row),
            Err(problem) => wrong.push(format!("{FILE}:{}: {problem}", place + 1)),
        }
    }
    (rows, wrong)
}

/// What is wrong with the rows together, and with what each names.
fn problems(
    rows: &[Row],
    has_test: impl Fn(&str) -> bool,
    document: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut wrong = once_each(rows);
    for (level, expected) in (1..).zip(LEVELS) {
        let found = rows.iter().filter(|row| row.level == level).count();
        if found != expected {
            wrong.push(format!("{FILE}: level {level} has {found} rows and must have {expected}"));
        }
    }
    for row in rows {
        let exists = |name: &str| match name.strip_prefix(DOCUMENT) {
            Some(place) => row.is_in(&ON_PAPER) && has_heading(place, &document),
            None => has_test(name),
        };
        let missing = row.named().filter(|name| !exists(name));
        wrong.extend(missing.map(|name| format!("{FILE}: {} names what does not exist: {name}", row.id)));
    }
    wrong
}

/// Every number is there once, and there is none that is not a requirement's.
fn once_each(rows: &[Row]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        *times.entry(&row.id).or_default() += 1;
    }
    let expected: BTreeSet<String> = ids().collect();
    let missing = expected.iter().filter(|id| !times.contains_key(id.as_str()));
    let missing = missing.map(|id| format!("{FILE}: {id} is missing"));
    let unknown = times.keys().filter(|id| !expected.contains(**id));
    let unknown = unknown.map(|id| format!("{FILE}: {id} is no requirement"));
    let again = times.iter().filter(|(_, times)| **times > 1);
    let again = again.map(|(id, times)| format!("{FILE}: {id} is there {times} times"));
    missing.chain(unknown).chain(again).collect()
}

/// The number of every requirement.
fn ids() -> impl Iterator<Item = String> {
    (1..).zip(SECTIONS).flat_map(|(chapter, sections): (u8, _)| {
        (1..).zip(sections).flat_map(move |(section, count): (u8, &u8)| {
            (1..=*count).map(move |number| format!("{chapter}.{section}.{number}"))
        })
    })
}

/// Whether the document of `file#heading` is there and has this heading, written as in a link to it.
fn has_heading(place: &str, document: impl Fn(&str) -> Option<String>) -> bool {
    let found = place.split_once('#').and_then(|(file, heading)| Some((document(file)?, heading)));
    let Some((text, wanted)) = found else { return false };
    let mut in_code = false;
    text.lines().any(|line| {
        in_code ^= line.trim_start().starts_with("```");
        let heading = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#'));
        !in_code && heading.and_then(|rest| rest.strip_prefix(' ')).is_some_and(|rest| anchor(rest) == wanted)
    })
}

/// A heading as it is written in a link to it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// A table of levels and states.
fn counts(rows: &[Row]) -> Vec<String> {
    let line = |name: &str, of: &dyn Fn(&Row) -> bool| {
        let count = |state: Option<State>| {
            let counted = rows.iter().filter(|row| of(row) && state.is_none_or(|state| row.state == state));
            counted.count().to_string()
        };
        let [held, not_yet, not_applicable] = State::ALL.map(|state| count(Some(state)));
        [name.to_owned(), held, not_yet, not_applicable, count(None)]
    };
    let levels = (1..=3).map(|level| line(&level.to_string(), &|row: &Row| row.level == level));
    let lines: Vec<_> = levels.chain([line("all", &|_| true)]).collect();
    let [held, not_yet, not_applicable] = State::ALL.map(State::word);
    table::render(["level", held, not_yet, not_applicable, "all"], &lines)
}

#[cfg(test)]
mod tests;
