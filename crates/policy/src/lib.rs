//! An organisation's policy as data, and what it demands of a case.
//!
//! A pack ([`check`]) is a list of duties; [`duties`] judges the journal of a case by one, at a moment,
//! on a [`calendar::Calendar`] of working days. Nothing here reads a clock, a file or a random number.
#![deny(missing_docs)]

pub mod calendar;
pub mod commitments;
pub mod coverage;
pub mod engine;
pub mod instrument;
pub mod pack;
pub mod packs;
mod reading;
pub mod words;

pub use engine::{Duty, DutyState, Judged, Raised, Started, duties};
pub use pack::{PackProblem, PolicyPack, check};
