//! Who may do what to which case, and what of it they see.
//!
//! [`check`] is the only maker of a [`Permit`]; what the store does to a case takes a permit, not a case
//! id. A permit comes from a role *and* a relation, never from a role alone.
#![deny(missing_docs)]

pub mod action;
mod actor;
pub mod away;
mod chronology;
mod instruction;
mod matrix;
mod permit;
mod role;
pub mod rota;
mod second_person;
mod secret;
pub mod unusual;
mod veil;
mod view;

pub use action::{Action, ActionKind, OfficeAction, OfficeKind, only_adds};
pub use actor::{Actor, CaseFacts, Course, Grant, Relation, Role};
pub use chronology::Line;
pub use instruction::VisitInstruction;
pub use matrix::{allows, allows_office, sees};
pub use permit::{Denied, OfficePermit, Permit, check, check_office, may};
pub use role::{LONGEST_GRANT_DAYS, is_trained_by_role, is_trained_in_risk, may_be_given, may_be_let_in};
pub use second_person::{
    ANSWER_WITHIN_MINUTES, Answered, Answering, Breaking, Countersigned, GLASS_MINUTES, SEEN_WITHIN_MINUTES,
    answers, breaks, may_answer, may_ask, may_review, to_ring,
};
pub use secret::{LocationSecret, Reached, ShownSecrets, Uncovered};
pub use unusual::Unusual;
pub use view::{CaseView, Field, ReportSaid, known_at};
