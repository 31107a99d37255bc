//! The case: its events, the state they fold into, and the rules that let new ones in.

mod amend;
mod command;
mod correction;
mod decide;
mod event;
mod judgements;
mod place;
mod refusal;
mod reporters;
mod state;
mod support;
mod telling;

pub use command::{CaseCommand, FirstDisclosure, FirstReport, NewCase};
pub use correction::effective;
pub use decide::decide;
pub use event::{
    CaseEvent, Corrected, DutySetAside, OwnerNamed, RegionPlaced, SetAsideWhy, SeverityAssessed, Unreadable,
};
pub use refusal::Refusal;
pub use state::{CaseState, Numbered, Owner};
pub use support::{
    Choices, Heightened, Promise, Stale, StillOpen, Support, SupportPart, SupportStep, still_open,
};
pub use telling::{Detail, Shade, Telling, tell, tell_on};

#[cfg(test)]
mod compromise_tests;
#[cfg(test)]
mod correction_tests;
#[cfg(test)]
mod decide_tests;
#[cfg(test)]
mod event_tests;
#[cfg(test)]
mod inclusive_tests;
#[cfg(test)]
mod place_tests;
#[cfg(test)]
mod plan_tests;
#[cfg(test)]
mod same_person_tests;
#[cfg(test)]
mod state_tests;
#[cfg(test)]
pub(crate) mod testkit;
