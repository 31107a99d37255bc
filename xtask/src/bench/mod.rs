//! Benchmarks: one table in which every line is a ratio of two sides measured in turn, within one run.
//!
//! Disks and neighbours make a machine's figures drift tenfold, so a figure alone says nothing and is compared with
//! nothing but the other side of the same line. [`in_turn`] measures; a [`Line`] carries the samples; this command
//! collects the lines and prints the table.
//!
//! A benchmark is an example named `bench_…` of any crate. It runs in the release profile and prints each line as one
//! JSON object on a line of its own; anything else that it prints is shown as it is:
//!
//! With `--full` each is called with that word too: see [`is_full`].
//!
//! ```json
//! {"name":"one event, one client","ours":[412.0],"theirs":[590.5],"unit":"commits/s","goal":{"at_least":0.6}}
//! ```

mod line;
mod runner;

use std::process::{Command, Stdio};

pub use self::{
    line::{Goal, Line},
    runner::{Samples, in_turn, rate},
};

use crate::{error::Error, report, shell, table, workshop::Workshop};

const PREFIX: &str = "bench_";
const FULL: &str = "--full";

/// Whether the benchmark that calls this was asked to measure on as much as its goals name.
#[must_use]
pub fn is_full() -> bool {
    std::env::args().any(|word| word == FULL)
}

/// Runs the benchmarks whose name contains one of the words, or all; true when every goal that was set is met.
pub(crate) fn run(workshop: &Workshop, names: &[String], full: bool) -> Result<bool, Error> {
    let mut lines = Vec::new();
    for (package, example) in benchmarks(workshop, names) {
        let mut command = workshop.cargo();
        command.args(["run", "--release", "--quiet", "--package", package, "--example", example, "--"]);
        command.args(full.then_some(FULL));
        lines.extend(measure(&mut command)?);
    }
    if lines.is_empty() {
        report::line("There is no such benchmark: one is an example of any crate, named bench_….");
        return Ok(names.is_empty());
    }
    show(&lines);
    Ok(lines.iter().all(|line| line.met() != Some(false)))
}

fn benchmarks<'a>(workshop: &'a Workshop, names: &'a [String]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let wanted = |name: &str| names.is_empty() || names.iter().any(|word| name.contains(word.as_str()));
    let all = workshop
        .packages
        .iter()
        .flat_map(|package| package.targets.iter().map(move |target| (package, target)));
    let benches = all.filter(|(_, target)| {
        target.kind.iter().any(|kind| kind == "example") && target.name.starts_with(PREFIX)
    });
    benches
        .map(|(package, target)| (package.name.as_str(), target.name.as_str()))
        .filter(move |(_, name)| wanted(name))
}

fn measure(command: &mut Command) -> Result<Vec<Line>, Error> {
    report::line(&format!("$ {}", shell::shown(command)));
    let text = shell::read(command.stderr(Stdio::inherit()))?;
    let (json, talk): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with('{'));
    talk.into_iter().for_each(report::line);
    json.into_iter()
        .map(|line| serde_json::from_str(line).map_err(Error::shape("a benchmark's line")))
        .collect()
}

fn show(lines: &[Line]) {
    report::heading("each line: two sides measured in turn, medians, ratio within the run");
    let rows: Vec<[String; 7]> = lines.iter().map(Line::row).collect();
    for line in table::render(["name", "ours", "theirs", "unit", "ratio", "goal", "met?"], &rows) {
        report::line(&line);
    }
}
