//! How long answers take says nothing either.
//!
//! Two installations that are alike to the last byte still differ in time: by where their memory lies and by which
//! connections they keep. So all that is compared is asked of one, in turns: while the case behind the wall is
//! there, while it is not, and once more while it is not, which shows that two that are alike are not told apart.
//! Between any two that are measured it is taken away or put back: whatever else the machine does for a while then
//! meets all three alike, and not several of one.

use std::fmt::Write as _;
use std::time::Instant;

use domain::CaseId;
use sqlx::SqlSafeStr as _;
use sqlx::sqlite::SqliteConnection;

use super::same_day::{ground, with_case};
use crate::support::apart::{Apart, TURNS};
use crate::support::{TestApp, Who};

/// How often each request is sent each time.
const ROUNDS: usize = 400;
/// How many requests there are.
const KINDS: usize = 5;
/// What lists and permits read of a case.
const TABLES: [&str; 3] = ["case_record", "duty", "exclusion"];

/// A case that is taken out of the tables and put back, in one transaction that does as much either way.
struct Switched {
    database: SqliteConnection,
    case: CaseId,
}

impl Switched {
    async fn of(app: &TestApp, case: CaseId) -> Self {
        let mut one = Self { database: app.database().await, case };
        let mut text = String::from("PRAGMA synchronous = OFF;");
        for table in TABLES {
            write!(text, "CREATE TABLE kept_{table} AS SELECT * FROM {table} WHERE case_id = '{case}';")
                .unwrap();
            write!(text, "CREATE TABLE other_{table} AS SELECT * FROM {table} WHERE case_id = '';").unwrap();
        }
        one.run(text).await;
        one
    }

    /// Puts it where it is to be there, with its walls or without.
    async fn is(&mut self, there: bool, walled: bool) {
        let mut text = String::from("BEGIN IMMEDIATE;");
        for table in TABLES {
            let back = if there && (walled || table != "exclusion") { "" } else { "other_" };
            write!(text, "DELETE FROM {table} WHERE case_id = '{}';", self.case).unwrap();
            write!(text, "DELETE FROM other_{table};").unwrap();
            write!(text, "INSERT INTO {back}{table} SELECT * FROM kept_{table};").unwrap();
        }
        self.run(text + "COMMIT;").await;
    }

    async fn run(&mut self, text: String) {
        let text = sqlx::AssertSqlSafe(text).into_sql_str();
        sqlx::raw_sql(text).execute(&mut self.database).await.unwrap();
    }
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
    let mut switched = Switched::of(app, case).await;
    let mut by_kind: Vec<[Vec<f64>; 3]> = vec![Default::default(); KINDS];
    for round in 0..ROUNDS {
        for (kind, all) in by_kind.iter_mut().enumerate() {
            for state in TURNS[(round + kind) % TURNS.len()] {
                switched.is(state == 0, walled).await;
                // Whoever asks first after that reads everything anew, which comes of the switching and of no wall.
                asked(app, kind, case).await;
                asked(app, kind, case).await;
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

/// How far the times with the case are from those without, and how far two without are from each other.
async fn distances(walled: bool) -> (Apart, Apart) {
    let [app] = ground().await;
    let case = with_case(&app).await;
    let [with, without, again] = times(&app, case, walled).await;
    assert_eq!(with.len(), KINDS * ROUNDS);
    let found = (Apart::of(&with, &without), Apart::of(&without, &again));
    println!("with and without {:?}, without twice {:?}", found.0, found.1);
    found
}

#[tokio::test]
async fn given_two_thousand_answers_each_then_their_times_do_not_tell_the_walled_case_from_none() {
    let (walled, _) = distances(true).await;
    assert!(!walled.is_told(), "{walled:?}");
}

#[tokio::test]
async fn given_the_wall_is_taken_out_then_the_times_tell() {
    let (open, _) = distances(false).await;
    assert!(open.is_told(), "{open:?}");
}
