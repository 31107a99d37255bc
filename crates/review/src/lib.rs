//! A dated account of a case, run through the same rules and the same policy as a live one.
//!
//! [`Scenario::read`] takes a file in the field's own words (`docs/scenarios.md`). [`record`] puts its
//! facts into a journal, each at the moment at which the landlord was told, through
//! [`domain::case::decide`]: what the rules refuse is shown as refused, never forced in. [`run`] judges
//! that journal by a policy pack; [`of_history`] does the same for a case that is already stored, and
//! [`outline`] tells of such a case nothing but kinds and times.
//!
//! Nothing here reads a clock, a file or a random number: the same text gives the same [`Review`].
#![deny(missing_docs)]

mod codes;
mod other_words;
mod pattern;
mod problem;
mod record;
mod report;
mod scenario;

pub use pattern::PatternLine;
pub use problem::{Problem, Problems};
pub use record::{Noted, Recording, Refused, record};
pub use report::{
    AgainLine, ContactLine, DetailLine, DutyLine, Entry, NotYet, Outcome, Outline, OutlineLine, Policy,
    RaisedLine, Review, Voice, of_history, outline, run,
};
pub use scenario::{FactWord, Scenario, fact_words};
