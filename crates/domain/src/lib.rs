//! The field, as types and rules: people, disclosures, safe contact, incidents, the case.
//!
//! Nothing here reads a clock, a database or a random number. A command and the state it meets go
//! into [`case::decide`], events come out; [`case::CaseState::evolve`] folds events and holds no rule.
#![deny(missing_docs)]

pub mod answer;
pub mod case;
pub mod change;
pub mod child;
pub mod choices;
pub mod codes;
pub mod compromise;
pub mod contact;
pub mod counter;
pub mod day_told;
pub mod disclosure;
pub mod equality;
pub mod heightened;
pub mod id;
pub mod incident;
mod interpreting;
pub mod moment;
pub mod needs;
pub mod next_of_kin;
pub mod people;
pub mod plain;
pub mod precautions;
pub mod priority;
pub mod promise;
pub mod proof;
pub mod report;
pub mod reviewing;
pub mod risk;
pub mod safeguarding;
pub mod safety_plan;
pub mod same_person;
pub mod severity;
pub mod suspicion;
pub mod text;
pub mod voice;
pub mod when;

pub use answer::Answer;
pub use id::{
    AttemptId, AwayId, CaseId, ChannelId, DraftId, GlassId, GrantId, HeldId, IncidentId, LocationRequestId,
    OnCallId, OrganisationId, PasskeyId, PersonId, RegionId, ReportId, SecretId, SessionId, TeamId, UserId,
};
pub use moment::{IdBlock, Moment, Recorded};
pub use severity::Severity;
pub use when::Happened;
