//! Who is on call when.

use std::collections::BTreeMap;

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
/// What stands in the place of an id where nobody is on call.
const NOBODY: &str = "nobody";

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

/// Whom to ring, as it was put down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rings {
    /// The number of each time on call that has one.
    pub numbers: BTreeMap<OnCallId, String>,
    /// Whom to ring at hours for which nobody is put down.
    pub nobody: Option<String>,
}

impl Snapshot {
    /// The numbers of what had not ended by then, and whom to ring while nobody is on call. It says nothing of any
    /// case, and whoever is signed in may know it.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn rings(&mut self, actor: &Actor, from: Timestamp) -> Result<Rings, Fault> {
        let query = statement(sql::RINGS).bind(text(actor.organisation)).bind(from.as_microsecond());
        let mut rings = Rings::default();
        for row in self.rows(query.bind(MOST)).await? {
            let (about, says): (&str, &str) = (row.cell(0)?, row.cell(1)?);
            if about == NOBODY {
                rings.nobody = Some(says.to_owned());
            } else {
                rings.numbers.insert(row.parsed(0)?, says.to_owned());
            }
        }
        Ok(rings)
    }
}

impl Tx {
    /// Says on which number whoever is on call at this time is rung; without a time, whom to ring while nobody is. What
    /// was said before of the same is gone.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn say_whom_to_ring(
        &mut self,
        permit: &OfficePermit<KeepRota>,
        about: Option<OnCallId>,
        says: &str,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::RING_PUT)
            .bind(text(permit.organisation()))
            .bind(about.map_or_else(|| NOBODY.to_owned(), text))
            .bind(says.to_owned())
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond());
        self.run(query).await.map(drop)
    }

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
