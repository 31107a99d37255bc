//! What a build script asks of cargo, and what it tells it.

use std::env;
use std::path::PathBuf;

use crate::{Fail, Result};

/// A directory that cargo names.
pub(crate) fn directory(name: &str) -> Result<PathBuf> {
    env::var_os(name)
        .map(PathBuf::from)
        .ok_or_else(|| Fail(format!("{name} is not set: run this through cargo")))
}

#[expect(clippy::print_stdout, reason = "cargo reads its directives from standard output")]
pub(crate) fn tell(directive: &str, value: &str) {
    println!("cargo::{directive}={value}");
}
