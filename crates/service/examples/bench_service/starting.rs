//! From nothing to the first page, in a process of its own, and what that process then holds in memory.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use service::clock::Clock;
use service::{Limits, Service, Whose};
use tokio::runtime::Runtime;
use xtask::bench::{Goal, Line};

use crate::ground::{self, Stopped};

const WORD: &str = "--start";
const ROUNDS: usize = 5;
/// Bytes in a page of memory, and in a mebibyte.
const PAGE: f64 = 4_096.0;
const MEBIBYTE: f64 = 1_048_576.0;

/// The store that this process was asked to start with, where it is the one that is measured.
pub fn asked_to() -> Option<PathBuf> {
    let mut words = std::env::args().skip_while(|word| word != WORD).skip(1);
    words.next().map(PathBuf::from)
}

/// Opens the store, loads the search and answers one work list; prints milliseconds and mebibytes.
pub fn once(directory: &Path) -> Result<(), Stopped> {
    let (started, runtime) = (Instant::now(), Runtime::new()?);
    let service = runtime.block_on(answering(directory))?;
    let waited = started.elapsed().as_secs_f64();
    let statm = std::fs::read_to_string("/proc/self/statm")?;
    let pages: f64 = statm.split(' ').nth(1).ok_or("no resident memory")?.parse()?;
    writeln!(std::io::stdout(), "{waited} {}", pages * PAGE / MEBIBYTE)?;
    runtime.block_on(service.close());
    Ok(())
}

async fn answering(directory: &Path) -> Result<Service, Stopped> {
    let service =
        Service::over(ground::open(directory).await?, Clock::System).await?.limited_to(Limits::NONE);
    if !service.is_new().await? {
        service.work(&ground::lead(&ground::world_of(1))?, Whose::Everybody, 1).await?;
    }
    Ok(service)
}

/// Starts with many cases, and with none.
pub fn measure(runtime: &Runtime, full: &Path, cases: usize) -> Result<(), Stopped> {
    if !ground::is_asked_for("starting") {
        return Ok(());
    }
    let empty = full.with_file_name("empty");
    runtime.block_on(async {
        ground::empty(&empty).await?.close().await;
        Ok::<_, Stopped>(())
    })?;
    let (waits, sizes) = started(full)?;
    let name = format!("{cases} cases");
    Line::alone(format!("starting with {name}, to the first work list"), "s", waits)
        .with(Goal::AtMost(3.0))
        .say()?;
    Line::alone(format!("memory after starting with {name}"), "MiB", sizes)
        .with(Goal::AtMost(300.0))
        .say()?;
    let (_, sizes) = started(&empty)?;
    Line::alone("memory after starting with an empty store", "MiB", sizes).with(Goal::AtMost(40.0)).say()?;
    Ok(())
}

fn started(directory: &Path) -> Result<(Vec<f64>, Vec<f64>), Stopped> {
    let (mut waits, mut sizes) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let output = Command::new(std::env::current_exe()?).arg(WORD).arg(directory).output()?;
        let text = String::from_utf8(output.stdout)?;
        let (wait, size) = text.trim().split_once(' ').ok_or("the process that was to start did not")?;
        waits.push(wait.parse()?);
        sizes.push(size.parse()?);
    }
    Ok((waits, sizes))
}
