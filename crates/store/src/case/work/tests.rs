use seal::MasterKey;
use sqlx::{Executor, Row, SqlSafeStr};

use crate::open::Backend;
use crate::{Config, Store, sql};

/// How SQLite goes about a statement, step by step.
async fn steps(text: &'static str) -> Vec<String> {
    let directory = tempfile::tempdir().unwrap();
    let config = Config::sqlite(directory.path().join("data"));
    let store = Store::create(&config, MasterKey::generate()).await.unwrap();
    let Backend::Sqlite { data, .. } = &store.backend else { panic!("a store on SQLite") };
    let asked = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}")).into_sql_str();
    let steps = data.acquire().await.unwrap().fetch_all(asked).await.unwrap();
    steps.iter().map(|row| row.get(3)).collect()
}

fn has(steps: &[String], start: &str) -> bool {
    steps.iter().any(|step| step.starts_with(start))
}

/// At 600 duties a list, going to the table for each was most of the work of a list.
#[tokio::test]
async fn given_a_scope_when_sqlite_lists_its_places_then_it_reads_them_off_one_index_in_their_order() {
    let lists = [
        (sql::WORK_ALL, "duty_all"),
        (sql::WORK_OWNED, "duty_owner"),
        (sql::WORK_COVERED, "duty_cover"),
        (sql::WORK_REGION, "duty_region"),
        (sql::WORK_UNPLACED, "duty_region"),
    ];
    for (text, index) in lists {
        let steps = steps(text).await;
        assert!(has(&steps, &format!("SEARCH d USING COVERING INDEX {index} (organisation=?")), "{steps:?}");
        assert!(!has(&steps, "USE TEMP B-TREE"), "{steps:?}");
    }
}

#[tokio::test]
async fn given_somebodys_work_in_some_regions_when_sqlite_lists_it_then_it_reads_only_theirs_and_sorts_nothing()
 {
    for (text, index) in [(sql::WORK_OWNED_IN, "duty_owner"), (sql::WORK_COVERED_IN, "duty_cover")] {
        let steps = steps(text).await;
        assert!(has(&steps, &format!("SEARCH d USING INDEX {index} (organisation=?")), "{steps:?}");
        assert!(!has(&steps, "USE TEMP B-TREE"), "{steps:?}");
    }
}

#[tokio::test]
async fn given_the_cases_of_a_page_when_sqlite_reads_their_lines_then_it_goes_to_each_by_its_key() {
    let steps = steps(sql::WORK_LINES_SOME).await;
    assert!(has(&steps, "SEARCH d USING PRIMARY KEY (case_id=?)"), "{steps:?}");
    assert!(!has(&steps, "SCAN"), "{steps:?}");
}
