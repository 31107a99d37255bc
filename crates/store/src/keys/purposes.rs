//! The keys for everything that belongs to no case: made with the store, wrapped, opened with it.

use std::collections::BTreeMap;

use seal::{DataKey, KeyId, MarkKey, MasterKey, Place};
use sqlx::AnyConnection;

use crate::place::{MARKING, PROBE, PROBE_KEY, SEALING, probe};
use crate::row::Cells;
use crate::{Fault, StoreError, sql};

/// What the keys of a store say of themselves before any is opened.
pub(crate) struct Wrapped {
    /// Under which master key they are wrapped.
    pub(crate) by: KeyId,
    rows: BTreeMap<String, Row>,
}

struct Row {
    wrapped: Vec<u8>,
    next: Option<Vec<u8>>,
}

/// The keys of all purposes, opened.
pub(crate) struct Purposes {
    sealing: BTreeMap<String, DataKey>,
    marking: BTreeMap<String, MarkKey>,
}

/// Whether a renewal was cut off, and how it ends: by the keys that the data is sealed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pending {
    /// None was.
    Nothing,
    /// The data was not sealed anew yet: what was prepared goes.
    Drop,
    /// It was: what was prepared takes the place.
    Take,
}

/// The name in the table, which is also what a key is bound to.
pub(crate) fn sealing(purpose: &str) -> String {
    format!("seal/{purpose}")
}

fn marking(purpose: &str) -> String {
    format!("mark/{purpose}")
}

/// Where the key of a purpose belongs. It is no organisation's.
pub(crate) const fn lies_in(name: &str) -> Place<'_> {
    Place { organisation: [0; 16], stream: [0; 16], sequence: 0, kind: name }
}

/// Makes the keys of a new store, and gives the one for its probe.
pub(crate) async fn make(connection: &mut AnyConnection, master: &MasterKey) -> Result<DataKey, Fault> {
    sqlx::query(sql::KEY_MASTER_PUT).bind(master.id().to_string()).execute(&mut *connection).await?;
    let for_probe = DataKey::generate();
    let name = sealing(PROBE_KEY);
    let mut made = vec![(name.clone(), for_probe.wrap(master, &lies_in(&name)))];
    for name in SEALING.into_iter().map(sealing) {
        made.push((name.clone(), DataKey::generate().wrap(master, &lies_in(&name))));
    }
    for name in MARKING.into_iter().map(marking) {
        made.push((name.clone(), MarkKey::generate().wrap(master, &lies_in(&name))));
    }
    for (name, wrapped) in made {
        sqlx::query(sql::KEY_PURPOSE_ADD).bind(name).bind(wrapped).execute(&mut *connection).await?;
    }
    Ok(for_probe)
}

impl Wrapped {
    /// Reads what is there.
    ///
    /// # Errors
    /// [`StoreError::Incomplete`] where the keys were not made to the end.
    pub(crate) async fn read(connection: &mut AnyConnection) -> Result<Self, StoreError> {
        let incomplete = |_| StoreError::Incomplete;
        let row = sqlx::query(sql::KEY_MASTER).fetch_optional(&mut *connection).await.map_err(incomplete)?;
        let by = row.ok_or(StoreError::Incomplete)?.parsed(0).map_err(|_| StoreError::Incomplete)?;
        let rows = sqlx::query(sql::KEY_PURPOSES).fetch_all(&mut *connection).await.map_err(incomplete)?;
        let row =
            |row: &sqlx::any::AnyRow| Ok((row.cell(0)?, Row { wrapped: row.cell(1)?, next: row.cell(2)? }));
        Ok(Self { by, rows: rows.iter().map(row).collect::<Result<_, Fault>>()? })
    }

