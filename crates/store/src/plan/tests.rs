//! How plans come to texts, and how SQLite goes about them.

use sqlx::{Executor, Row, SqlSafeStr};

use super::{Cell, Plan, Sheet, Table, row, text};
use crate::open::Backend;
use crate::schema::Dialect;
use crate::tx::statement;
use crate::{Config, Fault, Store};

fn plan(rows: usize) -> Plan {
    let mut plan = Plan::default();
    for _ in 0..rows {
        plan.add(Table::Gone, row!["case", vec![1_u8], "code", 1_i64]);
    }
    plan.add(Table::Looks, row!["case", vec![1_u8], "org", "id", 1_i64, "user", "see-case", "case"]);
    plan
}

#[test]
fn given_few_rows_when_they_are_run_then_it_is_one_text_with_its_own_transaction() {
    let pieces = Sheet::of([&plan(3)]).pieces();
    let [piece] = pieces.as_slice() else { panic!("one piece: {pieces:?}") };
    let text = text::of(piece);
    assert!(text.starts_with("BEGIN IMMEDIATE; WITH v ("), "{text}");
    assert!(text.ends_with("RETURNING id; COMMIT"), "{text}");
}

#[test]
fn given_many_rows_when_they_are_run_then_the_usual_tables_share_a_text_and_one_transaction_holds_all() {
    let many = plan(5);
    let pieces = Sheet::of([&many, &many]).pieces();
    let ends: Vec<(bool, bool)> = pieces.iter().map(|piece| (piece.begins, piece.commits)).collect();
    assert_eq!(ends, [(true, false), (false, true)]);
    let rooms: Vec<usize> = pieces.iter().map(|piece| piece.room.iter().sum()).collect();
    assert_eq!(rooms, [8, 16], "the usual tables together, and room for the next power of two");
}

#[test]
fn given_nothing_in_a_cell_then_no_value_stands_for_it() {
    assert_eq!(Cell::from(None::<String>), Cell::Nothing);
    assert_eq!(Cell::from(Some("somebody")), Cell::Text("somebody".into()));
}

/// A plan that SQLite carried out by reading a whole table would be slower with every case there is.
#[tokio::test]
async fn given_a_plan_when_sqlite_goes_about_it_then_it_scans_no_table() {
    let directory = tempfile::tempdir().unwrap();
    let config = Config::sqlite(directory.path().join("data"));
    let store = Store::create(&config, seal::MasterKey::generate()).await.unwrap();
    let Backend::Sqlite { data, .. } = &store.backend else { panic!("a store on SQLite") };
    for table in 0..Table::COUNT {
        let room = std::array::from_fn(|other| if other == table { 2 } else { 0 });
        let text = text::of(&super::Piece { begins: false, room, commits: false, dialect: Dialect::Sqlite });
        let asked = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}")).into_sql_str();
        let steps = data.acquire().await.unwrap().fetch_all(asked).await.unwrap();
        let steps: Vec<String> = steps.iter().map(|row| row.get(3)).collect();
        let scans: Vec<&String> = steps
            .iter()
            .filter(|step| {
                step.starts_with("SCAN") && !step.contains("CONSTANT ROW") && !step.ends_with(" v")
            })
            .collect();
        assert_eq!(scans, Vec::<&String>::new(), "{steps:?}");
    }
}

fn look(id: &str) -> Plan {
    let mut plan = Plan::default();
    plan.add(Table::Looks, row!["case", vec![1_u8], "org", id, 1_i64, "user", "see-case", "case"]);
    plan
}

/// A store with one case, as bare as the schema allows.
async fn with_a_case() -> (tempfile::TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let config = Config::sqlite(directory.path().join("data"));
    let store = Store::create(&config, seal::MasterKey::generate()).await.unwrap();
    let rows = [
        "INSERT INTO organisation (id, name, nation, policy_id, policy_text, created_at, fictional) \
         VALUES ('org', 'Example Homes', 'england-and-wales', 'none', '', 0, 1)",
        "INSERT INTO case_record (case_id, organisation, reference, route, status, recorder, severity, incidents, \
         reasons, opened_at, last_at, sequence, head, header) \
         VALUES ('case', 'org', 'A', 'disclosure', 'open', 'user', 'high', 0, 0, 0, 0, 1, X'01', X'')",
    ];
    for text in rows {
        let added =
            store.write::<_, Fault, _>(move |tx| Box::pin(async move { tx.run(statement(text)).await }));
        assert_eq!(added.await.unwrap(), 1);
    }
    (directory, store)
}

#[tokio::test]
async fn given_a_plan_that_cannot_be_written_among_others_then_only_it_fails() {
    let (_directory, store) = with_a_case().await;
    let Backend::Sqlite { writer, .. } = &store.backend else { panic!("a store on SQLite") };
    let submit = |id: &'static str| writer.submit_plan(look(id), id.to_owned());
    let mut by_nobody = Plan::default();
    let row = row!["case", vec![1_u8], "org", "none", 1_i64, None::<String>, "see-case", "case"];
    by_nobody.add(Table::Looks, row);
    let refused = writer.submit_plan(by_nobody, "none".to_owned());
    let (first, refused, last) = tokio::join!(submit("one"), refused, submit("two"));
    assert_eq!(first, Ok(true));
    assert!(refused.is_err());
    assert_eq!(last, Ok(true));
    assert_eq!(submit("three").await, Ok(true), "the writer goes on");
    let looks = store.read::<_, Fault, _>(|tx| {
        Box::pin(async move { tx.rows(statement("SELECT id FROM access_entry ORDER BY id")).await })
    });
    let looks: Vec<String> = looks.await.unwrap().iter().map(|row| row.get(0)).collect();
    assert_eq!(looks, ["one", "three", "two"], "what was tried together and undone is written once");
}

#[tokio::test]
async fn given_a_case_that_moved_on_then_a_plan_for_where_it_stood_writes_nothing() {
    let (_directory, store) = with_a_case().await;
    let Backend::Sqlite { writer, .. } = &store.backend else { panic!("a store on SQLite") };
    let mut late = Plan::default();
    late.add(Table::Duties, {
        let nothing = Cell::Nothing;
        let mut row = row!["case", vec![9_u8], "org", "code", 1_i64, "due", 1_i64, 1_i64, "case-owner"];
        row.extend([nothing.clone(), nothing.clone(), nothing.clone(), nothing]);
        row
    });
    late.add(Table::Looks, row!["case", vec![9_u8], "org", "late", 1_i64, "user", "see-case", "case"]);
    let (late, other) = tokio::join!(
        writer.submit_plan(late, "late".to_owned()),
        writer.submit_plan(look("other"), "other".to_owned())
    );
    assert_eq!((late, other), (Ok(false), Ok(true)));
    let duties = store.read::<_, Fault, _>(|tx| {
        Box::pin(async move { tx.rows(statement("SELECT code FROM duty")).await.map(|rows| rows.len()) })
    });
    assert_eq!(duties.await.unwrap(), 0);
}
