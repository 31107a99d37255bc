//! The commands, as somebody types them.
#![cfg(test)]

mod bad_input;
mod demo;
mod help;
mod kit;
mod policy;
mod refusals;
mod review;
mod serve;
mod verify;
