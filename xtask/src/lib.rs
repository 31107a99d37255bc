//! The developers' commands: test everything, cut the power, run the benchmarks.
//!
//! `cargo xtask --help` lists them. Only [`mod@bench`] and [`blaming`] are meant for other crates: their
//! benchmark examples measure with the runner and print its lines, and tests of what people read look
//! for words that blame.
#![deny(missing_docs)]

mod advisories;
pub mod bench;
mod browser;
mod cli;
mod error;
mod install;
mod postgres;
mod power_cut;
mod report;
mod security;
mod shell;
mod table;
mod test;
mod workshop;

use std::process::ExitCode;

use clap::Parser;

pub use crate::test::words::blaming;

use crate::{
    cli::Cli,
    error::{Error, Outcome},
    workshop::Workshop,
};

/// Runs the command that the command line asks for.
///
/// The exit status is 0 when all is well, 1 when a check found something, 2 when the command itself could not run.
#[must_use]
pub fn run() -> ExitCode {
    match dispatch(Cli::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            report::problem(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: Cli) -> Result<bool, Error> {
    let mut workshop = Workshop::open()?;
    match cli.command {
        cli::Command::Test(choice) => Ok(test::run(&mut workshop, &choice)),
        cli::Command::Browser(choice) => {
            browser::run(&workshop, &choice.names).map(|note| Outcome::Passed(note).announce())
        }
        cli::Command::PowerCut(plan) => power_cut::run(&workshop, &plan).map(|outcome| outcome.announce()),
        cli::Command::Security => security::run(&workshop).map(|note| Outcome::Passed(note).announce()),
        cli::Command::Advisories(choice) => advisories::run(&workshop, &choice),
        cli::Command::Bench(choice) => bench::run(&workshop, &choice.names, choice.full),
    }
}
