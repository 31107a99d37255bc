//! Whether somebody who works here may be, or may know, somebody in a case (R-13, R-14, domain.md 8.6).
//!
//! What is a match for a wall is generous: a wall too many is lifted by two people, one too few can cost a
//! life. So this says only that two descriptions *may* be of one person or one household. It never says that
//! they are, and nothing is ever joined because of it.
//!
//! - [`name`], [`home`] and [`reach`] bring what people write into one form; each form is its own.
//! - [`Identity`] is that form as keyed marks: small, comparable, and of no use outside the process.
//! - [`match_person`] compares somebody with their declared kin against one party of a case.
//!
//! Pure: no clock, no I/O, no randomness. The key of the marks comes from whoever owns randomness.
#![deny(missing_docs)]

mod born;
mod forms;
mod grounds;
pub mod home;
mod identity;
mod judge;
mod mark;
pub mod name;
pub mod reach;
mod sketch;

pub use born::{Agreement, Born};
pub use grounds::{Ground, Grounds};
pub use identity::{Described, Identity, Reach};
pub use judge::{Known, Match, match_person};
pub use mark::{Key, Mark};
pub use sketch::{Probe, Sketch};
