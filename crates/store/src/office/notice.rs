//! What the owner of an account is told on their next page: that a way to sign in was changed.

use domain::UserId;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// That something about an account was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountNotice {
    /// When.
    pub at: Timestamp,
    /// The word for what.
    pub what: String,
}

fn notice(row: &AnyRow) -> Result<AccountNotice, Fault> {
    Ok(AccountNotice { at: row.instant(0)?, what: row.cell(1)? })
}

impl Snapshot {
    /// What somebody was not shown yet, the first first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn unseen_notices(&mut self, user: UserId) -> Result<Vec<AccountNotice>, Fault> {
        self.rows(statement(sql::NOTICES_UNSEEN).bind(text(user))).await?.iter().map(notice).collect()
    }

    /// What was changed after `since`, the last first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn notices(&mut self, user: UserId, since: Timestamp) -> Result<Vec<AccountNotice>, Fault> {
        let query = statement(sql::NOTICES_OF).bind(text(user)).bind(since.as_microsecond());
        self.rows(query).await?.iter().map(notice).collect()
    }
}

impl Tx {
    /// Writes that something about somebody's account was changed.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn note_account_change(
        &mut self,
        id: Uuid,
        user: UserId,
        what: &'static str,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::NOTICE_ADD).bind(text(id)).bind(text(user));
        self.run(query.bind(at.as_microsecond()).bind(what)).await.map(drop)
    }

    /// Writes that somebody has seen what was changed until `until`.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn see_notices(&mut self, user: UserId, until: Timestamp, at: Timestamp) -> Result<(), Fault> {
        let query = statement(sql::NOTICES_SEEN).bind(text(user)).bind(at.as_microsecond());
        self.run(query.bind(until.as_microsecond())).await.map(drop)
    }
}
