//! One key file in the place of another, so that whatever moment the power fails at, the key that is needed lies beside
//! the other and is found.
//!
//! `master.key.next` is the key that is to come; it is on the disk, whole, before anything is wrapped under it. Once
//! everything is, it takes the place of `master.key`, and the one that was there stays as `master.key.ab12cd34`, after
//! its id: copies of the data from before the change open with it.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::key_file::directory;
use crate::{KeyFileProblem, KeyId, MasterKey};

impl MasterKey {
    /// The key that waits to take the place of the one in this file. Where none waits, one is made: it is on the disk,
    /// with its name, when this returns.
    ///
    /// # Errors
    /// A [`KeyFileProblem`], as for reading a key file or creating one.
    pub fn waiting_or_new(path: &Path) -> Result<Self, KeyFileProblem> {
        let next = Self::waiting_file(path);
        match Self::read_file(&next) {
            Err(KeyFileProblem::Missing(_)) => Self::create_file(&next),
            read => read,
        }
    }

    /// Where the key that waits to take the place of the one in this file lies.
    pub fn waiting_file(path: &Path) -> PathBuf {
        with(path, "next")
    }

    /// Where the key of this id stays after another took its place in this file.
    pub fn kept_file(path: &Path, id: KeyId) -> PathBuf {
        with(path, &id.to_string())
    }

    /// Lets the key that waits take the place of the one in this file, which stays beside under its id. Done once
    /// more, because the power failed on the way, it comes to the same.
    ///
    /// # Errors
    /// A [`KeyFileProblem`] when a file cannot be moved; both keys are still there then.
    pub fn take_place(path: &Path, before: KeyId) -> Result<(), KeyFileProblem> {
        moved(path, before).map_err(|source| KeyFileProblem::Io { path: path.into(), source })
    }
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// The old one gets its second name first, so that at no moment it has none.
fn moved(path: &Path, before: KeyId) -> io::Result<()> {
    match fs::hard_link(path, MasterKey::kept_file(path, before)) {
        Err(problem) if problem.kind() != ErrorKind::AlreadyExists => return Err(problem),
        _ => File::open(directory(path))?.sync_all()?,
    }
    fs::rename(MasterKey::waiting_file(path), path)?;
    File::open(directory(path))?.sync_all()
}
