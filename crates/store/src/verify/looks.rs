//! The walk over the access journal: every seal against the entries that it holds for (ADR 0022).

use std::fmt;

use seal::{DataKey, Link, MasterKey};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::case::look_seal::{AT_MOST, closed, genesis, head_bytes, over};
use crate::heads::OutsideHeads;
use crate::place;
use crate::row::{Cells, number};
use crate::{Fault, sql};

const BATCH: i64 = 500;

/// Where the sealed part of the access journal ends: what to keep outside, so that a whole journal written anew
/// is found. Written `12:` and 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookHead {
    /// The number of the last seal.
    pub number: u64,
    /// Its link.
    pub link: Link,
}

impl fmt::Display for LookHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, self.link)
    }
}

impl std::str::FromStr for LookHead {
    type Err = NotALookHead;

    fn from_str(text: &str) -> Result<Self, NotALookHead> {
        let (number, link) = text.trim().split_once(':').ok_or(NotALookHead)?;
        Ok(Self {
            number: number.parse().map_err(|_| NotALookHead)?,
            link: link.parse().map_err(|_| NotALookHead)?,
        })
    }
}

/// The text is not the end of an access journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no number, colon and 64 digits: copy the whole of what an earlier verify printed")]
pub struct NotALookHead;

/// What the access journal is held against, beside itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct LooksAgainst<'a> {
    /// The key of the store: without it nobody can vouch for a seal.
    pub key: Option<&'a MasterKey>,
    /// An end that was kept outside.
    pub kept: Option<LookHead>,
    /// What an outside copy of the machine's log has, of this and of every other chain.
    pub outside: Option<&'a OutsideHeads>,
}

/// A seal that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenSeal {
    /// Which.
    pub number: u64,
    /// What is wrong.
    pub what: SealBreak,
}

/// What is wrong with a seal of the access journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealBreak {
    /// There are fewer entries than it holds for.
    Dropped,
    /// There are more.
    Added,
    /// There are as many, and one was changed, or two stand in each other's place.
    Changed,
    /// The seal itself is missing, and later ones are there.
    Missing,
    /// This and all later seals are missing from the end.
    Truncated,
    /// Whoever made it did not have the key of the store.
    Forged,
    /// It is not the one that was kept outside.
    Rewritten,
}

impl fmt::Display for SealBreak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dropped => "holds for entries that are missing",
            Self::Added => "does not hold for entries that were added",
            Self::Changed => "holds for an entry that was changed or moved",
            Self::Missing => "is missing",
            Self::Truncated => "and those after it are missing from the end",
            Self::Forged => "was made without the key",
            Self::Rewritten => "is not the one that was kept outside",
        })
    }
}

impl fmt::Display for BrokenSeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seal {} of the access journal {}", self.number, self.what)
    }
}

/// What came of the walk over the access journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LooksReport {
    /// How many entries seals hold for.
    pub sealed: u64,
    /// How many came after the last seal: of these nothing can be said.
    pub unsealed: u64,
    /// Where the seals end.
    pub head: Option<LookHead>,
    /// Whether the seals were held against the key.
    pub with_key: bool,
    /// Every seal that does not hold.
    pub broken: Vec<BrokenSeal>,
}

/// One row of the table of seals.
struct Seal {
    number: u64,
    up_to: u64,
    entries: u64,
    made_at: i64,
    link: Link,
    vouched: Vec<u8>,
}

impl Seal {
    /// Bytes that are no link at all are a link that nothing leads to.
    fn of(row: &AnyRow) -> Result<Self, Fault> {
        Ok(Self {
            number: row.count(0)?,
            up_to: row.count(1)?,
            entries: row.count(2)?,
            made_at: row.cell(3)?,
            link: Link::from_bytes(row.bytes32(4).unwrap_or_default()),
            vouched: row.cell(5)?,
        })
    }
}

