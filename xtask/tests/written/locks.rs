//! Locks that are held while something waits: few, known, and taken in one order (ARCHITECTURE.md, ASVS 15.4.3). Those of
//! the standard library are held for a look alone; clippy refuses to wait under one (`await_holding_lock`).

use super::files::{below, text};

/// The files that have a lock under which something may wait, and what it is for.
const WAITING: [(&str, &str); 5] = [
    ("service/src/walls/", "turns of cases and colleagues; the first of all"),
    ("service/src/lib.rs", "places for hashing; nothing else is taken under one"),
    (
        "service/src/provider/client/",
        "what is known of the identity provider; the store is not asked under it",
    ),
    ("store/src/bulk/portfolio.rs", "which cases are read next, by threads that do nothing else"),
    ("server/src/http/stop.rs", "that somebody asked to stop; it is no lock, and heard by all"),
];

/// Ways to wait for others without keeping a thread.
const WAYS: [&str; 6] = ["Mutex", "RwLock", "Semaphore", "Notify", "Barrier", "watch"];

fn waits(source: &str) -> bool {
    let mut of_tokio = source.lines().filter(|line| line.contains("tokio::sync"));
    of_tokio.any(|line| WAYS.iter().any(|way| line.contains(way)))
}

#[test]
fn nothing_waits_under_a_lock_that_is_not_on_the_list() {
    let sources = below("crates", ".rs");
    let shipped = sources.iter().filter(|(path, _)| path.to_string_lossy().contains("/src/"));
    let waiting: Vec<String> = shipped
        .filter(|(_, source)| waits(source))
        .map(|(path, _)| path.to_string_lossy().into_owned())
        .collect();
    let unknown: Vec<&String> =
        waiting.iter().filter(|path| !WAITING.iter().any(|(known, _)| path.contains(known))).collect();
    assert!(unknown.is_empty(), "{unknown:?}: say in this list and in ARCHITECTURE.md when it is taken");
    for (known, what) in WAITING {
        assert!(waiting.iter().any(|path| path.contains(known)), "{known} has none any more: {what}");
    }
    assert!(waits("use tokio::sync::Mutex;") && !waits("use std::sync::Mutex;"), "the control");
    assert!(!waits("use tokio::sync::{mpsc, oneshot};"));
}

/// Clippy's list of what is wrong by all accounts has it, and no crate takes it back.
#[test]
fn nobody_may_wait_under_a_lock_of_memory() {
    let workspace: toml::Table = text("Cargo.toml").parse().expect("TOML");
    let lints = &workspace["workspace"]["lints"]["clippy"];
    assert_eq!(lints["all"]["level"].as_str(), Some("deny"));
    let level = lints.get("await_holding_lock").and_then(toml::Value::as_str);
    assert!(level.is_none_or(|level| level == "deny"));
    for (path, source) in below("crates", ".rs") {
        assert!(!source.contains("clippy::await_holding_lock"), "{}", path.display());
    }
}
