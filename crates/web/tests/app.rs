//! The whole application as browsers reach it: the real router over the real journeys on a real store.
//!
//! One binary for all that goes through the router, so that it is linked once. `support` is the harness;
//! whoever adds a route adds its line to `coverage/examples.rs`.

mod contact;
mod conversation;
mod coverage;
mod hostile;
mod journeys;
mod notes;
mod sessions;
mod support;
