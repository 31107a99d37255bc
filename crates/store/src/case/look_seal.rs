//! Sealing the access journal: a chain over all entries, told at intervals (ADR 0022).

use domain::OrganisationId;
use jiff::Timestamp;
use seal::{Digest, Header, Link, Mark};
use sqlx::any::AnyRow;

use crate::heads::Head;
use crate::row::{Cells, number};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, Store, place, postgres, sql};

/// How many entries one seal holds for at most.
pub(crate) const AT_MOST: i64 = 5000;

/// A seal on its way into the table.
struct NextSeal {
    number: u64,
    up_to: u64,
    entries: u64,
    made_at: i64,
    link: Link,
}

impl Store {
    /// Seals the entries of the access journal that no seal holds for yet, and says how many they were. Whoever
    /// changes one of them from then on is found by [`verify`](crate::verify).
    ///
    /// # Errors
    /// A [`Fault`]; the next call goes on where this one ended.
    pub async fn seal_looks(&self, now: Timestamp) -> Result<u64, Fault> {
        let settled = self.settled_looks().await?;
        let mut sealed = 0;
        loop {
            let next: Option<NextSeal> =
                self.read(|snapshot| Box::pin(async move { snapshot.next_seal(settled, now).await })).await?;
            let Some(next) = next else { return Ok(sealed) };
            let entries = next.entries;
            // Where another server came first, its seal holds for the same entries.
            if !self.write(move |tx| Box::pin(async move { tx.add_seal(&next).await })).await? {
                return Ok(sealed);
            }
            sealed += entries;
        }
    }

    /// The mark under which a search for this word stands in the access journal of an organisation.
    pub fn search_mark(&self, organisation: OrganisationId, word: &str) -> Mark {
        self.keys.search.mark(organisation.as_uuid().into_bytes(), word)
    }

    /// The last place before which nothing is written any more. One writer commits in the order of places; where
    /// there are several, those who are about to write are waited for.
    async fn settled_looks(&self) -> Result<u64, Fault> {
        if self.is_shared() {
            return self
                .write(|tx| {
                    Box::pin(async move {
                        tx.run(statement(postgres::SETTLE_LOOKS)).await?;
                        tx.looks_end().await
                    })
                })
                .await;
        }
        self.read(|snapshot| Box::pin(async move { snapshot.looks_end().await })).await
    }
}

impl Snapshot {
    pub(super) async fn looks_end(&mut self) -> Result<u64, Fault> {
        self.row(statement(sql::LOOKS_END)).await?.ok_or_else(Fault::damaged)?.count(0)
    }

    async fn next_seal(&mut self, settled: u64, now: Timestamp) -> Result<Option<NextSeal>, Fault> {
        let last = self.row(statement(sql::LOOK_SEAL_LAST)).await?;
        let (last, after, link) = match &last {
            Some(row) => (row.count(0)?, row.count(1)?, Link::from_bytes(row.bytes32(2)?)),
            None => (0, 0, genesis()),
        };
        let query = statement(sql::LOOKS_TO_SEAL).bind(number(after)).bind(number(settled)).bind(AT_MOST);
        let rows = self.rows(query).await?;
        let Some(end) = rows.last() else { return Ok(None) };
        let (up_to, entries, made_at) = (end.count(0)?, rows.len() as u64, now.as_microsecond());
        let rolled = rows.iter().try_fold(link, over)?;
        let number = last + 1;
        let link = closed(rolled, number, up_to, entries, made_at);
        Ok(Some(NextSeal { number, up_to, entries, made_at, link }))
    }
}

impl Tx {
    async fn add_seal(&mut self, seal: &NextSeal) -> Result<bool, Fault> {
        let vouched = self.keys.look_seal.seal(&place::look_seal(seal.number), seal.link.as_bytes());
        let query = statement(sql::LOOK_SEAL_ADD)
            .bind(number(seal.number))
            .bind(number(seal.up_to))
            .bind(number(seal.entries))
            .bind(seal.made_at)
            .bind(seal.link.as_bytes().to_vec())
            .bind(vouched);
        if self.run(query).await? == 0 {
            return Ok(false);
        }
        let head = head_bytes(seal.number, &seal.link);
        self.run(statement(sql::LOOK_SEAL_HEAD).bind(head)).await?;
        self.grew.push(Head::Seal { number: seal.number, link: seal.link });
        Ok(true)
    }
}

/// Where the last seal is said to be, beside the table of seals.
pub(crate) fn head_bytes(number: u64, link: &Link) -> Vec<u8> {
    [&number.to_be_bytes()[..], link.as_bytes()].concat()
}

/// Where the chain begins.
pub(crate) fn genesis() -> Link {
    Link::genesis([0; 16], *b"access journal\0\0")
}

/// The chain one entry further on. Every cell is in it; what is not there is told apart from what is empty.
pub(crate) fn over(link: Link, row: &AnyRow) -> Result<Link, Fault> {
    let (sequence, at) = (row.count(0)?, row.cell(3)?);
    let (user, action): (&str, &str) = (row.cell(4)?, row.cell(5)?);
    let mut rest = Vec::with_capacity(256);
    let mut push = |cell: Option<&[u8]>| {
        rest.push(u8::from(cell.is_some()));
        let bytes = cell.unwrap_or_default();
        rest.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        rest.extend_from_slice(bytes);
    };
    for cell in [1, 2, 6, 7, 9, 10] {
        push(row.cell::<Option<&str>>(cell)?.map(str::as_bytes));
    }
    push(row.cell::<Option<&[u8]>>(8)?);
    let digest = Digest::of(&rest);
    Ok(link.next(&Header { sequence, recorded_at: at, actor: user.as_bytes(), kind: action, digest }))
}

/// The link of a seal: it holds for what is rolled up so far, and for the seal's own cells.
pub(crate) fn closed(rolled: Link, number: u64, up_to: u64, entries: u64, made_at: i64) -> Link {
    let cells = [up_to.to_be_bytes(), entries.to_be_bytes()].concat();
    let digest = Digest::of(b"");
    rolled.next(&Header { sequence: number, recorded_at: made_at, actor: &cells, kind: "seal", digest })
}
