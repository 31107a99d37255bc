//! The case whose safe way came to be known, a day before now.

mod common;

use common::{fold, now};
use demo::{DemoCase, world};
use domain::case::CaseState;
use domain::contact::{Intent, Reason, clear};
use jiff::{SignedDuration, Timestamp};

fn burnt(seed: u64, at: Timestamp) -> Vec<(DemoCase, CaseState)> {
    let told = world(seed, 40, at).cases().map(|case| (fold(&case).1, case)).collect::<Vec<_>>();
    told.into_iter()
        .filter(|(state, _)| !state.all_compromised().is_empty())
        .map(|(state, case)| (case, state))
        .collect()
}

/// Every day of a week, so that no weekend takes the case off its course.
#[test]
fn given_any_seed_and_day_then_one_case_was_burnt_a_day_ago_and_all_of_it_is_decided() {
    for seed in (0..12).chain([2026, u64::MAX]) {
        for day in 0..7 {
            let at = now() + SignedDuration::from_hours(24 * day);
            let cases = burnt(seed, at);
            assert_eq!(cases.len(), 1, "{seed}");
            let (case, state) = cases.first().unwrap();
            let [marked] = state.all_compromised() else { unreachable!("{}", case.reference) };
            assert_eq!(marked.recorded_at, at - SignedDuration::from_hours(24), "{}", case.reference);
            let of_it = || state.breaches().iter().filter(|decided| decided.is.of == marked.sequence);
            assert!(of_it().any(|decided| decided.is.survivor.is_some()), "{}", case.reference);
            let regulator = of_it().find(|decided| decided.is.regulator.is_some()).unwrap();
            assert_eq!(regulator.recorded_at, at - SignedDuration::from_hours(22), "{}", case.reference);
        }
    }
}

#[test]
fn given_the_burnt_case_then_the_gate_refuses_the_way_that_was_safe() {
    for seed in 0..12 {
        let (_, state) = burnt(seed, now()).pop().unwrap();
        let secret = state.all_compromised().first().unwrap().is.secret;
        let plan = state.contact_plan().unwrap();
        let way = plan.channels.iter().find(|channel| channel.secret == Some(secret)).unwrap();
        let refused = clear(&state, Intent { channel: way.channel, at: now() }).err();
        assert_eq!(refused.map(|refusal| refusal.reason), Some(Reason::Compromised), "{seed}");
    }
}
