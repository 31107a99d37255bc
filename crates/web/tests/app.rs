//! The whole application as browsers reach it: the real router over the real journeys on a real store.
//!
//! One binary for all that goes through the router, so that it is linked once. `support` is the harness;
//! whoever adds a route adds its line to `coverage/examples.rs`. The crate says `cfg(test)`, so that the lints
//! know its helpers for tests.
#![cfg(test)]

mod accounts;
mod answers;
mod attacks;
mod begun;
mod burnt;
mod contact;
mod conversation;
mod coverage;
mod danger;
mod defects;
mod ending;
mod held;
mod hostile;
mod inclusive;
mod joined;
mod journeys;
mod links;
mod looks;
mod needs;
mod never;
mod notes;
#[cfg(feature = "passkeys")]
mod passkeys;
#[cfg(feature = "oidc")]
mod provider;
mod reveal;
mod risk;
mod rules;
mod safety;
mod security_log;
mod sessions;
mod signing_in;
mod support;
mod urgent;
mod walls;
