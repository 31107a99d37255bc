//! A small ext4 file system inside an image file, mounted through a loop device.

use std::{
    fs::{self, File},
    io::{BufReader, Read},
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::{error::Error, install, shell};

const BYTES: u64 = 512 * 1024 * 1024;
const ATTEMPTS: u32 = 5;
const BLOCK: usize = 1 << 20;

/// An image file, in a temporary directory of its own.
pub struct Disk {
    home: TempDir,
}

/// A mounted image; unmounted when dropped.
pub struct Mounted {
    place: PathBuf,
}

/// Where the program that makes the file system is.
pub fn mkfs() -> Option<PathBuf> {
    ["/usr/sbin/mkfs.ext4", "/sbin/mkfs.ext4"].iter().map(PathBuf::from).find(|path| path.is_file())
}

/// Whether images can be mounted here; if not, why.
pub fn allowed() -> Result<(), String> {
    let why = |reason: &str| Err(format!("loop mounts are not allowed here ({reason})"));
    if !install::is_root() {
        return why("only root may mount");
    }
    if !Path::new("/dev/loop-control").exists() {
        return why("there is no /dev/loop-control");
    }
    let tried = Disk::create().and_then(|disk| disk.mount().map(drop));
    tried.or_else(|error| why(&error.to_string()))
}

impl Disk {
    /// Makes an empty file system.
    pub fn create() -> Result<Self, Error> {
        let disk = Self::empty()?;
        let file = File::create(disk.image()).map_err(Error::file(disk.image()))?;
        file.set_len(BYTES).map_err(Error::file(disk.image()))?;
        let mkfs = install::ensure("mkfs.ext4", &["e2fsprogs"], mkfs)?;
        shell::read(Command::new(mkfs).arg("-q").arg("-F").arg(disk.image()))?;
        Ok(disk)
    }

    /// Mounts it. The kernel is told to leave its own periodic commits out, so that only what the writer asked for
    /// reaches the image, and the image stands still while the writer does.
    pub fn mount(&self) -> Result<Mounted, Error> {
        let place = self.home.path().join("mounted");
        fs::create_dir_all(&place).map_err(Error::file(&place))?;
        let options = "loop,commit=3600,noinit_itable,noatime";
        shell::read(Command::new("mount").args(["-t", "ext4", "-o", options]).arg(self.image()).arg(&place))?;
        Ok(Mounted { place })
    }

    /// Copies the image as it is now: copied again if it changed under the copy, so that it is one moment's.
    pub fn copy(&self) -> Result<Self, Error> {
        let copy = Self::empty()?;
        for _ in 0..ATTEMPTS {
            shell::read(Command::new("cp").arg("--sparse=always").arg(self.image()).arg(copy.image()))?;
            if same(&self.image(), &copy.image())? {
                return Ok(copy);
            }
        }
        Err(Error::Found(
            "the image never stood still long enough to be copied: the machine is too busy".to_owned(),
        ))
    }

    fn empty() -> Result<Self, Error> {
        let home = tempfile::Builder::new().prefix("holdfast-disk-").tempdir();
        Ok(Self { home: home.map_err(Error::file("the temporary directory"))? })
    }

    fn image(&self) -> PathBuf {
        self.home.path().join("image")
    }
}

impl Mounted {
    /// The top of the mounted file system.
    pub fn path(&self) -> &Path {
        &self.place
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Err(error) = shell::read(Command::new("umount").arg(&self.place)) {
            crate::report::problem(&error);
        }
    }
}

fn same(one: &Path, other: &Path) -> Result<bool, Error> {
    let open = |path: &Path| {
        File::open(path).map(|file| BufReader::with_capacity(BLOCK, file)).map_err(Error::file(path))
    };
    let (mut first, mut second) = (open(one)?, open(other)?);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    loop {
        fill(&mut first, &mut left).map_err(Error::file(one))?;
        fill(&mut second, &mut right).map_err(Error::file(other))?;
        if left != right || left.is_empty() {
            return Ok(left == right);
        }
    }
}

fn fill(file: &mut impl Read, block: &mut Vec<u8>) -> std::io::Result<usize> {
    block.clear();
    file.by_ref().take(BLOCK as u64).read_to_end(block)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{BLOCK, same};

    #[test]
    fn given_two_files_when_compared_then_one_byte_of_difference_is_seen() {
        let home = tempfile::tempdir().unwrap();
        let (one, other) = (home.path().join("one"), home.path().join("other"));
        let mut bytes = vec![7; BLOCK + 3];
        fs::write(&one, &bytes).unwrap();
        fs::write(&other, &bytes).unwrap();
        assert!(same(&one, &other).unwrap());
        bytes[BLOCK + 1] = 8;
        fs::write(&other, &bytes).unwrap();
        assert!(!same(&one, &other).unwrap());
    }
}
