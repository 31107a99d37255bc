//! `cargo xtask`: everything is in the library beside it, so that other crates' benchmarks can use [`xtask::bench`].

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::run()
}
