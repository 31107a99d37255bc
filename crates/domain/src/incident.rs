//! Incidents, and the pattern they make: counted together, never one alone (ONE-04, R-05).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::child::{Classified, Definition};
use crate::codes::codes;
use crate::report::ReportSource;
use crate::text::{ShortText, Words};
use crate::{Answer, Happened, IncidentId, PersonId};

mod counting;
mod forms;
mod pattern;

pub use counting::{Counted, Counting};
pub use forms::{AbuseForms, EconomicForm, TechnologyForm};
pub use pattern::{PatternRule, PatternSources, densest, pattern};

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
        Weapon = "weapon", "With a weapon or an object, used or shown";
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

    /// The older word for economic abuse, which policies written to the definition of 2013 print (domain.md 1.2).
    pub const FINANCIAL: &str = "financial";

    /// The plain words on a page where a policy of this definition is in force. What is recorded is the same kind under
    /// either.
    pub const fn label_under(self, definition: Option<Definition>) -> &'static str {
        match (self, definition) {
            (Self::Economic, Some(Definition::CrossGovernment2013)) => "Financial (economic)",
            _ => self.label(),
        }
    }

    /// The kind of a code, or of the older word for it.
    pub fn from_word(word: &str) -> Option<Self> {
        if word == Self::FINANCIAL { Some(Self::Economic) } else { Self::from_code(word) }
    }

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
    /// How it was done, where that was said.
    #[serde(default)]
    pub forms: AbuseForms,
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
    /// The entry of the report that it records: one at most, so that no incident answers for two. Nothing where it
    /// comes from no report.
    #[serde(default)]
    pub report: Option<u64>,
    /// By which definition its kinds were chosen.
    #[serde(default)]
    pub classified: Classified,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_of_2013_says_financial_and_what_is_recorded_is_economic_under_either() {
        let older = Some(Definition::CrossGovernment2013);
        for kind in AbuseKind::ALL {
            let differs = kind.label_under(older) != kind.label();
            assert_eq!(differs, *kind == AbuseKind::Economic, "{kind:?}");
            assert_eq!(kind.label_under(Some(Definition::Act2021)), kind.label());
            assert_eq!(kind.label_under(None), kind.label());
            assert_eq!(AbuseKind::from_word(kind.code()), Some(*kind));
        }
        assert!(AbuseKind::Economic.label_under(older).starts_with("Financial"));
        assert_eq!(AbuseKind::from_word("financial"), Some(AbuseKind::Economic));
        assert_eq!(AbuseKind::from_code("financial"), None, "nothing is recorded under the older word");
    }
}
