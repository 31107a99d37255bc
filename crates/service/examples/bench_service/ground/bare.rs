//! The other side: one row in one SQLite commit, with nothing around it.

use std::path::Path;
use std::time::Instant;

use sqlx::{AnyConnection, Connection, Executor};

use super::Stopped;

/// One connection with a write-ahead log and `synchronous = FULL`, as bare as it can be had.
pub struct Bare {
    connection: AnyConnection,
}

impl Bare {
    /// Makes its database in a directory.
    pub async fn within(directory: &Path) -> Result<Self, Stopped> {
        sqlx::any::install_default_drivers();
        let file = directory.join("bare.db");
        let address = format!("sqlite://{}?mode=rwc", file.display());
        let mut connection = AnyConnection::connect(&address).await?;
        connection.execute("PRAGMA journal_mode = WAL").await?;
        connection.execute("PRAGMA synchronous = FULL").await?;
        connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, words TEXT NOT NULL)").await?;
        Ok(Self { connection })
    }

    /// Commits a row, so many times, and says how many commits a second.
    pub async fn rate(&mut self, times: u32) -> Result<f64, Stopped> {
        let started = Instant::now();
        for _ in 0..times {
            sqlx::query("INSERT INTO bare (words) VALUES ($1)")
                .bind("as many words as an officer types into one box")
                .execute(&mut self.connection)
                .await?;
        }
        Ok(f64::from(times) / started.elapsed().as_secs_f64())
    }
}
