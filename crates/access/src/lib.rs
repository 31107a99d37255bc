//! Who may do what to which case, and what of it they see.
//!
//! [`check`] is the only maker of a [`Permit`]; what the store does to a case takes a permit, not a case
//! id. A permit comes from a role *and* a relation, never from a role alone.
#![deny(missing_docs)]

pub mod action;
mod actor;
mod chronology;
mod matrix;
mod permit;
mod secret;
mod veil;
mod view;

pub use action::{Action, ActionKind, OfficeAction, OfficeKind};
pub use actor::{Actor, CaseFacts, Relation, Role};
pub use chronology::Line;
pub use matrix::{allows, allows_office, sees};
pub use permit::{Denied, OfficePermit, Permit, check, check_office};
pub use secret::{LocationSecret, Reached, ShownSecrets, Uncovered};
pub use view::{CaseView, Field, known_at};
