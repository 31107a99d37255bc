//! Running other programs: shown before they run, their status never forgotten.

use std::{
    borrow::Cow,
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::{error::Error, report};

/// Runs the program with its output shown as it comes.
pub fn run(command: &mut Command) -> Result<(), Error> {
    report::line(&format!("$ {}", shown(command)));
    let status = command.status().map_err(cannot_start(command))?;
    if status.success() { Ok(()) } else { Err(Error::Program { program: name(command), status }) }
}

/// Runs the program quietly and gives back what it printed on its standard output.
pub fn read(command: &mut Command) -> Result<String, Error> {
    let Output { status, stdout, stderr } = command.output().map_err(cannot_start(command))?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).into_owned());
    }
    report::line(String::from_utf8_lossy(&stderr).trim_end());
    Err(Error::Program { program: name(command), status })
}

/// Runs the program with its output shown, and keeps the lines of its standard error from the first that
/// contains `from` on: a test runner's own summary, to be shown again at the very end.
pub fn run_keeping(command: &mut Command, from: &str, kept: &mut Vec<String>) -> Result<(), Error> {
    report::line(&format!("$ {}", shown(command)));
    let mut child = command.stderr(Stdio::piped()).spawn().map_err(cannot_start(command))?;
    let mut keeping = false;
    for text in child.stderr.take().into_iter().flat_map(|pipe| BufReader::new(pipe).lines()) {
        let text = text.map_err(cannot_start(command))?;
        keeping |= text.contains(from);
        report::line(&text);
        if keeping {
            kept.push(text);
        }
    }
    let status = child.wait().map_err(cannot_start(command))?;
    if status.success() { Ok(()) } else { Err(Error::Program { program: name(command), status }) }
}

/// Whether a program of this name is on the search path.
pub fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|directory| directory.join(program).is_file())
}

/// The program and its arguments as a person would type them.
pub fn shown(command: &Command) -> String {
    let arguments = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once(program(command)).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn name(command: &Command) -> String {
    let first = command.get_args().take(2).map(OsStr::to_string_lossy);
    std::iter::once(program(command)).chain(first).collect::<Vec<_>>().join(" ")
}

/// Without the directory that it stands in, which differs from machine to machine.
fn program(command: &Command) -> Cow<'_, str> {
    Path::new(command.get_program()).file_name().unwrap_or(command.get_program()).to_string_lossy()
}

fn cannot_start(command: &Command) -> impl FnOnce(std::io::Error) -> Error + use<> {
    let program = command.get_program().to_string_lossy().into_owned();
    move |source| Error::Start { program, source }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{on_path, read, run, run_keeping, shown};

    #[test]
    fn given_a_program_that_fails_when_run_then_the_failure_is_not_forgotten() {
        assert!(run(&mut Command::new("false")).is_err());
        assert!(read(&mut Command::new("false")).is_err());
        assert!(run(&mut Command::new("no-such-program-anywhere")).is_err());
    }

    #[test]
    fn given_a_summary_on_standard_error_when_run_then_it_is_kept_from_its_first_line() {
        let mut kept = Vec::new();
        let script = "echo before >&2; echo 'Summary [1s] 2 tests' >&2; echo FAIL x >&2; exit 3";
        let ended = run_keeping(Command::new("sh").args(["-c", script]), "Summary [", &mut kept);
        assert_eq!(kept, ["Summary [1s] 2 tests", "FAIL x"]);
        assert!(ended.is_err());
    }

    #[test]
    fn given_a_command_when_shown_then_it_reads_as_typed() {
        assert_eq!(shown(Command::new("/anywhere/bin/cargo").args(["fmt", "--check"])), "cargo fmt --check");
    }

    #[test]
    fn given_the_search_path_when_asked_then_only_real_programs_are_found() {
        assert!(on_path("sh"));
        assert!(!on_path("no-such-program-anywhere"));
    }
}
