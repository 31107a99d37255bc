//! The file that holds the master key.
//!
//! Two lines of text: `master-key 1 ab12cd34` (the format and the key's id) and 64 hexadecimal digits.
//! The id is also the checksum: a key that was changed by one digit has another.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::hex::{Hex, NotHex, decode};
use crate::random::random;
use crate::{KeyId, MasterKey};

const FORMAT: &str = "master-key 1 ";
/// Well over the length of a key file, well under what could exhaust memory.
const LONGEST: u64 = 1024;

/// Why a key file was not read or not created.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileProblem {
    /// There is no file there.
    #[error("there is no key file at {}; restore it from where it is kept safe, or correct the path", .0.display())]
    Missing(PathBuf),
    /// There is a file already, and it was left as it is.
    #[error("there is already a file at {}; choose another path for the new key file", .0.display())]
    Exists(PathBuf),
    /// Others than its owner may use the file.
    #[error("key file must have mode 0600, and {} has {mode:04o}; correct it with chmod 600", .path.display())]
    Mode {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The key is not 32 bytes long.
    #[error("the key in {} is {bytes} bytes long and must be 32; restore the file from where it is kept safe", .path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// The length of the key in it, in bytes.
        bytes: usize,
    },
    /// The file is not a key file, or the key does not agree with its id.
    #[error("the key file {} is damaged; restore it from where it is kept safe", .0.display())]
    Damaged(PathBuf),
    /// The operating system refused.
    #[error("the key file {} cannot be used; check the disk and the rights of its directory", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl MasterKey {
    /// Creates a new key in a new file of mode 0600. The file appears whole or not at all, and is on the
    /// disk, with its name, when this returns.
    ///
    /// # Errors
    /// [`KeyFileProblem::Exists`] when anything is there already, which is never written over;
    /// [`KeyFileProblem::Io`] when the file cannot be written.
    pub fn create_file(path: &Path) -> Result<Self, KeyFileProblem> {
        let key = Self::generate();
        write_new(path, &key).map_err(|source| match source.kind() {
            ErrorKind::AlreadyExists => KeyFileProblem::Exists(path.into()),
            _ => KeyFileProblem::Io { path: path.into(), source },
        })?;
        Ok(key)
    }

    /// Reads the key from its file.
    ///
    /// # Errors
    /// A [`KeyFileProblem`]. A store that exists is not to be opened after any of them.
    pub fn read_file(path: &Path) -> Result<Self, KeyFileProblem> {
        Self::read_shut(path, 0o077)
    }

    /// Reads the key from a credential that systemd gives this program alone. How it shuts others out differs: where it
    /// does so by a list of users, the file's group seems to have rights. Others than the two never have.
    ///
    /// # Errors
    /// As [`read_file`](Self::read_file).
    pub fn read_credential(path: &Path) -> Result<Self, KeyFileProblem> {
        Self::read_shut(path, 0o037)
    }

    fn read_shut(path: &Path, shut: u32) -> Result<Self, KeyFileProblem> {
        let (mode, text) = read(path).map_err(|source| match source.kind() {
            ErrorKind::NotFound => KeyFileProblem::Missing(path.into()),
            ErrorKind::InvalidData => KeyFileProblem::Damaged(path.into()),
            _ => KeyFileProblem::Io { path: path.into(), source },
        })?;
        if mode & shut != 0 {
            return Err(KeyFileProblem::Mode { path: path.into(), mode });
        }
        parse(path, &text)
    }
}

/// The mode is asked of the open file, so that it is the mode of what is read.
fn read(path: &Path) -> io::Result<(u32, Zeroizing<String>)> {
    let file = File::open(path)?;
    let mode = file.metadata()?.permissions().mode() & 0o7777;
    let mut text = Zeroizing::new(String::with_capacity(usize::try_from(LONGEST).unwrap_or(0)));
    file.take(LONGEST).read_to_string(&mut text)?;
    Ok((mode, text))
}

fn parse(path: &Path, text: &str) -> Result<MasterKey, KeyFileProblem> {
    let damaged = || KeyFileProblem::Damaged(path.into());
    let (header, key) = text.split_once('\n').ok_or_else(damaged)?;
    let id: KeyId = header.strip_prefix(FORMAT).and_then(|id| id.parse().ok()).ok_or_else(damaged)?;
    let bytes = decode(key.strip_suffix('\n').unwrap_or(key)).map_err(|problem| match problem {
        NotHex::Length { found: bytes, .. } => KeyFileProblem::Length { path: path.into(), bytes },
        NotHex::Character => damaged(),
    })?;
    let key = MasterKey::from_bytes(Zeroizing::new(bytes));
    if key.id() == id { Ok(key) } else { Err(damaged()) }
}

/// Writes beside, then links into place: unlike a rename, a link never replaces what is there.
fn write_new(path: &Path, key: &MasterKey) -> io::Result<()> {
    let beside = beside(path)?;
    let written = write(&beside, key).and_then(|()| fs::hard_link(&beside, path));
    let removed = fs::remove_file(&beside);
    written.and(removed)?;
    File::open(directory(path))?.sync_all()
}

fn write(path: &Path, key: &MasterKey) -> io::Result<()> {
    let text = Zeroizing::new(format!("{FORMAT}{}\n{}\n", key.id(), Hex(key.bytes())));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(ErrorKind::InvalidInput)?;
    Ok(path.with_file_name(format!(".{}.{}", name.display(), Hex(&random::<8>()))))
}

/// A bare file name has an empty parent, which is the working directory.
pub(crate) fn directory(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
