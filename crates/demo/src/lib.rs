//! A fictional housing provider with fictional cases, for `demo`, for trials and for benchmarks.
//!
//! Nothing here reads a clock or a random number: the same seed and the same `now` give the same world,
//! the same seed the same people and words. The first cases are hand-written stories, one for each kind
//! of report, person and state; those after them are put together from parts. Cases are made one at a
//! time, so that hundreds of thousands of them need no more memory than one.
//!
//! Every name, word, street and number is made up: phone numbers are from the ranges that Ofcom keeps
//! for drama, postcodes from an area that does not exist, email addresses from domains kept for examples.
#![deny(missing_docs)]

mod course;
mod dice;
mod staff;
mod story;
mod tables;
mod tale;
mod vignettes;
mod world;

pub use staff::{Organisation, Region, Staff};
pub use story::{DemoCase, Step};
pub use world::{Cases, World, world};
