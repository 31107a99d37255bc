//! What a clause asks, in plain words. An officer who reads "13A.4" or "R-07" learns nothing from it.

use std::fmt;

use policy::commitments::registry;

/// A clause that demands something: its id, and what it asks where that is on record.
#[derive(Clone)]
pub struct Clause {
    /// The id: of a commitment of the policy, or of a paragraph of the field's rules.
    pub id: String,
    /// What it asks of us: a verb and what follows.
    pub asks: Option<&'static str>,
}

/// Paragraphs of the field's rules that the packs cite. The commitments are in a register of their own.
const FIELD: &[(&str, &str)] = &[
    ("2.1", "ask about every factor of risk, and keep apart yes, no, not known and not asked"),
    ("2.2", "judge how severe it is by what people say and notice, never by a score alone"),
    ("3.2", "refer to the MARAC by any one of its four criteria"),
    ("4.1", "raise a concern for an adult who needs care and may be harmed; the council decides"),
    ("4.2", "raise a concern for a child who may be harmed, the same day where the harm is serious"),
    ("6", "know which ways of making contact are safe before using any"),
    ("7.5", "keep people safely housed without conditions, whether they stay or move"),
    ("7.6", "make the home secure in days, not weeks, where the survivor wants to stay in it"),
    ("8.6", "hear and refer a person who tells of their own behaviour, in a record of their own"),
    ("9", "keep every record after a death, and prepare for a review that looks for learning"),
    ("11", "ask what somebody needs, so that it can be met; nobody has to answer"),
    (
        "12",
        "watch closely when somebody leaves, plans to, or anything else changes: the danger is greatest then",
    ),
    ("13", "act within the times that are usual in the field"),
    ("13A", "take the steps of a disclosure or a suspicion in the order that keeps people safe"),
    ("13A.1", "ask about danger before anything else"),
    ("13A.4", "ask about children and adults at risk at home, and never skip it"),
    ("13A.6", "offer a choice of worker, language, place and supporter"),
    ("13A.7", "find out who is said to cause the harm, and what they can reach"),
    ("13A.9", "ask what the survivor wants, and keep their words"),
    ("13A.10", "assess the risk now, or agree when"),
    ("13A.12", "tell the survivor who else can help, in a way that is safe for them"),
    ("13A.13", "agree when and how the next contact will be"),
    ("13B", "keep a plan for the safety of everybody at home, and go through it whenever something changes"),
    ("13C", "ask survivors how it went, only when and how it is safe"),
    ("13D", "keep in time what was promised to the survivor, or tell them why not"),
    ("13E", "give abuse of long ago a road of its own, to those who know about it"),
    ("14", "treat repairs, noise and arrears as early signs, and look at them together"),
    ("R-01", "go the way of safeguarding where somebody is under 16"),
    ("R-02", "decide about safeguarding wherever a child lives in the home"),
    ("R-03", "refer where the answers alone are high, or have a manager say why not"),
    ("R-04", "judge for yourself where certain answers are a yes, however few they are"),
    ("R-05", "treat three incidents within twelve months as a pattern, whoever reported them"),
    ("R-06", "refer again where it happens within twelve months of the MARAC"),
    ("R-07", "make contact only by a way that is safe, at a safe hour"),
    ("R-08", "let anybody raise the severity, and only a manager lower it, with a reason"),
    ("R-09", "see to the home, the sanctuary scheme, orders and a release at once where the risk is high"),
    (
        "R-10",
        "count down to a release, a hearing, a move or the end of an order, and see that the survivor knows",
    ),
    ("R-11", "look at the risk again within 7 days where something that kept them safe is gone"),
    ("R-13", "let nothing go to anybody who must not have it"),
    ("R-16", "follow up every agreed contact that is missed; it never closes anything"),
    ("R-19", "never ask for proof before helping"),
    ("R-20", "hold every record after a death"),
    ("R-22", "treat a repair that keeps somebody safe as an emergency, and never charge them for it"),
    ("R-25", "act the same day on a notice of high risk from the police or another professional"),
    ("R-26", "let only trained colleagues complete an assessment, or have one sign with you"),
    ("case-04", "judge again whenever something new happens, as an earlier decision may no longer fit"),
    ("case-07", "look at all incidents together; each one alone says too little"),
    ("incident-15", "tell the regulator in time: a police force whose bundle held too much told it late"),
    (
        "incident-19",
        "act the same day when an address is out: a council gave one away and was slow to help after it",
    ),
    (
        "GDPR-33",
        "tell the Information Commissioner of a personal-data breach within 72 hours, unless nobody is at risk from it",
    ),
];