/// Walks all seals, and holds each against its entries.
pub(super) async fn walk(
    connection: &mut AnyConnection,
    key: Option<&DataKey>,
    kept: Option<LookHead>,
    outside: &mut OutsideHeads,
) -> Result<LooksReport, Fault> {
    let mut report = LooksReport { with_key: key.is_some(), ..LooksReport::default() };
    let (mut link, mut after) = (genesis(), 0);
    let mut last = 0;
    loop {
        let query = sqlx::query(sql::LOOK_SEALS_WALK).bind(number(last)).bind(BATCH);
        let rows = query.fetch_all(&mut *connection).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let seal = Seal::of(row)?;
            outside.met_seal(seal.number, *seal.link.as_bytes());
            let (entries, rolled) = roll(connection, link, after, seal.up_to).await?;
            let follows = seal.number == last + 1;
            let vouches = |key: &DataKey| {
                let opened = key.open(&place::look_seal(seal.number), &seal.vouched);
                opened.is_ok_and(|opened| opened == seal.link.as_bytes())
            };
            let whole = closed(rolled, seal.number, seal.up_to, seal.entries, seal.made_at) == seal.link;
            let what = match entries.cmp(&seal.entries) {
                _ if !follows => Some((last + 1, SealBreak::Missing)),
                std::cmp::Ordering::Less => Some((seal.number, SealBreak::Dropped)),
                std::cmp::Ordering::Greater => Some((seal.number, SealBreak::Added)),
                std::cmp::Ordering::Equal if !whole => Some((seal.number, SealBreak::Changed)),
                std::cmp::Ordering::Equal if key.is_some_and(|key| !vouches(key)) => {
                    Some((seal.number, SealBreak::Forged))
                }
                std::cmp::Ordering::Equal => None,
            };
            report.broken.extend(what.map(|(number, what)| BrokenSeal { number, what }));
            if kept.is_some_and(|kept| kept.number == seal.number && kept.link != seal.link) {
                report.broken.push(BrokenSeal { number: seal.number, what: SealBreak::Rewritten });
            }
            report.sealed += entries;
            (link, after, last) = (seal.link, seal.up_to, seal.number);
        }
    }
    report.head = (last > 0).then_some(LookHead { number: last, link });
    report.unsealed = roll(connection, link, after, u64::MAX).await?.0;
    end(connection, &mut report, kept).await?;
    Ok(report)
}

/// How many entries there are between two places, and the chain over them.
async fn roll(
    connection: &mut AnyConnection,
    mut link: Link,
    mut after: u64,
    up_to: u64,
) -> Result<(u64, Link), Fault> {
    let mut entries = 0;
    loop {
        let query = sqlx::query(sql::LOOKS_TO_SEAL).bind(number(after)).bind(number(up_to)).bind(AT_MOST);
        let rows = query.fetch_all(&mut *connection).await?;
        let Some(last) = rows.last() else { return Ok((entries, link)) };
        after = last.count(0)?;
        entries += rows.len() as u64;
        link = rows.iter().try_fold(link, over)?;
    }
}

/// Holds the last seal against where the seals are said to end, in the store and outside.
async fn end(
    connection: &mut AnyConnection,
    report: &mut LooksReport,
    kept: Option<LookHead>,
) -> Result<(), Fault> {
    let row = sqlx::query(sql::META_GET).bind("look-head").fetch_optional(&mut *connection).await?;
    let said: Option<Vec<u8>> = row.map(|row| row.cell(0)).transpose()?;
    let last = report.head.map_or(0, |head| head.number);
    let found = report.head.map(|head| head_bytes(head.number, &head.link));
    let said_number =
        said.as_deref().and_then(|said| said.first_chunk::<8>()).map(|n| u64::from_be_bytes(*n));
    let truncated =
        said_number.is_some_and(|said| said > last) || kept.is_some_and(|kept| kept.number > last);
    if truncated {
        report.broken.push(BrokenSeal { number: last + 1, what: SealBreak::Truncated });
    } else if said != found {
        report.broken.push(BrokenSeal { number: last, what: SealBreak::Rewritten });
    }
    Ok(())
}
