//! What of a record warns by itself, before anybody assessed and whoever told us (R-04, case-07): nobody has to be asked
//! for it to be seen.

use std::collections::BTreeSet;

use super::Prompt;
use crate::change::LifeChange;
use crate::incident::{AbuseKind, Incident};

/// What is on record so far, as far as later entries are read by it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each of the four is on record or not, whatever the others are"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OnRecord {
    hurt: bool,
    controlled: bool,
    leaving: bool,
    pregnant: bool,
}

impl OnRecord {
    /// What all these together call for.
    pub fn of<'a>(
        incidents: impl IntoIterator<Item = &'a Incident>,
        changes: impl IntoIterator<Item = LifeChange>,
    ) -> BTreeSet<Prompt> {
        let mut record = Self::default();
        let mut called: BTreeSet<Prompt> =
            changes.into_iter().flat_map(|change| record.change(change)).collect();
        called.extend(incidents.into_iter().flat_map(|incident| record.incident(incident)));
        called
    }

    /// Takes in an incident, and says what of it calls for a judgement.
    pub fn incident(&mut self, incident: &Incident) -> BTreeSet<Prompt> {
        use AbuseKind as K;
        let any = |kinds: &[AbuseKind]| kinds.iter().any(|kind| incident.kinds.contains(kind));
        let hurt = any(&[K::Physical, K::Sexual, K::Strangulation]);
        let controlled = any(&[K::Controlling]);
        self.hurt |= hurt;
        self.controlled |= controlled;
        self.leaving |= any(&[K::PostSeparation]);
        let called = [
            (Prompt::Strangulation, any(&[K::Strangulation])),
            (Prompt::ThreatToKill, any(&[K::ThreatToKill])),
            (Prompt::Stalking, any(&[K::Stalking])),
            (Prompt::Weapons, any(&[K::Weapon])),
            (Prompt::Honour, incident.is_harmful_practice()),
            (Prompt::ChildTaken, any(&[K::ChildTaken])),
            (Prompt::Pregnancy, hurt && self.pregnant),
            (Prompt::LeavingUnderControl, (hurt || controlled) && self.is_leaving_under_control()),
        ];
        called.into_iter().filter_map(|(prompt, holds)| holds.then_some(prompt)).collect()
    }

    /// Takes in a change in their life, and says what of it calls for a judgement.
    pub fn change(&mut self, change: LifeChange) -> BTreeSet<Prompt> {
        let (leaves, pregnant) = (change.heightens(), change == LifeChange::Pregnancy);
        self.leaving |= leaves;
        self.pregnant |= pregnant;
        let called = [
            (Prompt::ThoughtsOfSuicide, change == LifeChange::SuicideRisk),
            (Prompt::Pregnancy, pregnant && self.hurt),
            (Prompt::LeavingUnderControl, leaves && self.is_leaving_under_control()),
        ];
        called.into_iter().filter_map(|(prompt, holds)| holds.then_some(prompt)).collect()
    }

    const fn is_leaving_under_control(self) -> bool {
        self.leaving && self.controlled && self.hurt
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Happened;
    use crate::case::testkit;

    fn incident(kinds: &[AbuseKind]) -> Incident {
        let kinds = kinds.iter().copied().collect();
        Incident { kinds, ..testkit::incident(Happened::NotKnown) }
    }

    fn alone(kinds: &[AbuseKind]) -> Vec<Prompt> {
        OnRecord::of([&incident(kinds)], []).into_iter().collect()
    }

    #[test]
    fn given_one_incident_that_warns_by_itself_then_it_calls_for_a_judgement_and_no_other_kind_does() {
        use AbuseKind as K;
        for kind in AbuseKind::ALL {
            let expected = match kind {
                K::Strangulation => vec![Prompt::Strangulation],
                K::ThreatToKill => vec![Prompt::ThreatToKill],
                K::Stalking => vec![Prompt::Stalking],
                K::Weapon => vec![Prompt::Weapons],
                K::ChildTaken => vec![Prompt::ChildTaken],
                K::HonourBased | K::ForcedMarriage | K::Fgm => vec![Prompt::Honour],
                _ => Vec::new(),
            };
            assert_eq!(alone(&[*kind]), expected, "{kind:?}");
        }
    }

    #[test]
    fn given_a_survivor_who_may_take_their_own_life_then_it_calls_for_a_judgement_by_itself() {
        let called = BTreeSet::from([Prompt::ThoughtsOfSuicide]);
        assert_eq!(OnRecord::of([], [LifeChange::SuicideRisk]), called);
        assert!(OnRecord::of([], [LifeChange::JobOrHealth]).is_empty(), "that is the other's");
    }

    #[test]
    fn given_leaving_control_and_violence_then_whichever_comes_last_calls_for_a_judgement_and_two_of_them_do_not()
     {
        let (hurt, controlled) = (incident(&[AbuseKind::Physical]), incident(&[AbuseKind::Controlling]));
        let cluster = BTreeSet::from([Prompt::LeavingUnderControl]);
        let mut record = OnRecord::default();
        assert!(record.incident(&hurt).is_empty() && record.incident(&controlled).is_empty());
        assert_eq!(record.change(LifeChange::PlansToLeave), cluster, "leaving comes last");
        assert!(record.change(LifeChange::Hearing).is_empty(), "what is no part of it says nothing new");
        for (first, last) in [(&hurt, &controlled), (&controlled, &hurt)] {
            let mut record = OnRecord::default();
            assert!(record.change(LifeChange::Separation).is_empty());
            assert!(record.incident(first).is_empty(), "two of the three");
            assert_eq!(record.incident(last), cluster);
        }
    }

    #[test]
    fn given_a_pregnancy_and_violence_then_either_after_the_other_calls_for_a_judgement() {
        let hurt = incident(&[AbuseKind::Sexual]);
        let pregnancy = BTreeSet::from([Prompt::Pregnancy]);
        let mut record = OnRecord::default();
        assert!(record.change(LifeChange::Pregnancy).is_empty());
        assert!(record.incident(&incident(&[AbuseKind::Economic])).is_empty());
        assert_eq!(record.incident(&hurt), pregnancy);
        let mut record = OnRecord::default();
        assert!(record.incident(&hurt).is_empty());
        assert_eq!(record.change(LifeChange::Pregnancy), pregnancy);
        assert_eq!(OnRecord::of([&hurt], [LifeChange::Pregnancy]), pregnancy);
    }
}
