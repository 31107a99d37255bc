//! Transactions: one to read in, one to write in.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use domain::CaseId;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AnyPool, Transaction};

use crate::case::journal::End;
use crate::heads::Head;
use crate::keys::Keyring;
use crate::schema::Dialect;
use crate::{Fault, sqlite};

pub(crate) type Statement = Query<'static, Any, AnyArguments>;

/// A named statement, prepared once for each connection.
pub(crate) fn statement(text: &'static str) -> Statement {
    sqlx::query(text)
}

/// One consistent view of the store, in which nothing is written.
pub struct Snapshot {
    pub(crate) line: Line,
    pub(crate) key_line: KeyLine,
    pub(crate) keys: Arc<Keyring>,
    /// The case whose facts were last read in this transaction: what follows need not ask again.
    pub(crate) seen: Option<Seen>,
    /// What grew in this transaction, to be told once it is on the disk.
    pub(crate) grew: Vec<Head>,
}

/// A case whose facts were read: the row in which they stood holds its whole record and its end.
pub(crate) struct Seen {
    pub(crate) case: CaseId,
    pub(crate) end: End,
    /// Gone once something was written.
    pub(crate) row: Option<AnyRow>,
}

/// A transaction that writes. Everything in it happens, or nothing does.
pub struct Tx(pub(crate) Snapshot);

/// Whose connection it is.
pub(crate) enum Line {
    /// The one writer's, for as long as it runs.
    Own(Box<AnyConnection>),
    /// Lent by a pool, with a transaction begun; dropping it rolls back.
    Lent(Transaction<'static, Any>),
}

/// Where wrapped keys are.
pub(crate) enum KeyLine {
    /// In the same database, in a schema of their own.
    Same,
    /// In a file of their own, to be read.
    Pool(AnyPool),
    /// In a file of their own, to be written by the one writer.
    Own {
        /// The connection.
        connection: Box<AnyConnection>,
        /// Whether keys wait to be committed before the data.
        begun: bool,
    },
}

impl Line {
    pub(crate) fn connection(&mut self) -> &mut AnyConnection {
        match self {
            Self::Own(connection) => connection,
            Self::Lent(transaction) => transaction,
        }
    }
}

impl Snapshot {
    pub(crate) const fn dialect(&self) -> Dialect {
        match self.key_line {
            KeyLine::Same => Dialect::Postgres,
            KeyLine::Pool(_) | KeyLine::Own { .. } => Dialect::Sqlite,
        }
    }

    /// Every row of the answer.
    pub(crate) async fn rows(&mut self, query: Statement) -> Result<Vec<AnyRow>, Fault> {
        query.fetch_all(self.line.connection()).await.map_err(Fault::from)
    }

    /// The only row of the answer.
    pub(crate) async fn row(&mut self, query: Statement) -> Result<Option<AnyRow>, Fault> {
        query.fetch_optional(self.line.connection()).await.map_err(Fault::from)
    }

    /// The rows of wrapped keys.
    pub(crate) async fn key_rows(&mut self, query: Statement) -> Result<Vec<AnyRow>, Fault> {
        match &mut self.key_line {
            KeyLine::Same => query.fetch_all(self.line.connection()).await,
            KeyLine::Pool(pool) => query.fetch_all(&*pool).await,
            KeyLine::Own { connection, .. } => query.fetch_all(&mut **connection).await,
        }
        .map_err(Fault::from)
    }

    /// The row of a wrapped key.
    pub(crate) async fn key_row(&mut self, query: Statement) -> Result<Option<AnyRow>, Fault> {
        match &mut self.key_line {
            KeyLine::Same => query.fetch_optional(self.line.connection()).await,
            KeyLine::Pool(pool) => query.fetch_optional(&*pool).await,
            KeyLine::Own { connection, .. } => query.fetch_optional(&mut **connection).await,
        }
        .map_err(Fault::from)
    }
}

impl Tx {
    /// Runs a statement, and says how many rows it touched.
    pub(crate) async fn run(&mut self, query: Statement) -> Result<u64, Fault> {
        let done = query.execute(self.0.line.connection()).await?;
        Ok(done.rows_affected())
    }

    /// Adds a wrapped key. It is durable before the data that it opens.
    pub(crate) async fn run_on_keys(&mut self, query: Statement) -> Result<u64, Fault> {
        let done = match &mut self.0.key_line {
            KeyLine::Same => query.execute(self.0.line.connection()).await?,
            KeyLine::Pool(_) => return Err(Fault::stopped()),
            KeyLine::Own { connection, begun } => {
                if !*begun {
                    sqlx::query(sqlite::BEGIN).execute(&mut **connection).await?;
                    *begun = true;
                }
                query.execute(&mut **connection).await?
            }
        };
        Ok(done.rows_affected())
    }

    /// Commits the keys that wait, so that they are there before what they open.
    pub(crate) async fn commit_keys(&mut self) -> Result<(), Fault> {
        if let KeyLine::Own { connection, begun } = &mut self.0.key_line
            && *begun
        {
            sqlx::query("COMMIT").execute(&mut **connection).await?;
            *begun = false;
        }
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Snapshot {
        &mut self.0
    }
}
