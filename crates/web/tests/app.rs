//! The whole application as browsers reach it: the real router over the real journeys on a real store.
//!
//! One binary for all that goes through the router, so that it is linked once. `support` is the harness;
//! whoever adds a route adds its line to `coverage/examples.rs`. Each module says `cfg(test)`, so that the
//! lints know the helpers for tests.

mod contact;
#[cfg(test)]
mod conversation;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod support;
