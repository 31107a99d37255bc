//! Who is on call when.

use access::action::KeepRota;
use access::rota::OnCall;
use access::{Actor, OfficePermit};
use domain::{OnCallId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// The most that is read at once: years of it.
const MOST: i64 = 5_000;

/// A time for which somebody was put on call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RotaLine {
    /// Under which id.
    pub id: OnCallId,
    /// Who, from when and until when, as it was put down.
    pub put: OnCall,
    /// Who put it down, and when.
    pub by: (UserId, Timestamp),
    /// Who took them off, and when, where somebody did.
    pub off: Option<(UserId, Timestamp)>,
}

impl RotaLine {
    /// What counts of it.
    pub fn counted(&self) -> Option<OnCall> {
        self.put.counted(self.by.1, self.off.map(|(_, at)| at))
    }
}

impl Snapshot {
    /// What was put down of the asker's organisation and had not ended by then, the first first. It says nothing of
    /// any case, and whoever is signed in may know whom to ring.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn rota(&mut self, actor: &Actor, from: Timestamp) -> Result<Vec<RotaLine>, Fault> {
        let query = statement(sql::ROTA_FROM).bind(text(actor.organisation)).bind(from.as_microsecond());
        self.rows(query.bind(MOST)).await?.iter().map(line).collect()
    }
}

impl Tx {
    /// Puts somebody on call.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_on_call(
        &mut self,
        permit: &OfficePermit<KeepRota>,
        id: OnCallId,
        put: OnCall,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::ROTA_ADD)
            .bind(text(id))
            .bind(text(permit.organisation()))
            .bind(text(put.user))
            .bind(put.from.as_microsecond())
            .bind(put.until.as_microsecond())
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond());
        self.run(query).await.map(drop)
    }

    /// Takes somebody off. `false` where there is no such time, it has ended, or somebody took them off before.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn take_off_call(
        &mut self,
        permit: &OfficePermit<KeepRota>,
        id: OnCallId,
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let query = statement(sql::ROTA_OFF)
            .bind(text(id))
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond());
        Ok(self.run(query).await? == 1)
    }
}

fn line(row: &AnyRow) -> Result<RotaLine, Fault> {
    let off = match row.maybe_parsed(6)? {
        Some(by) => Some((by, row.instant(7)?)),
        None => None,
    };
    Ok(RotaLine {
        id: row.parsed(0)?,
        put: OnCall { user: row.parsed(1)?, from: row.instant(2)?, until: row.instant(3)? },
        by: (row.parsed(4)?, row.instant(5)?),
        off,
    })
}
