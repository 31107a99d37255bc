//! PostgreSQL: its connections, its own words, its transactions.

use std::sync::Arc;
use std::time::Duration;

use seal::MasterKey;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::error::DatabaseError;
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection, Executor};
use tokio::time::timeout;

use crate::heads::Head;
use crate::keys::Keyring;
use crate::row::Cells;
use crate::run::Work;
use crate::schema::{self, Dialect};
use crate::tx::{KeyLine, Line, Snapshot, Tx};
use crate::{Fault, StoreError};

pub(crate) const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Committed reads are enough: what a write rests on is guarded by the sequence of its case.
const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// Waits for everybody who is about to write a look, and lets nobody begin until this transaction ends.
pub(crate) const SETTLE_LOOKS: &str = "LOCK TABLE access_entry IN SHARE MODE";
const SETTINGS: &str = "SET search_path = public, keys";
/// Everybody who has the store open holds this lock beside the others, for as long as the connection lasts.
const SHARE: &str = "BEGIN; SET LOCAL lock_timeout = '2s'; \
                     DO $$ BEGIN PERFORM pg_advisory_lock_shared(1212369988); END $$; COMMIT";
/// Whoever changes all keys holds it alone. One that a process has just let go of is waited for.
const ALONE: &str = "BEGIN; SET LOCAL lock_timeout = '2s'; \
                     DO $$ BEGIN PERFORM pg_advisory_lock(1212369988); END $$; COMMIT";
const LOCK_NOT_GIVEN: &str = "55P03";
pub(crate) const BEGIN_KEYS: &str = "BEGIN";
const CONNECTIONS: u32 = 16;
/// A server that does not answer for so long is taken to be away.
const PATIENCE: Duration = Duration::from_secs(10);

fn options(address: &str) -> Result<AnyConnectOptions, StoreError> {
    let options: AnyConnectOptions = address.parse()?;
    Ok(options.disable_statement_logging())
}

/// Makes the tables in an empty database.
pub(crate) async fn make(address: &str, master: &MasterKey) -> Result<(), StoreError> {
    let mut connection = reach(address).await?;
    if has_store(&mut connection).await? {
        return Err(StoreError::InDatabase);
    }
    let mut transaction = connection.begin().await?;
    schema::run(&mut transaction, "CREATE SCHEMA keys; CREATE DOMAIN blob AS bytea".to_owned()).await?;
    transaction.execute("SET LOCAL search_path = keys, public").await?;
    let for_probe = schema::make_keys(&mut transaction, Dialect::Postgres, master).await?;
    transaction.execute("SET LOCAL search_path = public, keys").await?;
    schema::make_data(&mut transaction, Dialect::Postgres, &for_probe).await?;
    transaction.commit().await?;
    connection.close().await?;
    Ok(())
}

/// One connection, or why there is none.
pub(crate) async fn reach(address: &str) -> Result<AnyConnection, StoreError> {
    let options = options(address)?;
    match timeout(PATIENCE, AnyConnection::connect_with(&options)).await {
        Ok(reached) => reached.map_err(unreached),
        Err(_) => Err(StoreError::NoAnswer),
    }
}

/// What the server says before anybody is let in, for somebody who set it up.
fn unreached(error: sqlx::Error) -> StoreError {
    let code = error.as_database_error().and_then(DatabaseError::code).unwrap_or_default();
    match &error {
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) => StoreError::NoAnswer,
        sqlx::Error::Database(_) if code.starts_with("28") => StoreError::NotLetIn,
        sqlx::Error::Database(_) if code == "3D000" => StoreError::NoSuchDatabase,
        _ => error.into(),
    }
}

/// One connection to a store, for looking at it.
pub(crate) async fn connect(address: &str) -> Result<AnyConnection, StoreError> {
    let mut connection = reach(address).await?;
    if !has_store(&mut connection).await? {
        return Err(StoreError::NotInDatabase);
    }
    connection.execute(SETTINGS).await?;
    Ok(connection)
}

/// Opens a store.
pub(crate) async fn open(address: &str, master: MasterKey) -> Result<(Keyring, AnyPool), StoreError> {
    let mut connection = connect(address).await?;
    connection.execute(sqlx::raw_sql(SHARE)).await.map_err(held)?;
    let probe = schema::probe_of(&mut connection).await?;
    let keys = Keyring::open(&mut connection, master, &probe).await?;
    // The pool holds the same, before this connection lets go of it.
    let pool = pool(address).await?;
    connection.close().await?;
    Ok((keys, pool))
}

/// One connection to a store that nobody has open, and that nobody opens while it lasts.
pub(crate) async fn alone(address: &str) -> Result<AnyConnection, StoreError> {
    let mut connection = connect(address).await?;
    connection.execute(sqlx::raw_sql(ALONE)).await.map_err(held)?;
    Ok(connection)
}

/// That a lock was not given in time says that another process has it.
fn held(error: sqlx::Error) -> StoreError {
    let code = error.as_database_error().and_then(DatabaseError::code).unwrap_or_default();
    if code == LOCK_NOT_GIVEN { StoreError::InUse } else { error.into() }
}

/// Connections to a store.
pub(crate) async fn pool(address: &str) -> Result<AnyPool, StoreError> {
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(SETTINGS).await?;
                connection.execute(sqlx::raw_sql(SHARE)).await?;
                Ok(())
            })
        });
    Ok(pool.connect_with(options(address)?).await?)
}

pub(crate) async fn has_store(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    let query = "SELECT COUNT(*) FROM information_schema.tables \
                 WHERE table_schema = 'public' AND table_name = 'meta'";
    let row = sqlx::query(query).fetch_one(connection).await?;
    Ok(row.flag(0)?)
}

/// One write, in a transaction of its own. A caller that goes away in the middle rolls it back.
pub(crate) async fn write<T, E, F>(pool: &AnyPool, keys: Arc<Keyring>, work: F) -> Result<T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> Work<'t, Result<T, E>>,
    E: From<Fault>,
{
    let line = Line::Lent(pool.begin_with(BEGIN_WRITE).await.map_err(Fault::from)?);
    let mut tx = Tx(Snapshot { line, key_line: KeyLine::Same, keys, seen: None, grew: Vec::new() });
    let result = work(&mut tx).await;
    if let Line::Lent(transaction) = tx.0.line {
        match &result {
            Ok(_) => {
                transaction.commit().await.map_err(Fault::from)?;
                tx.0.grew.into_iter().for_each(Head::tell);
            }
            // What failed is undone in any case when the connection goes back.
            Err(_) => transaction.rollback().await.unwrap_or_default(),
        }
    }
    result
}
