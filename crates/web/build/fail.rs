//! One sentence that says what is wrong and what to do.

use std::fs;
use std::path::Path;

/// Why the assets could not be prepared.
#[derive(Debug)]
pub struct Fail(pub String);

pub type Result<T> = std::result::Result<T, Fail>;

/// Reads a file, or says which one could not be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Fail(format!("cannot read {}: {error}", path.display())))
}

/// Reads a text file, or says which one could not be read.
pub fn read_text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).map_err(|_| Fail(format!("{} is not UTF-8 text", path.display())))
}

/// Writes a file, or says which one could not be written.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, content).map_err(|error| Fail(format!("cannot write {}: {error}", path.display())))
}
