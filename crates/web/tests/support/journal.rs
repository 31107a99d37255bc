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
    pub async fn database(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.data.path().join("holdfast.db"));
        SqliteConnection::connect_with(&options).await.unwrap()
    }

    /// The kinds of the lines of the security log, the first first.
    pub async fn security_kinds(&self) -> Vec<String> {
        let query = sqlx::query("SELECT kind FROM security_event ORDER BY at, seq");
        let rows = query.fetch_all(&mut self.database().await).await.unwrap();
        rows.into_iter().map(|row| row.get(0)).collect()
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

    /// Makes every new entry of the access journal fail from now on, as a damaged store does.
    pub async fn no_look_can_be_written(&self) {
        let query =
            "CREATE TRIGGER no_look BEFORE INSERT ON access_entry BEGIN SELECT RAISE(ABORT, 'no'); END";
        sqlx::query(query).execute(&mut self.database().await).await.unwrap();
    }

    /// Mends that again.
    pub async fn looks_can_be_written(&self) {
        sqlx::query("DROP TRIGGER no_look").execute(&mut self.database().await).await.unwrap();
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

    /// Gives somebody the password of the tests past every page, as if a page had forgotten who they are.
    pub async fn has_password_by_mistake(&self, user: UserId) {
        let hash = service::password::Password::typed(super::PASSWORD).hash().unwrap();
        sqlx::query("UPDATE app_user SET password_hash = $1 WHERE id = $2")
            .bind(hash)
            .bind(user.to_string())
            .execute(&mut self.database().await)
            .await
            .unwrap();
    }

    /// Makes an organisation one in which nobody is real, as seeding makes the demo's: there a password alone
    /// signs in, and a test need not carry a passkey. The tests of signing in take a real one.
    pub(super) async fn is_made_up(&self, organisation: &str) {
        let query = sqlx::query("UPDATE organisation SET fictional = 1 WHERE name = $1").bind(organisation);
        assert_eq!(query.execute(&mut self.database().await).await.unwrap().rows_affected(), 1);
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
        sqlx::query("INSERT INTO exclusion (case_id, user_id, because, organisation, grounds, since) VALUES ($1, $2, 'conflict', $3, '', 0)")
            .bind(case.to_string())
            .bind(actor.user.to_string())
            .bind(actor.organisation.to_string())
            .execute(&mut self.database().await)
            .await
            .unwrap();
    }

    /// Takes every wall around a case out of the table, as nothing in the program does.
    pub async fn takes_walls_down(&self, case: CaseId) {
        sqlx::query("DELETE FROM exclusion WHERE case_id = $1")
            .bind(case.to_string())
            .execute(&mut self.database().await)
            .await
            .unwrap();
    }

    /// Gives somebody a case in the table alone.
    pub async fn gives_past_the_rules(&self, case: CaseId, to: Who) {
        sqlx::query("UPDATE case_record SET owner = $1 WHERE case_id = $2")
            .bind(self.actor(to).await.user.to_string())
            .bind(case.to_string())
            .execute(&mut self.database().await)
            .await
            .unwrap();
    }

    /// How many steps with walls stand in the security log.
    pub async fn wall_steps(&self) -> i64 {
        let query = sqlx::query("SELECT COUNT(*) FROM security_event WHERE kind = 'wall-changed'");
        query.fetch_one(&mut self.database().await).await.unwrap().get(0)
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
