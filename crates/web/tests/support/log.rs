//! What the program logs: told beside a test that fails, and kept at its most talkative for tests that look into it.

use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Registry, fmt, reload};

static LOGGED: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static LEVEL: OnceLock<reload::Handle<LevelFilter, Registry>> = OnceLock::new();

#[derive(Clone, Copy)]
struct Capture;

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOGGED.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        if level().with_current(|level| *level == TOLD).unwrap_or(true) {
            eprint!("{}", String::from_utf8_lossy(bytes));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Capture {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        *self
    }
}

/// What goes wrong where nothing is looked into: a page that says no more than that it was our mistake leaves its cause here.
const TOLD: LevelFilter = LevelFilter::WARN;

fn level() -> &'static reload::Handle<LevelFilter, Registry> {
    LEVEL.get_or_init(|| {
        let (level, handle) = reload::Layer::new(TOLD);
        let all = Registry::default().with(level).with(fmt::layer().with_writer(Capture));
        tracing::subscriber::set_global_default(all).unwrap();
        handle
    })
}

/// Tells of whatever goes wrong, beside what the test prints.
pub fn tell() {
    level();
}

/// Keeps everything that is logged from now on, by whichever thread.
pub fn capture() {
    level().reload(LevelFilter::TRACE).unwrap();
}

/// What was logged since [`capture`].
pub fn logged() -> String {
    String::from_utf8_lossy(&LOGGED.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}
