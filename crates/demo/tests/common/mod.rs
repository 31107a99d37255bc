//! Folding a demo case as the store would.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use demo::DemoCase;
use domain::case::{CaseEvent, CaseState, decide};
use domain::{IdBlock, Moment, Recorded};
use jiff::Timestamp;

/// A Wednesday afternoon, on which the whole world of the tests stands still.
pub fn now() -> Timestamp {
    "2026-11-18T14:40:00Z".parse().unwrap()
}

/// The history and the state of a case. Panics where the rules refuse a step.
pub fn fold(case: &DemoCase) -> (Vec<Recorded<CaseEvent>>, CaseState) {
    let mut history: Vec<Recorded<CaseEvent>> = Vec::new();
    let mut state = CaseState::default();
    for step in &case.steps {
        let moment = Moment { now: step.at, actor: step.actor, ids: IdBlock::new(step.at, [0; 10]) };
        let events = decide(&state, step.command.clone(), &moment)
            .unwrap_or_else(|refusal| panic!("{}: {refusal}: {:?}", case.reference, step.command));
        for event in events {
            let sequence = u64::try_from(history.len()).unwrap() + 1;
            let entry = Recorded { sequence, recorded_at: step.at, actor: step.actor, event };
            let corrects = matches!(entry.event, CaseEvent::Corrected(_));
            state = state.evolve(&entry);
            history.push(entry);
            // A correction changes what stands before it, so everything is folded anew.
            state = if corrects { CaseState::from_history(&history) } else { state };
        }
    }
    (history, state)
}
