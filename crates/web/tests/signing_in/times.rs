//! How long it takes until a sign-in is refused says nothing of whether anybody has that name (ASVS 6.3.8).

use std::time::Instant;

use jiff::SignedDuration;

use crate::support::{TestApp, Who};

const ROUNDS: usize = 150;
/// Known names with a wrong password, names that nobody has, and such names once more.
const KINDS: [&str; 3] = ["known", "unknown", "again"];
/// Every order in which the three can be tried, so that none always comes after the same other.
const TURNS: [[usize; 3]; 6] = [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1], [2, 1, 0], [1, 0, 2]];

/// The greatest distance of two distributions (Kolmogorov and Smirnov).
fn distance(one: &[f64], other: &[f64]) -> f64 {
    let share = |times: &[f64], upto: f64| {
        count(times.iter().filter(|time| **time <= upto).count()) / count(times.len())
    };
    one.iter().chain(other).map(|time| (share(one, *time) - share(other, *time)).abs()).fold(0.0, f64::max)
}

/// The distance that two samples of so many each exceed in one of a hundred times.
fn at_one_percent() -> f64 {
    1.628 * (2.0 / count(ROUNDS)).sqrt()
}

fn count(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap())
}

/// How long a wrong password takes for this name.
async fn refused(app: &TestApp, login: &str) -> f64 {
    let started = Instant::now();
    app.anybody()
        .post("/sign-in", &[("login", login), ("password", "walnut ferry cobalt ninety")])
        .await
        .is(422);
    started.elapsed().as_secs_f64()
}

#[tokio::test]
async fn a_name_that_nobody_has_is_refused_as_slowly_as_one_that_somebody_has() {
    let app = TestApp::new().await;
    let people = [Who::Officer, Who::SecondOfficer, Who::Manager, Who::DaLead, Who::Auditor];
    for who in people {
        app.client(who).signs_in().await;
    }
    let name = |kind: usize, round: usize| match kind {
        0 => people[round % people.len()].login(),
        _ => format!("{}{}", KINDS[kind], round % people.len()),
    };
    let mut times = [const { Vec::new() }; 3];
    for round in 0..ROUNDS {
        // Nobody of them has to wait: that would be quicker for all of them.
        app.wait(SignedDuration::from_mins(1));
        for kind in TURNS[round % TURNS.len()] {
            times[kind].push(refused(&app, &name(kind, round)).await);
        }
    }
    let [known, unknown, again] = times;
    let (told, noise, limit) = (distance(&known, &unknown), distance(&unknown, &again), at_one_percent());
    println!("{told:.3}, where two that are alike differ by {noise:.3}, and chance goes to {limit:.3}");
    // Two that are alike differ by `noise` on this machine at this moment: that much says nothing.
    assert!(told <= limit + noise, "{told:.3} is more than {limit:.3} and {noise:.3}");

    // The control: an answer for which nothing is hashed, since the name has to wait, is told apart.
    for _ in 0..10 {
        refused(&app, "waiting").await;
    }
    let mut unhashed = Vec::new();
    for _ in 0..ROUNDS {
        unhashed.push(refused(&app, "waiting").await);
    }
    let apart = distance(&unhashed, &unknown);
    assert!(apart > limit + noise, "{apart:.3}");
}
