//! How long “nothing was opened” takes says nothing either.

use std::time::Instant;

use super::{asks, someone_elses};
use crate::support::apart::{Apart, TURNS};
use crate::support::{TestApp, Who};

const ROUNDS: usize = 200;

/// How long it takes until nothing was opened.
async fn refused(app: &TestApp, asked: &str) -> f64 {
    let started = Instant::now();
    asks(app, Who::SecondOfficer, asked).await;
    started.elapsed().as_secs_f64()
}

#[tokio::test]
async fn a_record_behind_a_wall_takes_as_long_as_none_and_the_clock_can_tell_two_things_apart() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    app.wall(case, Who::SecondOfficer).await;
    let walled = app.case_page(case).await.reference.to_string();
    let asked = [walled.as_str(), "HF-ZZZZ-ZZZ1", "HF-ZZZZ-ZZZ2"];
    let mut times = [const { Vec::new() }; 3];
    for round in 0..ROUNDS {
        for at in TURNS[round % TURNS.len()] {
            times[at].push(refused(&app, asked[at]).await);
        }
    }
    let [walled, none, again] = times;
    let (told, same) = (Apart::of(&walled, &none), Apart::of(&none, &again));
    println!("walled and none {told:?}, none twice {same:?}");
    assert!(!told.is_told_beside(same), "{told:?} {same:?}");

    // The control: a form that is refused before anything is looked up is told apart.
    let mut empty = Vec::new();
    for _ in 0..ROUNDS {
        empty.push(refused(&app, "").await);
    }
    let apart = Apart::of(&empty, &none);
    assert!(apart.is_told_beside(same), "{apart:?} {same:?}");
}
