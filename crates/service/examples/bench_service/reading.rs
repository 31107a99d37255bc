//! A page about a case, whose access entry is on the disk before it leaves, and the forms of the survivor's road, which hold
//! the same; the work list; a search.

use std::future::Future;
use std::sync::Arc;

use xtask::bench::{Goal, Line, Samples, in_turn};

use crate::ground::{self, Bench, Filled, Stopped, alone, at_once};

const ROUNDS: usize = 7;
const ALONE: usize = 200;
const TOGETHER: usize = 1_600;
/// What 32 clients are to be given a second, where the disk allows it.
const ENOUGH: f64 = 1_500.0;
/// How many bare commits they may take for it otherwise.
const OF_BARE: f64 = 3.0;

/// What one client waits for each page, and what many are given.
pub fn measure(bench: &Bench) -> Result<(), Stopped> {
    lines(bench, "case page", ground::page)?;
    lines(bench, "risk assessment", ground::assessment)?;
    lines(bench, "safety plan", ground::plan)?;
    lines(bench, "choices", ground::choices)?;
    lines(bench, "work list", ground::work)?;
    lines(bench, "search", ground::search)
}

fn lines<F, D>(bench: &Bench, name: &str, ask: F) -> Result<(), Stopped>
where
    F: Fn(Arc<Filled>, usize) -> D + Clone + Send + Sync + 'static,
    D: Future<Output = Result<(), Stopped>> + Send,
{
    if !ground::is_asked_for(name) {
        return Ok(());
    }
    let filled = Arc::clone(&bench.filled);
    let ask = move |number| ask(Arc::clone(&filled), number);
    let alone = || bench.runtime.block_on(async { Ok(alone(ALONE, ask.clone()).await?.mean()) });
    let samples = in_turn(ROUNDS, alone, || Ok::<_, Stopped>(1000.0 / bench.commits()?))?;
    let Samples { ours, theirs } = &samples;
    let beyond = ours.iter().zip(theirs).map(|(ours, theirs)| ours - theirs).collect();
    Line::of(format!("{name}, 1 client : a bare commit"), "ms", samples).say()?;
    Line::alone(format!("{name}, 1 client, beyond a bare commit"), "ms", beyond)
        .with(Goal::AtMost(2.0))
        .say()?;

    let together = || bench.runtime.block_on(async { Ok(at_once(TOGETHER, ask.clone()).await?.rate()) });
    let needed = || Ok::<_, Stopped>(ENOUGH.min(OF_BARE * bench.commits()?));
    let samples = in_turn(ROUNDS, together, needed)?;
    let name = format!("{name}, 32 clients : 1,500 or 3 bare commits");
    Line::of(name, "1/s", samples).with(Goal::AtLeast(1.0)).say()?;
    Ok(())
}
