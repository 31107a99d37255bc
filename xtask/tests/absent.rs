//! What must not be in the program: code that is not safe, other programs, readers of XML, regular expressions.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

/// Libraries that read XML.
const XML: [&str; 7] = ["quick-xml", "roxmltree", "xml-rs", "xml", "xmltree", "xmlparser", "libxml"];
/// Libraries that make regular expressions.
const EXPRESSIONS: [&str; 5] = ["regex", "regex-lite", "fancy-regex", "pcre2", "onig"];
/// Ways to start another program.
const STARTS: [&str; 4] = ["process::Command", "process::{", "tokio::process", "CommandExt"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the checkout").to_owned()
}

fn table(path: &Path) -> toml::Table {
    fs::read_to_string(path).expect("a readable file").parse().expect("TOML")
}

/// The directory of every crate that is shipped.
fn crates() -> Vec<PathBuf> {
    let found =
        fs::read_dir(root().join("crates")).expect("the crates").map(|entry| entry.expect("a crate").path());
    let found: Vec<PathBuf> = found.filter(|path| path.join("Cargo.toml").is_file()).collect();
    assert!(found.len() >= 10, "only {} crates", found.len());
    found
}

/// Every Rust file below a directory.
fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

fn takes_the_lints(manifest: &toml::Table) -> bool {
    let lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
    lints.and_then(toml::Value::as_bool) == Some(true)
}

fn starts_another_program(source: &str) -> bool {
    STARTS.iter().any(|way| source.contains(way))
}

/// The names of what a crate is built with, and tests are not counted.
fn built_with(manifest: &toml::Table) -> Vec<String> {
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    dependencies.map(|all| all.keys().cloned().collect()).unwrap_or_default()
}

/// The names of every package that is locked.
fn locked(lock: &toml::Table) -> Vec<String> {
    let packages = lock.get("package").and_then(toml::Value::as_array).expect("packages");
    packages.iter().filter_map(|package| package.get("name")?.as_str()).map(str::to_owned).collect()
}

fn unwanted(names: &[String], list: &[&str]) -> Vec<String> {
    names.iter().filter(|name| list.contains(&name.as_str())).cloned().collect()
}

#[test]
fn every_crate_takes_the_lints_that_forbid_unsafe_code() {
    let workspace = table(&root().join("Cargo.toml"));
    let lint = |name: &str| workspace["workspace"]["lints"]["rust"][name].as_str().map(str::to_owned);
    assert_eq!(lint("unsafe_code").as_deref(), Some("forbid"));
    for path in crates() {
        assert!(takes_the_lints(&table(&path.join("Cargo.toml"))), "{}", path.display());
    }
}

#[test]
fn no_shipped_source_starts_another_program() {
    let mut found = Vec::new();
    for path in crates() {
        sources(&path.join("src"), &mut found);
    }
    assert!(found.len() > 200, "only {} files", found.len());
    let starting: Vec<_> = found
        .iter()
        .filter(|path| starts_another_program(&fs::read_to_string(path).expect("a source")))
        .collect();
    assert!(starting.is_empty(), "{starting:?}");
}

#[test]
fn nothing_shipped_reads_xml_or_builds_a_regular_expression() {
    let locked = locked(&table(&root().join("Cargo.lock")));
    assert!(locked.len() > 100, "only {} packages", locked.len());
    assert_eq!(unwanted(&locked, &XML), [""; 0]);
    let direct: Vec<String> =
        crates().iter().flat_map(|path| built_with(&table(&path.join("Cargo.toml")))).collect();
    assert!(direct.contains(&"serde".to_owned()), "the dependencies were not read");
    assert_eq!(unwanted(&direct, &EXPRESSIONS), [""; 0]);
}

/// The control: each check finds what it looks for.
#[test]
fn what_must_not_be_there_is_found_where_it_is() {
    let parsed = |text: &str| text.parse::<toml::Table>().expect("TOML");
    assert!(!takes_the_lints(&parsed("[package]\nname = 'own'")));
    assert!(!takes_the_lints(&parsed("[lints]\nworkspace = false")));
    assert!(starts_another_program("use std::process::Command;"));
    assert!(starts_another_program("use std::process::{Command, exit};"));
    let manifest = parsed("[dependencies]\nregex = '1'\n[dev-dependencies]\nonig = '6'");
    assert_eq!(unwanted(&built_with(&manifest), &EXPRESSIONS), ["regex"]);
    let lock = parsed("[[package]]\nname = 'quick-xml'\n[[package]]\nname = 'serde'");
    assert_eq!(unwanted(&locked(&lock), &XML), ["quick-xml"]);
}
