//! Where everything is kept: the sealed journal of each case, what is read from it every day, the access
//! journal, and the ordinary tables of people, sessions and drafts. SQLite and PostgreSQL, one SQL.
//!
//! - [`Store::create`] makes a store, [`Store::open`] opens one and never makes one.
//! - [`Store::read`] gives a [`Snapshot`], [`Store::write`] a [`Tx`]. Everything that [`Store::write`]
//!   answers is on the disk. On SQLite what waits is committed together.
//! - What concerns a case takes a permit, never a case id: [`ReadsCase`], [`RecordsCase`], [`KeepsCase`].
//! - What identifies somebody is sealed before it reaches the database. Codes, ids and instants are not.
//! - [`verify`] walks every chain without a key.
#![deny(missing_docs)]

mod bulk;
mod case;
mod config;
mod database;
mod keys;
mod lock;
mod office;
mod open;
mod place;
mod plan;
mod postgres;
mod problem;
mod row;
mod run;
mod schema;
mod sql;
mod sqlite;
mod tx;
mod verify;
mod writer;

pub use bulk::{Differs, Headed, KeptCase, Portfolio};
pub use case::duty::{DutyKey, DutyRow};
pub use case::facts::{CaseJob, Known};
pub use case::journal::Standing;
pub use case::look::{Look, LookPage};
pub use case::operator::OperatorLook;
pub use case::permit::{KeepsCase, OnCase, Opened, ReadsCase, RecordsCase};
pub use case::record::{CaseHeader, CaseLine, CaseRecord, CaseStatus};
pub use case::recording::{NewSecret, Recording, Together};
pub use case::secret::{HeldSecret, RevealFor, RevealedSecret};
pub use case::work::{CaseLists, Scope, WorkLine, WorkPlace};
pub use config::{Config, TestOnlyDurability};
pub use office::draft::{Draft, DraftField, Saved};
pub use office::held::{HeldForm, NewHeldForm};
pub use office::organisation::{Organisation, Region};
pub use office::session::{FormSession, NewSession, Session, SetupLink};
pub use office::user::{NewUser, User};
pub use open::Store;
pub use problem::{Conflict, Fault, FaultKind, StoreError, WriteError};
pub use run::Work;
pub use tx::{Snapshot, Tx};
pub use verify::{Broken, VerifyReport, verify};
