//! The checks that cargo itself does.

use std::process::Command;

use crate::{
    error::{Error, Outcome},
    report, shell,
    workshop::Workshop,
};

/// The first line that nextest prints when it has run everything.
const SUMMARY: &str = "Summary [";

/// How the program is built to be run for real: docs/running.md says the same, and a test holds it to that.
const AS_INSTALLED: [&str; 3] = ["--no-default-features", "--features", "oidc,passkeys"];

/// Formatting.
pub fn fmt(workshop: &Workshop) -> Result<Outcome, Error> {
    shell::run(workshop.cargo().args(["fmt", "--all", "--check"]))?;
    Ok(passed(""))
}

/// Lints: the warnings of clippy's `all` and `pedantic` are errors here.
pub fn clippy(workshop: &Workshop) -> Result<Outcome, Error> {
    shell::run(workshop.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    // What can be left out is left out: the program builds without it too.
    let bare = ["clippy", "--package", "holdfast", "--no-default-features", "--", "-D", "warnings"];
    shell::run(workshop.cargo().args(bare))?;
    // And as it is installed to be run for real: without the demo (docs/running.md, ASVS 15.2.3).
    let mut installed = workshop.cargo();
    installed.args(["clippy", "--package", "holdfast"]).args(AS_INSTALLED);
    shell::run(installed.args(["--all-targets", "--", "-D", "warnings"]))?;
    Ok(passed("also as installed, and without the optional features"))
}

/// Documentation.
pub fn doc(workshop: &Workshop) -> Result<Outcome, Error> {
    shell::run(
        workshop.cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    Ok(passed(""))
}

/// Every Rust test, then the examples in the documentation, which nextest does not run.
pub fn unit(workshop: &mut Workshop) -> Result<Outcome, Error> {
    if !has_nextest() {
        report::line(
            "cargo-nextest is not installed (`cargo install --locked cargo-nextest`): using `cargo test`.",
        );
        shell::run(workshop.cargo().args(["test", "--workspace", "--no-fail-fast"]))?;
        shell::run(&mut as_installed(workshop))?;
        return Ok(passed("by `cargo test`; cargo-nextest is not installed"));
    }
    let tests = nextest(workshop, workshop.cargo().args(["nextest", "run", "--workspace", "--no-fail-fast"]));
    let examples = shell::run(workshop.cargo().args(["test", "--workspace", "--doc", "--no-fail-fast"]));
    let installed = shell::run(&mut as_installed(workshop));
    let note = tests?;
    examples?;
    installed?;
    Ok(passed(&note))
}

/// The tests of the program and of the ways in, built as they are installed.
fn as_installed(workshop: &Workshop) -> Command {
    let mut command = workshop.cargo();
    command.args(["test", "--package", "holdfast", "--package", "service", "--bin", "holdfast", "--lib"]);
    command.args(AS_INSTALLED).arg("--").arg("without_the_demo").arg("built_with_it");
    command
}

/// Runs nextest, keeps its summary for the end of the output, and gives the counts.
pub fn nextest(workshop: &mut Workshop, command: &mut Command) -> Result<String, Error> {
    let mut kept = Vec::new();
    let ended = shell::run_keeping(command, SUMMARY, &mut kept);
    let note = kept.first().map_or_else(String::new, |line| counts(line));
    workshop.summaries.push(kept);
    ended.map(|()| note)
}

/// Whether nextest is installed.
pub fn has_nextest() -> bool {
    shell::on_path("cargo-nextest")
}

/// `3 tests run: 3 passed, 0 skipped` out of nextest's summary line.
fn counts(summary: &str) -> String {
    summary.split_once(']').map_or(summary, |(_, counts)| counts).trim().to_owned()
}

fn passed(note: &str) -> Outcome {
    Outcome::Passed(note.to_owned())
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn given_nextest_summary_when_shortened_then_the_counts_remain() {
        assert_eq!(
            counts("     Summary [   0.021s] 3 tests run: 3 passed, 0 skipped"),
            "3 tests run: 3 passed, 0 skipped"
        );
    }
}
