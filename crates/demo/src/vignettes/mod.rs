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

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use domain::report::ReportSource;
    use domain::text::Words;

    use super::all;

    #[test]
    fn there_are_enough_stories_and_no_two_say_the_same() {
        let words: BTreeSet<&str> = all().map(|story| story.words).collect();
        let wishes: BTreeSet<&str> = all().map(|story| story.wish).collect();
        assert!(words.len() >= 60);
        assert_eq!((words.len(), wishes.len()), (all().count(), all().count()));
    }

    #[test]
    fn every_source_has_two_stories_of_its_own() {
        let mut counts = BTreeMap::new();
        for story in all() {
            *counts.entry(story.source).or_insert(0) += 1;
        }
        assert!(ReportSource::ALL.iter().all(|source| counts.get(source).is_some_and(|count| *count >= 2)));
    }

    #[test]
    fn nothing_blames_and_everything_can_be_recorded() {
        for story in all() {
            let told = story.incidents.iter().map(|(_, words)| *words);
            for text in told.chain([story.words, story.wish]).chain(story.about) {
                assert!(Words::parse(text).is_ok(), "{text:?}");
                assert_eq!(xtask::blaming(text), [""; 0]);
            }
        }
    }
}
