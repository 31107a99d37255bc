//! The only place that writes to the terminal.

#[cfg(feature = "demo")]
use std::io::IsTerminal as _;
use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind as Asked;
use serde::Serialize;

use crate::problem::Problem;

/// Says something on standard output. A reader that has gone away (`holdfast … | head`) is no problem.
pub fn say(text: &str) -> Result<(), Problem> {
    let mut out = io::stdout().lock();
    let line_end = if text.ends_with('\n') { "" } else { "\n" };
    match out
        .write_all(text.as_bytes())
        .and_then(|()| out.write_all(line_end.as_bytes()))
        .and_then(|()| out.flush())
    {
        Err(problem) if problem.kind() != ErrorKind::BrokenPipe => Err(Problem::Output(problem)),
        _ => Ok(()),
    }
}

/// Says something as JSON, on one line.
pub fn say_json(value: &impl Serialize) -> Result<(), Problem> {
    say(&serde_json::to_string(value)?)
}

/// Says how far a long piece of work has come, where a person watches.
#[cfg(feature = "demo")]
pub fn progress(done: usize, all: usize) {
    let mut out = io::stderr().lock();
    if out.is_terminal() {
        let end = if done == all { "\n" } else { "" };
        // Nobody is harmed where this cannot be shown.
        let _ = write!(out, "\rmaking cases: {done} of {all}{end}").and_then(|()| out.flush());
    }
}

/// One line on standard error, or one for each slip of a file, and the exit code of a refusal.
pub fn refusal(problem: &Problem) -> ExitCode {
    match problem {
        Problem::Scenario(slips) => {
            slips.iter().fold(ExitCode::from(2), |_, slip| complain(&slip.to_string()))
        }
        one => complain(&one.to_string()),
    }
}

/// What was typed wrong, in one line; or the help that was asked for.
pub fn usage(asked: &clap::Error) -> ExitCode {
    match asked.kind() {
        Asked::DisplayHelp | Asked::DisplayVersion => match say(&asked.render().to_string()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => refusal(&problem),
        },
        Asked::DisplayHelpOnMissingArgumentOrSubcommand => {
            complain("a command is missing; see holdfast --help")
        }
        _ => complain(&in_one_line(&asked.render().to_string())),
    }
}

/// Clap's complaint without its paragraphs.
fn in_one_line(complaint: &str) -> String {
    let lines = complaint.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let told: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with("For more")).collect();
    let text = told.join(" ").replace(" tip: ", "; ");
    format!("{}; see holdfast --help", text.strip_prefix("error: ").unwrap_or(&text))
}

/// What somebody typed may come back in a complaint, but not an address with a user in it: there may be a
/// password too.
fn without_addresses(line: &str) -> String {
    let is_hidden = |word: &&str| word.contains("://") && word.contains('@');
    let shown = |word| if is_hidden(&word) { "(an address, not repeated)" } else { word };
    line.split(' ').map(shown).collect::<Vec<_>>().join(" ")
}

fn complain(line: &str) -> ExitCode {
    let line = without_addresses(&line.replace(['\n', '\r'], " "));
    // Where even this cannot be written, the exit code still says it.
    let _ = writeln!(io::stderr().lock(), "holdfast: {line}");
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_an_address_in_a_complaint_then_it_is_not_repeated_but_its_form_is() {
        let complaint =
            "unexpected argument 'postgres://ann:marigold@localhost/x' found; see holdfast --help";
        let hidden = "unexpected argument (an address, not repeated) found; see holdfast --help";
        assert_eq!(without_addresses(complaint), hidden);
        let advice = "write postgres:///NAME?host=DIRECTORY-OF-ITS-SOCKET";
        assert_eq!(without_addresses(advice), advice);
    }
}
