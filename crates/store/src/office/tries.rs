//! Tries at signing in that did not succeed, so that a start anew forgives none of them. Kept is a mark of the name
//! that was tried, and until when its tries count: no name, and nothing of whether anybody has it.

use jiff::Timestamp;
use seal::Mark;

use crate::row::Cells;
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, Store, sql};

/// Whose mark it is where it is nobody's: names are tried before it is known of which organisation they are.
const NOBODYS: [u8; 16] = [0; 16];

impl Store {
    /// The mark under which the tries of a name are kept.
    pub fn mark_of_login(&self, login: &str) -> Mark {
        self.keys.tries.mark(NOBODYS, login)
    }
}

impl Snapshot {
    /// Until when the tries of each name count that still do.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn tries(&mut self, now: Timestamp) -> Result<Vec<(Mark, Timestamp)>, Fault> {
        let rows = self.rows(statement(sql::TRIES).bind(now.as_microsecond())).await?;
        rows.iter().map(|row| Ok((row.parsed(0)?, row.instant(1)?))).collect()
    }
}

impl Tx {
    /// Keeps until when the tries of a name count, and forgets those that count no more.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn keep_try(&mut self, name: Mark, until: Timestamp, now: Timestamp) -> Result<(), Fault> {
        self.run(statement(sql::TRIES_SWEEP).bind(now.as_microsecond())).await?;
        let query = statement(sql::TRIES_KEEP).bind(name.to_string()).bind(until.as_microsecond());
        self.run(query).await.map(drop)
    }
}
