//! The keys of a store in memory: those split from the master key, and the last used keys of cases.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{CaseId, OrganisationId};
use seal::{DataKey, MarkKey, MasterKey, Place};

use crate::place::{
    self, DRAFT_KEY, EQUALITY_KEY, HEADER_KEY, HELD_KEY, LOOK_KEY, LOOK_SEAL_KEY, PASSKEY_KEY, SEARCH_KEY,
    SECOND_FACTOR_KEY, SECURITY_KEY, TRIES_KEY, VOICE_KEY, WALL_KEY,
};
use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, sql};

/// How many keys of cases each of the two generations holds: 32 bytes each, so a few hundred kilobytes.
const GENERATION: usize = 4096;

pub(crate) struct Keyring {
    pub(crate) master: MasterKey,
    pub(crate) header: DataKey,
    pub(crate) draft: DataKey,
    pub(crate) look: DataKey,
    pub(crate) look_seal: DataKey,
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
    pub(crate) fn new(master: MasterKey) -> Self {
        let [header, draft, look, held, passkey, security, second_factor, wall] = [
            HEADER_KEY,
            DRAFT_KEY,
            LOOK_KEY,
            HELD_KEY,
            PASSKEY_KEY,
            SECURITY_KEY,
            SECOND_FACTOR_KEY,
            WALL_KEY,
        ]
        .map(|purpose| master.purpose_key(purpose));
        let (look_seal, search) = (master.purpose_key(LOOK_SEAL_KEY), master.mark_key(SEARCH_KEY));
        Self {
            tries: master.mark_key(TRIES_KEY),
            equality: master.mark_key(EQUALITY_KEY),
            voice: master.purpose_key(VOICE_KEY),
            voice_mark: master.mark_key(VOICE_KEY),
            look_seal,
            search,
            master,
            header,
            draft,
            look,
            held,
            passkey,
            security,
            second_factor,
            wall,
            cases: Mutex::default(),
        }
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
        if self.run_on_keys(query).await? == 0 {
            return self.case_key(organisation, case).await;
        }
        self.keys.keep(case, &key);
        Ok(key)
    }
}
