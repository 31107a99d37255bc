//! Everything that is kept, as it stands: two pictures show what a request changed.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Row as _};

use super::TestApp;

/// When somebody was last here. It moves whenever they are, and says nothing else.
const HERE: (&str, &str) = ("session", "last_seen_at");

impl TestApp {
    /// Every row of every table, written out, by the name of the table.
    pub async fn picture(&self) -> BTreeMap<String, Vec<String>> {
        let mut database = self.database().await;
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        let tables = sqlx::query(tables).fetch_all(&mut database).await.unwrap();
        let mut picture = BTreeMap::new();
        for table in tables.iter().map(|row| row.get::<String, _>(0)) {
            let columns = sqlx::query("SELECT name FROM pragma_table_info($1)").bind(&table);
            let columns = columns.fetch_all(&mut database).await.unwrap();
            let columns = columns.iter().map(|row| row.get::<String, _>(0));
            let columns: Vec<String> = columns
                .filter(|column| (table.as_str(), column.as_str()) != HERE)
                .map(|column| format!("quote(\"{column}\")"))
                .collect();
            let rows = format!("SELECT {} FROM \"{table}\"", columns.join(" || ',' || "));
            let rows = sqlx::query(AssertSqlSafe(rows)).fetch_all(&mut database).await.unwrap();
            let mut rows: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
            rows.sort();
            picture.insert(table, rows);
        }
        assert!(picture.len() > 30, "only {} tables", picture.len());
        picture
    }

    /// Forgets every try at signing in, beside the application.
    pub async fn forgets_tries(&self) {
        sqlx::query("DELETE FROM sign_in_try").execute(&mut self.database().await).await.unwrap();
    }
}
