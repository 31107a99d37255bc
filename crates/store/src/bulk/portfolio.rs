//! Every journal of an organisation, opened on all cores.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use access::OfficePermit;
use access::action::SeeOthersWork;
use domain::case::CaseEvent;
use domain::{CaseId, OrganisationId, Recorded};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::unpack::Packed;
use crate::keys::Keyring;
use crate::row::{Cells, text};
use crate::tx::{Snapshot, statement};
use crate::{Fault, Store, sql};

/// How many cases are read at once.
const BATCH: u16 = 500;
/// How many batches wait to be opened: enough to keep every core busy, few enough to stay small.
const WAITING: usize = 4;

/// What was read of a portfolio.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Portfolio {
    /// How many cases.
    pub cases: u64,
    /// How many events.
    pub events: u64,
}

/// A journal with its wrapped key.
struct Sealed {
    packed: Packed,
    wrapped: Vec<u8>,
}

type Batches = Arc<Mutex<mpsc::Receiver<Vec<Sealed>>>>;

impl Store {
    /// Opens every journal of the permit's organisation and hands each to `each`, on as many threads as
    /// there are cores, in no order.
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
        let (send, receive) = mpsc::channel(WAITING);
        let (batches, each): (Batches, _) = (Arc::new(Mutex::new(receive)), Arc::new(each));
        let mut threads = JoinSet::new();
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let (keys, batches, each) = (Arc::clone(&self.keys), Arc::clone(&batches), Arc::clone(&each));
            threads.spawn_blocking(move || open_all(&keys, organisation, &batches, &*each));
        }
        // Where every thread has stopped on a damaged entry, nobody is left to send to.
        drop(batches);
        self.send_batches(organisation, send).await?;
        let mut sum = Portfolio::default();
        while let Some(part) = threads.join_next().await {
            let part = part.map_err(|_| Fault::stopped())??;
            sum.cases += part.cases;
            sum.events += part.events;
        }
        Ok(sum)
    }

    async fn send_batches(
        &self,
        organisation: OrganisationId,
        send: mpsc::Sender<Vec<Sealed>>,
    ) -> Result<(), Fault> {
        let mut after = CaseId::from_uuid(Uuid::nil());
        loop {
            let mut snapshot = self.snapshot().await?;
            let Some((first, last)) = range(&mut snapshot, after).await? else { return Ok(()) };
            let batch = packed(&mut snapshot, organisation, first, last).await?;
            if send.send(batch).await.is_err() {
                return Ok(());
            }
            after = last;
        }
    }
}

/// The first and the last case of the next batch. Those of other organisations count, and are left out when
/// the batch is read: asked for the cases of one alone, SQLite takes the index of its references, and sorts
/// all of them for each batch.
async fn range(snapshot: &mut Snapshot, after: CaseId) -> Result<Option<(CaseId, CaseId)>, Fault> {
    let query = statement(sql::STREAMS_AFTER).bind(text(after)).bind(i64::from(BATCH));
    let rows = snapshot.rows(query).await?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(None) };
    Ok(Some((first.parsed(0)?, last.parsed(0)?)))
}

async fn packed(
    snapshot: &mut Snapshot,
    organisation: OrganisationId,
    first: CaseId,
    last: CaseId,
) -> Result<Vec<Sealed>, Fault> {
    let query = statement(sql::KEYS_RANGE).bind(text(organisation)).bind(text(first)).bind(text(last));
    let rows = snapshot.key_rows(query).await?;
    let key = |row: &sqlx::any::AnyRow| Ok((row.parsed(0)?, row.cell(1)?));
    let mut keys: BTreeMap<CaseId, Vec<u8>> = rows.iter().map(key).collect::<Result<_, Fault>>()?;
    let query = statement(sql::JOURNAL_RANGE).bind(text(first)).bind(text(last)).bind(text(organisation));
    let mut batch = Vec::new();
    for row in snapshot.rows(query).await? {
        let packed = Packed::of(&row)?;
        let wrapped = keys.remove(&packed.case).ok_or_else(Fault::damaged)?;
        batch.push(Sealed { packed, wrapped });
    }
    Ok(batch)
}

/// One thread: opens batches until there are no more.
fn open_all(
    keys: &Keyring,
    organisation: OrganisationId,
    batches: &Mutex<mpsc::Receiver<Vec<Sealed>>>,
    each: &(impl Fn(CaseId, &[Recorded<CaseEvent>]) + ?Sized),
) -> Result<Portfolio, Fault> {
    let mut sum = Portfolio::default();
    let mut plain = Vec::new();
    let next = || batches.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
    while let Some(batch) = next() {
        for Sealed { packed, wrapped } in batch {
            let key = keys.unwrap(organisation, packed.case, &wrapped)?;
            let history = packed.open(organisation, &key, &mut plain)?;
            each(packed.case, &history);
            sum.cases += 1;
            sum.events += history.len() as u64;
        }
    }
    Ok(sum)
}
