//! One process at a time on one embedded store.

use std::fs::{File, OpenOptions, TryLockError, remove_file};
use std::path::{Path, PathBuf};

use crate::StoreError;

/// Held for as long as the store is open; the operating system lets go of it when the process ends,
/// however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
    path: PathBuf,
    made: bool,
}

impl Lock {
    /// Takes the lock, or says that another process has it.
    pub(crate) fn take(path: &Path) -> Result<Self, StoreError> {
        let io = |error: std::io::Error| StoreError::Io { path: path.to_owned(), kind: error.kind() };
        let made = !path.exists();
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file, path: path.to_owned(), made }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => Err(io(error)),
        }
    }

    /// Leaves the directory as it was found.
    pub(crate) fn give_back(self) {
        if self.made {
            let _ = remove_file(&self.path);
        }
    }
}
