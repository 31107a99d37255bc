//! Walking every chain, without a key.

mod logs;
mod looks;
mod walk;

use std::fmt;

use domain::{CaseId, OrganisationId};
use seal::{Break, DataKey};
use sqlx::{AnyConnection, Connection};

pub use self::looks::{BrokenSeal, LookHead, LooksAgainst, LooksReport, NotALookHead, SealBreak};
use crate::config::Location;
use crate::heads::MissingHead;
use crate::keys::{self, purposes::Wrapped};
use crate::lock::Lock;
use crate::place::LOOK_SEAL_KEY;
use crate::sqlite::{self, Files, Mode};
use crate::{Config, Fault, StoreError, postgres, schema};

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

/// Which log of an organisation, beside the journals of its cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// Sign-ins, sessions, rights and refusals.
    Security,
}

/// A log that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLog {
    /// Which.
    pub log: Log,
    /// Whose; the nil organisation's is what belongs to none.
    pub organisation: OrganisationId,
    /// Where, and what is wrong.
    pub at: Break,
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Security => "security log",
        })
    }
}

impl fmt::Display for BrokenLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}: {}", self.log, self.organisation, self.at)
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
    /// How many lines of logs.
    pub logged: u64,
    /// The first break of each log that has one.
    pub broken_logs: Vec<BrokenLog>,
    /// The access journal.
    pub looks: LooksReport,
    /// What was sent elsewhere, and is not here as it was sent.
    pub missing: Vec<MissingHead>,
}

impl VerifyReport {
    /// Whether every chain is as it was recorded.
    pub const fn is_whole(&self) -> bool {
        self.broken.is_empty()
            && self.broken_logs.is_empty()
            && self.looks.broken.is_empty()
            && self.missing.is_empty()
    }
}

/// Walks every chain of a store that nobody has open. It needs no key, and changes nothing.
///
/// # Errors
/// As opening a store, except for the key; [`StoreError::InUse`] while a server has it open.
pub async fn verify(config: &Config) -> Result<VerifyReport, StoreError> {
    verify_against(config, LooksAgainst::default()).await
}

/// The same, with the access journal held against the key and an end that was kept outside.
///
/// # Errors
/// As for [`verify`].
pub async fn verify_against(config: &Config, against: LooksAgainst<'_>) -> Result<VerifyReport, StoreError> {
    sqlx::any::install_default_drivers();
    match &config.place {
        Location::Sqlite(directory) => {
            let files = Files::of(directory);
            if !files.data.exists() || !files.keys.exists() {
                return Err(StoreError::Missing(files.directory));
            }
            let lock = Lock::take(&files.lock)?;
            let report = walk_file(&files, against).await;
            lock.give_back();
            report
        }
        Location::Postgres(address) => {
            let mut connection = postgres::connect(address).await?;
            schema::check_version(&mut connection).await?;
            let vouching = match against.key {
                Some(master) => Some(Wrapped::read(&mut connection).await?.one(master, LOOK_SEAL_KEY)?),
                None => None,
            };
            Ok(all(&mut connection, vouching.as_ref(), against).await?)
        }
    }
}

async fn all(
    connection: &mut AnyConnection,
    vouching: Option<&DataKey>,
    against: LooksAgainst<'_>,
) -> Result<VerifyReport, Fault> {
    let mut outside = against.outside.cloned().unwrap_or_default();
    let mut report = walk::walk(connection, &mut outside).await?;
    logs::walk(connection, &mut report, &mut outside).await?;
    let kept = against.kept.or_else(|| outside.last_seal());
    report.looks = looks::walk(connection, vouching, kept, &mut outside).await?;
    report.missing = outside.left();
    Ok(report)
}

async fn walk_file(files: &Files, against: LooksAgainst<'_>) -> Result<VerifyReport, StoreError> {
    files.look()?;
    let vouching = match against.key {
        Some(master) => Some(keys::wrapped_in(files).await?.one(master, LOOK_SEAL_KEY)?),
        None => None,
    };
    let mode = if sqlite::has_log(&files.data) { Mode::Read } else { Mode::Still };
    let mut connection = AnyConnection::connect_with(&sqlite::options(&files.data, mode)?).await?;
    let checked = schema::check_version(&mut connection).await;
    let report = match checked {
        Ok(()) => all(&mut connection, vouching.as_ref(), against).await.map_err(StoreError::from),
        Err(problem) => Err(problem),
    };
    connection.close().await?;
    report
}
