//! `cargo xtask test`: every check in order, each timed, one table at the end.

mod cargo_steps;
mod conformance;
mod deny;
mod named;
mod style;
mod traces;
pub mod words;

use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::{
    browser,
    cli::{PowerCutPlan, TestChoice},
    error::{Error, Outcome},
    power_cut, report, table,
    workshop::Workshop,
};

/// One check. They run in this order: the cheap ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// `cargo fmt --check`.
    Fmt,
    /// File lengths: none over 600 lines, and the median and ninetieth percentile in bounds.
    Style,
    /// No blaming words, no paths of this machine, no package registry's host.
    Words,
    /// `cargo clippy` with every warning an error, also of the program without its optional features.
    Clippy,
    /// Every Rust test, on SQLite, and the examples in the documentation.
    Unit,
    /// Every test that `policies/kept.toml` and `docs/asvs.csv` name exists, and how many requirements are held.
    NamedTests,
    /// `cargo doc` with every warning an error.
    Doc,
    /// The store's conformance suite on a PostgreSQL of its own.
    Postgres,
    /// The pages in headless Chromium, with axe, with and without JavaScript.
    Browser,
    /// Licences, banned crates and sources, by cargo-deny.
    Deny,
    /// The power-cut harness with its negative control.
    PowerCut,
}

struct Ended {
    step: Step,
    took: Duration,
    result: Result<Outcome, Error>,
}

/// Runs the chosen checks, all of them even when one finds something; true when none did.
pub fn run(workshop: &mut Workshop, choice: &TestChoice) -> bool {
    let chosen = Step::value_variants().iter().copied().filter(|step| chosen(*step, choice));
    let ended: Vec<Ended> = chosen.map(|step| timed(workshop, step)).collect();
    close(&ended);
    // The run of the whole workspace was the first, and is shown last: it is the one to be read.
    for line in workshop.summaries.iter().rev().flatten() {
        report::line(line);
    }
    ended.iter().all(|one| one.result.is_ok())
}

fn chosen(step: Step, choice: &TestChoice) -> bool {
    (choice.only.is_empty() || choice.only.contains(&step)) && !choice.skip.contains(&step)
}

fn timed(workshop: &mut Workshop, step: Step) -> Ended {
    report::heading(&name(step));
    let started = Instant::now();
    let result = perform(workshop, step);
    if let Err(error) = &result {
        report::problem(error);
    }
    Ended { step, took: started.elapsed(), result }
}

fn perform(workshop: &mut Workshop, step: Step) -> Result<Outcome, Error> {
    match step {
        Step::Fmt => cargo_steps::fmt(workshop),
        Step::Style => style::check(workshop),
        Step::Words => both(words::check(workshop), traces::check(workshop)),
        Step::Clippy => cargo_steps::clippy(workshop),
        Step::Unit => cargo_steps::unit(workshop),
        Step::NamedTests => named::check(workshop),
        Step::Doc => cargo_steps::doc(workshop),
        Step::Postgres => conformance::check(workshop),
        Step::Browser => browser::run(workshop, &[]).map(Outcome::Passed),
        Step::Deny => deny::check(workshop),
        Step::PowerCut => power_cut::run(workshop, &PowerCutPlan::default()),
    }
}

/// Two checks in one step: what either found is told.
fn both(first: Result<String, Error>, second: Result<String, Error>) -> Result<Outcome, Error> {
    match (first, second) {
        (Ok(note), Ok(more)) => Ok(Outcome::Passed(format!("{note}; {more}"))),
        (Err(Error::Found(found)), Err(Error::Found(more))) => Err(Error::Found(format!("{found}\n{more}"))),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

fn close(ended: &[Ended]) {
    report::heading("what was checked");
    for line in table::render(["step", "seconds", "end", "note"], &ended.iter().map(row).collect::<Vec<_>>())
    {
        report::line(&line);
    }
}

fn row(ended: &Ended) -> [String; 4] {
    let (end, note) = match &ended.result {
        Ok(Outcome::Passed(note)) => ("passed", note.clone()),
        Ok(Outcome::Skipped(reason)) => ("skipped", reason.clone()),
        Err(error) => ("FAILED", error.to_string()),
    };
    let note = first_line(&note);
    [name(ended.step), format!("{:.1}", ended.took.as_secs_f64()), end.to_owned(), note]
}

fn first_line(note: &str) -> String {
    match note.split_once('\n') {
        Some((first, rest)) => format!("{first} (and {} lines more, above)", rest.lines().count()),
        None => note.to_owned(),
    }
}

fn name(step: Step) -> String {
    step.to_possible_value().map_or_else(|| format!("{step:?}"), |value| value.get_name().to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Ended, Step, chosen, row};
    use crate::{
        cli::TestChoice,
        error::{Error, Outcome},
    };

    #[test]
    fn given_no_choice_when_asked_then_every_step_runs() {
        assert!(chosen(Step::PowerCut, &TestChoice { only: vec![], skip: vec![] }));
    }

    #[test]
    fn given_only_and_skip_when_asked_then_skip_wins() {
        let choice = TestChoice { only: vec![Step::Fmt, Step::Unit], skip: vec![Step::Unit] };
        assert!(chosen(Step::Fmt, &choice));
        assert!(!chosen(Step::Unit, &choice));
        assert!(!chosen(Step::Doc, &choice));
    }

    #[test]
    fn given_each_way_of_ending_when_put_in_the_table_then_they_cannot_be_mistaken() {
        let end = |result| row(&Ended { step: Step::NamedTests, took: Duration::from_millis(1_240), result });
        assert_eq!(end(Ok(Outcome::Passed("3 files".into()))), ["named-tests", "1.2", "passed", "3 files"]);
        assert_eq!(end(Ok(Outcome::Skipped("no loop".into())))[2], "skipped");
        assert_eq!(
            end(Err(Error::Found("bad\nmore".into())))[2..],
            ["FAILED", "bad (and 1 lines more, above)"]
        );
    }
}
