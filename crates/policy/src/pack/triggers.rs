//! A pack laid out for judging: which duties a word starts, and which it meets, as sets of bits.

use super::DutyRule;
use crate::words::{Bits, Evidence, Start};

/// A set of duties of one pack, by their place in it.
pub(crate) type DutySet = u128;

/// What nobody can record without speaking with the survivor. A duty that only these meet waits while
/// it is not safe to make contact.
const NEEDS_CONTACT: [Evidence; 11] = [
    Evidence::ContactAttempted,
    Evidence::ContactMade,
    Evidence::ContactAgreed,
    Evidence::ContactPlanMade,
    Evidence::DisclosureTaken,
    Evidence::WishesRecorded,
    Evidence::HouseholdAnswered,
    Evidence::AgenciesOffered,
    Evidence::SafeEnquiryMade,
    Evidence::FeedbackGiven,
    Evidence::FeedbackAgreed,
];

/// The tables that the engine reads for each entry of a journal.
#[derive(Debug, Clone)]
pub(crate) struct Triggers {
    starts: [DutySet; Start::ALL.len()],
    meets: [DutySet; Evidence::ALL.len()],
    waits_for_safety: DutySet,
    when: Vec<[Bits; 3]>,
}

impl Triggers {
    pub(crate) fn of(duties: &[DutyRule]) -> Self {
        let set = |asked: &dyn Fn(&DutyRule) -> bool| {
            let chosen = duties.iter().enumerate().filter(|(_, duty)| asked(duty));
            chosen.fold(0, |set: DutySet, (place, _)| {
                set | 1_u128.wrapping_shl(u32::try_from(place).unwrap_or(0))
            })
        };
        Self {
            starts: Start::ALL.map(|start| set(&|duty| duty.starts.contains(&start))),
            meets: Evidence::ALL.map(|evidence| set(&|duty| duty.met_by.contains(&evidence))),
            waits_for_safety: set(&|duty| {
                duty.met_by.iter().all(|evidence| NEEDS_CONTACT.contains(evidence))
            }),
            when: duties.iter().map(|duty| duty.when.bits()).collect(),
        }
    }

    /// The duties that any of these words starts.
    pub(crate) fn started_by(&self, words: Bits) -> DutySet {
        union(&self.starts, words)
    }

    /// The duties that any of these words meets.
    pub(crate) fn met_by(&self, words: Bits) -> DutySet {
        union(&self.meets, words)
    }

    /// The duties that wait while it is not safe to make contact.
    pub(crate) const fn waits_for_safety(&self) -> DutySet {
        self.waits_for_safety
    }

    /// Whether the facts call for this duty.
    pub(crate) fn holds(&self, duty: usize, facts: Bits) -> bool {
        self.when.get(duty).is_none_or(|[all, any, none]| {
            facts.has_all(*all) && (any.is_empty() || facts.has_any(*any)) && !facts.has_any(*none)
        })
    }
}

fn union(table: &[DutySet], words: Bits) -> DutySet {
    words.places().filter_map(|place| table.get(place)).fold(0, |all, set| all | set)
}
