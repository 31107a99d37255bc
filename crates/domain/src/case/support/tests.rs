//! The survivor's road: a sample of each step, and its rules.

pub(crate) mod samples;

mod children;
mod choosing;
mod closing;
mod counter;
mod feedback;
mod needs;
mod reviewing;
mod risk;
mod safeguarding;
