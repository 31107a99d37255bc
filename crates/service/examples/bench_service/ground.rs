//! What every benchmark stands on: a fictional organisation, filled in as `demo` fills it, and a bare
//! SQLite beside it on the same disk.

mod asked;
mod bare;
mod filled;
mod load;

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use access::Actor;
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

pub use asked::{assessment, choices, page, plan, search, work};
pub use bare::Bare;
pub use filled::{DATA, Filled, empty, lead, open, world_of};
pub use load::{alone, at_once, one_by_one};

/// What stops a benchmark.
pub type Stopped = Box<dyn Error + Send + Sync>;

/// How many clients are at once, where there are many.
pub const CLIENTS: usize = 32;

/// What stands before the word that a benchmark's name must hold.
const ONLY: &str = "--only";

/// How many bare commits make a sample.
const COMMITS: u32 = 200;

/// Both sides.
pub struct Bench {
    /// What everything runs on.
    pub runtime: Runtime,
    /// Ours.
    pub filled: Arc<Filled>,
    bare: Arc<Mutex<Bare>>,
}

impl Bench {
    /// A store with so many cases, and a bare database beside it.
    pub fn within(directory: &Path, cases: usize) -> Result<Self, Stopped> {
        let runtime = Runtime::new()?;
        let filled = runtime.block_on(filled::fill(directory, world_of(cases)))?;
        let bare = Arc::new(Mutex::new(runtime.block_on(Bare::within(directory))?));
        Ok(Self { runtime, filled: Arc::new(filled), bare })
    }

    /// Closes the store, and gives back what it ran on and who was asking.
    pub fn close(self) -> Result<(Runtime, Actor), Stopped> {
        let filled = Arc::into_inner(self.filled).ok_or("somebody still asks")?;
        self.runtime.block_on(filled.service.close());
        Ok((self.runtime, filled.lead))
    }

    /// How many bare commits a second there are just now.
    pub fn commits(&self) -> Result<f64, Stopped> {
        let bare = Arc::clone(&self.bare);
        self.runtime
            .block_on(async { tokio::spawn(async move { bare.lock().await.rate(COMMITS).await }).await? })
    }
}

/// Whether this benchmark was asked for: `--only WORD` leaves out every one whose name does not hold the word.
pub fn is_asked_for(name: &str) -> bool {
    let mut words = std::env::args().skip_while(|word| word != ONLY).skip(1);
    words.next().is_none_or(|word| name.contains(&word))
}

/// A directory that goes with the benchmark, on the disk on which the program is built: a temporary
/// directory may be memory, and memory commits at once.
pub fn directory() -> Result<tempfile::TempDir, Stopped> {
    let program = std::env::current_exe()?;
    let beside = program.parent().ok_or("a program stands in a directory")?;
    Ok(tempfile::TempDir::with_prefix_in("bench-", beside)?)
}
