//! The data directory: whether there is a store in it, making one, opening one.
//!
//! The one thing that must never happen is that a new, empty store takes the place of one that went
//! missing, say because a disk was not mounted. So a store is made only where there is nothing at all. With
//! a database elsewhere the same holds for the address: a key file beside an empty database is a slip.

use std::env;
use std::fs::{self, DirBuilder, DirEntry};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use seal::{KeyFileProblem, KeyId, MasterKey};
use store::{Store, StoreError};

use crate::problem::Problem;
use crate::settings::Place;

/// What is in a data directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Nothing, or it is not there.
    Nothing,
    /// A store.
    Store,
}

/// Looks, and changes nothing.
///
/// # Errors
/// Where there is something else, or only a part of a store.
pub fn look(data: &Path) -> Result<Holds, Problem> {
    if !data.exists() {
        return if above(data).is_dir() { Ok(Holds::Nothing) } else { Err(Problem::NoParent(data.into())) };
    }
    if !data.is_dir() {
        return Err(Problem::NotADirectory(data.into()));
    }
    if data.join("holdfast.db").exists() {
        let keys = data.join("keys").join("keys.db");
        return if keys.exists() { Ok(Holds::Store) } else { Err(Problem::NoCaseKeys(keys)) };
    }
    let empty = entries(data)?.iter().all(|entry| is_ready_for_keys(&entry.path()));
    if empty { Ok(Holds::Nothing) } else { Err(Problem::NoDatabase(data.into())) }
}

/// An empty directory `keys`, which may be a disk of its own.
fn is_ready_for_keys(path: &Path) -> bool {
    path.ends_with("keys") && entries(path).is_ok_and(|inside| inside.is_empty())
}

/// What lies in a directory, but for what a file system itself puts there.
fn entries(directory: &Path) -> Result<Vec<DirEntry>, Problem> {
    let unreadable = |source| Problem::Unreadable { path: directory.into(), source };
    let all: Result<Vec<DirEntry>, _> = fs::read_dir(directory).map_err(unreadable)?.collect();
    Ok(all.map_err(unreadable)?.into_iter().filter(|entry| entry.file_name() != "lost+found").collect())
}

/// The directory above; a bare name lies in the working directory.
fn above(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What is at a place: in its database where it has one, or else in its data directory.
///
/// # Errors
/// As for [`look`], and what the database says; where it is empty although there is a key file.
pub async fn look_at(place: &Place) -> Result<Holds, Problem> {
    let Some(database) = &place.database else { return look(&place.data) };
    if database.has_store_in_database().await? {
        return Ok(Holds::Store);
    }
    if place.key.exists() { Err(StoreError::NotInDatabase.into()) } else { Ok(Holds::Nothing) }
}

/// That a store can be made at a place.
///
/// # Errors
/// Where there is something already.
pub async fn check_empty(place: &Place) -> Result<(), Problem> {
    if let Some(database) = &place.database
        && database.has_store_in_database().await?
    {
        return Err(StoreError::InDatabase.into());
    }
    if look(&place.data)? == Holds::Store {
        return Err(StoreError::Exists(place.data.clone()).into());
    }
    Ok(())
}

/// Makes a new store, and the key file where it is not there yet.
///
/// # Errors
/// Where there is something already, or the disk or the database says no.
pub async fn make(place: &Place) -> Result<Store, Problem> {
    check_empty(place).await?;
    let mut made = Made::default();
    match in_place(place, &mut made).await {
        Ok(store) => Ok(store),
        Err(problem) => {
            made.undo(place).await;
            Err(problem)
        }
    }
}

async fn in_place(place: &Place, made: &mut Made) -> Result<Store, Problem> {
    made.directory(&place.data)?;
    made.directory(&place.data.join("keys"))?;
    let master = match read_key(&place.key) {
        Err(KeyFileProblem::Missing(_)) => {
            let master = MasterKey::create_file(&place.key)?;
            made.key = true;
            master
        }
        read => read?,
    };
    Ok(Store::create(&place.config(), master).await?)
}

/// What was made on the way to a store, and goes again where there will be none.
#[derive(Default)]
struct Made {
    directories: Vec<PathBuf>,
    key: bool,
}

impl Made {
    fn directory(&mut self, path: &Path) -> Result<(), Problem> {
        self.directories.extend(directory(path)?);
        Ok(())
    }

    /// A key stays where a store may have been made under it, or where nobody can tell.
    async fn undo(self, place: &Place) {
        let is_without_store = match &place.database {
            Some(database) => matches!(database.has_store_in_database().await, Ok(false)),
            None => !place.data.join("holdfast.db").exists(),
        };
        if self.key && is_without_store {
            let _ = fs::remove_file(&place.key);
        }
        // What is not empty stays by itself.
        for directory in self.directories.iter().rev() {
            let _ = fs::remove_dir(directory);
        }
    }
}

/// Makes a directory that only its owner can enter; gives it back where it was not there before.
fn directory(path: &Path) -> Result<Option<PathBuf>, Problem> {
    match DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => Ok(Some(path.to_owned())),
        Err(problem) if problem.kind() == ErrorKind::AlreadyExists => Ok(None),
        Err(source) => Err(Problem::Directory { path: path.to_owned(), source }),
    }
}

/// Opens the store that is there.
///
/// # Errors
/// The one thing that is wrong. Nothing was changed.
pub async fn open(place: &Place) -> Result<Store, Problem> {
    match Store::open(&place.config(), read_key(&place.key)?).await {
        Err(StoreError::WrongKey { given, needed }) if waiting(&place.key, needed).is_some() => {
            take_place(&place.key, given)?;
            Ok(Store::open(&place.config(), read_key(&place.key)?).await?)
        }
        opened => Ok(opened?),
    }
}

/// The key that waits to take the place of the one in this file, where it is the one that is needed: a change was cut
/// off after the last key was wrapped anew.
pub fn waiting(key: &Path, needed: KeyId) -> Option<MasterKey> {
    MasterKey::read_file(&MasterKey::waiting_file(key)).ok().filter(|waiting| waiting.id() == needed)
}

/// Lets the key that waits take the place of the one of this id.
///
/// # Errors
/// [`Problem::KeyWaits`]: the data opens with the waiting file, wherever it lies.
pub fn take_place(key: &Path, before: KeyId) -> Result<(), Problem> {
    let waits = |_| Problem::KeyWaits { waiting: MasterKey::waiting_file(key), key: key.to_owned() };
    MasterKey::take_place(key, before).map_err(waits)
}

/// Reads the key: from its file, or from the place where systemd puts what it keeps for this program alone.
///
/// # Errors
/// The one thing that is wrong with it.
pub fn read_key(key: &Path) -> Result<MasterKey, KeyFileProblem> {
    let credentials = env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
    match (credentials, key.parent()) {
        (Some(given), Some(directory)) if given == directory => MasterKey::read_credential(key),
        _ => MasterKey::read_file(key),
    }
}

/// Whether the key lies on the disk of the data, so that who takes one takes both (B02).
pub fn key_lies_beside(place: &Place) -> bool {
    let volume = |path: &Path| fs::metadata(path).map(|at| at.dev()).ok();
    volume(&place.key) == volume(&place.data)
}
