//! What can be typed after `cargo xtask`.

use clap::{Args, Parser, Subcommand};

use crate::test::Step;

const EXAMPLES: &str = "\
Examples:
  cargo xtask test                        every check, in order, with a table at the end
  cargo xtask test --only fmt --only clippy
  cargo xtask test --skip browser --skip power-cut
  cargo xtask browser                     every browser test against a fresh demo
  cargo xtask browser smoke               only tests/browser/smoke.test.mjs
  cargo xtask power-cut --cuts 50 --seed 7
  cargo xtask security                    wapiti and sqlmap over a demo, signed in
  cargo xtask advisories --db ../advisory-db --record
  cargo xtask bench                       every benchmark, one table of ratios
  cargo xtask bench --full portfolio      with 100,000 cases, which takes a while to make";

/// The developers' commands of this project.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// One developers' command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run every check (or some), and print a table of what passed.
    Test(TestChoice),
    /// Run the browser tests in headless Chromium against a fresh demo.
    Browser(Names),
    /// Cut the power under a writing store, again and again, and count what was lost.
    PowerCut(PowerCutPlan),
    /// Attack a demo with two public scanners, as somebody who is signed in. Takes some minutes.
    Security,
    /// Look whether anything that is built in has a known hole.
    Advisories(AdvisoriesChoice),
    /// Run the benchmarks and print one table of ratios.
    Bench(BenchChoice),
}

/// Which checks to run: all of them, unless told.
#[derive(Debug, Args)]
pub struct TestChoice {
    /// Run only this step; may be given again.
    #[arg(long, value_enum)]
    pub only: Vec<Step>,
    /// Leave this step out; may be given again.
    #[arg(long, value_enum)]
    pub skip: Vec<Step>,
}

/// A choice by name; none means all.
#[derive(Debug, Args)]
pub struct Names {
    /// Run only those whose name contains one of these words.
    pub names: Vec<String>,
}

/// Against which list of advisories.
#[derive(Debug, Args)]
pub struct AdvisoriesChoice {
    /// A checkout of `advisory-db`; without it cargo-deny fetches one, where it is installed.
    #[arg(long, value_name = "DIR")]
    pub db: Option<std::path::PathBuf>,
    /// Write down in docs/dependencies.md that somebody looked, where nothing is open.
    #[arg(long, requires = "db")]
    pub record: bool,
}

/// Which benchmarks, and on how much.
#[derive(Debug, Args)]
pub struct BenchChoice {
    /// Run only those whose name contains one of these words.
    pub names: Vec<String>,
    /// Measure on as many cases as the goals name, not on a tenth of them.
    #[arg(long)]
    pub full: bool,
}

/// How often and how to cut.
#[derive(Clone, Debug, Args)]
pub struct PowerCutPlan {
    /// How many cuts under full synchronisation; the negative control gets as many at most.
    #[arg(long, default_value_t = 12)]
    pub cuts: u32,
    /// Where the moments of the cuts come from: the same seed, the same moments.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// A writer to try the harness on, in place of the store's own.
    #[arg(long, hide = true)]
    pub writer: Option<String>,
}

impl Default for PowerCutPlan {
    fn default() -> Self {
        Self { cuts: 12, seed: 1, writer: None }
    }
}
