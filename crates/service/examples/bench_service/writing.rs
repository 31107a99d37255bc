//! One event recorded through the whole service (permit, decide, seal, append, project, access entry,
//! commit) against a bare commit of one row.

use std::sync::Arc;

use domain::case::CaseCommand;
use domain::disclosure::WishesRecorded;
use domain::text::Words;
use xtask::bench::{Goal, Line, in_turn};

use crate::ground::{Bench, Filled, Stopped, alone, at_once, is_asked_for};

const ROUNDS: usize = 7;
const ALONE: usize = 200;
const TOGETHER: usize = 1_600;

/// What one client and what many are given.
pub fn measure(bench: &Bench) -> Result<(), Stopped> {
    if !is_asked_for("one event") {
        return Ok(());
    }
    let filled = Arc::clone(&bench.filled);
    let ask = move |number: usize| record(Arc::clone(&filled), number);
    let alone = || bench.runtime.block_on(async { Ok(alone(ALONE, ask.clone()).await?.rate()) });
    let samples = in_turn(ROUNDS, alone, || bench.commits())?;
    Line::of("one event, 1 client : a bare commit", "1/s", samples).with(Goal::AtLeast(0.6)).say()?;

    let together = || bench.runtime.block_on(async { Ok(at_once(TOGETHER, ask.clone()).await?.rate()) });
    let samples = in_turn(ROUNDS, together, || bench.commits())?;
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
