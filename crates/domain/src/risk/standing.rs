//! What all assessments together say: nobody's yes is lost because somebody else asked less.

use std::collections::{BTreeMap, BTreeSet};

use super::barrier::{keeps_from_telling, standing as standing_barriers};
use super::{Barriers, Counts, Judgement, Prompt, RiskAnswer, RiskAssessed, RiskFactor, called_for, counted};
use crate::case::Numbered;

/// How every factor stands. "Not asked" takes no earlier answer away, and is no "no"; what is not known takes away no
/// "yes". A "no" does, where whoever asked could have known of it: not where two were made at the same time, for then
/// every "yes" of both counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingRisk {
    answers: BTreeMap<RiskFactor, (RiskAnswer, u64)>,
    barriers: Barriers,
    judgement: Option<Judgement>,
    high_at: u8,
    beside: Vec<u64>,
}

impl StandingRisk {
    /// As it stands after these, the first first; nothing where nobody has asked yet.
    pub fn of(assessments: &[Numbered<RiskAssessed>]) -> Option<Self> {
        let newest = assessments.last()?;
        let beside: Vec<&Numbered<RiskAssessed>> =
            assessments.iter().filter(|one| is_beside(one, newest)).collect();
        let together = beside.iter().copied().chain([newest]);
        let judgements = together.filter_map(|one| one.is.judgement.as_ref());
        let mut answers = BTreeMap::new();
        for one in assessments {
            take(&mut answers, one);
        }
        Some(Self {
            answers,
            barriers: standing_barriers(assessments),
            judgement: judgements.min_by_key(|judged| judged.level).cloned(),
            high_at: newest.is.high_at,
            beside: beside.iter().map(|one| one.sequence).collect(),
        })
    }

    /// How a factor stands.
    pub fn answer(&self, factor: RiskFactor) -> RiskAnswer {
        self.answers.get(&factor).map_or(RiskAnswer::NotAsked, |(answer, _)| *answer)
    }

    /// The entry of the assessment that says so.
    pub fn said_in(&self, factor: RiskFactor) -> Option<u64> {
        self.answers.get(&factor).map(|(_, sequence)| *sequence)
    }

    /// The assessments that were made at the same time as the newest, by their entries.
    pub fn beside(&self) -> &[u64] {
        &self.beside
    }

    /// How many of each answer.
    pub fn counts(&self) -> Counts {
        counted(|factor| self.answer(factor))
    }

    /// From how many a "yes" counts as high.
    pub const fn high_at(&self) -> u8 {
        self.high_at
    }

    /// Whether the count alone makes it high.
    pub fn is_high_by_count(&self) -> bool {
        self.counts().yes >= self.high_at
    }

    /// The judgement of the newest; of several made at the same time, the gravest.
    pub const fn judgement(&self) -> Option<&Judgement> {
        self.judgement.as_ref()
    }

    /// What may have kept them from telling, by the newest answer on each.
    pub const fn barriers(&self) -> &Barriers {
        &self.barriers
    }

    /// What calls for a judgement, however low the count; see [`RiskAssessed::prompts`].
    pub fn prompts(&self, honour: bool) -> BTreeSet<Prompt> {
        called_for(|factor| self.answer(factor), honour, keeps_from_telling(&self.barriers))
    }
}

/// Whether the later one was begun before this one was recorded.
fn is_beside(one: &Numbered<RiskAssessed>, later: &Numbered<RiskAssessed>) -> bool {
    one.sequence > later.is.after.unwrap_or(0) && one.sequence < later.sequence
}

fn take(standing: &mut BTreeMap<RiskFactor, (RiskAnswer, u64)>, one: &Numbered<RiskAssessed>) {
    for factor in RiskFactor::ALL.iter().copied() {
        let said = one.is.answer(factor);
        let keeps = match (standing.get(&factor), said) {
            (_, RiskAnswer::NotAsked) | (Some((RiskAnswer::Yes, _)), RiskAnswer::DontKnow) => true,
            (Some((RiskAnswer::Yes, by)), RiskAnswer::No) => *by > one.is.after.unwrap_or(0),
            _ => false,
        };
        if !keeps {
            standing.insert(factor, (said, one.sequence));
        }
    }
}
