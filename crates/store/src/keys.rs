//! The keys of a store in memory: those for a purpose, and the last used keys of cases.

mod change;
mod offline;
pub(crate) mod purposes;
mod renew;

use std::collections::HashMap;
use std::mem;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{CaseId, OrganisationId};
use seal::{DataKey, MarkKey, MasterKey, Place};
use sqlx::{AnyConnection, Connection};

pub use self::change::KeyChange;
pub use self::offline::{GoOn, KeyStep, KeysChanged};
use self::purposes::{Pending, Purposes, Wrapped};
pub use self::renew::renew_keys;
use crate::place::{
    self, DRAFT_KEY, EQUALITY_KEY, HEADER_KEY, HELD_KEY, LOOK_KEY, LOOK_SEAL_KEY, PASSKEY_KEY, REASON_KEY,
    SEARCH_KEY, SECOND_FACTOR_KEY, SECURITY_KEY, TRIES_KEY, VOICE_KEY, WALL_KEY,
};
use crate::row::{Cells, text};
use crate::sqlite::{self, Files, Mode};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, StoreError, schema, sql};

/// How many keys of cases each of the two generations holds: 32 bytes each, so a few hundred kilobytes.
const GENERATION: usize = 4096;

pub(crate) struct Keyring {
    pub(crate) master: MasterKey,
    pub(crate) header: DataKey,
    pub(crate) draft: DataKey,
    pub(crate) look: DataKey,
    pub(crate) look_seal: DataKey,
    pub(crate) reason: DataKey,
    pub(crate) search: MarkKey,
    pub(crate) tries: MarkKey,
    pub(crate) equality: MarkKey,
    pub(crate) held: DataKey,
    pub(crate) passkey: DataKey,
    pub(crate) security: DataKey,
    pub(crate) second_factor: DataKey,
    pub(crate) wall: DataKey,
    pub(crate) voice: DataKey,
    pub(crate) voice_mark: MarkKey,
    cases: Mutex<Generations>,
}

/// A bounded cache that forgets what was not used for a whole generation.
#[derive(Default)]
struct Generations {
    young: HashMap<CaseId, Arc<DataKey>>,
    old: HashMap<CaseId, Arc<DataKey>>,
}

impl Generations {
    fn get(&mut self, case: CaseId) -> Option<Arc<DataKey>> {
        if let Some(key) = self.young.get(&case) {
            return Some(Arc::clone(key));
        }
        let key = self.old.remove(&case)?;
        self.put(case, Arc::clone(&key));
        Some(key)
    }

    fn put(&mut self, case: CaseId, key: Arc<DataKey>) {
        if self.young.len() >= GENERATION {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(case, key);
    }
}

impl Keyring {
    fn new(master: MasterKey, mut of: Purposes) -> Result<Self, StoreError> {
        Ok(Self {
            header: of.seals(HEADER_KEY)?,
            draft: of.seals(DRAFT_KEY)?,
            look: of.seals(LOOK_KEY)?,
            look_seal: of.seals(LOOK_SEAL_KEY)?,
            reason: of.seals(REASON_KEY)?,
            held: of.seals(HELD_KEY)?,
            passkey: of.seals(PASSKEY_KEY)?,
            security: of.seals(SECURITY_KEY)?,
            second_factor: of.seals(SECOND_FACTOR_KEY)?,
            wall: of.seals(WALL_KEY)?,
            voice: of.seals(VOICE_KEY)?,
            search: of.marks(SEARCH_KEY)?,
            tries: of.marks(TRIES_KEY)?,
            equality: of.marks(EQUALITY_KEY)?,
            voice_mark: of.marks(VOICE_KEY)?,
            master,
            cases: Mutex::default(),
        })
    }

    /// Opens the keys of a store whose probe this is. Where a renewal of them was cut off, it is ended first.
    ///
    /// # Errors
    /// What is wrong with the key, or with what it is to open.
    pub(crate) async fn open(
        connection: &mut AnyConnection,
        master: MasterKey,
        probe: &[u8],
    ) -> Result<Self, StoreError> {
        let (purposes, pending) = Wrapped::read(connection).await?.open(&master, probe)?;
        if pending != Pending::Nothing {
            let mut transaction = connection.begin().await?;
            purposes::settle(&mut transaction, pending).await?;
            transaction.commit().await?;
        }
        Self::new(master, purposes)
    }

    pub(crate) fn cached(&self, case: CaseId) -> Option<Arc<DataKey>> {
        self.cases.lock().unwrap_or_else(PoisonError::into_inner).get(case)
    }

    fn keep(&self, case: CaseId, key: &Arc<DataKey>) {
        self.cases.lock().unwrap_or_else(PoisonError::into_inner).put(case, Arc::clone(key));
    }

    pub(crate) fn unwrap(
        &self,
        organisation: OrganisationId,
        case: CaseId,
        wrapped: &[u8],
    ) -> Result<DataKey, Fault> {
        Ok(DataKey::unwrap(&self.master, &wrapping(organisation, case), wrapped)?)
    }
}

/// Everything that can be known to be wrong is known before anything is opened for writing. A store that
/// was not closed has a log, which only a real opening reads; it is checked again then.
pub(crate) async fn look_at(files: &Files, master: &MasterKey) -> Result<(), StoreError> {
    files.look()?;
    let mut still = still(&files.data).await?;
    let probe = schema::probe_of(&mut still).await;
    still.close().await?;
    let wrapped = wrapped_in(files).await?;
    wrapped.open(master, &probe?).map(drop)
}

/// What the file of the keys says of itself, which changes nothing about it.
pub(crate) async fn wrapped_in(files: &Files) -> Result<Wrapped, StoreError> {
    let mut still = still(&files.keys).await?;
    let wrapped = Wrapped::read(&mut still).await;
    still.close().await?;
    wrapped
}

async fn still(path: &Path) -> Result<AnyConnection, StoreError> {
    let mode = if sqlite::has_log(path) { Mode::Read } else { Mode::Still };
    Ok(AnyConnection::connect_with(&sqlite::options(path, mode)?).await?)
}

const fn wrapping(organisation: OrganisationId, case: CaseId) -> Place<'static> {
    place::single(organisation, case.as_uuid(), "case-key")
}

impl Snapshot {
    /// The key of a case.
    pub(crate) async fn case_key(
        &mut self,
        organisation: OrganisationId,
        case: CaseId,
    ) -> Result<Arc<DataKey>, Fault> {
        if let Some(key) = self.keys.cached(case) {
            return Ok(key);
        }
        let query = statement(sql::KEY_GET).bind(text(case)).bind(text(organisation));
        let row = self.key_row(query).await?.ok_or_else(Fault::damaged)?;
        let key = Arc::new(self.keys.unwrap(organisation, case, row.cell(0)?)?);
        self.keys.keep(case, &key);
        Ok(key)
    }
}

impl Tx {
    /// Makes the key of a new case. A key that an undone attempt left behind serves as well.
    pub(crate) async fn make_case_key(
        &mut self,
        organisation: OrganisationId,
        case: CaseId,
    ) -> Result<Arc<DataKey>, Fault> {
        let key = Arc::new(DataKey::generate());
        let wrapped = key.wrap(&self.keys.master, &wrapping(organisation, case));
        let query = statement(sql::KEY_ADD).bind(text(case)).bind(text(organisation)).bind(wrapped);
        let query = query.bind(text(self.keys.master.id()));
        if self.run_on_keys(query).await? == 0 {
            return self.case_key(organisation, case).await;
        }
        self.keys.keep(case, &key);
        Ok(key)
    }
}
