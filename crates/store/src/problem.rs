//! What can go wrong. No message holds personal data, an address or the text of a statement.

use std::borrow::Cow;
use std::path::PathBuf;

use seal::KeyId;
use sqlx::error::DatabaseError;

/// Somebody else recorded something since this was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("somebody else recorded something here since you opened it: look at what they wrote, then try again")]
pub struct Conflict;

/// The store could not do what it was asked. Opaque: the caller can only say so, and log it once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the store could not do this ({what}{}): try again, and if it happens again look at the disk and the database", .code.as_deref().map(|code| format!(", code {code}")).unwrap_or_default())]
pub struct Fault {
    what: FaultKind,
    code: Option<String>,
}

/// What kind of fault it is, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// The database did not answer in time, or so much waits already that nothing more is taken. Nothing was written.
    #[error("busy")]
    Busy,
    /// There is no connection to the database.
    #[error("unreachable")]
    Unreachable,
    /// A rule of the schema does not allow it.
    #[error("not allowed by the schema")]
    Schema,
    /// A row holds what it cannot hold.
    #[error("damaged row")]
    Damaged,
    /// Sealed bytes did not open.
    #[error("seal did not open")]
    Seal,
    /// The store has stopped writing after an error of the disk, or is being closed.
    #[error("stopped")]
    Stopped,
    /// Anything else that the database says.
    #[error("database error")]
    Database,
}

impl Fault {
    pub(crate) const fn new(what: FaultKind) -> Self {
        Self { what, code: None }
    }

    pub(crate) const fn damaged() -> Self {
        Self::new(FaultKind::Damaged)
    }

    pub(crate) const fn stopped() -> Self {
        Self::new(FaultKind::Stopped)
    }

    pub(crate) const fn busy() -> Self {
        Self::new(FaultKind::Busy)
    }

    /// What kind of fault it is.
    pub const fn kind(&self) -> FaultKind {
        self.what
    }

    /// The database's own code, where it gave one.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// SQLite's errors of input and output, after which what a commit did is not known.
    pub(crate) fn is_of_the_disk(&self) -> bool {
        self.code().and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 10)
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(DatabaseError::code).map(Cow::into_owned);
        let what = match &error {
            sqlx::Error::Database(known) if is_of_the_schema(&**known) => FaultKind::Schema,
            sqlx::Error::Database(_) if code.as_deref().is_some_and(is_taken) => FaultKind::Busy,
            sqlx::Error::PoolTimedOut => FaultKind::Busy,
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed => FaultKind::Unreachable,
            sqlx::Error::PoolClosed => FaultKind::Stopped,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => FaultKind::Damaged,
            _ => FaultKind::Database,
        };
        Self { what, code }
    }
}

fn is_of_the_schema(error: &dyn DatabaseError) -> bool {
    error.is_unique_violation() || error.is_check_violation() || error.is_foreign_key_violation()
}

/// Whether the database says that others have it just now: SQLite that it is locked, PostgreSQL that a lock was not to
/// be had or that it lets no more in.
fn is_taken(code: &str) -> bool {
    ["5", "261", "517", "773", "53300", "55P03"].contains(&code)
}

impl From<seal::Unopened> for Fault {
    fn from(_: seal::Unopened) -> Self {
        Self::new(FaultKind::Seal)
    }
}

impl From<domain::case::Unreadable> for Fault {
    fn from(_: domain::case::Unreadable) -> Self {
        Self::damaged()
    }
}

