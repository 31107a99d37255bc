//! Whether somebody may: the matrix alone, and with the rows that it rests on, among many people and grants.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use access::action::SeeCase;
use access::{Actor, Role, check};
use domain::{CaseId, UserId};
use jiff::Timestamp;
use sqlx::{AnyConnection, Connection, Executor, Row};
use store::{Fault, Store};
use tokio::runtime::Runtime;
use xtask::bench::{Goal, Line};

use crate::ground::{self, Stopped};

const ROUNDS: usize = 9;
const ASKED: usize = 1_000;
const MICROSECONDS: f64 = 1_000_000.0;

/// Ten thousand people, and a hundred thousand grants to them on the cases that there are.
const MANY: [&str; 2] = [
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10000) \
     INSERT INTO app_user (id, organisation, login, name, role, active, created_at, changed_at, version) \
     SELECT printf('01900000-0000-7000-8000-%012x', i), (SELECT MIN(id) FROM organisation), 'many' || i, \
     'Many ' || i, 'partner-worker', 1, 0, 0, 1 FROM n",
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000), \
     c AS (SELECT case_id, organisation, ROW_NUMBER() OVER (ORDER BY case_id) AS at FROM case_record LIMIT 10000) \
     INSERT INTO access_grant (id, case_id, organisation, user_id, parts, given_by, given_at, until, why) \
     SELECT printf('01910000-0000-7000-8000-%012x', i), c.case_id, c.organisation, \
     printf('01900000-0000-7000-8000-%012x', 1 + (i * 7919) % 10000), 'contact', 'nobody', 0, \
     9000000000000000, X'00' FROM n JOIN c ON c.at = 1 + i % (SELECT COUNT(*) FROM c)",
];

/// Fills in and measures.
pub fn measure(runtime: &Runtime, full: &Path) -> Result<(), Stopped> {
    if !ground::is_asked_for("permit") {
        return Ok(());
    }
    runtime.block_on(async {
        let granted = filled(full).await?;
        let store = ground::open(full).await?;
        let organisation = ground::lead(&ground::world_of(1))?.organisation;
        let asked: Vec<(Actor, CaseId)> = granted
            .into_iter()
            .map(|(user, case)| (Actor::new(user, organisation, Role::PartnerWorker), case))
            .collect();
        let (mut alone, mut with_rows) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let (one, other) = round(&store, &asked).await?;
            alone.push(one);
            with_rows.push(other);
        }
        store.close().await;
        let goal = Goal::AtMost(20.0);
        Line::alone("permit and matrix, facts in hand", "µs", alone).with(goal).say()?;
        Line::alone("permit with its rows read, 10,000 people, 100,000 grants", "µs", with_rows).say()?;
        Ok(())
    })
}

async fn filled(full: &Path) -> Result<Vec<(UserId, CaseId)>, Stopped> {
    let file = full.join(ground::DATA).join("holdfast.db");
    let mut connection = AnyConnection::connect(&format!("sqlite://{}", file.display())).await?;
    for text in MANY {
        connection.execute(text).await?;
    }
    let query = "SELECT user_id, case_id FROM access_grant ORDER BY id DESC LIMIT 1000";
    let rows = connection.fetch_all(query).await?;
    connection.close().await?;
    let pair = |row: &sqlx::any::AnyRow| {
        Ok((row.try_get::<&str, _>(0)?.parse()?, row.try_get::<&str, _>(1)?.parse()?))
    };
    rows.iter().map(pair).collect()
}

/// Microseconds of one check with the facts in hand, and of one with its rows read.
async fn round(store: &Store, asked: &[(Actor, CaseId)]) -> Result<(f64, f64), Stopped> {
    let owned = asked.to_vec();
    store
        .read::<_, Fault, _>(move |snapshot| {
            Box::pin(async move {
                let (mut facts, started) = (Vec::new(), Instant::now());
                for (actor, case) in &owned {
                    let known = snapshot.case_facts(actor, *case, Timestamp::UNIX_EPOCH).await?;
                    drop(black_box(known.as_ref().map(|known| check::<SeeCase>(actor, known))));
                    facts.extend(known);
                }
                let with_rows = started.elapsed().as_secs_f64();
                let started = Instant::now();
                for _ in 0..100 {
                    for ((actor, _), known) in owned.iter().zip(&facts) {
                        drop(black_box(check::<SeeCase>(actor, known)));
                    }
                }
                let alone = started.elapsed().as_secs_f64() / 100.0;
                Ok((each(alone), each(with_rows)))
            })
        })
        .await
        .map_err(Stopped::from)
}

fn each(seconds: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a thousand is a thousand")]
    let asked = ASKED as f64;
    seconds * MICROSECONDS / asked
}
