//! What every benchmark stands on: a fictional organisation, filled in as `demo` fills it, and a bare
//! SQLite beside it on the same disk.

mod asked;
mod bare;
mod filled;
mod load;

use std::error::Error;
use std::path::PathBuf;

pub use asked::{page, search, work};
pub use bare::Bare;
pub use filled::{Filled, open, start, world_of};
pub use load::{Figures, at_once, one_by_one};

/// What stops a benchmark.
pub type Stopped = Box<dyn Error + Send + Sync>;

/// How many clients are at once, where there are many.
pub const CLIENTS: usize = 32;

/// A directory that goes with the benchmark, on the disk on which the program is built: a temporary
/// directory may be memory, and memory commits at once.
pub fn directory() -> Result<tempfile::TempDir, Stopped> {
    let program: PathBuf = std::env::current_exe()?;
    let beside = program.parent().ok_or("a program stands in a directory")?;
    Ok(tempfile::TempDir::with_prefix_in("bench-", beside)?)
}
