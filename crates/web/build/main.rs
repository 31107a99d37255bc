//! Prepares what browsers are given: the two design systems from their locked npm packages, without
//! the font and the crest that only GOV.UK services may use, and our own styles and scripts. All of
//! it is written to `OUT_DIR` and embedded; nothing is written in the source tree.

mod bundle;
// One file for the build scripts of both.
#[path = "../../service/build/cargo.rs"]
mod cargo;
mod fail;
mod npm;
mod styles;
mod table;

use std::process::ExitCode;

use cargo::{directory, tell};
use fail::{Fail, Result};

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
    let source = directory("CARGO_MANIFEST_DIR")?.join("assets");
    let out = directory("OUT_DIR")?;
    for input in ["build", "assets", "../service/build/cargo.rs"] {
        tell("rerun-if-changed", input);
    }
    tell("rerun-if-env-changed", npm::OVERRIDE);
    let modules = npm::modules(&source.join("npm"), &out.join("npm"))?;
    // The fixture test reads the component examples that the package carries.
    tell("rustc-env", &format!("WEB_NODE_MODULES={}", modules.display()));
    let assets = bundle::collect(&source, &modules)?;
    table::write_all(&assets, &out)
}
