//! PostgreSQL: its connections, its own words, its transactions.

use std::sync::Arc;
use std::time::Duration;

use seal::MasterKey;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::error::DatabaseError;
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection, Executor};
use tokio::time::timeout;

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
    schema::make_data(&mut transaction, Dialect::Postgres, master).await?;
    transaction.execute("SET LOCAL search_path = keys, public").await?;
    schema::make_keys(&mut transaction, Dialect::Postgres).await?;
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
    if has_store(&mut connection).await? { Ok(connection) } else { Err(StoreError::NotInDatabase) }
}

/// Opens a store.
pub(crate) async fn open(address: &str, master: &MasterKey) -> Result<AnyPool, StoreError> {
    let mut connection = connect(address).await?;
    schema::check(&mut connection, master).await?;
    connection.close().await?;
    pool(address).await
}

/// Connections to a store.
pub(crate) async fn pool(address: &str) -> Result<AnyPool, StoreError> {
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(10))
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(SETTINGS).await?;
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
    let mut tx = Tx(Snapshot { line, key_line: KeyLine::Same, keys, seen: None });
    let result = work(&mut tx).await;
    if let Line::Lent(transaction) = tx.0.line {
        match &result {
            Ok(_) => transaction.commit().await.map_err(Fault::from)?,
            // What failed is undone in any case when the connection goes back.
            Err(_) => transaction.rollback().await.unwrap_or_default(),
        }
    }
    result
}
