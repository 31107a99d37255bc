//! How many events a second one core judges, when the histories are in memory already.

use std::error::Error;

use demo::{DemoCase, world};
use domain::case::{CaseEvent, CaseState, decide};
use domain::{IdBlock, Moment, Recorded};
use jiff::Timestamp;
use policy::calendar::Calendar;
use policy::{duties, packs};
use xtask::bench::{Line, rate};

type Stopped = Box<dyn Error>;

const CASES: usize = 500;
const EVENTS: u32 = 40;
const ROUNDS: usize = 7;
const TIMES: u32 = 10;

fn main() -> Result<(), Stopped> {
    let now: Timestamp = "2026-11-18T14:40:00Z".parse()?;
    let pack = packs::find("nhg").ok_or("there is no such policy")??;
    let calendar = Calendar::new(pack.nation);
    let world = world(1, CASES, now).with_events_per_case(EVENTS);
    let histories: Vec<_> = world.cases().map(|case| history(&case)).collect::<Result<_, _>>()?;
    let events = f64::from(u32::try_from(histories.iter().map(Vec::len).sum::<usize>())?);
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        let portfolios = rate(TIMES, || {
            let open =
                |history| duties(&pack, history, &calendar, now).iter().any(|duty| duty.state.is_open());
            let any = histories.iter().filter(|history| open(history)).count() > 0;
            if any { Ok(()) } else { Err("nothing is due anywhere: that was no judging") }
        })?;
        rates.push(portfolios * events);
    }
    Line::alone("duties of histories in memory, 1 core", "events/s", rates).say()?;
    Ok(())
}

/// What the steps of a case leave in its journal.
fn history(case: &DemoCase) -> Result<Vec<Recorded<CaseEvent>>, Stopped> {
    let (mut history, mut state) = (Vec::new(), CaseState::default());
    for step in &case.steps {
        let moment = Moment { now: step.at, actor: step.actor, ids: IdBlock::new(step.at, [0; 10]) };
        for event in decide(&state, step.command.clone(), &moment)? {
            let sequence = state.sequence() + 1;
            let entry = Recorded { sequence, recorded_at: step.at, actor: step.actor, event };
            // A correction changes what stands before it.
            let corrects = matches!(entry.event, CaseEvent::Corrected(_));
            state = state.evolve(&entry);
            history.push(entry);
            if corrects {
                state = CaseState::from_history(&history);
            }
        }
    }
    Ok(history)
}
