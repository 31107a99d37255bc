//! Making a store and opening one.

use std::fs::DirBuilder;
use std::path::Path;
use std::sync::Arc;

use access::{Action, Permit};
use domain::IdBlock;
use jiff::Timestamp;
use seal::MasterKey;
use sqlx::{AnyPool, Connection, Executor};

use crate::case::journal::Standing;
use crate::case::look::plan_look;
use crate::config::Location;
use crate::keys::{self, Keyring};
use crate::lock::Lock;
use crate::plan::Plan;
use crate::row::text;
use crate::run::Work;
use crate::schema::{self, Dialect};
use crate::sqlite::{self, Files, Mode};
use crate::tx::{KeyLine, Line, Snapshot, Tx};
use crate::writer::Writer;
use crate::{Config, Fault, StoreError, TestOnlyDurability, postgres};

/// Everything that is kept. Cheap to share behind an `Arc`.
pub struct Store {
    pub(crate) keys: Arc<Keyring>,
    pub(crate) backend: Backend,
}

pub(crate) enum Backend {
    Sqlite { writer: Writer, data: AnyPool, wrapped: AnyPool, _lock: Lock },
    Postgres(AnyPool),
}

impl Store {
    /// Makes a store and opens it.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is one already, and what the disk or the database says.
    pub async fn create(config: &Config, master: MasterKey) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        match &config.place {
            Location::Sqlite(directory) => make_sqlite(&Files::of(directory), &master).await?,
            Location::Postgres(address) => postgres::make(address, &master).await?,
        }
        Self::open(config, master).await
    }

    /// Opens a store. Where it cannot, nothing was made and nothing changed.
    ///
    /// # Errors
    /// A [`StoreError`] that names the one thing that is wrong.
    pub async fn open(config: &Config, master: MasterKey) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        match &config.place {
            Location::Sqlite(directory) => open_sqlite(Files::of(directory), config.durability, master).await,
            Location::Postgres(address) => {
                let (keys, pool) = postgres::open(address, master).await?;
                Ok(Self { keys: Arc::new(keys), backend: Backend::Postgres(pool) })
            }
        }
    }

    /// Reads in one consistent view of the store.
    ///
    /// # Errors
    /// What the work says, or a [`Fault`].
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Snapshot) -> Work<'t, Result<T, E>> + Send,
        E: From<Fault>,
    {
        let mut snapshot = self.snapshot().await?;
        // Nothing was written, so nobody waits until the connection is rolled back and returned.
        work(&mut snapshot).await
    }

    /// Writes in one transaction, which happens whole where the work says `Ok` and not at all where it
    /// says `Err`. The answer comes after everything is on the disk.
    ///
    /// # Errors
    /// What the work says, or a [`Fault`].
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> Work<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite { writer, .. } => writer.submit(work).await,
            Backend::Postgres(pool) => postgres::write(pool, Arc::clone(&self.keys), work).await,
        }
    }

    /// Whether other processes may write to this store at the same time.
    pub const fn is_shared(&self) -> bool {
        matches!(self.backend, Backend::Postgres(_))
    }

    /// Finishes what waits and closes the store. A store that is dropped instead loses nothing that was
    /// answered.
    pub async fn close(self) {
        match self.backend {
            Backend::Sqlite { writer, data, wrapped, .. } => {
                data.close().await;
                wrapped.close().await;
                writer.close().await;
            }
            Backend::Postgres(pool) => pool.close().await,
        }
    }

    /// Writes that the permit's holder sees a part of the case as it stands: `false`, and nothing
    /// written, where it stands otherwise by now or they were excluded. Those who look at once are
    /// written together, so that many cost little more than one.
    ///
    /// # Errors
    /// A [`Fault`], and then they must not see it.
    pub async fn note_look_while<A: Action>(
        &self,
        permit: &Permit<A>,
        standing: Standing,
        at: Timestamp,
        part: &'static str,
    ) -> Result<bool, Fault> {
        let look = text(IdBlock::new(at, seal::random()).nth(0));
        let mut plan = Plan::default();
        plan_look(&mut plan, permit, &standing.end, &look, at, part);
        match &self.backend {
            Backend::Sqlite { writer, .. } => writer.submit_plan(plan, look).await,
            Backend::Postgres(pool) => {
                let keys = Arc::clone(&self.keys);
                postgres::write(pool, keys, |tx| {
                    Box::pin(async move { Ok(tx.run_plan(&plan).await?.contains(&look)) })
                })
                .await
            }
        }
    }

    pub(crate) async fn snapshot(&self) -> Result<Snapshot, Fault> {
        self.reader().snapshot().await
    }

    pub(crate) fn reader(&self) -> Reader {
        let keys = Arc::clone(&self.keys);
        match &self.backend {
            Backend::Sqlite { data, wrapped, .. } => {
                Reader { keys, data: data.clone(), wrapped: Some(wrapped.clone()) }
            }
            Backend::Postgres(pool) => Reader { keys, data: pool.clone(), wrapped: None },
        }
    }
}

