//! Where a store is.

use std::path::{Path, PathBuf};

/// Where a store is, and nothing else: how it keeps its word is not a setting.
#[derive(Clone)]
pub struct Config {
    pub(crate) place: Location,
    pub(crate) durability: TestOnlyDurability,
}

#[derive(Clone)]
pub(crate) enum Location {
    Sqlite(PathBuf),
    Postgres(String),
}

/// How much a test of power cuts lets the store forget. A store that serves people is always `Full`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestOnlyDurability {
    /// What was acknowledged is on the disk.
    Full,
    /// What was acknowledged may be lost when the power fails: the negative control.
    Normal,
    /// Nothing waits for the disk: the stronger negative control.
    Off,
}

impl Config {
    /// A store on the embedded database, in this directory.
    pub fn sqlite(directory: impl AsRef<Path>) -> Self {
        let place = Location::Sqlite(directory.as_ref().to_owned());
        Self { place, durability: TestOnlyDurability::Full }
    }

    /// A store on PostgreSQL 15 or newer, at this address (`postgres://…`).
    pub fn postgres(address: impl Into<String>) -> Self {
        Self { place: Location::Postgres(address.into()), durability: TestOnlyDurability::Full }
    }

    /// Weakens the store on SQLite, for the power-cut harness only.
    #[must_use]
    pub const fn with_test_only_durability(mut self, durability: TestOnlyDurability) -> Self {
        self.durability = durability;
        self
    }
}

/// An address may hold a password, so nothing of it is printed.
impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.place {
            Location::Sqlite(_) => "Config(SQLite)",
            Location::Postgres(_) => "Config(PostgreSQL)",
        })
    }
}

impl TestOnlyDurability {
    pub(crate) const fn pragma(self) -> &'static str {
        match self {
            Self::Full => "PRAGMA synchronous = FULL",
            Self::Normal => "PRAGMA synchronous = NORMAL",
            Self::Off => "PRAGMA synchronous = OFF",
        }
    }
}
