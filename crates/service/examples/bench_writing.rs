//! One event recorded through the whole service (permit, decide, seal, append, project, access entry,
//! commit) against a bare commit of one row.

mod ground;

use std::sync::Arc;

use domain::case::CaseCommand;
use domain::disclosure::WishesRecorded;
use domain::text::Words;
use ground::{Bare, Filled, Stopped, at_once, one_by_one};
use tokio::runtime::Runtime;
use tokio::sync::Mutex;
use xtask::bench::{Goal, Line, in_turn};

const CASES: usize = 1_000;
const ROUNDS: usize = 7;
const ALONE: u32 = 200;
const TOGETHER: usize = 1_600;

fn main() -> Result<(), Stopped> {
    let runtime = Runtime::new()?;
    let directory = ground::directory()?;
    let filled = runtime.block_on(ground::start(&directory.path().join("store"), ground::world_of(CASES)))?;
    let filled = Arc::new(filled);
    let bare = Mutex::new(runtime.block_on(Bare::within(directory.path()))?);
    let theirs = || runtime.block_on(async { bare.lock().await.rate(ALONE).await });
    let ask = |number: usize| record(Arc::clone(&filled), number);

    let alone = || runtime.block_on(async { Ok(one_by_one(ALONE as usize, ask).await?.rate()) });
    let samples = in_turn(ROUNDS, alone, theirs)?;
    Line::of("one event, 1 client : a bare commit", "1/s", samples).with(Goal::AtLeast(0.6)).say()?;

    let shared = Arc::clone(&filled);
    let ask = move |number: usize| record(Arc::clone(&shared), number);
    let together = || runtime.block_on(async { Ok(at_once(TOGETHER, ask.clone()).await?.rate()) });
    let samples = in_turn(ROUNDS, together, theirs)?;
    Line::of("one event, 32 clients : a bare commit", "1/s", samples).with(Goal::AtLeast(2.0)).say()?;
    Ok(())
}

/// Records a wish, each time on the next case.
async fn record(filled: Arc<Filled>, number: usize) -> Result<(), Stopped> {
    let case = *filled.cases.get(number % filled.cases.len()).ok_or("there is no case")?;
    let moment = filled.service.moment(&filled.lead);
    let words = Words::parse("She would like the locks changed before her sister goes home on Sunday.")?;
    let command = CaseCommand::RecordWishes(WishesRecorded { words });
    filled.service.record(&filled.lead, case, None, command.into(), &moment).await?;
    Ok(())
}
