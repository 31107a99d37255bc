//! Deleting what has been kept for long enough (docs/protection.md, ASVS 14.2.7). What is part of a case goes with it.

use jiff::Timestamp;

use crate::tx::{Tx, statement};
use crate::{Fault, sql};

/// Up to which moment what is kept for a while is old. Each is as far back from now as docs/protection.md says.
#[derive(Debug, Clone, Copy)]
pub struct Old {
    /// Now: for what says itself until when it holds.
    pub now: Timestamp,
    /// Sessions that ended, and forms that were held.
    pub ended: Timestamp,
    /// One-time links that hold no more, and drafts of which an entry was made.
    pub used: Timestamp,
    /// Drafts of people who left, and what people were told about their account.
    pub left: Timestamp,
}

impl Tx {
    /// Deletes what is old, and says how many rows that were.
    ///
    /// # Errors
    /// A [`Fault`]; then all of it stays until the next time.
    pub async fn sweep(&mut self, old: Old) -> Result<u64, Fault> {
        let Old { now, ended, used, left } = old;
        let each = [
            (sql::SESSIONS_SWEEP, ended),
            (sql::HELD_SWEEP, ended),
            (sql::STEPS_SWEEP, now),
            (sql::CEREMONIES_OLD, now),
            (sql::TRIES_OLD, now),
            (sql::LINKS_OLD, used),
            (sql::DRAFTS_DONE_OLD, used),
            (sql::NOTICES_OLD, left),
            (sql::FIELDS_OF_LEAVERS, left),
            (sql::DRAFTS_OF_LEAVERS, left),
        ];
        let mut gone = 0;
        for (text, until) in each {
            gone += self.run(statement(text).bind(until.as_microsecond())).await?;
        }
        Ok(gone)
    }
}
