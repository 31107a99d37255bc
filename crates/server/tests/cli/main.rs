//! The commands, as somebody types them.
#![cfg(test)]

mod bad_input;
mod demo;
mod help;
mod key;
mod kit;
mod leaked;
mod logs;
mod policy;
mod postgres;
#[cfg(feature = "oidc")]
mod provider;
mod rebuild;
mod refusals;
mod review;
mod serve;
mod stored;
mod verify;
mod wire;
