//! Hand-written stories. Every person and every word in them is made up.

mod by_family;
mod by_former_partners;
mod by_partners;
mod later_life;
mod own_behaviour;
mod seen_by_others;
mod seen_by_services;

use crate::tale::Vignette;

/// Every story, in the order of the files.
pub(crate) fn all() -> impl Iterator<Item = &'static Vignette> {
    [
        by_partners::STORIES,
        by_former_partners::STORIES,
        by_family::STORIES,
        later_life::STORIES,
        seen_by_others::STORIES,
        seen_by_services::STORIES,
        own_behaviour::STORIES,
    ]
    .into_iter()
    .flatten()
}

/// The words that the tables of stories are written in.
mod prelude {
    pub(super) use domain::Answer::{No, NotKnown, Yes};
    pub(super) use domain::Severity::{High, Immediate, Standard, Unknown};
    pub(super) use domain::incident::AbuseKind::*;
    pub(super) use domain::people::Connection::{
        CivilPartners, Engaged, Intimate, Married, ParentsOfSameChild, Relatives,
    };
    pub(super) use domain::report::{CameBy, ReportSource};

    pub(super) use crate::tables::names::Origin::*;
    pub(super) use crate::tale::Gender::{Man, NonBinary, Woman};
    pub(super) use crate::tale::When::*;
    pub(super) use crate::tale::{By, STORY, Vignette, Who};
}
