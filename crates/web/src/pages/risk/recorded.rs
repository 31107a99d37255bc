//! What stands on the record already, beside the question that it answers: nobody has to tell it again, and whoever asks
//! sees what is known. It answers nothing by itself.

use std::collections::BTreeMap;

use access::{CaseView, Field};
use domain::Answer;
use domain::change::LifeChange;
use domain::incident::{AbuseKind, Incident};
use domain::risk::RiskFactor;

use crate::plain::{happened, small};

/// For each factor what is on record, the first recorded first, as far as this view shows it.
pub(super) fn beside(view: &CaseView) -> BTreeMap<RiskFactor, Vec<String>> {
    let mut all: BTreeMap<RiskFactor, Vec<String>> = BTreeMap::new();
    let mut note = |factor: RiskFactor, line: String| all.entry(factor).or_default().push(line);
    for one in &view.incidents {
        let when = happened(&one.is.happened);
        for (factor, what) in of_incident(&one.is) {
            note(factor, format!("{what}, {when} (entry {})", one.sequence));
        }
    }
    for one in view.support.changes() {
        let (what, when) = (small(one.is.change.label()), happened(&one.is.when));
        for factor in of_change(one.is.change) {
            note(*factor, format!("{what}, {when} (entry {})", one.sequence));
        }
    }
    if view.shows(Field::People) && view.connections.iter().any(|one| one.reach.weapons == Answer::Yes) {
        note(RiskFactor::Weapons, "the alleged perpetrator can get at weapons".to_owned());
    }
    all
}

/// One factor is told once of each incident, by the kind that says most of it.
fn of_incident(incident: &Incident) -> BTreeMap<RiskFactor, String> {
    let kinds = incident.kinds.iter().filter_map(|kind| Some((of_kind(*kind)?, small(kind.label()))));
    let injuries = incident.injuries.as_ref().map(|_| (RiskFactor::InjuryNow, "injuries".to_owned()));
    kinds.chain(injuries).collect()
}

/// The factor that an incident of this kind speaks of.
const fn of_kind(kind: AbuseKind) -> Option<RiskFactor> {
    use AbuseKind as K;
    Some(match kind {
        K::Strangulation => RiskFactor::Strangulation,
        K::ThreatToKill => RiskFactor::ThreatToKill,
        K::Weapon => RiskFactor::Weapons,
        K::Sexual => RiskFactor::SexualHarm,
        K::Stalking | K::Technology => RiskFactor::Stalking,
        K::Controlling => RiskFactor::Control,
        K::Economic => RiskFactor::Money,
        K::Animals => RiskFactor::Animals,
        K::PostSeparation => RiskFactor::Separation,
        K::Courts | K::ChildTaken => RiskFactor::ChildContact,
        K::HonourBased | K::ForcedMarriage | K::Fgm | K::Family => RiskFactor::OtherPerson,
        K::Reproductive => RiskFactor::Pregnancy,
        _ => return None,
    })
}

const fn of_change(change: LifeChange) -> &'static [RiskFactor] {
    use LifeChange as L;
    match change {
        L::Separation | L::PlansToLeave => &[RiskFactor::Separation],
        L::Pregnancy => &[RiskFactor::Pregnancy],
        L::SuicideRisk => &[RiskFactor::LowMood],
        L::OrderBreached => &[RiskFactor::BrokenOrder],
        L::Arrest | L::Release => &[RiskFactor::PoliceHistory],
        L::Hearing => &[RiskFactor::ChildContact],
        L::JobOrHealth => &[RiskFactor::PerpetratorSuicide],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_separation_and_a_release_on_record_then_they_stand_beside_their_questions_and_no_other() {
        let beside = beside(&super::super::sample::page().view);
        let told = |factor: RiskFactor| beside.get(&factor).map(|lines| lines.join("; ")).unwrap_or_default();
        assert!(
            told(RiskFactor::Separation).contains("they have separated, 10 November 2026 (entry "),
            "{beside:?}"
        );
        assert!(told(RiskFactor::PoliceHistory).contains("is released, 2 December 2026"), "{beside:?}");
        assert_eq!(told(RiskFactor::LowMood), "", "nothing on record speaks of it");
    }

    #[test]
    fn given_strangling_on_record_then_its_question_names_the_day_and_the_entry() {
        let mut view = super::super::sample::page().view;
        let first = view.incidents.first_mut().unwrap();
        first.is.kinds = [AbuseKind::Strangulation, AbuseKind::Damage].into_iter().collect();
        let (entry, when) = (first.sequence, happened(&first.is.happened));
        let beside = beside(&view);
        let line = format!("strangling, choking or suffocating, {when} (entry {entry})");
        assert!(beside[&RiskFactor::Strangulation].contains(&line), "{beside:?}");
        let mut hidden = view;
        hidden.incidents.clear();
        assert!(
            !self::beside(&hidden).contains_key(&RiskFactor::Strangulation),
            "what is not shown is not told"
        );
    }
}
