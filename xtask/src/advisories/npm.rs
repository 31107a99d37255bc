//! What npm's own list says of the packages that its lock files name, where it can be asked.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::locks;
use crate::{error::Error, shell, workshop::Workshop};

/// What npm calls its lock files.
pub(super) const LOCK: &str = "package-lock.json";

/// What came of asking.
pub(super) struct Npm {
    /// A line for each lock file.
    pub(super) told: Vec<String>,
    /// How many findings there are.
    pub(super) open: u64,
}

/// What `npm audit --json` prints.
#[derive(Deserialize)]
struct Audit {
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    vulnerabilities: Vulnerabilities,
}

#[derive(Deserialize)]
struct Vulnerabilities {
    total: u64,
}

/// Asks about every lock file of npm's in the checkout.
pub(super) fn look(workshop: &Workshop) -> Result<Npm, Error> {
    let (mut told, mut open) = (Vec::new(), 0);
    for lock in locks(workshop, LOCK)? {
        let found = ask(&workshop.root.join(&lock));
        open += found.unwrap_or(0);
        told.push(line(&lock, found));
    }
    Ok(Npm { told, open })
}

fn line(lock: &Path, found: Option<u64>) -> String {
    let found = match found {
        Some(0) => "npm's list has nothing".to_owned(),
        Some(found) => format!("npm's list has {found}: see `npm audit` there"),
        None => "npm's list could not be asked from here".to_owned(),
    };
    format!("{}: {found}", lock.display())
}

/// How many findings npm has; nothing where it is not here, or its list does not answer.
fn ask(lock: &Path) -> Option<u64> {
    if !shell::on_path("npm") {
        return None;
    }
    let output = Command::new("npm")
        .args(["audit", "--package-lock-only", "--json"])
        .current_dir(lock.parent()?)
        .output()
        .ok()?;
    found(&output.stdout)
}

fn found(printed: &[u8]) -> Option<u64> {
    serde_json::from_slice::<Audit>(printed).ok().map(|audit| audit.metadata.vulnerabilities.total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_npm_found_is_counted_and_a_list_that_did_not_answer_is_not_taken_for_none() {
        assert_eq!(found(br#"{"metadata":{"vulnerabilities":{"low":1,"total":3}}}"#), Some(3));
        assert_eq!(found(br#"{"message":"405","error":{"summary":""}}"#), None);
        assert_eq!(found(b""), None);
        assert!(line(Path::new("a"), None).ends_with("could not be asked from here"));
    }
}
