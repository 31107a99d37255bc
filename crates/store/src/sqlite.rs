//! The embedded database: its files, how they are looked at before they are opened, its settings.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection, Executor};

use crate::row::Cells;
use crate::{StoreError, TestOnlyDurability};

pub(crate) const BEGIN: &str = "BEGIN IMMEDIATE";
pub(crate) const SAVEPOINT: &str = "SAVEPOINT job";
pub(crate) const ROLLBACK_TO: &str = "ROLLBACK TO job";

/// Older ones can lose a committed transaction when the write-ahead log is reset.
const OLDEST: [u32; 3] = [3, 51, 3];
const READERS: u32 = 4;

const EVERY: [&str; 7] = [
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    // Kibibytes of pages kept in memory by each connection; the library's own 2,000 are read again and again.
    "PRAGMA cache_size = -16000",
];

/// How many pages (32 MiB of them) the log gathers before they are brought into the file: a page that was
/// written often is then brought there once. At the library's own 1,000 that work was a third of a commit.
const CHECKPOINT: &str = "PRAGMA wal_autocheckpoint = 8000";

/// What the one that writes keeps of the pages, in kibibytes: little. Below a gibibyte of data, whenever a page was
/// split the library goes through all that it keeps before the commit ends (it lends a page the number of one beyond
/// the end meanwhile, and then forgets whatever is beyond the end); to read a page again costs far less.
const WRITERS_CACHE: &str = "PRAGMA cache_size = -8000";

/// The files of a store in a directory.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    pub(crate) directory: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) keys: PathBuf,
    pub(crate) lock: PathBuf,
}

impl Files {
    pub(crate) fn of(directory: &Path) -> Self {
        Self {
            directory: directory.to_owned(),
            data: directory.join("holdfast.db"),
            keys: directory.join("keys").join("keys.db"),
            lock: directory.join("holdfast.lock"),
        }
    }

    /// Looks at both files without opening them as databases, so that nothing about them changes.
    pub(crate) fn look(&self) -> Result<(), StoreError> {
        look(&self.data)?;
        look(&self.keys)
    }
}

pub(crate) fn io(path: &Path) -> impl Fn(std::io::Error) -> StoreError {
    move |error| StoreError::Io { path: path.to_owned(), kind: error.kind() }
}

/// The first hundred bytes of a database say what it is and how many pages it has.
fn look(path: &Path) -> Result<(), StoreError> {
    let mut file = File::open(path).map_err(io(path))?;
    let length = file.metadata().map_err(io(path))?.len();
    if length == 0 {
        return Err(StoreError::Empty(path.to_owned()));
    }
    let mut header = [0; 100];
    if file.read_exact(&mut header).is_err() || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotADatabase(path.to_owned()));
    }
    // What the log still holds may be missing from the file without harm.
    if !has_log(path) && length < said_length(&header) {
        return Err(StoreError::Truncated(path.to_owned()));
    }
    Ok(())
}

/// Whether a write-ahead log with something in it lies beside the file.
pub(crate) fn has_log(path: &Path) -> bool {
    beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Page size times the number of pages, as the header has them.
fn said_length(header: &[u8; 100]) -> u64 {
    let [_, rest @ ..] = header;
    let (size, pages) = (rest.get(15..17), rest.get(27..31));
    let size = size.and_then(|size| size.try_into().ok()).map_or(0, u16::from_be_bytes);
    let pages = pages.and_then(|pages| pages.try_into().ok()).map_or(0, u32::from_be_bytes);
    let size = if size == 1 { 65_536 } else { u64::from(size) };
    size * u64::from(pages)
}

/// How a file is opened.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mode {
    Make,
    Write,
    Read,
    /// Without a lock, a log or a trace: only for a file that nobody writes.
    Still,
}

pub(crate) fn options(path: &Path, mode: Mode) -> Result<AnyConnectOptions, StoreError> {
    let mode = match mode {
        Mode::Make => "mode=rwc",
        Mode::Write => "mode=rw",
        Mode::Read => "mode=ro",
        Mode::Still => "mode=ro&immutable=true",
    };
    let path = path.to_str().ok_or_else(|| StoreError::Path(path.to_owned()))?;
    let options: AnyConnectOptions =
        format!("sqlite://{}?{mode}", escaped(path)).parse().map_err(|_| StoreError::Path(path.into()))?;
    Ok(options.disable_statement_logging())
}

/// A path as it may stand in an address.
fn escaped(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
            escaped.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
        escaped
    })
}

/// A connection that writes. There is one for each file.
pub(crate) async fn writing(
    path: &Path,
    mode: Mode,
    durability: TestOnlyDurability,
) -> Result<Box<AnyConnection>, StoreError> {
    let mut connection = AnyConnection::connect_with(&options(path, mode)?).await?;
    for pragma in EVERY {
        connection.execute(pragma).await?;
    }
    connection.execute("PRAGMA journal_mode = WAL").await?;
    connection.execute(durability.pragma()).await?;
    connection.execute("PRAGMA secure_delete = ON").await?;
    connection.execute(CHECKPOINT).await?;
    connection.execute(WRITERS_CACHE).await?;
    Ok(Box::new(connection))
}

/// Connections that only read.
pub(crate) async fn reading(path: &Path) -> Result<AnyPool, StoreError> {
    let pool = AnyPoolOptions::new()
        .max_connections(READERS)
        .min_connections(1)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(10))
        .after_connect(|connection, _| {
            Box::pin(async move {
                for pragma in EVERY {
                    connection.execute(pragma).await?;
                }
                connection.execute("PRAGMA query_only = ON").await?;
                Ok(())
            })
        });
    Ok(pool.connect_with(options(path, Mode::Read)?).await?)
}

/// Refuses a library that is too old.
pub(crate) async fn check_version(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let row = sqlx::query("SELECT sqlite_version()").fetch_one(connection).await?;
    let version: String = row.cell(0)?;
    if is_old(&version) { Err(StoreError::OldSqlite(version)) } else { Ok(()) }
}

fn is_old(version: &str) -> bool {
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap_or(0)).collect();
    parts.as_slice() < OLDEST.as_slice()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_version_then_it_is_old_below_the_first_safe_one() {
        assert!(["3.51.2", "3.50.9", "2.99.99", "odd"].into_iter().all(is_old));
        assert!(!["3.51.3", "3.51.10", "3.52.0", "4.0.0"].into_iter().any(is_old));
    }

    #[test]
    fn given_an_unusual_path_then_its_address_has_no_special_character() {
        assert_eq!(escaped("/a b/ü?#%"), "/a%20b/%c3%bc%3f%23%25");
    }
}
