//! A store that nobody has open, for what is done to all of its keys at once.

use jiff::Timestamp;
use seal::MasterKey;
use sqlx::{AnyConnection, Connection, Executor};

use super::purposes::{self, Purposes, Wrapped};
use crate::config::Location;
use crate::heads::Head;
use crate::lock::Lock;
use crate::place::SECURITY_KEY;
use crate::row::Cells;
use crate::sqlite::{self, Files, Mode};
use crate::{
    Config, Fault, SecurityEvent, SecurityKind, StoreError, TestOnlyDurability, postgres, schema, sql,
};

/// How far a change of keys has come: for whoever waits for it, and for tests that break it off there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStep {
    /// Nothing was changed yet.
    Begun,
    /// The keys that are to come are on the disk; nothing is sealed under them yet.
    Prepared,
    /// So many cases were seen to, in a transaction that is not committed yet.
    Cases(u64),
    /// Everything was, and is not committed yet.
    Written,
    /// That the master key is about to change is in the security log, on the disk.
    Noted,
    /// The change is on the disk. What is left is to forget the keys of before.
    Committed,
}

/// Told of each step; `false` breaks it off there, as a power cut would.
pub type GoOn<'g> = &'g mut (dyn FnMut(KeyStep) -> bool + Send);

/// How many keys were seen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeysChanged {
    /// Of cases.
    pub cases: u64,
    /// For everything that belongs to no case.
    pub purposes: u64,
}

/// The store, for this alone.
pub(super) struct Offline {
    data: Box<AnyConnection>,
    /// The file of the keys, where they are not among the data.
    keys: Option<Box<AnyConnection>>,
    /// Which keys there are.
    pub(super) wrapped: Wrapped,
    pub(super) purposes: Purposes,
    _lock: Option<Lock>,
}

impl Offline {
    /// Opens it, ends a renewal that was cut off, and begins a transaction on the keys.
    ///
    /// # Errors
    /// As opening a store; [`StoreError::InUse`] while anybody has it open.
    pub(super) async fn open(config: &Config, master: &MasterKey) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let (mut data, mut keys, lock) = match &config.place {
            Location::Sqlite(directory) => {
                let files = Files::of(directory);
                if !files.data.exists() || !files.keys.exists() {
                    return Err(StoreError::Missing(files.directory));
                }
                let lock = Lock::take(&files.lock)?;
                if let Err(problem) = super::look_at(&files, master).await {
                    lock.give_back();
                    return Err(problem);
                }
                let full = TestOnlyDurability::Full;
                let data = sqlite::writing(&files.data, Mode::Write, full).await?;
                (data, Some(sqlite::writing(&files.keys, Mode::Write, full).await?), Some(lock))
            }
            Location::Postgres(address) => (Box::new(postgres::alone(address).await?), None, None),
        };
        let sealed = schema::probe_of(&mut data).await?;
        let on_keys = keys.as_mut().unwrap_or(&mut data);
        on_keys.execute(if lock.is_some() { sqlite::BEGIN } else { postgres::BEGIN_KEYS }).await?;
        let wrapped = Wrapped::read(on_keys).await?;
        let (purposes, pending) = wrapped.open(master, &sealed)?;
        purposes::settle(on_keys, pending).await?;
        let wrapped = Wrapped::read(on_keys).await?;
        Ok(Self { data, keys, wrapped, purposes, _lock: lock })
    }

    /// Where the keys are.
    pub(super) fn keys(&mut self) -> &mut AnyConnection {
        self.keys.as_mut().unwrap_or(&mut self.data)
    }

    /// Where the data is.
    pub(super) fn data(&mut self) -> &mut AnyConnection {
        &mut self.data
    }

    /// Makes what was done to the keys durable where they are apart, and begins on the data. In one database all of it
    /// is one transaction.
    pub(super) async fn turn_to_data(&mut self) -> Result<(), Fault> {
        if let Some(keys) = &mut self.keys {
            keys.execute("COMMIT").await?;
            self.data.execute(sqlite::BEGIN).await?;
        }
        Ok(())
    }

    /// Makes what was done to the data durable where it is apart, and turns to the keys again.
    pub(super) async fn turn_to_keys(&mut self) -> Result<(), Fault> {
        if let Some(keys) = &mut self.keys {
            self.data.execute("COMMIT").await?;
            keys.execute(sqlite::BEGIN).await?;
        }
        Ok(())
    }

    /// Writes in the security log of every organisation that keys change, in the transaction on the data. Who does it
    /// cannot be known: somebody who was on the machine and had the key.
    pub(super) async fn note(&mut self, words: &str, at: Timestamp) -> Result<Vec<Head>, StoreError> {
        let key = self.purposes.seals(SECURITY_KEY)?;
        let mut heads = Vec::new();
        for row in sqlx::query(sql::ORGANISATIONS).fetch_all(self.data()).await? {
            let event =
                SecurityEvent::about(Some(row.parsed(0)?), None, SecurityKind::KeysChanged).saying(words);
            let end = event.end().fetch_one(self.data()).await?;
            let next = event.next(&key, &end, at)?;
            next.add.execute(self.data()).await?;
            next.advance.execute(self.data()).await?;
            heads.push(next.head);
        }
        Ok(heads)
    }

    /// The same while the transaction is on the keys. Where the data is apart, the line is on the disk before the change
    /// is: it may tell of one that was broken off, but none goes untold.
    pub(super) async fn note_before(&mut self, words: &str, at: Timestamp) -> Result<Vec<Head>, StoreError> {
        if self.is_one() {
            return self.note(words, at).await;
        }
        self.data.execute(sqlite::BEGIN).await?;
        let heads = self.note(words, at).await?;
        self.data.execute("COMMIT").await?;
        Ok(heads)
    }

    /// Whether keys and data are committed together.
    pub(super) const fn is_one(&self) -> bool {
        self.keys.is_none()
    }

    /// Commits, and closes the store.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        self.keys().execute("COMMIT").await?;
        self.close().await?;
        Ok(())
    }

    /// Closes the store as a power cut would leave it: what was not committed did not happen.
    pub(super) async fn abandon(self) {
        // Why it was broken off is known; that closing failed as well adds nothing.
        let _ = self.close().await;
    }

    async fn close(self) -> Result<(), sqlx::Error> {
        self.data.close().await?;
        match self.keys {
            Some(keys) => keys.close().await,
            None => Ok(()),
        }
    }
}

/// Goes on, or breaks off.
pub(super) fn told(go_on: GoOn<'_>, step: KeyStep) -> Result<(), StoreError> {
    if go_on(step) { Ok(()) } else { Err(StoreError::BrokenOff) }
}
