//! Incidents, and the pattern they make: counted together, never one alone (ONE-04, R-05).

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::report::ReportSource;
use crate::text::{ShortText, Words};
use crate::{Answer, Happened, IncidentId, PersonId};

codes! {
    /// What kind of abuse it was (domain.md 1.3). Several may hold at once.
    AbuseKind {
        Physical = "physical", "Physical";
        Sexual = "sexual", "Sexual";
        Controlling = "controlling", "Controlling or coercive";
        Economic = "economic", "Economic";
        Emotional = "emotional", "Emotional or psychological";
        Threats = "threats", "Threats";
        ThreatToKill = "threat-to-kill", "Threat to kill";
        Strangulation = "strangulation", "Strangling, choking or suffocating";
        Stalking = "stalking", "Stalking or harassment";
        Technology = "technology", "By phone, internet or devices";
        HonourBased = "honour-based", "So-called honour-based abuse";
        ForcedMarriage = "forced-marriage", "Forced marriage";
        Fgm = "fgm", "Female genital mutilation";
        PostSeparation = "post-separation", "Abuse after separation";
        ByChild = "child-to-parent", "By a child or young person to a parent";
        Family = "family", "By an adult in the family";
        OlderPerson = "older-person", "Abuse of an older person";
        Immigration = "immigration", "Using immigration status";
        Spiritual = "spiritual", "Using faith or belief";
        Reproductive = "reproductive", "Control over pregnancy";
        Animals = "animals", "Harm to animals";
        Damage = "damage", "Damage to the home or belongings";
        Courts = "courts", "Through courts or child contact";
        ChildTaken = "child-taken", "A child taken or kept";
        CounterAllegation = "counter-allegation", "Allegation made in return";
    }
}

impl AbuseKind {
    /// Harmful practices: several people may take part, the family among them, and there may be one chance to
    /// speak (domain.md 1.3).
    pub const HARMFUL_PRACTICES: [Self; 3] = [Self::HonourBased, Self::ForcedMarriage, Self::Fgm];

    /// Whether nobody of the family may learn of any contact.
    pub fn is_harmful_practice(self) -> bool {
        Self::HARMFUL_PRACTICES.contains(&self)
    }
}

impl Incident {
    /// Whether it is, or may be, a harmful practice.
    pub fn is_harmful_practice(&self) -> bool {
        self.kinds.iter().copied().any(AbuseKind::is_harmful_practice)
    }

    /// Whether it is nothing but an allegation made in return.
    pub fn is_only_in_return(&self) -> bool {
        self.kinds.len() == 1 && self.kinds.contains(&AbuseKind::CounterAllegation)
    }
}

/// One incident. The newest record of an incident stands for all before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Which incident.
    pub incident: IncidentId,
    /// What kinds of abuse.
    pub kinds: BTreeSet<AbuseKind>,
    /// When it happened.
    pub happened: Happened,
    /// What happened, in the words that were used.
    pub words: Option<Words>,
    /// Who is said to have done it.
    pub by: Vec<PersonId>,
    /// Who told us.
    pub told_by: ReportSource,
    /// Injuries, in the words that were used. A medical check is advised after any strangulation.
    pub injuries: Option<Words>,
    /// Whether children were there, saw it, heard it or were taken.
    pub children_present: Answer,
    /// The police's reference.
    pub police_reference: Option<ShortText>,
}

/// How many incidents make a pattern, in how many months (R-05; configurable in the policy pack).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternRule {
    /// This many incidents …
    pub incidents: u16,
    /// … within this many months.
    pub months: u16,
}

/// The incidents that may lie within `months` before `day`. What is not known to be older counts.
pub fn pattern<'a>(
    incidents: impl IntoIterator<Item = &'a Incident>,
    day: Date,
    months: u16,
) -> impl Iterator<Item = &'a Incident> {
    let since = day.checked_sub(i32::from(months).months()).unwrap_or(Date::MIN);
    incidents.into_iter().filter(move |incident| {
        incident.happened.may_be_since(since)
            && incident.happened.days().is_none_or(|(first, _)| first <= day)
    })
}

/// The stretch of so many months in which most incidents lie for certain, by its last day, with how many: it may
/// be long over. What has no date is in none, and of two stretches alike the later is given.
pub fn densest<'a>(incidents: impl IntoIterator<Item = &'a Incident>, months: u16) -> Option<(Date, usize)> {
    let mut dated: Vec<(Date, Date)> =
        incidents.into_iter().filter_map(|incident| incident.happened.days()).collect();
    dated.sort_by_key(|(_, last)| *last);
    let within = |until: Date| {
        let since = until.checked_sub(i32::from(months).months()).unwrap_or(Date::MIN);
        dated.iter().filter(|(first, last)| *first >= since && *last <= until).count()
    };
    dated.iter().map(|(_, last)| (*last, within(*last))).max_by_key(|(until, count)| (*count, *until))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn incident(happened: Happened) -> Incident {
        Incident {
            incident: IncidentId::from_uuid(Uuid::nil()),
            kinds: BTreeSet::new(),
            happened,
            words: None,
            by: Vec::new(),
            told_by: ReportSource::Survivor,
            injuries: None,
            children_present: Answer::NotKnown,
            police_reference: None,
        }
    }

    #[test]
    fn a_vague_incident_counts_unless_it_is_surely_older() {
        let all = [
            incident(Happened::On(date(2025, 11, 21))),
            incident(Happened::On(date(2025, 11, 22))),
            incident(Happened::Year(2025)),
            incident(Happened::NotKnown),
            incident(Happened::Year(2024)),
        ];
        assert_eq!(pattern(&all, date(2026, 11, 22), 12).count(), 3);
    }

    #[test]
    fn the_densest_stretch_may_lie_years_back_and_has_only_what_surely_lies_in_it() {
        let all = [
            incident(Happened::On(date(2021, 3, 1))),
            incident(Happened::Month { year: 2021, month: 9 }),
            incident(Happened::On(date(2022, 3, 1))),
            incident(Happened::Year(2021)),
            incident(Happened::On(date(2026, 1, 5))),
            incident(Happened::NotKnown),
        ];
        assert_eq!(densest(&all, 12), Some((date(2022, 3, 1), 3)));
        assert_eq!(densest(&[], 12), None);
    }
}
