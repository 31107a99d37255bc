//! The three tests that no route can escape: who may use it, what is written when it is used, and what
//! it shows.

mod boxes;
mod canaries;
mod canary;
pub mod examples;
mod journal;
pub mod matrix;
mod planted;
mod road;
pub mod world;
