//! Installs the two locked packages once, or takes them from where a packager has put them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fail::{Fail, Result, read, write};

/// Names a `node_modules` directory that already holds both packages (offline builds, packagers).
pub const OVERRIDE: &str = "HOLDFAST_NODE_MODULES";

const MANIFEST: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];
const PACKAGES: [&str; 2] = ["govuk-frontend", "@ministryofjustice/frontend"];

/// The `node_modules` directory to take the packages from.
pub fn modules(manifest: &Path, work: &Path) -> Result<PathBuf> {
    if let Some(given) = env::var_os(OVERRIDE).filter(|value| !value.is_empty()) {
        return complete(PathBuf::from(given), OVERRIDE);
    }
    let installed = work.join("node_modules");
    if !is_current(manifest, work)? {
        install(manifest, work)?;
    }
    complete(installed, "npm ci")
}

/// The stamp is written last, so an install that was cut short is done again.
fn is_current(manifest: &Path, work: &Path) -> Result<bool> {
    let wanted = stamp(manifest)?;
    Ok(fs::read(work.join("installed")).is_ok_and(|found| found == wanted))
}

fn stamp(manifest: &Path) -> Result<Vec<u8>> {
    MANIFEST.iter().try_fold(Vec::new(), |mut all, name| {
        all.extend(read(&manifest.join(name))?);
        Ok(all)
    })
}

fn install(manifest: &Path, work: &Path) -> Result<()> {
    fs::create_dir_all(work).map_err(|error| Fail(format!("cannot make {}: {error}", work.display())))?;
    for name in MANIFEST {
        write(&work.join(name), read(&manifest.join(name))?)?;
    }
    let output = Command::new("npm")
        .args(["ci", "--omit=dev", "--ignore-scripts", "--prefer-offline"])
        .current_dir(work)
        .output()
        .map_err(|_| {
            Fail(format!(
                "npm is not on PATH: install Node.js, or set {OVERRIDE} to a node_modules directory"
            ))
        })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).replace('\n', " ");
        return Err(Fail(format!("npm ci did not finish; check the network or set {OVERRIDE}: {said}")));
    }
    write(&work.join("installed"), stamp(manifest)?)
}

fn complete(modules: PathBuf, origin: &str) -> Result<PathBuf> {
    match PACKAGES.iter().find(|name| !modules.join(name).join("package.json").is_file()) {
        Some(name) => Err(Fail(format!("{name} is missing from {} (from {origin})", modules.display()))),
        None => Ok(modules),
    }
}
