//! Searches by people who are walled off from what they searched for: worked out of the access journal when a lead
//! asks, so that the search itself does nothing that it would not do for anybody.

use access::OfficePermit;
use access::action::ManageWalls;
use domain::text::CaseReference;
use domain::{CaseId, UserId};
use jiff::Timestamp;
use seal::Mark;
use sqlx::any::AnyRow;

use crate::row::{Cells, number, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// Somebody who searched, and a case from which they are walled off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalledSearcher {
    /// Who searched.
    pub user: UserId,
    /// Which case is not there for them.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// Since when they are walled off from it.
    pub since: Timestamp,
    /// The last of their searches that a lead has seen to; 0 where there is none.
    pub seen_up_to: u64,
}

/// A search that found nothing, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VainSearch {
    /// The order in which it was written.
    pub place: u64,
    /// When.
    pub at: Timestamp,
    /// The marks of the words.
    pub terms: Vec<Mark>,
}

impl Snapshot {
    /// Whoever searched since then, with each case from which they are walled off; nothing around cases from which
    /// the asker is walled off, and nothing of the asker.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn walled_searchers(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        from: Timestamp,
    ) -> Result<Vec<WalledSearcher>, Fault> {
        let query = statement(sql::SEARCHERS_WALLED)
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(from.as_microsecond());
        self.rows(query).await?.iter().map(searcher).collect()
    }

    /// The last searches of one person that found nothing, the newest first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn vain_searches(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        user: UserId,
        from: Timestamp,
        at_most: u32,
    ) -> Result<Vec<VainSearch>, Fault> {
        let query = statement(sql::SEARCHES_IN_VAIN)
            .bind(text(permit.organisation()))
            .bind(text(user))
            .bind(from.as_microsecond())
            .bind(i64::from(at_most));
        self.rows(query).await?.iter().map(search).collect()
    }
}

impl Tx {
    /// Notes that a lead has seen to the searches of somebody for a case, up to one of them.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn saw_to_searches(
        &mut self,
        permit: &OfficePermit<ManageWalls>,
        (case, user): (CaseId, UserId),
        up_to: u64,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::SEARCH_SEEN)
            .bind(text(case))
            .bind(text(user))
            .bind(text(permit.organisation()))
            .bind(number(up_to))
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond());
        self.run(query).await.map(drop)
    }
}

fn searcher(row: &AnyRow) -> Result<WalledSearcher, Fault> {
    Ok(WalledSearcher {
        user: row.parsed(0)?,
        case: row.parsed(1)?,
        reference: CaseReference::parse(row.cell::<&str>(2)?).map_err(|_| Fault::damaged())?,
        since: row.instant(3)?,
        seen_up_to: row.count(4)?,
    })
}

fn search(row: &AnyRow) -> Result<VainSearch, Fault> {
    let mark = |term: &str| term.parse().map_err(|_| Fault::damaged());
    let terms = row.cell::<&str>(2)?.split_whitespace().map(mark).collect::<Result<_, _>>()?;
    Ok(VainSearch { place: row.count(0)?, at: row.instant(1)?, terms })
}
