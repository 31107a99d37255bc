//! Every case header and every way to reach the people of a case, opened, for the search and the matching in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use access::LocationSecret;
use domain::people::SecretKind;
use domain::{CaseId, OrganisationId, SecretId};
use sqlx::any::AnyRow;
use tokio::runtime::Handle;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::portfolio::range_of;
use super::unpack::packed;
use crate::case::record::{CaseHeader, open_header};
use crate::case::secret::{HeldSecret, sealed_at};
use crate::keys::Keyring;
use crate::open::Reader;
use crate::row::text;
use crate::tx::{Snapshot, statement};
use crate::{Fault, Store, sql};

/// How many cases are read at once.
const BATCH: u16 = 256;

/// What of one case is compared with what somebody types, or gives about themself.
#[derive(Debug)]
pub struct Headed {
    /// Which case.
    pub case: CaseId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Names and what else a search shows.
    pub header: CaseHeader,
    /// Its phone numbers, email addresses and addresses.
    pub reach: Vec<HeldSecret>,
}

impl Store {
    /// Opens the header and the ways to reach somebody of every case of the store and hands them to `each`, some
    /// cases at a time, on as many threads as there are cores, in no order. For the program's own search and
    /// matching, which act for nobody and show nobody anything.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn headers<F>(&self, each: F) -> Result<(), Fault>
    where
        F: Fn(Vec<Headed>) + Send + Sync + 'static,
    {
        let (taken, each) = (Arc::new(Mutex::new(Some(Uuid::nil()))), Arc::new(each));
        let mut threads = JoinSet::new();
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let share = Share { reader: self.reader(), taken: Arc::clone(&taken) };
            let (runtime, each) = (Handle::current(), Arc::clone(&each));
            threads.spawn_blocking(move || share.open(&runtime, &*each));
        }
        while let Some(done) = threads.join_next().await {
            done.map_err(|_| Fault::stopped())??;
        }
        Ok(())
    }
}

/// What one thread needs for its share.
struct Share {
    reader: Reader,
    /// The last case that was taken; nothing once there are no more.
    taken: Arc<Mutex<Option<Uuid>>>,
}

impl Share {
    /// In one view for all of its share: each more would be a connection with pages of its own.
    fn open(&self, runtime: &Handle, each: &impl Fn(Vec<Headed>)) -> Result<(), Fault> {
        let (mut snapshot, mut plain) = (runtime.block_on(self.reader.snapshot())?, Vec::new());
        while let Some((first, last)) = self.next(runtime, &mut snapshot)? {
            let batch = runtime.block_on(Batch::read(&mut snapshot, first, last))?;
            each(opened(&self.reader.keys, &batch, &mut plain)?);
        }
        Ok(())
    }

    /// The cases that it takes next.
    fn next(&self, runtime: &Handle, snapshot: &mut Snapshot) -> Result<Option<(CaseId, CaseId)>, Fault> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(after) = *taken else { return Ok(None) };
        let range = runtime.block_on(range_of(snapshot, CaseId::from_uuid(after), BATCH))?;
        *taken = range.map(|(_, last)| last.as_uuid());
        Ok(range)
    }
}

impl Snapshot {
    /// The same of these cases, in this view.
    pub(crate) async fn headed(&mut self, cases: &[CaseId]) -> Result<Vec<Headed>, Fault> {
        let (mut all, mut plain) = (Vec::with_capacity(cases.len()), Vec::new());
        for case in cases {
            let batch = Batch::read(self, *case, *case).await?;
            all.extend(opened(&self.keys, &batch, &mut plain)?);
        }
        Ok(all)
    }
}

fn opened(keys: &Keyring, batch: &Batch, plain: &mut Vec<u8>) -> Result<Vec<Headed>, Fault> {
    let (wrapped, mut facts) = (batch.wrapped()?, batch.facts()?);
    let mut all = Vec::with_capacity(BATCH.into());
    for line in packed(&batch.headers)? {
        let (words, sealed) = line?;
        let (case, organisation) = two(words).ok_or_else(Fault::damaged)?;
        let header = open_header(&keys.header, organisation, case, sealed)?;
        let mut reach = Vec::new();
        if let Some(facts) = facts.remove(&case) {
            let wrapped = wrapped.get(&case).ok_or_else(Fault::damaged)?;
            let key = keys.unwrap(organisation, case, wrapped)?;
            reach.reserve_exact(facts.len());
            for (id, kind, sealed) in facts {
                sealed_at(organisation, case, id, kind, |place| key.open_into(place, sealed, plain))?;
                let fact = String::from_utf8(plain.clone()).map_err(|_| Fault::damaged())?;
                reach.push(HeldSecret { id, kind, secret: LocationSecret::new(fact) });
            }
        }
        all.push(Headed { case, organisation, header, reach });
    }
    Ok(all)
}

/// A protected fact as it is kept: which, of what kind, sealed.
type SealedFact<'a> = (SecretId, SecretKind, &'a [u8]);

/// What was read of some cases, sealed. One row of each kind, because handing over a row takes longer than opening
/// what one case has in it.
struct Batch {
    headers: AnyRow,
    facts: AnyRow,
    wrapped: AnyRow,
}

impl Batch {
    async fn read(snapshot: &mut Snapshot, first: CaseId, last: CaseId) -> Result<Self, Fault> {
        let within = |name| statement(name).bind(text(first)).bind(text(last));
        Ok(Self {
            headers: snapshot.row(within(sql::HEADERS_BULK)).await?.ok_or_else(Fault::damaged)?,
            facts: snapshot.row(within(sql::REACH_BULK)).await?.ok_or_else(Fault::damaged)?,
            wrapped: snapshot.key_row(within(sql::KEYS_BULK)).await?.ok_or_else(Fault::damaged)?,
        })
    }

    fn wrapped(&self) -> Result<BTreeMap<CaseId, &[u8]>, Fault> {
        let key = |line: Result<_, Fault>| {
            let (case, wrapped): (&str, _) = line?;
            Ok((case.parse().map_err(|_| Fault::damaged())?, wrapped))
        };
        packed(&self.wrapped)?.map(key).collect()
    }

    fn facts(&self) -> Result<BTreeMap<CaseId, Vec<SealedFact<'_>>>, Fault> {
        let mut facts: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for line in packed(&self.facts)? {
            let (words, sealed) = line?;
            let (case, rest) = words.split_once(' ').ok_or_else(Fault::damaged)?;
            let (id, kind) = two(rest).ok_or_else(Fault::damaged)?;
            facts.entry(case.parse().map_err(|_| Fault::damaged())?).or_default().push((id, kind, sealed));
        }
        Ok(facts)
    }
}

fn two<A: std::str::FromStr, B: std::str::FromStr>(words: &str) -> Option<(A, B)> {
    let (one, other) = words.split_once(' ')?;
    Some((one.parse().ok()?, other.parse().ok()?))
}
