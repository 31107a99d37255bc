//! Safe contact: the plan, the gate that every way out goes through, and what came of each attempt
//! (NHG-18, R-07, domain.md 6).

mod again;
mod attempt;
mod gate;
mod hours;
mod not_now;
mod plan;

pub(crate) use again::AskedAgain;
pub use attempt::{AgreedContact, Attempted, Clearance, ContactPaused, IfMissed, Outcome, Way};
pub(crate) use gate::known_to_be_unsafe;
pub use gate::{CONFIRMATION_HOLDS_DAYS, ClearedContact, Instructions, Intent, NotCleared, Reason, clear};
pub use hours::{SafeTimes, Window};
pub use not_now::ends_not_now;
pub use plan::{
    Channel, ChannelKind, Confirmed, ConfirmedBy, ContactPlan, Interpreter, LineDrops, Safety, Voicemail,
};

#[cfg(test)]
mod gate_properties_tests;
#[cfg(test)]
mod gate_tests;
#[cfg(test)]
mod hours_tests;
#[cfg(test)]
mod missed_tests;
#[cfg(test)]
mod not_now_tests;
