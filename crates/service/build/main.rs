//! Prepares the list of leaked passwords (ADR 0009): takes it out of a locked crate, of which nothing is compiled, and
//! keeps eight bytes of a digest of each entry that could be a password here, or the core of one. All of it is written
//! to `OUT_DIR`; nothing is written in the source tree.

mod cargo;
mod crates;
mod list;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use cargo::{directory, tell};

/// Names a file with the list, one password a line, the most used first (offline builds, packagers).
const OVERRIDE: &str = "HOLDFAST_LEAKED_PASSWORDS";

/// Why there is no list: one sentence that says what to do.
struct Fail(String);

type Result<T> = std::result::Result<T, Fail>;

fn main() -> ExitCode {
    match prepare() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Fail(sentence)) => {
            tell("error", &sentence);
            ExitCode::FAILURE
        }
    }
}

fn prepare() -> Result<()> {
    let (source, out) = (directory("CARGO_MANIFEST_DIR")?, directory("OUT_DIR")?);
    for input in ["build", "leaked"] {
        tell("rerun-if-changed", input);
    }
    tell("rerun-if-env-changed", OVERRIDE);
    let list = match env::var_os(OVERRIDE).filter(|value| !value.is_empty()) {
        Some(given) => PathBuf::from(given),
        None => crates::list(&source.join("leaked"), &out)?,
    };
    // The tests measure with the list itself.
    tell("rustc-env", &format!("LEAKED_PASSWORDS={}", list.display()));
    let digests = list::digests(&read(&list)?);
    if digests.is_empty() {
        return Err(Fail(format!("{} has no password in it: one belongs on each line", list.display())));
    }
    let kept = out.join("leaked.bin");
    fs::write(&kept, digests.concat())
        .map_err(|error| Fail(format!("cannot write {}: {error}", kept.display())))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Fail(format!("cannot read {}: {error}", path.display())))
}
