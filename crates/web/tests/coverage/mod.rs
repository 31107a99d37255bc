//! The three tests that no route can escape: who may use it, what is written when it is used, and what
//! it shows.

mod canary;
mod examples;
mod journal;
mod matrix;
mod planted;
mod world;
