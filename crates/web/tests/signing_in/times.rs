//! How long it takes until a sign-in is refused says nothing of whether anybody has that name (ASVS 6.3.8).

use std::time::Instant;

use jiff::SignedDuration;

use crate::support::apart::{Apart, TURNS};
use crate::support::{TestApp, Who};

const ROUNDS: usize = 150;
/// Known names with a wrong password, names that nobody has, and such names once more.
const KINDS: [&str; 3] = ["known", "unknown", "again"];

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
    let (told, same) = (Apart::of(&known, &unknown), Apart::of(&unknown, &again));
    println!("known and unknown {told:?}, unknown twice {same:?}");
    assert!(!told.is_told_beside(same), "{told:?} {same:?}");

    // The control: an answer for which nothing is hashed, since the name has to wait, is told apart.
    for _ in 0..10 {
        refused(&app, "waiting").await;
    }
    let mut unhashed = Vec::new();
    for _ in 0..ROUNDS {
        unhashed.push(refused(&app, "waiting").await);
    }
    let apart = Apart::of(&unhashed, &unknown);
    assert!(apart.is_told_beside(same), "{apart:?} {same:?}");
}
