//! Brings the crate that has the list, as its lock names it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::{Fail, OVERRIDE, Result};

/// Where the list is in it.
const LIST: &str = "vendor/passablewords-1.0.1/src/common-passwords.txt";
/// What the manifest is made of, and what it is called here: a directory with a manifest of its own.
const FILES: [&str; 5] = [
    "Cargo.toml",
    "Cargo.lock",
    "nothing.rs",
    "stand-ins/lazy_static/Cargo.toml",
    "stand-ins/zxcvbn/Cargo.toml",
];

/// The list, in a copy of the manifest's directory below `out`. Cargo compares what it brings with the digest of the
/// lock; it asks the network only for what this machine does not have.
pub fn list(manifest: &Path, out: &Path) -> Result<PathBuf> {
    let copy = out.join("leaked");
    for name in FILES {
        let (from, to) = (manifest.join(name), copy.join(name));
        let made = to.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::copy(&from, &to));
        made.map_err(|error| Fail(format!("cannot copy {}: {error}", from.display())))?;
    }
    let said = match vendor(&copy, &["--offline"]) {
        Ok(()) => None,
        Err(_) => vendor(&copy, &[]).err(),
    };
    match said {
        None => Ok(copy.join(LIST)),
        Some(said) => Err(Fail(format!(
            "the list of leaked passwords did not come; check the network or set {OVERRIDE} to a file: {said}"
        ))),
    }
}

fn vendor(copy: &Path, offline: &[&str]) -> std::result::Result<(), String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["vendor", "--quiet", "--locked", "--versioned-dirs"])
        .args(offline)
        .current_dir(copy)
        .output()
        .map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).replace('\n', " "))
    }
}
