//! Every test that `policies/kept.toml` and `docs/asvs.csv` name exists.
//!
//! A commitment may be called kept, and a security requirement held, only where a test shows it. In the table `kept`,
//! each commitment has the name of a test, or a list of them, or a table with such a `test` or `tests`. A name is either
//! as nextest prints it, whole or from some module on, or `browser: ` and the title of a browser test. What
//! `docs/asvs.csv` may hold is told in `asvs`.

mod asvs;

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
    testcases: BTreeMap<String, Case>,
}

#[derive(Deserialize)]
struct Case {
    ignored: bool,
}

/// Every test there is, but for those that are passed over.
struct Tests {
    /// Each as `binary::module::name`, or as `module::name` where `is_whole` is false.
    rust: Vec<String>,
    /// Whether the names say in which binary a test is; those of `cargo test` do not.
    is_whole: bool,
    /// The text of each file of browser tests, by its name.
    browser: BTreeMap<String, String>,
}

/// Looks up every name; those that are not found are all named.
pub fn check(workshop: &Workshop) -> Result<Outcome, Error> {
    let tests = Tests::of(workshop)?;
    super::both(kept(workshop, &tests), asvs::check(workshop, &tests))
}

fn kept(workshop: &Workshop, tests: &Tests) -> Result<String, Error> {
    let text = workshop.text(Path::new(KEPT))?.unwrap_or_default();
    let kept = text.parse::<toml::Table>().map_err(Error::shape(KEPT))?;
    let mut named = Vec::new();
    kept.get("kept").into_iter().for_each(|kept| collect(kept, true, &mut named));
    let missing: Vec<&str> = named.iter().map(String::as_str).filter(|name| !tests.ends_in(name)).collect();
    match (named.len(), missing.as_slice()) {
        (0, _) => Err(Error::Found(format!("{KEPT} names no test at all"))),
        (count, []) => Ok(format!("{count} named, all there")),
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

impl Tests {
    fn of(workshop: &Workshop) -> Result<Self, Error> {
        let is_whole = cargo_steps::has_nextest();
        let rust = if is_whole { with_nextest(workshop) } else { without_nextest(workshop) }?;
        Ok(Self { rust, is_whole, browser: browser_sources(workshop)? })
    }

    /// Whether there is a test whose name is this from some module on.
    fn ends_in(&self, name: &str) -> bool {
        let Some(title) = name.strip_prefix(BROWSER) else {
            let found = |test: &str| is_end(name, test) || (!self.is_whole && is_end(test, name));
            return self.rust.iter().any(|test| found(test));
        };
        self.browser.values().any(|source| has_title(source, title))
    }

    /// Whether there is a test of exactly this name: the binary, a blank and the path, as nextest prints it, or
    /// `browser: `, the file and the title as it stands there.
    fn has(&self, name: &str) -> bool {
        if let Some(rest) = name.strip_prefix(BROWSER) {
            let found =
                rest.split_once(": ").and_then(|(file, title)| Some((self.browser.get(file)?, title)));
            return found.is_some_and(|(source, title)| has_title(source, title));
        }
        let Some((binary, path)) = name.split_once(' ') else { return false };
        let wanted = if self.is_whole { format!("{binary}::{path}") } else { path.to_owned() };
        self.rust.contains(&wanted)
    }
}

/// Whether `name` is the whole of `test`, or its end from some module on.
fn is_end(name: &str, test: &str) -> bool {
    test.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with("::"))
}

/// Whether a browser test has this title. One that is passed over, or is known not to hold yet, shows nothing.
fn has_title(source: &str, title: &str) -> bool {
    let starts = [format!("test('{title}',"), format!("test(`{title}`,")];
    let shows = |line: &str| {
        let rest = starts.iter().find_map(|start| line.trim_start().strip_prefix(start));
        rest.is_some_and(|rest| {
            !["todo", "skip"].iter().any(|word| rest.trim_start().starts_with(&format!("{{ {word}")))
        })
    };
    source.lines().any(shows)
}

fn with_nextest(workshop: &Workshop) -> Result<Vec<String>, Error> {
    let text =
        shell::read(workshop.cargo().args(["nextest", "list", "--workspace", "--message-format", "json"]))?;
    let listing: Listing = serde_json::from_str(&text).map_err(Error::shape("`cargo nextest list`"))?;
    Ok(names(listing))
}

fn names(listing: Listing) -> Vec<String> {
    let named = |(binary, suite): (String, Suite)| {
        let run = suite.testcases.into_iter().filter(|(_, case)| !case.ignored);
        run.map(move |(test, _)| format!("{binary}::{test}"))
    };
    listing.suites.into_iter().flat_map(named).collect()
}

fn without_nextest(workshop: &Workshop) -> Result<Vec<String>, Error> {
    let text =
        shell::read(workshop.cargo().args(["test", "--workspace", "--", "--list", "--format", "terse"]))?;
    Ok(text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

fn browser_sources(workshop: &Workshop) -> Result<BTreeMap<String, String>, Error> {
    let mut all = BTreeMap::new();
    for path in workshop.files()? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".test.mjs") {
            all.insert(name, workshop.text(&path)?.unwrap_or_default());
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{Listing, Tests, collect, names};

    fn tests(rust: &[&str], is_whole: bool) -> Tests {
        let source = "  test('danger comes first', async () => {\n  test(`is read, at ${view.name}`, () =>\n\
            // test('is talked of', ...\ntest('is lost', { todo: why }, () =>\ntest('is kept',{ timeout: 9 }, () =>";
        let browser = [("a.test.mjs".to_owned(), source.to_owned())].into();
        Tests { rust: rust.iter().map(|name| (*name).to_owned()).collect(), is_whole, browser }
    }

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
        let whole = tests(&["policy::duty::tests::given_a_then_b"], true);
        assert!(whole.ends_in("given_a_then_b"));
        assert!(whole.ends_in("duty::tests::given_a_then_b"));
        assert!(whole.ends_in("policy::duty::tests::given_a_then_b"));
        assert!(!whole.ends_in("then_b"));
        assert!(!whole.ends_in("given_a"));
        assert!(!whole.ends_in("other::policy::duty::tests::given_a_then_b"));
        assert!(whole.has("policy duty::tests::given_a_then_b"));
        for wrong in
            ["duty tests::given_a_then_b", "policy::duty::tests::given_a_then_b", "policy given_a_then_b", ""]
        {
            assert!(!whole.has(wrong), "{wrong}");
        }
    }

    #[test]
    fn given_a_list_that_names_no_binary_when_a_name_is_looked_up_then_its_path_must_match() {
        let bare = tests(&["duty::tests::given_a_then_b"], false);
        assert!(bare.ends_in("policy::duty::tests::given_a_then_b"));
        assert!(!bare.ends_in("policy::duty::tests::given_b"));
        assert!(bare.has("policy duty::tests::given_a_then_b"));
        assert!(!bare.has("policy tests::given_a_then_b"));
    }

    #[test]
    fn given_a_browser_test_when_looked_up_then_its_whole_title_must_be_there() {
        let all = tests(&[], true);
        assert!(all.ends_in("browser: danger comes first"));
        assert!(!all.ends_in("browser: danger"));
        assert!(all.has("browser: a.test.mjs: danger comes first"));
        assert!(all.has("browser: a.test.mjs: is read, at ${view.name}"));
        assert!(all.has("browser: a.test.mjs: is kept"));
        for wrong in ["b.test.mjs: danger comes first", "a.test.mjs: danger", "danger comes first"] {
            assert!(!all.has(&format!("browser: {wrong}")), "{wrong}");
        }
    }

    #[test]
    fn given_a_browser_test_that_is_talked_of_or_known_not_to_hold_then_it_shows_nothing() {
        let all = tests(&[], true);
        assert!(!all.has("browser: a.test.mjs: is talked of"));
        assert!(!all.has("browser: a.test.mjs: is lost"));
    }

    #[test]
    fn given_a_test_that_is_passed_over_when_listed_then_it_is_none() {
        let text = r#"{"rust-suites": {"web::app": {"testcases": {"a": {"ignored": false}, "b": {"ignored": true}}}}}"#;
        assert_eq!(names(serde_json::from_str::<Listing>(text).unwrap()), ["web::app::a"]);
    }
}