/// A write did not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Somebody else was first.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The store could not.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A store cannot be created or opened. Nothing was created and nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store here.
    #[error(
        "there is no store in {0}: give the right directory with --data, or make one with `holdfast init`"
    )]
    Missing(PathBuf),
    /// There is a store here already.
    #[error("there is a store in {0} already: open it, or choose another directory")]
    Exists(PathBuf),
    /// There is no store in this database.
    #[error("there is no store in this database: give the right address, or make one with `holdfast init`")]
    NotInDatabase,
    /// There is a store in this database already.
    #[error("there is a store in this database already: open it, or choose another database")]
    InDatabase,
    /// There is a password for the database, and one that lasts is not taken. It is not repeated.
    #[error(
        "there is a password for the database, in its address, in PGPASSWORD or in a file that was named, and none that \
         lasts is taken: take it away, and let this machine's own user in by the socket (peer)"
    )]
    Password,
    /// What was given is not the address of a database. It is not repeated: there may be a password in it.
    #[error("the address of the database is not one: write postgres:///NAME?host=DIRECTORY-OF-ITS-SOCKET")]
    Address,
    /// The way to the database is over a network, where only a password could say who we are.
    #[error(
        "the database is to be reached over a network, where only a password could say who comes: name the directory of \
         its socket instead (host=/run/postgresql); from another machine a tunnel with certificates brings one here"
    )]
    NotBySocket,
    /// Nobody answers at the address.
    #[error("the database does not answer: start it, or correct its address")]
    NoAnswer,
    /// The database does not let in whoever this is.
    #[error(
        "the database does not let this user in: give it one with the name of this machine's own user (peer), or correct \
         the user in its address"
    )]
    NotLetIn,
    /// The server has no database of this name.
    #[error("the server has no database of this name: make an empty one, or correct its address")]
    NoSuchDatabase,
    /// A file of the store is empty.
    #[error("{0} is empty: restore it from a backup, or remove the directory if the store was never used")]
    Empty(PathBuf),
    /// A file of the store is not a database.
    #[error("{0} is not a database of this program: restore it from a backup")]
    NotADatabase(PathBuf),
    /// A file of the store is shorter than it says.
    #[error("{0} is cut short: restore it from a backup")]
    Truncated(PathBuf),
    /// The store was made, but not to the end.
    #[error("the store was not made to the end: remove it and make it again")]
    Incomplete,
    /// The store was written by a newer version of the program.
    #[error(
        "this data was written by a newer version (schema {found}, this version knows {known}): run that version"
    )]
    Newer {
        /// The schema of the store.
        found: i64,
        /// The newest schema that this version knows.
        known: i64,
    },
    /// The key is not the one under which the store was made.
    #[error("this key does not open this data (key id {given}, need {needed}): give the right key file")]
    WrongKey {
        /// The key that was given.
        given: KeyId,
        /// The key that is needed.
        needed: KeyId,
    },
    /// The key has the right id and still does not open what it sealed.
    #[error(
        "this key does not open this data although its id is right ({0}): restore the data from a backup"
    )]
    Unopened(KeyId),
    /// The data is sealed under other keys than those that lie beside it.
    #[error("the keys beside this data are not those that it is sealed under: restore both from one backup")]
    OtherKeys,
    /// A journal is not as it was recorded, so it is not sealed anew.
    #[error("a case is not as it was recorded, so nothing is sealed anew: see `holdfast verify`")]
    NotAsRecorded,
    /// Whoever watched the keys change broke it off.
    #[error("the change of keys was broken off: begin it again")]
    BrokenOff,
    /// Another process has the store.
    #[error("another process has this data open: stop it first, or give another directory with --data")]
    InUse,
    /// The library of the embedded database is too old to be safe.
    #[error("SQLite {0} is too old (3.51.3 or newer is needed): build with the bundled one")]
    OldSqlite(String),
    /// The path cannot be given to the database.
    #[error("{0} is not a path that the database can open: use one without unusual characters")]
    Path(PathBuf),
    /// The operating system said no.
    #[error("{path} cannot be used: {kind}; check that it exists and belongs to this user")]
    Io {
        /// What was to be used.
        path: PathBuf,
        /// What the operating system said.
        kind: std::io::ErrorKind,
    },
    /// The database said no.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Fault(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ASVS 13.2.6: whoever waited in vain for a connection is told to come back, and not that something broke.
    #[test]
    fn a_pool_that_has_no_connection_left_is_busy_and_nothing_worse() {
        assert_eq!(Fault::from(sqlx::Error::PoolTimedOut).kind(), FaultKind::Busy);
        assert_eq!(Fault::from(sqlx::Error::PoolClosed).kind(), FaultKind::Stopped);
        assert!(is_taken("5") && is_taken("53300") && !is_taken("10") && !is_taken("23505"));
    }
}
