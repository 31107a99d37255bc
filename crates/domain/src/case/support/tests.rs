//! The survivor's road: a sample of each step, and its rules.

pub(crate) mod samples;

mod children;
mod choosing;
mod closing;
mod counter;
mod death;
mod feedback;
mod needs;
mod precautions;
mod reviewing;
mod risk;
mod safeguarding;
mod stale;
mod still_open;
mod warnings;
