//! The survivor's road from the first account until it is safe: what is recorded on it, the rules for that, and what
//! it adds up to.

mod rules;
mod state;
mod step;
mod still_open;
mod telling;

pub(super) use rules::{allowed, decide_step};
pub use state::{Choices, Heightened, Promise, Stale, Support, SupportPart};
pub use step::SupportStep;
pub use still_open::{StillOpen, still_open};

#[cfg(test)]
pub(crate) mod tests;
