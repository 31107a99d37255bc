//! Walking every chain, without a key.

mod walk;

use std::fmt;

use domain::CaseId;
use seal::Break;
use sqlx::{AnyConnection, Connection};

use crate::config::Location;
use crate::lock::Lock;
use crate::sqlite::{self, Files, Mode};
use crate::{Config, StoreError, postgres, schema};

/// A chain that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which stream: the id of a case.
    pub stream: CaseId,
    /// Where, and what is wrong.
    pub at: Break,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stream {}: {}", self.stream, self.at)
    }
}

/// What came of a walk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// How many streams were walked.
    pub streams: u64,
    /// How many rows.
    pub rows: u64,
    /// How many payloads were deleted; their rows still verify.
    pub deleted: u64,
    /// The first break of each stream that has one.
    pub broken: Vec<Broken>,
}

impl VerifyReport {
    /// Whether every chain is as it was recorded.
    pub const fn is_whole(&self) -> bool {
        self.broken.is_empty()
    }
}

/// Walks every chain of a store that nobody has open. It needs no key, and changes nothing.
///
/// # Errors
/// As opening a store, except for the key; [`StoreError::InUse`] while a server has it open.
pub async fn verify(config: &Config) -> Result<VerifyReport, StoreError> {
    sqlx::any::install_default_drivers();
    match &config.place {
        Location::Sqlite(directory) => {
            let files = Files::of(directory);
            if !files.data.exists() || !files.keys.exists() {
                return Err(StoreError::Missing(files.directory));
            }
            let lock = Lock::take(&files.lock)?;
            let report = walk_file(&files).await;
            lock.give_back();
            report
        }
        Location::Postgres(address) => {
            let mut connection = postgres::connect(address).await?;
            schema::check_version(&mut connection).await?;
            Ok(walk::walk(&mut connection).await?)
        }
    }
}

async fn walk_file(files: &Files) -> Result<VerifyReport, StoreError> {
    files.look()?;
    let mode = if sqlite::has_log(&files.data) { Mode::Read } else { Mode::Still };
    let mut connection = AnyConnection::connect_with(&sqlite::options(&files.data, mode)?).await?;
    let checked = schema::check_version(&mut connection).await;
    let report = match checked {
        Ok(()) => walk::walk(&mut connection).await.map_err(StoreError::from),
        Err(problem) => Err(problem),
    };
    connection.close().await?;
    report
}
