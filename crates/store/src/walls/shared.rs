//! Several servers on one store: each keeps what matching holds in memory, and takes over what the others changed before
//! it decides anything with it.

use domain::CaseId;

use crate::row::{Cells, number, text};
use crate::schema::Dialect;
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, Headed, sql};

/// What changed since a server last looked.
#[derive(Debug)]
pub struct WallChanges {
    /// How often anything has changed by now.
    pub version: u64,
    /// The cases in which somebody came or went, as they are now.
    pub cases: Vec<Headed>,
}

impl Snapshot {
    /// How often anything has changed that decides who is kept from what.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn wall_version(&mut self) -> Result<u64, Fault> {
        self.row(statement(sql::WALL_VERSION)).await?.ok_or_else(Fault::damaged)?.count(0)
    }

    /// What changed since then, for matching alone; nothing where nothing did.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn wall_changes(&mut self, since: u64) -> Result<Option<WallChanges>, Fault> {
        let version = self.wall_version().await?;
        if version == since {
            return Ok(None);
        }
        let rows = self.rows(statement(sql::WALL_CHANGES).bind(number(since))).await?;
        let cases: Vec<CaseId> = rows.iter().map(|row| row.parsed(0)).collect::<Result<_, Fault>>()?;
        Ok(Some(WallChanges { version, cases: self.headed(&cases).await? }))
    }
}

impl Tx {
    /// Says that this transaction changes something that decides who is kept from what, and in which case somebody came
    /// or went. Nobody else does so until it ends. The answer is the version that it makes; 0 where only one process can
    /// have the store.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn note_wall_change(&mut self, case: Option<CaseId>) -> Result<u64, Fault> {
        if self.dialect() == Dialect::Sqlite {
            return Ok(0);
        }
        let row = self.row(statement(sql::WALL_VERSION_NEXT)).await?.ok_or_else(Fault::damaged)?;
        let version = row.count(0)?;
        if let Some(case) = case {
            self.run(statement(sql::WALL_CHANGED).bind(number(version)).bind(text(case))).await?;
        }
        Ok(version)
    }
}
