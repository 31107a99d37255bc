//! The whole service over a filled store, against what the disk gives to a bare commit beside it.
//!
//! `bench_service --full` measures on 100,000 cases where it otherwise measures on a tenth of them.
//! With `--only WORD` it runs only the benchmarks whose name holds the word.

mod ground;
mod judging;
mod permits;
mod portfolio;
mod reading;
mod starting;
mod walls;
mod writing;

use ground::{Bench, Stopped};

/// How many cases there are where their number does not matter.
const FEW: usize = 1_000;

fn main() -> Result<(), Stopped> {
    if let Some(directory) = starting::asked_to() {
        return starting::once(&directory);
    }
    let directory = ground::directory()?;
    let few = Bench::within(&directory.path().join("few"), FEW)?;
    writing::measure(&few)?;
    reading::measure(&few)?;
    portfolio::measure(few, directory.path())
}