impl Clause {
    /// The clause of an id.
    pub fn of(id: &str) -> Self {
        Self { id: id.to_owned(), asks: committed(id).or_else(|| in_the_field(id)) }
    }

    /// Those of these that may stand in a record of somebody's own behaviour, which that person may ask to read: none that
    /// speaks of whoever may be harmed (domain.md 8.6).
    pub fn all_in_own<'a>(ids: impl IntoIterator<Item = &'a String>) -> Vec<Self> {
        Self::all(ids)
            .into_iter()
            .filter(|clause| clause.asks.is_none_or(|asks| !speaks_of_another(asks)))
            .collect()
    }

    /// All of these.
    pub fn all<'a>(ids: impl IntoIterator<Item = &'a String>) -> Vec<Self> {
        ids.into_iter().map(|id| Self::of(id)).collect()
    }
}

/// "name local and national support (NHG-20)".
impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.asks.unwrap_or("it stands in your own policy"), self.id)
    }
}

/// Whether words speak of the person who is harmed.
fn speaks_of_another(words: &str) -> bool {
    let words = words.to_lowercase();
    ["survivor", "resident", "believe people"].iter().any(|of_them| words.contains(of_them))
}

fn committed(id: &str) -> Option<&'static str> {
    registry().ok()?.iter().find(|one| one.id.as_str() == id).map(|one| one.asks.as_str())
}

fn in_the_field(id: &str) -> Option<&'static str> {
    FIELD.iter().find(|(cited, _)| *cited == id).map(|(_, asks)| *asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_shipped_pack_cites_is_told_in_words() {
        let packs = policy::packs::shipped().unwrap();
        let duties = packs.iter().flat_map(|pack| &pack.duties);
        let ids =
            duties.flat_map(|duty| duty.keeps.iter().map(ToString::to_string).chain(duty.cites.clone()));
        let untold: Vec<String> = ids.filter(|id| Clause::of(id).asks.is_none()).collect();
        assert!(untold.is_empty(), "{untold:?}");
    }

    #[test]
    fn b30_no_duty_of_a_record_of_own_behaviour_speaks_of_whoever_may_be_harmed() {
        let packs = policy::packs::shipped().unwrap();
        let theirs = ["survivor-checked", "respect-line", "case-review", "review-agreed", "owner"];
        let mut seen = 0;
        for duty in packs.iter().flat_map(|pack| &pack.duties) {
            if !theirs.contains(&duty.id.as_str()) {
                continue;
            }
            seen += 1;
            assert!(!speaks_of_another(&duty.title), "{}", duty.title);
            let ids: Vec<String> =
                duty.keeps.iter().map(ToString::to_string).chain(duty.cites.clone()).collect();
            for clause in Clause::all_in_own(&ids) {
                assert!(!speaks_of_another(&clause.to_string()), "{clause}");
            }
        }
        assert!(seen >= packs.len() * 4, "{seen}");
        let led = ["NHG-04".to_owned()];
        assert_eq!(Clause::all(&led).len(), 1, "the control: on other records it stands");
        assert!(Clause::all_in_own(&led).is_empty());
    }

    #[test]
    fn a_clause_that_is_not_on_record_says_where_it_comes_from() {
        let own = Clause::of("XYZ-01");
        assert_eq!(own.to_string(), "it stands in your own policy (XYZ-01)");
        assert_eq!(Clause::of("NHG-20").to_string(), "name local and national support (NHG-20)");
    }
}
