//! The access journal and other rows, read beside the application: what a test believes does not go
//! through what it tests.

use std::future::{Ready, ready};

use domain::{CaseId, UserId};
use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{Connection as _, Row as _};

use super::{TestApp, Who};

/// One entry of the access journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookEntry {
    pub case: Option<CaseId>,
    pub user: UserId,
    pub action: String,
    pub part: String,
}

impl TestApp {
    async fn database(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.data.path().join("holdfast.db"));
        SqliteConnection::connect_with(&options).await.unwrap()
    }

    /// Where the access journal ends now: a moment after every entry so far and before all later ones.
    pub fn looks(&self) -> Ready<Timestamp> {
        self.wait(SignedDuration::from_millis(1));
        ready(self.now())
    }

    /// The entries of the access journal that were written since a mark.
    pub async fn looks_since(&self, mark: &Timestamp) -> Vec<LookEntry> {
        let query = sqlx::query("SELECT case_id, user_id, action, part FROM access_entry WHERE at >= $1");
        let rows = query.bind(mark.as_microsecond()).fetch_all(&mut self.database().await).await.unwrap();
        let entry = |row: SqliteRow| LookEntry {
            case: row.get::<Option<String>, _>(0).map(|case| case.parse().unwrap()),
            user: row.get::<String, _>(1).parse().unwrap(),
            action: row.get(2),
            part: row.get(3),
        };
        rows.into_iter().map(entry).collect()
    }

    /// How many cases there are, in all organisations.
    pub async fn count_of_cases(&self) -> i64 {
        let query = sqlx::query("SELECT COUNT(DISTINCT case_id) FROM case_record");
        query.fetch_one(&mut self.database().await).await.unwrap().get(0)
    }

    /// How many entries stand in the journals of all cases.
    pub async fn count_of_entries(&self) -> i64 {
        let query = sqlx::query("SELECT COUNT(*) FROM journal");
        query.fetch_one(&mut self.database().await).await.unwrap().get(0)
    }

    /// How many forms are held, for anybody.
    pub async fn count_of_held_forms(&self) -> i64 {
        let query = sqlx::query("SELECT COUNT(*) FROM held_form");
        query.fetch_one(&mut self.database().await).await.unwrap().get(0)
    }

    /// Takes somebody's account away.
    pub async fn leaves(&self, who: Who) {
        sqlx::query("UPDATE app_user SET active = 0 WHERE login = $1")
            .bind(who.login())
            .execute(&mut self.database().await)
            .await
            .unwrap();
    }

    /// Excludes somebody from a case, as a conflict of interest does.
    pub async fn wall(&self, case: CaseId, who: Who) {
        let actor = self.actor(who).await;
        sqlx::query("INSERT INTO exclusion (case_id, user_id, organisation) VALUES ($1, $2, $3)")
            .bind(case.to_string())
            .bind(actor.user.to_string())
            .bind(actor.organisation.to_string())
            .execute(&mut self.database().await)
            .await
            .unwrap();
    }

    /// The bytes of every file of the store, as somebody who takes the disk has them.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut left = vec![self.data.path().to_owned()];
        let mut files = Vec::new();
        while let Some(path) = left.pop() {
            if path.is_dir() {
                left.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
            }
        }
        files
    }
}
