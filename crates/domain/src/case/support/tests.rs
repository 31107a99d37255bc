//! The survivor's road: a sample of each step, and its rules.

pub(crate) mod samples;

mod barriers;
mod children;
mod choosing;
mod closing;
mod counter;
mod days_ahead;
mod death;
mod feedback;
mod heightened;
mod needs;
mod precautions;
mod reviewing;
mod risk;
mod safeguarding;
mod stale;
mod still_open;
mod warnings;