/// What a thread of its own needs to read.
pub(crate) struct Reader {
    pub(crate) keys: Arc<Keyring>,
    data: AnyPool,
    /// Where the wrapped keys are, if not among the data.
    wrapped: Option<AnyPool>,
}

impl Reader {
    pub(crate) async fn snapshot(&self) -> Result<Snapshot, Fault> {
        let (line, key_line) = match &self.wrapped {
            Some(wrapped) => (self.data.begin().await?, KeyLine::Pool(wrapped.clone())),
            None => (self.data.begin_with(postgres::BEGIN_READ).await?, KeyLine::Same),
        };
        Ok(Snapshot {
            line: Line::Lent(line),
            key_line,
            keys: Arc::clone(&self.keys),
            seen: None,
            grew: Vec::new(),
        })
    }
}

async fn make_sqlite(files: &Files, master: &MasterKey) -> Result<(), StoreError> {
    if files.data.exists() || files.keys.exists() {
        return Err(StoreError::Exists(files.directory.clone()));
    }
    for directory in [Some(files.directory.as_path()), files.keys.parent()].into_iter().flatten() {
        make_directory(directory)?;
    }
    let _lock = Lock::take(&files.lock)?;
    // The data comes last: where its file is whole, everything is.
    let mut keys = sqlite::writing(&files.keys, Mode::Make, TestOnlyDurability::Full).await?;
    sqlite::check_version(&mut keys).await?;
    keys.execute(sqlite::BEGIN).await?;
    let for_probe = schema::make_keys(&mut keys, Dialect::Sqlite, master).await?;
    keys.execute("COMMIT").await?;
    keys.close().await?;
    let mut data = sqlite::writing(&files.data, Mode::Make, TestOnlyDurability::Full).await?;
    data.execute(sqlite::BEGIN).await?;
    schema::make_data(&mut data, Dialect::Sqlite, &for_probe).await?;
    data.execute("COMMIT").await?;
    data.close().await?;
    Ok(())
}

/// A directory that only its owner can enter.
fn make_directory(path: &Path) -> Result<(), StoreError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(sqlite::io(path))
}

async fn open_sqlite(
    files: Files,
    durability: TestOnlyDurability,
    master: MasterKey,
) -> Result<Store, StoreError> {
    if !files.data.exists() || !files.keys.exists() {
        return Err(StoreError::Missing(files.directory));
    }
    let lock = Lock::take(&files.lock)?;
    if let Err(problem) = keys::look_at(&files, &master).await {
        lock.give_back();
        return Err(problem);
    }
    let mut line = sqlite::writing(&files.data, Mode::Write, durability).await?;
    sqlite::check_version(&mut line).await?;
    let probe = schema::probe_of(&mut line).await?;
    let mut connection = sqlite::writing(&files.keys, Mode::Write, durability).await?;
    let keys = Arc::new(Keyring::open(&mut connection, master, &probe).await?);
    let snapshot = Snapshot {
        line: Line::Own(line),
        key_line: KeyLine::Own { connection, begun: false },
        keys: Arc::clone(&keys),
        seen: None,
        grew: Vec::new(),
    };
    let (data, wrapped) = (sqlite::reading(&files.data).await?, sqlite::reading(&files.keys).await?);
    let backend = Backend::Sqlite { writer: Writer::start(Tx(snapshot)), data, wrapped, _lock: lock };
    Ok(Store { keys, backend })
}
