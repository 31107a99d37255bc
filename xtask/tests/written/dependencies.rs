//! What others made: looked at against the advisories since a lock file last changed (ASVS 15.2.1), and from the usual
//! places only (15.2.4).

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::files::{below, of_project, text};

const PAGE: &str = "docs/dependencies.md";

/// Every lock file, as the record names it.
fn lock_files() -> Vec<String> {
    let mut found = vec!["Cargo.lock".to_owned()];
    for (directory, name) in
        [("crates", "Cargo.lock"), ("crates", "package-lock.json"), ("tests", "package-lock.json")]
    {
        found.extend(below(directory, name).iter().map(|(path, _)| name_of(path)));
    }
    found.sort();
    found
}

/// A file as it is called in the checkout.
fn name_of(path: &Path) -> String {
    path.strip_prefix(of_project("")).expect("a file of the checkout").to_string_lossy().into_owned()
}

/// What git calls these bytes.
fn digest(path: &str) -> String {
    let output = Command::new("git")
        .args(["hash-object", "--no-filters"])
        .arg(of_project(path))
        .output()
        .expect("git, which the checks need");
    assert!(output.status.success(), "{path}");
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

/// The lock files that nobody looked at as they are now.
fn not_looked_at(page: &str, locks: &[(String, String)]) -> Vec<String> {
    let record = page.split_once("## The last look\n").map_or("", |(_, rest)| rest);
    let record = record.split_once("\n## ").map_or(record, |(record, _)| record);
    let is_recorded = |name: &str, digest: &str| record.contains(&format!("| `{name}` | `{digest}` |"));
    locks.iter().filter(|(name, digest)| !is_recorded(name, digest)).map(|(name, _)| name.clone()).collect()
}

/// Where this fails, a lock file changed: `cargo xtask advisories --db DIR --record`.
#[test]
fn every_lock_file_was_looked_at_since_it_last_changed() {
    let locks: Vec<(String, String)> =
        lock_files().into_iter().map(|name| (name.clone(), digest(&name))).collect();
    assert!(locks.len() >= 3, "{locks:?}");
    let page = text(PAGE);
    assert_eq!(
        not_looked_at(&page, &locks),
        [""; 0],
        "look at the advisories again: cargo xtask advisories --db DIR --record"
    );
    let (name, digest) = &locks[0];
    let changed = [(name.clone(), digest.replace(char::from(digest.as_bytes()[0]), "x"))];
    assert_eq!(not_looked_at(&page, &changed), [name.as_str()], "the control");
}

/// What an advisory may stay for has a reason, and the record tells it.
#[test]
fn what_was_accepted_has_its_reason_in_the_record() {
    let deny: toml::Table = text("deny.toml").parse().expect("TOML");
    let accepted = deny["advisories"]["ignore"].as_array().expect("a list");
    let page = text(PAGE);
    for one in accepted {
        let (id, reason) = (one["id"].as_str().expect("an id"), one["reason"].as_str().expect("a reason"));
        assert!(reason.len() > 20, "{id}");
        assert!(page.contains(id) && page.contains(reason), "{id} is not in the record with its reason");
    }
    assert_eq!(deny["advisories"]["yanked"].as_str(), Some("deny"));
}

/// What is wrong with where packages of a lock file of cargo's come from.
fn foreign(lock: &str, members: &BTreeSet<String>) -> Vec<String> {
    let lock: toml::Table = lock.parse().expect("TOML");
    let packages = lock["package"].as_array().expect("packages");
    let of =
        |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let sources: BTreeSet<String> = packages.iter().filter_map(|package| of(package, "source")).collect();
    let mut wrong: Vec<String> = Vec::new();
    if sources.len() > 1 {
        wrong.push(format!("{} sources", sources.len()));
    }
    for package in packages {
        let name = of(package, "name").unwrap_or_default();
        match of(package, "source") {
            None if !members.contains(&name) => wrong.push(format!("{name} comes from a directory")),
            Some(source) if !source.starts_with("registry+") => {
                wrong.push(format!("{name} comes from elsewhere"));
            }
            Some(_) if of(package, "checksum").is_none_or(|sum| sum.len() != 64) => {
                wrong.push(format!("{name} has no digest"));
            }
            _ => {}
        }
    }
    wrong
}

/// The names of the packages whose manifests stand beside a lock file, or below it, and not below another one.
fn members(lock: &str) -> BTreeSet<String> {
    let above = |name: &str| name.strip_suffix("Cargo.lock").map(str::to_owned);
    let Some(here) = above(lock) else { return BTreeSet::new() };
    let others = lock_files().into_iter().filter(|other| other != lock).filter_map(|other| above(&other));
    let others: Vec<String> = others.filter(|other| other.starts_with(&here)).collect();
    let mut members = BTreeSet::new();
    for (path, manifest) in below("crates", "Cargo.toml").into_iter().chain(below("xtask", "Cargo.toml")) {
        let name = name_of(&path);
        if name.starts_with(&here) && !others.iter().any(|other| name.starts_with(other)) {
            let table: toml::Table = manifest.parse().expect("TOML");
            members.insert(table["package"]["name"].as_str().expect("a name").to_owned());
        }
    }
    members
}

/// Ways in which a manifest or the settings of cargo name another place to take packages from.
fn names_another_place(settings: &str) -> bool {
    let plain: String = settings.chars().filter(|c| *c != ' ').collect();
    let ways = ["git=", "registry=", "[source", "[registries", "[registry]", "replace-with"];
    ways.iter().any(|way| plain.contains(way))
}

#[test]
fn every_package_of_rust_comes_from_the_one_usual_place_with_its_digest() {
    let locks: Vec<String> = lock_files().into_iter().filter(|name| name.ends_with("Cargo.lock")).collect();
    assert!(members("Cargo.lock").len() >= 12 && locks.contains(&"Cargo.lock".to_owned()), "{locks:?}");
    for lock in locks {
        assert_eq!(foreign(&text(&lock), &members(&lock)), [""; 0], "{lock}");
    }
    // As nothing names another one, that place is the one that cargo itself takes.
    for name in ["Cargo.toml", ".cargo/config.toml"] {
        assert!(!names_another_place(&text(name)), "{name}");
    }
    for (path, manifest) in below("crates", "Cargo.toml") {
        assert!(!names_another_place(&manifest), "{}", path.display());
    }
}

/// The control: each way to bring something in from elsewhere is found.
#[test]
fn a_package_from_elsewhere_is_found() {
    let one = |more: &str| format!("[[package]]\nname = 'a'\nversion = '1.0.0'\n{more}\n");
    let sum = format!("checksum = '{}'", "0".repeat(64));
    let usual = one(&format!("source = 'registry+usual'\n{sum}"));
    let nobody = BTreeSet::new();
    assert_eq!(foreign(&usual, &nobody), [""; 0]);
    assert_eq!(foreign(&one("source = 'git+elsewhere'"), &nobody), ["a comes from elsewhere"]);
    assert_eq!(foreign(&one("source = 'registry+usual'"), &nobody), ["a has no digest"]);
    assert_eq!(foreign(&one(""), &nobody), ["a comes from a directory"]);
    let two = format!("{usual}{}", one(&format!("source = 'registry+other'\n{sum}")));
    assert_eq!(foreign(&two, &nobody), ["2 sources"]);
    for other in ["a = { git = \"x\" }", "[source.usual]", "registry = \"x\""] {
        assert!(names_another_place(other), "{other}");
    }
}

/// What is wrong with the packages of a lock file of npm's.
fn foreign_to_npm(lock: &str) -> Vec<String> {
    let lock: serde_json::Value = serde_json::from_str(lock).expect("JSON");
    let packages = lock["packages"].as_object().expect("packages");
    let of_others = packages.iter().filter(|(name, _)| !name.is_empty());
    let wrong = of_others.filter_map(|(name, package)| {
        let sound = package["integrity"].as_str().is_some_and(|digest| digest.starts_with("sha512-"));
        let elsewhere = package.get("resolved").is_some() || package.get("link").is_some();
        (!sound || elsewhere).then(|| name.clone())
    });
    wrong.collect()
}

#[test]
fn every_package_of_npm_has_its_digest_and_names_no_place_of_its_own() {
    let locks: Vec<_> = lock_files().into_iter().filter(|name| name.ends_with("package-lock.json")).collect();
    assert!(locks.len() >= 2, "{locks:?}");
    for name in locks {
        assert_eq!(foreign_to_npm(&text(&name)), [""; 0], "{name}");
    }
    let with = |package: &str| format!("{{\"packages\":{{\"\":{{}},\"node_modules/a\":{package}}}}}");
    assert_eq!(foreign_to_npm(&with("{\"integrity\":\"sha512-x\"}")), [""; 0]);
    for bad in [
        "{}",
        "{\"integrity\":\"sha1-x\"}",
        "{\"integrity\":\"sha512-x\",\"resolved\":\"https://elsewhere.example/a.tgz\"}",
        "{\"link\":true,\"integrity\":\"sha512-x\"}",
    ] {
        assert_eq!(foreign_to_npm(&with(bad)), ["node_modules/a"], "the control: {bad}");
    }
}
