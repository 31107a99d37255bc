//! The same pages over many cases and over few; then judging all of them, and starting with them.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use xtask::bench::{Goal, Line, in_turn, is_full};

use crate::ground::{self, Bench, Filled, Stopped, one_by_one};
use crate::{judging, permits, starting, walls};

const MANY: usize = 10_000;
const FULL: usize = 100_000;
const ROUNDS: usize = 7;
const ASKED: usize = 400;

/// Fills another store and compares.
pub fn measure(few: Bench, directory: &Path) -> Result<(), Stopped> {
    let (cases, place) = (if is_full() { FULL } else { MANY }, directory.join("many"));
    let many = Bench::within(&place, cases)?;
    line(&many, &few, &format!("case page, p99, {cases} cases : 1000"), ground::page)?;
    line(&many, &few, &format!("work list, p99, {cases} cases : 1000"), ground::work)?;
    line(&many, &few, &format!("search, p99, {cases} cases : 1000"), ground::search)?;
    drop(few);
    let (runtime, lead) = many.close()?;
    judging::measure(&runtime, &place, &lead, cases)?;
    walls::measure(&runtime, &place, cases)?;
    starting::measure(&runtime, &place, cases)?;
    permits::measure(&runtime, &place)
}

fn line<F, D>(many: &Bench, few: &Bench, name: &str, ask: F) -> Result<(), Stopped>
where
    F: Fn(Arc<Filled>, usize) -> D,
    D: Future<Output = Result<(), Stopped>>,
{
    if !ground::is_asked_for(name) {
        return Ok(());
    }
    let p99 = |bench: &Bench| {
        let ask = |number| ask(Arc::clone(&bench.filled), number);
        bench.runtime.block_on(async { Ok::<_, Stopped>(one_by_one(ASKED, ask).await?.p99()) })
    };
    let samples = in_turn(ROUNDS, || p99(many), || p99(few))?;
    Line::of(name, "ms", samples).with(Goal::AtMost(1.5)).say()?;
    Ok(())
}
