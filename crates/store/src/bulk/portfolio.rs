//! Every journal of an organisation, opened on all cores.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use access::OfficePermit;
use access::action::SeeOthersWork;
use domain::case::CaseEvent;
use domain::{CaseId, OrganisationId, Recorded};
use sqlx::any::AnyRow;
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::unpack::{self, Entry, entries};
use crate::open::Reader;
use crate::row::{Cells, text};
use crate::tx::{Snapshot, statement};
use crate::{Fault, Store, sql};

/// How many cases are read at once. With fewer, threads wait for each other more often; with more, the
/// memory for what they read is asked of the system each time.
const BATCH: u16 = 32;

/// How many threads there are for each core: while one waits for what it reads, another opens what it has.
const SHARES: usize = 2;

/// What was read of a portfolio.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Portfolio {
    /// How many cases.
    pub cases: u64,
    /// How many events.
    pub events: u64,
}

impl Store {
    /// Opens every journal of the permit's organisation and hands each to `each`, on all cores, in no
    /// order.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn portfolio<F>(
        &self,
        permit: &OfficePermit<SeeOthersWork>,
        each: F,
    ) -> Result<Portfolio, Fault>
    where
        F: Fn(CaseId, &[Recorded<CaseEvent>]) + Send + Sync + 'static,
    {
        self.streams(permit.organisation(), each).await
    }

    /// The same for the program's own commands, which act for nobody and show nobody anything: checking
    /// what was derived from the journals, and deriving it again.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn streams<F>(&self, organisation: OrganisationId, each: F) -> Result<Portfolio, Fault>
    where
        F: Fn(CaseId, &[Recorded<CaseEvent>]) + Send + Sync + 'static,
    {
        let (asked, each) = (Arc::new(Asked::new()), Arc::new(each));
        let mut threads = JoinSet::new();
        for _ in 0..SHARES * std::thread::available_parallelism().map_or(1, usize::from) {
            let share = Share { reader: self.reader(), organisation, asked: Arc::clone(&asked) };
            let (runtime, each) = (Handle::current(), Arc::clone(&each));
            threads.spawn_blocking(move || share.open(&runtime, &*each));
        }
        let _until_here = Until(asked);
        let mut sum = Portfolio::default();
        while let Some(part) = threads.join_next().await {
            let part = part.map_err(|_| Fault::stopped())??;
            sum.cases += part.cases;
            sum.events += part.events;
        }
        Ok(sum)
    }
}

/// What one thread needs for its share. It reads for itself: each has a connection of its own, and what it
/// read does not go through other hands.
struct Share {
    reader: Reader,
    organisation: OrganisationId,
    asked: Arc<Asked>,
}

/// What the threads know of each other.
struct Asked {
    /// The last case that one of them has taken.
    taken: Mutex<CaseId>,
    /// Whether nobody waits for them any longer.
    over: AtomicBool,
}

impl Asked {
    fn new() -> Self {
        Self { taken: Mutex::new(CaseId::from_uuid(Uuid::nil())), over: AtomicBool::new(false) }
    }
}

/// Ends the work when it is dropped: at the first fault, or with whoever asked.
struct Until(Arc<Asked>);

impl Drop for Until {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::Relaxed);
    }
}

/// Some cases, sealed.
struct Batch {
    /// Their journals; nothing in it where none of them is the organisation's.
    journals: Option<AnyRow>,
    wrapped: BTreeMap<CaseId, Vec<u8>>,
}

impl Share {
    /// Opens batches until there are no more.
    fn open(
        &self,
        runtime: &Handle,
        each: &(impl Fn(CaseId, &[Recorded<CaseEvent>]) + ?Sized),
    ) -> Result<Portfolio, Fault> {
        let (mut sum, mut plain) = (Portfolio::default(), Vec::new());
        while let Some(batch) = runtime.block_on(self.next())? {
            for journal in batch.entries()?.chunk_by(|one, next| one.stream == next.stream) {
                let Some(first) = journal.first() else { continue };
                let case = first.stream.parse().map_err(|_| Fault::damaged())?;
                let wrapped = batch.wrapped.get(&case).ok_or_else(Fault::damaged)?;
                let key = self.reader.keys.unwrap(self.organisation, case, wrapped)?;
                let history = unpack::open(self.organisation, case, journal, &key, &mut plain)?;
                each(case, &history);
                sum.cases += 1;
                sum.events += history.len() as u64;
            }
        }
        Ok(sum)
    }

    async fn next(&self) -> Result<Option<Batch>, Fault> {
        let mut taken = self.asked.taken.lock().await;
        if self.asked.over.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let mut snapshot = self.reader.snapshot().await?;
        let Some((first, last)) = range_of(&mut snapshot, *taken, BATCH).await? else { return Ok(None) };
        *taken = last;
        drop(taken);
        batch(&mut snapshot, self.organisation, first, last).await.map(Some)
    }
}

impl Batch {
    fn entries(&self) -> Result<Vec<Entry<'_>>, Fault> {
        let Some(row) = &self.journals else { return Ok(Vec::new()) };
        let (lines, payloads) = (row.cell::<Option<&str>>(0)?, row.cell::<Option<&[u8]>>(1)?);
        lines.zip(payloads).map_or_else(|| Ok(Vec::new()), |(lines, payloads)| entries(lines, payloads))
    }
}

/// The first and the last case of the next batch. Those of other organisations count, and are left out when
/// the batch is read: asked for the cases of one alone, SQLite takes the index of its references, and sorts
/// all of them for each batch.
pub(super) async fn range_of(
    snapshot: &mut Snapshot,
    after: CaseId,
    many: u16,
) -> Result<Option<(CaseId, CaseId)>, Fault> {
    let query = statement(sql::STREAMS_AFTER).bind(text(after)).bind(i64::from(many));
    let Some(row) = snapshot.row(query).await? else { return Ok(None) };
    Ok(row.maybe_parsed(0)?.zip(row.maybe_parsed(1)?))
}

async fn batch(
    snapshot: &mut Snapshot,
    organisation: OrganisationId,
    first: CaseId,
    last: CaseId,
) -> Result<Batch, Fault> {
    let query = statement(sql::KEYS_PACKED).bind(text(organisation)).bind(text(first)).bind(text(last));
    let wrapped = snapshot.key_row(query).await?.map_or_else(|| Ok(BTreeMap::new()), |row| keys(&row))?;
    let query = statement(sql::JOURNAL_BULK).bind(text(first)).bind(text(last)).bind(text(organisation));
    Ok(Batch { journals: snapshot.row(query).await?, wrapped })
}

/// The wrapped keys of a row in which they are packed as entries are.
fn keys(row: &AnyRow) -> Result<BTreeMap<CaseId, Vec<u8>>, Fault> {
    let key = |line: Result<_, Fault>| {
        let (case, wrapped): (&str, &[u8]) = line?;
        Ok((case.parse().map_err(|_| Fault::damaged())?, wrapped.to_owned()))
    };
    unpack::packed(row)?.map(key).collect()
}