    /// Opens the keys with the master key, and says under which of them the data is sealed.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`]; [`StoreError::Unopened`] where the id is right and the key is not;
    /// [`StoreError::OtherKeys`] where the data is sealed under none of them.
    pub(crate) fn open(&self, master: &MasterKey, data: &[u8]) -> Result<(Purposes, Pending), StoreError> {
        self.check(master)?;
        let name = sealing(PROBE_KEY);
        let row = self.rows.get(&name).ok_or(StoreError::Incomplete)?;
        let opens = |wrapped: &[u8]| {
            let key = DataKey::unwrap(master, &lies_in(&name), wrapped);
            let key = key.map_err(|_| StoreError::Unopened(master.id()))?;
            Ok::<_, StoreError>(key.open(&probe(), data).is_ok_and(|plain| plain == PROBE))
        };
        let pending = match (opens(&row.wrapped)?, &row.next) {
            (true, None) => Pending::Nothing,
            (true, Some(_)) => Pending::Drop,
            (false, Some(next)) if opens(next)? => Pending::Take,
            (false, _) => return Err(StoreError::OtherKeys),
        };
        Ok((self.opened(master, pending)?, pending))
    }

    /// Whether this is the master key.
    fn check(&self, master: &MasterKey) -> Result<(), StoreError> {
        let (given, needed) = (master.id(), self.by);
        if given == needed { Ok(()) } else { Err(StoreError::WrongKey { given, needed }) }
    }

    fn opened(&self, master: &MasterKey, pending: Pending) -> Result<Purposes, StoreError> {
        let damaged = |_| StoreError::Unopened(master.id());
        let mut purposes = Purposes { sealing: BTreeMap::new(), marking: BTreeMap::new() };
        for (name, row) in &self.rows {
            let wrapped = row.next.as_ref().filter(|_| pending == Pending::Take).unwrap_or(&row.wrapped);
            if name.starts_with("mark/") {
                let key = MarkKey::unwrap(master, &lies_in(name), wrapped).map_err(damaged)?;
                purposes.marking.insert(name.clone(), key);
            } else {
                let key = DataKey::unwrap(master, &lies_in(name), wrapped).map_err(damaged)?;
                purposes.sealing.insert(name.clone(), key);
            }
        }
        Ok(purposes)
    }

    /// The one key with which somebody who has the master key vouches for the access journal.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub(crate) fn one(&self, master: &MasterKey, purpose: &str) -> Result<DataKey, StoreError> {
        self.check(master)?;
        let name = sealing(purpose);
        let row = self.rows.get(&name).ok_or(StoreError::Incomplete)?;
        DataKey::unwrap(master, &lies_in(&name), &row.wrapped).map_err(|_| StoreError::Unopened(master.id()))
    }

    /// Every key of a purpose: its name, wrapped.
    pub(crate) fn each(&self) -> impl Iterator<Item = (&String, &[u8])> {
        self.rows.iter().map(|(name, row)| (name, row.wrapped.as_slice()))
    }
}

impl Purposes {
    /// Takes out the key that seals for a purpose.
    ///
    /// # Errors
    /// [`StoreError::Incomplete`] where the store has none.
    pub(crate) fn seals(&mut self, purpose: &str) -> Result<DataKey, StoreError> {
        self.sealing.remove(&sealing(purpose)).ok_or(StoreError::Incomplete)
    }

    /// Takes out the key that marks for a purpose.
    ///
    /// # Errors
    /// [`StoreError::Incomplete`] where the store has none.
    pub(crate) fn marks(&mut self, purpose: &str) -> Result<MarkKey, StoreError> {
        self.marking.remove(&marking(purpose)).ok_or(StoreError::Incomplete)
    }
}

/// Ends a renewal that was cut off.
pub(crate) async fn settle(connection: &mut AnyConnection, pending: Pending) -> Result<(), Fault> {
    let (purposes, cases) = match pending {
        Pending::Nothing => return Ok(()),
        Pending::Drop => (sql::KEY_PURPOSES_DROP, sql::KEY_CASES_DROP),
        Pending::Take => (sql::KEY_PURPOSES_TAKE, sql::KEY_CASES_TAKE),
    };
    // The purposes come last: while one of them waits, it is known that some case may wait too.
    sqlx::query(cases).execute(&mut *connection).await?;
    sqlx::query(purposes).execute(&mut *connection).await?;
    Ok(())
}
