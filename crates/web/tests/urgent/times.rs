//! How long “nothing was opened” takes says nothing either.

use std::time::Instant;

use super::{asks, someone_elses};
use crate::support::{TestApp, Who};

const ROUNDS: u32 = 200;

/// The greatest distance of two distributions (Kolmogorov and Smirnov).
fn distance(one: &[f64], other: &[f64]) -> f64 {
    let share = |times: &[f64], upto: f64| {
        times.iter().map(|time| f64::from(u8::from(*time <= upto))).sum::<f64>() / f64::from(ROUNDS)
    };
    one.iter().chain(other).map(|time| (share(one, *time) - share(other, *time)).abs()).fold(0.0, f64::max)
}

/// The distance that two samples of so many each exceed in one of a hundred times.
fn at_one_percent() -> f64 {
    1.628 * (2.0 / f64::from(ROUNDS)).sqrt()
}

/// The times of what is asked, in turns.
async fn times<const N: usize>(app: &TestApp, asked: [&str; N]) -> [Vec<f64>; N] {
    let mut times = [const { Vec::new() }; N];
    for round in 0..ROUNDS {
        for turn in 0..N {
            let at = (turn + round as usize) % N;
            let started = Instant::now();
            asks(app, Who::SecondOfficer, asked[at]).await;
            times[at].push(started.elapsed().as_secs_f64());
        }
    }
    times
}

#[tokio::test]
async fn a_record_behind_a_wall_takes_as_long_as_none_and_the_clock_can_tell_two_things_apart() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    app.wall(case, Who::SecondOfficer).await;
    let walled = app.case_page(case).await.reference.to_string();
    let [walled, none, same, refused] = times(&app, [&walled, "HF-ZZZZ-ZZZ1", "HF-ZZZZ-ZZZ2", ""]).await;
    let (told, noise) = (distance(&walled, &none), distance(&none, &same));
    // Two that are alike differ by `noise` on this machine at this moment: that much says nothing.
    assert!(
        told <= at_one_percent() + noise,
        "{told:.3} is more than {:.3} and {noise:.3}",
        at_one_percent()
    );
    // The control: a form that is refused before anything is looked up is told apart.
    let apart = distance(&refused, &none);
    assert!(apart > at_one_percent() + noise, "{apart:.3}");
}
