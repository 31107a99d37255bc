//! A page about a case, whose access entry is on the disk before it leaves; the work list; a search.

mod ground;

use std::future::Future;
use std::sync::Arc;

use ground::{Bare, Filled, Stopped, at_once, one_by_one};
use tokio::runtime::Runtime;
use tokio::sync::Mutex;
use xtask::bench::{Goal, Line, Samples, in_turn};

const CASES: usize = 1_000;
const ROUNDS: usize = 7;
const COMMITS: u32 = 200;
const ALONE: usize = 200;
const TOGETHER: usize = 1_600;
/// What 32 clients are to be given a second, where the disk allows it.
const ENOUGH: f64 = 1_500.0;
/// How many bare commits they may take for it otherwise.
const OF_BARE: f64 = 3.0;

/// Everything that the lines share.
struct Bench {
    runtime: Runtime,
    filled: Arc<Filled>,
    bare: Mutex<Bare>,
}

fn main() -> Result<(), Stopped> {
    let runtime = Runtime::new()?;
    let directory = ground::directory()?;
    let filled = runtime.block_on(ground::start(&directory.path().join("store"), ground::world_of(CASES)))?;
    let bare = Mutex::new(runtime.block_on(Bare::within(directory.path()))?);
    let bench = Bench { runtime, filled: Arc::new(filled), bare };
    bench.lines("case page", ground::page)?;
    bench.lines("work list", ground::work)?;
    bench.lines("search", ground::search)
}

impl Bench {
    fn commits(&self) -> Result<f64, Stopped> {
        self.runtime.block_on(async { self.bare.lock().await.rate(COMMITS).await })
    }

    /// What one client waits for, and what many are given.
    fn lines<F, D>(&self, name: &str, ask: F) -> Result<(), Stopped>
    where
        F: Fn(Arc<Filled>, usize) -> D + Clone + Send + Sync + 'static,
        D: Future<Output = Result<(), Stopped>> + Send,
    {
        let filled = Arc::clone(&self.filled);
        let ask = move |number| ask(Arc::clone(&filled), number);
        let alone = || self.runtime.block_on(async { Ok(one_by_one(ALONE, &ask).await?.mean()) });
        let samples = in_turn(ROUNDS, alone, || Ok::<_, Stopped>(1000.0 / self.commits()?))?;
        let Samples { ours, theirs } = &samples;
        let beyond = ours.iter().zip(theirs).map(|(ours, theirs)| ours - theirs).collect();
        Line::of(format!("{name}, 1 client : a bare commit"), "ms", samples).say()?;
        Line::alone(format!("{name}, 1 client, beyond a bare commit"), "ms", beyond).with(Goal::AtMost(2.0)).say()?;

        let together = || self.runtime.block_on(async { Ok(at_once(TOGETHER, ask.clone()).await?.rate()) });
        let needed = || Ok::<_, Stopped>(ENOUGH.min(OF_BARE * self.commits()?));
        let samples = in_turn(ROUNDS, together, needed)?;
        let name = format!("{name}, 32 clients : 1,500 or 3 bare commits");
        Line::of(name, "1/s", samples).with(Goal::AtLeast(1.0)).say()?;
        Ok(())
    }
}
