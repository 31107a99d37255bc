//! Every test that `policies/kept.toml` names exists.
//!
//! A commitment may be called kept only where a test shows it. In the table `kept`, each commitment has the name of a
//! test, or a list of them, or a table with such a `test` or `tests`. A name is either as nextest prints it, whole or
//! from some module on, or `browser: ` and the title of a browser test.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use crate::{
    error::{Error, Outcome},
    shell,
    test::cargo_steps,
    workshop::Workshop,
};

const KEPT: &str = "policies/kept.toml";
const BROWSER: &str = "browser: ";

#[derive(Deserialize)]
struct Listing {
    #[serde(rename = "rust-suites")]
    suites: BTreeMap<String, Suite>,
}

#[derive(Deserialize)]
struct Suite {
    testcases: BTreeMap<String, serde_json::Value>,
}

/// Looks up every name; those that are not found are all named.
pub fn check(workshop: &Workshop) -> Result<Outcome, Error> {
    let text = workshop.text(Path::new(KEPT))?.unwrap_or_default();
    let kept = text.parse::<toml::Table>().map_err(Error::shape(KEPT))?;
    let mut named = Vec::new();
    kept.get("kept").into_iter().for_each(|kept| collect(kept, true, &mut named));
    let rust = tests(workshop)?;
    let browser = browser_sources(workshop)?;
    let missing: Vec<&str> =
        named.iter().map(String::as_str).filter(|name| !exists(name, &rust, &browser)).collect();
    match (named.len(), missing.as_slice()) {
        (0, _) => Err(Error::Found(format!("{KEPT} names no test at all"))),
        (count, []) => Ok(Outcome::Passed(format!("{count} named, all there"))),
        (_, missing) => {
            Err(Error::Found(format!("{KEPT} names tests that do not exist: {}", missing.join(", "))))
        }
    }
}

fn collect(value: &toml::Value, names_a_test: bool, found: &mut Vec<String>) {
    match value {
        toml::Value::String(name) if names_a_test => found.push(name.clone()),
        toml::Value::Array(items) => items.iter().for_each(|item| collect(item, names_a_test, found)),
        toml::Value::Table(table) => table.iter().for_each(|(key, item)| {
            let names_a_test = (names_a_test && !item.is_table()) || matches!(key.as_str(), "test" | "tests");
            collect(item, names_a_test, found);
        }),
        _ => {}
    }
}

fn exists(name: &str, rust: &[String], browser: &str) -> bool {
    match name.strip_prefix(BROWSER) {
        Some(title) => browser.contains(&format!("'{title}'")),
        None => rust.iter().any(|test| test == name || test.ends_with(&format!("::{name}"))),
    }
}

/// Every Rust test as `binary::module::name`.
fn tests(workshop: &Workshop) -> Result<Vec<String>, Error> {
    if !cargo_steps::has_nextest() {
        return tests_without_nextest(workshop);
    }
    let text =
        shell::read(workshop.cargo().args(["nextest", "list", "--workspace", "--message-format", "json"]))?;
    let listing: Listing = serde_json::from_str(&text).map_err(Error::shape("`cargo nextest list`"))?;
    let suites = listing.suites.into_iter();
    Ok(suites
        .flat_map(|(binary, suite)| suite.testcases.into_keys().map(move |test| format!("{binary}::{test}")))
        .collect())
}

fn tests_without_nextest(workshop: &Workshop) -> Result<Vec<String>, Error> {
    let text =
        shell::read(workshop.cargo().args(["test", "--workspace", "--", "--list", "--format", "terse"]))?;
    Ok(text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

fn browser_sources(workshop: &Workshop) -> Result<String, Error> {
    let mut all = String::new();
    for name in workshop.files()?.iter().filter(|name| name.to_string_lossy().ends_with(".test.mjs")) {
        all.extend(workshop.text(name)?);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{collect, exists};

    #[test]
    fn given_each_way_of_writing_when_collected_then_only_names_of_tests_are_found() {
        let text = "A-1 = 'one'\nA-2 = ['two', 'three']\n[A-3]\nhow = 'a duty'\ntests = ['four']";
        let mut found = Vec::new();
        collect(&toml::Value::Table(text.parse().unwrap()), true, &mut found);
        found.sort();
        assert_eq!(found, ["four", "one", "three", "two"]);
    }

    #[test]
    fn given_a_list_of_tests_when_a_name_is_looked_up_then_only_whole_parts_match() {
        let rust = ["policy::duty::tests::given_a_then_b".to_owned()];
        assert!(exists("given_a_then_b", &rust, ""));
        assert!(exists("duty::tests::given_a_then_b", &rust, ""));
        assert!(exists("policy::duty::tests::given_a_then_b", &rust, ""));
        assert!(!exists("then_b", &rust, ""));
        assert!(!exists("given_a", &rust, ""));
    }

    #[test]
    fn given_a_browser_test_when_looked_up_then_its_whole_title_must_be_there() {
        assert!(exists("browser: danger comes first", &[], "test('danger comes first', async () => {"));
        assert!(!exists("browser: danger", &[], "test('danger comes first', async () => {"));
    }
}
