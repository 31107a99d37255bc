//! Every phone number, email address and address of an organisation's cases, for matching alone.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use access::LocationSecret;
use domain::people::SecretKind;
use domain::{CaseId, OrganisationId, SecretId};
use seal::DataKey;
use sqlx::any::AnyRow;
use tokio::runtime::Handle;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::case::secret::sealed_at;
use crate::open::Reader;
use crate::row::{Cells, text};
use crate::tx::{Snapshot, statement};
use crate::{Fault, Store, sql};

/// How many cases are read at once.
const BATCH: u16 = 256;

/// One protected fact of a case, on its way to being a mark.
#[derive(Debug)]
pub struct Reach<'r> {
    /// Which case.
    pub case: CaseId,
    /// Which fact.
    pub id: SecretId,
    /// What kind.
    pub kind: SecretKind,
    /// The fact.
    pub secret: &'r LocationSecret,
}

impl Store {
    /// Opens every phone number, email address and address of an organisation's cases and hands each to
    /// `each`, on as many threads as there are cores, in no order. For the program's own matching, which acts
    /// for nobody and shows nobody anything.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn reach<F>(&self, organisation: OrganisationId, each: F) -> Result<(), Fault>
    where
        F: Fn(Reach<'_>) + Send + Sync + 'static,
    {
        let (taken, each) = (Arc::new(Mutex::new(Some(Uuid::nil()))), Arc::new(each));
        let mut threads = JoinSet::new();
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let share = Share { reader: self.reader(), organisation, taken: Arc::clone(&taken) };
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
    organisation: OrganisationId,
    /// The last case that was taken; nothing once there are no more.
    taken: Arc<Mutex<Option<Uuid>>>,
}

impl Share {
    fn open(&self, runtime: &Handle, each: &impl Fn(Reach<'_>)) -> Result<(), Fault> {
        let mut plain = Vec::new();
        loop {
            let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(after) = *taken else { return Ok(()) };
            let (mut snapshot, range) = runtime.block_on(async {
                let mut snapshot = self.reader.snapshot().await?;
                let range =
                    super::portfolio::range_of(&mut snapshot, CaseId::from_uuid(after), BATCH).await?;
                Ok::<_, Fault>((snapshot, range))
            })?;
            *taken = range.map(|(_, last)| last.as_uuid());
            drop(taken);
            let Some((first, last)) = range else { return Ok(()) };
            let (row, keys) = runtime.block_on(read(&mut snapshot, self.organisation, first, last))?;
            drop(snapshot);
            if let Some(row) = row {
                self.open_row(&row, &keys, &mut plain, each)?;
            }
        }
    }

    fn open_row(
        &self,
        row: &AnyRow,
        keys: &BTreeMap<CaseId, Vec<u8>>,
        plain: &mut Vec<u8>,
        each: &impl Fn(Reach<'_>),
    ) -> Result<(), Fault> {
        let (lines, sealed) = (row.cell::<Option<&str>>(0)?, row.cell::<Option<&[u8]>>(1)?);
        let Some((lines, mut sealed)) = lines.zip(sealed) else { return Ok(()) };
        let mut key: Option<(CaseId, DataKey)> = None;
        for line in lines.split(',') {
            let (case, id, kind, length) = parts(line).ok_or_else(Fault::damaged)?;
            let (bytes, rest) = sealed.split_at_checked(length).ok_or_else(Fault::damaged)?;
            sealed = rest;
            if key.as_ref().is_none_or(|(of, _)| *of != case) {
                let wrapped = keys.get(&case).ok_or_else(Fault::damaged)?;
                key = Some((case, self.reader.keys.unwrap(self.organisation, case, wrapped)?));
            }
            let Some((_, key)) = &key else { return Err(Fault::damaged()) };
            sealed_at(self.organisation, case, id, kind, |place| key.open_into(place, bytes, plain))?;
            let fact = String::from_utf8(plain.clone()).map_err(|_| Fault::damaged())?;
            each(Reach { case, id, kind, secret: &LocationSecret::new(fact) });
        }
        Ok(())
    }
}

fn parts(line: &str) -> Option<(CaseId, SecretId, SecretKind, usize)> {
    let mut words = line.split(' ');
    let (case, id) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some((case, id, words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

type Batch = (Option<AnyRow>, BTreeMap<CaseId, Vec<u8>>);

async fn read(
    snapshot: &mut Snapshot,
    organisation: OrganisationId,
    first: CaseId,
    last: CaseId,
) -> Result<Batch, Fault> {
    let query = statement(sql::KEYS_RANGE).bind(text(organisation)).bind(text(first)).bind(text(last));
    let key = |row: &AnyRow| Ok((row.parsed(0)?, row.cell(1)?));
    let keys = snapshot.key_rows(query).await?.iter().map(key).collect::<Result<_, Fault>>()?;
    let query = statement(sql::REACH_BULK).bind(text(first)).bind(text(last)).bind(text(organisation));
    Ok((snapshot.row(query).await?, keys))
}
