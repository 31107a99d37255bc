//! How long answers take says nothing either.
//!
//! Two installations that are alike to the last byte still differ in time: by where their memory lies and by which
//! connections they keep. So all that is compared is asked of one, in turns: while the case behind the wall is
//! there, while it is not, and once more while it is not, which says how much two that are alike differ.

use std::time::Instant;

use domain::CaseId;

use super::same_day::{ground, with_case};
use crate::support::{TestApp, Who};

/// How often each request is sent each time.
const ROUNDS: usize = 400;
/// How many requests there are.
const KINDS: usize = 5;
/// Every order in which the three can be asked, so that none always comes after the same other.
const TURNS: [[usize; 3]; 6] = [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1], [2, 1, 0], [1, 0, 2]];

/// The greatest distance of two distributions (Kolmogorov and Smirnov).
fn distance(one: &[f64], other: &[f64]) -> f64 {
    let sorted = |times: &[f64]| {
        let mut times = times.to_vec();
        times.sort_unstable_by(f64::total_cmp);
        times
    };
    let (one, other) = (sorted(one), sorted(other));
    let share =
        |times: &[f64], upto: f64| count(times.partition_point(|time| *time <= upto)) / count(times.len());
    one.iter().chain(&other).map(|time| (share(&one, *time) - share(&other, *time)).abs()).fold(0.0, f64::max)
}

/// The distance that two samples of one distribution exceed in one of a hundred times.
fn at_one_percent(one: usize, other: usize) -> f64 {
    let (one, other) = (count(one), count(other));
    1.628 * ((one + other) / (one * other)).sqrt()
}

fn count(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap())
}

/// What somebody asks who would like to know by the time it takes.
async fn asked(app: &TestApp, kind: usize, case: CaseId) -> u16 {
    let manager = app.client(Who::Manager);
    match kind {
        0 => manager.opens(case).await.status,
        1 => manager.post("/find", &[("words", "Rowan Ashdown")]).await.status,
        2 => manager.post(&format!("/cases/{case}/notes/severity"), &[("severity", "high")]).await.status,
        3 => manager.get("/work?whose=everybody").await.status,
        _ => manager.get(&format!("/cases/{case}/received")).await.status,
    }
}

/// The times of everything that is asked in each of three states, each by the middle of its kind.
async fn times(app: &TestApp, case: CaseId, walled: bool) -> [Vec<f64>; 3] {
    let mut by_kind: Vec<[Vec<f64>; 3]> = vec![Default::default(); KINDS];
    for round in 0..ROUNDS {
        for state in TURNS[round % TURNS.len()] {
            app.case_is(case, state == 0, walled).await;
            // Whoever comes first after a change reads everything again.
            asked(app, 3, case).await;
            for (kind, all) in by_kind.iter_mut().enumerate() {
                let started = Instant::now();
                asked(app, kind, case).await;
                all[state].push(started.elapsed().as_secs_f64());
            }
        }
    }
    let mut times: [Vec<f64>; 3] = Default::default();
    for of_kind in by_kind {
        let mut all: Vec<f64> = of_kind.iter().flatten().copied().collect();
        all.sort_unstable_by(f64::total_cmp);
        let middle = all[all.len() / 2];
        for (times, of_state) in times.iter_mut().zip(of_kind) {
            times.extend(of_state.iter().map(|time| time / middle));
        }
    }
    times
}

/// How far the times with the case are from those without, how far two without are from each other, and how far
/// chance goes.
async fn distances(walled: bool) -> (f64, f64, f64) {
    let [app] = ground().await;
    let case = with_case(&app).await;
    let [with, without, again] = times(&app, case, walled).await;
    assert_eq!(with.len(), KINDS * ROUNDS);
    let limit = at_one_percent(with.len(), without.len());
    (distance(&with, &without), distance(&without, &again), limit)
}

#[tokio::test]
async fn given_two_thousand_answers_each_then_their_times_do_not_tell_the_walled_case_from_none() {
    let (walled, same, limit) = distances(true).await;
    // Two that are alike differ by `same` on this machine at this moment: that much says nothing.
    assert!(walled <= limit + same, "{walled:.4} is more than {limit:.4} and {same:.4}");
}

#[tokio::test]
async fn given_the_wall_is_taken_out_then_the_times_tell() {
    let (open, same, limit) = distances(false).await;
    assert!(open > limit + same, "{open:.4} is not more than {limit:.4} and {same:.4}");
}
