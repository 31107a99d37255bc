//! The one place from which the developers' commands print.

use std::fmt::Display;

/// Prints one line.
#[expect(
    clippy::print_stdout,
    reason = "a command line tool talks on its standard output, and only from here"
)]
pub fn line(text: &str) {
    println!("{text}");
}

/// Prints the start of a part, so that it can be found in a long log.
pub fn heading(text: &str) {
    line(&format!("\n=== {text} ==="));
}

/// Prints what stopped the command.
#[expect(clippy::print_stderr, reason = "problems belong on the standard error, and only from here")]
pub fn problem(error: &impl Display) {
    eprintln!("error: {error}");
}
