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
mod heads;
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
mod walls;
mod writer;

pub use bulk::{Differs, Headed, KeptCase, Portfolio};
pub use case::counted::{CountRow, Counted, EqualityCounts};
pub use case::duty::{DutyKey, DutyRow};
pub use case::facts::{CaseJob, Known, KnownLine};
pub use case::glass::{BrokenGlass, GlassReviewed, NewGlass};
pub use case::grant::{GrantMade, NewGrant};
pub use case::handed::HandedLine;
pub use case::hold::Deletion;
pub use case::journal::Standing;
pub use case::location::{LocationAnswer, LocationRequest, NewLocationRequest, OpenDuty, Output};
pub use case::look::{Look, LookPage, LooksAsked};
pub use case::look_review::{Colleague, LookLift, LookMark, SeenLook, SeenSearch};
pub use case::operator::OperatorLook;
pub use case::permit::{KeepsCase, OnCase, Opened, ReadsCase, RecordsCase};
pub use case::record::{CaseHeader, CaseLine, CaseRecord, CaseStatus};
pub use case::recording::{NewSecret, Recording, Together};
pub use case::secret::{HeldSecret, RevealFor, RevealedSecret};
pub use case::work::{CaseLists, Scope, WorkLine, WorkPlace};
pub use case::work_figures::{WorkFigures, WorkFiguresOf};
pub use config::{Config, TestOnlyDurability};
pub use heads::{MissingHead, OutsideHead, OutsideHeads};
pub use keys::{GoOn, KeyChange, KeyStep, KeysChanged, renew_keys};
pub use office::away::{AwayLine, UncoveredLine};
pub use office::ceremony::{CeremonyEnd, CeremonyKind, NewCeremony};
pub use office::draft::{BegunDraft, Draft, DraftField, Saved};
pub use office::held::{HeldForm, HeldWhy, NewHeldForm};
pub use office::instrument::InstrumentKept;
pub use office::link_word::LinkWord;
pub use office::local_choice::{LocalChoice, LocalChoiceKept};
pub use office::notice::AccountNotice;
pub use office::organisation::{Organisation, Region};
pub use office::passkey::{NewPasskey, Passkey};
pub use office::provider::ProviderIdentity;
pub use office::retention::Old;
pub use office::rota::{Rings, RotaLine};
pub use office::second_factor::{Authenticator, AuthenticatorState};
pub use office::security::{SecurityAsked, SecurityEvent, SecurityKind, SecurityLine};
pub use office::session::{Ending, FormSession, NewSession, Session, SessionLine, SetupLink};
pub use office::sign_in_step::SignInStep;
pub use office::user::{NewUser, User};
pub use office::voice::{KeptVoice, VoiceRow};
pub use open::Store;
pub use problem::{Conflict, Fault, FaultKind, StoreError, WriteError};
pub use run::Work;
pub use tx::{Snapshot, Tx};
pub use verify::{
    Broken, BrokenLog, BrokenSeal, Log, LookHead, LooksAgainst, LooksReport, NotALookHead, SealBreak,
    VerifyReport, verify, verify_against,
};
pub use walls::{
    Because, KeptWall, Lift, OwnFact, OwnKind, ReportBehindWall, Restricted, Sides, VainSearch, Waiting,
    Wall, WallChanges, WalledSearcher,
};
