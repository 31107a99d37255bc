//! Licences, banned crates and sources, by cargo-deny and `deny.toml`.

use std::{env, path::PathBuf};

use crate::{
    error::{Error, Outcome},
    shell,
    workshop::Workshop,
};

/// Runs cargo-deny where it is installed. Building it takes minutes, so nothing installs it unasked.
pub fn check(workshop: &Workshop) -> Result<Outcome, Error> {
    if !shell::on_path("cargo-deny") {
        return Ok(Outcome::Skipped(
            "cargo-deny is not here; `cargo install --locked cargo-deny`".to_owned(),
        ));
    }
    let mut checks = vec!["licenses", "bans", "sources"];
    if has_advisories() {
        checks.push("advisories");
    }
    shell::run(
        workshop.cargo().args(["deny", "--offline", "check", "--hide-inclusion-graph"]).args(&checks),
    )?;
    Ok(Outcome::Passed(checks.join(", ")))
}

/// Whether the advisory database was fetched before (`cargo deny fetch`); the tests never fetch it.
fn has_advisories() -> bool {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    ["advisory-dbs", "advisory-db"].iter().any(|name| {
        let entries = home.as_ref().and_then(|home| home.join(name).read_dir().ok());
        entries.is_some_and(|mut entries| entries.next().is_some())
    })
}
