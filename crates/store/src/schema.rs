//! Making the tables, and knowing whose they are.

use seal::{DataKey, MasterKey};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor, SqlSafeStr};

use crate::keys::purposes;
use crate::place::{PROBE, probe};
use crate::row::Cells;
use crate::{Fault, StoreError, sql};

/// The schema that this version writes and reads.
pub(crate) const VERSION: i64 = 1;

const DATA: &str = include_str!("schema.sql");
const KEYS: &str = include_str!("keys.sql");

/// Which database's words are spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    fn data(self) -> String {
        self.said(DATA)
    }

    fn keys(self) -> String {
        self.said(KEYS)
    }

    /// SQLite keeps a table in the order of its key where it is told to; PostgreSQL has no such word. Each has its
    /// own for a column that counts.
    fn said(self, text: &str) -> String {
        match self {
            Self::Sqlite => text
                .replace("); -- clustered", ") WITHOUT ROWID;")
                .replace("BIGINT PRIMARY KEY, -- counted", "INTEGER PRIMARY KEY,"),
            Self::Postgres => text.replace(
                "BIGINT PRIMARY KEY, -- counted",
                "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,",
            ),
        }
    }
}

/// Makes the tables of the data and says under whose keys it is sealed. One transaction, so that a store is there
/// whole or not at all.
pub(crate) async fn make_data(
    connection: &mut AnyConnection,
    dialect: Dialect,
    for_probe: &DataKey,
) -> Result<(), Fault> {
    run(connection, dialect.data()).await?;
    let facts = [("schema", VERSION.to_string().into_bytes()), ("probe", for_probe.seal(&probe(), PROBE))];
    for (name, value) in facts {
        sqlx::query(sql::META_PUT).bind(name).bind(value).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Makes the tables of the wrapped keys and the keys of all purposes, and gives the one for the probe.
pub(crate) async fn make_keys(
    connection: &mut AnyConnection,
    dialect: Dialect,
    master: &MasterKey,
) -> Result<DataKey, Fault> {
    run(connection, dialect.keys()).await?;
    purposes::make(connection, master).await
}

/// Runs a text of our own with several statements.
pub(crate) async fn run(connection: &mut AnyConnection, text: String) -> Result<(), Fault> {
    let text = sqlx::AssertSqlSafe(text).into_sql_str();
    connection.execute(sqlx::raw_sql(text)).await?;
    Ok(())
}

/// The probe of a store that this version knows.
pub(crate) async fn probe_of(connection: &mut AnyConnection) -> Result<Vec<u8>, StoreError> {
    check_version(connection).await?;
    meta(connection, "probe").await
}

/// Whether this version knows the store's schema.
pub(crate) async fn check_version(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let found = words(meta(connection, "schema").await?)?.parse().map_err(|_| StoreError::Incomplete)?;
    if found > VERSION { Err(StoreError::Newer { found, known: VERSION }) } else { Ok(()) }
}

async fn meta(connection: &mut AnyConnection, name: &'static str) -> Result<Vec<u8>, StoreError> {
    let row: Option<AnyRow> = sqlx::query(sql::META_GET)
        .bind(name)
        .fetch_optional(connection)
        .await
        .map_err(|_| StoreError::Incomplete)?;
    Ok(row.ok_or(StoreError::Incomplete)?.cell::<Vec<u8>>(0)?)
}

fn words(bytes: Vec<u8>) -> Result<String, StoreError> {
    String::from_utf8(bytes).map_err(|_| StoreError::Incomplete)
}
