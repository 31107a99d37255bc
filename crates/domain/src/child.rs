//! Children as “victims” in their own right (2021 Act, section 3; ), and whether what happened is domestic
//! abuse by the definition that a policy uses (domain.md 1.1, 1.2).

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::equality::{Disability, Ethnicity, Sex};
use crate::people::Connection;
use crate::text::{ShortText, Words};
use crate::{Answer, PersonId};

/// From this age on the definitions speak of domestic abuse between two people; below it the road is
/// safeguarding.
pub const ABUSE_FROM_AGE: i16 = 16;

/// How one child is affected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildSituation {
    /// Which child.
    pub child: PersonId,
    /// Whether the child sees, hears or feels the effects of it.
    pub affected: Answer,
    /// Whether the child is related to the survivor or to the alleged perpetrator.
    pub related: Answer,
    /// Whether the child is hurt or threatened directly, which is child abuse and goes its own way.
    pub hurt_directly: Answer,
    /// Whether somebody spoke with the child alone.
    pub spoken_with: Answer,
    /// What the child said or showed, and what they need.
    pub words: Option<Words>,
}

/// What the form of the local authority asks of a child, beside what happens to them (ONE-11, domain.md 4.2). Asked for
/// that form, and optional throughout: it is on no other page and read by no rule. Language and an interpreter are needs
/// ([`crate::needs`]). The newest stands for all before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildDescribed {
    /// Which child.
    pub child: PersonId,
    /// Sex as registered at birth. None means not asked, here and below.
    pub sex: Option<Sex>,
    /// Ethnic group.
    pub ethnicity: Option<Ethnicity>,
    /// Whether a condition or illness limits what they can do.
    pub disability: Option<Disability>,
    /// Who of the people here holds parental responsibility, as far as it is known.
    pub responsibility: BTreeSet<PersonId>,
    /// Who else holds it: somebody who is not in the case, or an authority.
    pub responsibility_else: Option<ShortText>,
    /// What the child needs, in their own words.
    pub needs: Option<Words>,
}

impl ChildDescribed {
    /// Nothing was asked yet.
    pub const fn nothing_of(child: PersonId) -> Self {
        Self {
            child,
            sex: None,
            ethnicity: None,
            disability: None,
            responsibility: BTreeSet::new(),
            responsibility_else: None,
            needs: None,
        }
    }
}

/// Whether somebody is younger than so many years on a day; not known without a date of birth.
pub fn younger_than(years: i16, born: Option<Date>, day: Date) -> Answer {
    match born.and_then(|born| born.checked_add(i32::from(years).years()).ok()) {
        None => Answer::NotKnown,
        Some(birthday) if birthday > day => Answer::Yes,
        Some(_) => Answer::No,
    }
}

impl ChildSituation {
    /// Whether the child is a “victim” in their own right. Only a clear no to one of the two conditions makes
    /// it a no.
    pub const fn is_harmed_too(&self) -> Answer {
        match (self.affected, self.related) {
            (Answer::No, _) | (_, Answer::No) => Answer::No,
            (Answer::Yes, Answer::Yes) => Answer::Yes,
            _ => Answer::NotKnown,
        }
    }
}

codes! {
    /// The definition of domestic abuse that a policy uses.
    Definition {
        CrossGovernment2013 = "2013-cross-government", "The cross-government definition of 2013";
        Act2021 = "2021-act", "The Domestic Abuse Act 2021";
    }
}

codes! {
    /// By what something was classified: what the policy in force at that moment was written to (domain.md 1.2).
    ClassifiedBy {
        CrossGovernment2013 = "2013-cross-government", "The cross-government definition of 2013";
        Act2021 = "2021-act", "The Domestic Abuse Act 2021";
        OwnWords = "own-words", "The policy’s own words";
    }
}

/// By what an entry was classified. Nobody types it, and a form can only leave it unsaid: it is written when the entry is
/// recorded, by [`crate::case::CaseEvent::classified`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Classified(Option<ClassifiedBy>);

impl Classified {
    /// By what; nothing where that was not recorded.
    pub const fn by(self) -> Option<ClassifiedBy> {
        self.0
    }

    /// What was recorded stays; else this.
    pub(crate) fn or(self, by: ClassifiedBy) -> Self {
        Self(self.0.or(Some(by)))
    }
}

codes! {
    /// What a definition says of two people. It decides words and statistics, never whether somebody is
    /// helped.
    Within {
        Yes = "within", "Within the definition";
        Child = "safeguarding", "Somebody is under 16: safeguarding comes first";
        NotConnected = "not-connected", "They are not connected in a way that it names";
        NotKnown = "not-known", "Not known yet";
    }
}

impl Definition {
    /// Whether this definition speaks of these two people. The older one knows partners and family, and does
    /// not name parents of the same child who were never a couple.
    pub const fn covers(self, route: Connection) -> Answer {
        match (self, route) {
            (_, Connection::NotKnown) => Answer::NotKnown,
            (_, Connection::None) | (Self::CrossGovernment2013, Connection::ParentsOfSameChild) => Answer::No,
            _ => Answer::Yes,
        }
    }

    /// What it says of a connection between people of whom one may be under 16.
    pub const fn says(self, route: Connection, somebody_under_16: Answer) -> Within {
        match (somebody_under_16, self.covers(route)) {
            (Answer::Yes, _) => Within::Child,
            (_, Answer::No) => Within::NotConnected,
            (Answer::No, Answer::Yes) => Within::Yes,
            _ => Within::NotKnown,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn given_co_parents_who_were_never_a_couple_then_only_the_act_speaks_of_them() {
        let route = Connection::ParentsOfSameChild;
        assert_eq!(Definition::Act2021.says(route, Answer::No), Within::Yes);
        assert_eq!(Definition::CrossGovernment2013.says(route, Answer::No), Within::NotConnected);
    }

    #[test]
    fn what_a_policy_was_written_to_is_one_of_the_definitions_or_its_own_words() {
        let definition = |by: &ClassifiedBy| Definition::from_code(by.code());
        assert_eq!(ClassifiedBy::ALL.iter().filter_map(definition).collect::<Vec<_>>(), Definition::ALL);
        assert_eq!(definition(&ClassifiedBy::OwnWords), None);
        let first = Classified::default().or(ClassifiedBy::CrossGovernment2013);
        assert_eq!(first.or(ClassifiedBy::Act2021), first, "a later policy classifies nothing anew");
    }

    #[test]
    fn given_somebody_under_16_or_of_unknown_age_then_it_is_safeguarding_or_not_known_and_never_a_plain_yes()
    {
        for definition in Definition::ALL {
            for route in Connection::ALL {
                assert_eq!(definition.says(*route, Answer::Yes), Within::Child);
                assert_ne!(definition.says(*route, Answer::NotKnown), Within::Yes);
            }
        }
        assert_eq!(younger_than(16, Some(date(2010, 3, 11)), date(2026, 3, 10)), Answer::Yes);
        assert_eq!(younger_than(16, Some(date(2010, 3, 10)), date(2026, 3, 10)), Answer::No);
        assert_eq!(younger_than(16, None, date(2026, 3, 10)), Answer::NotKnown);
    }

    #[test]
    fn a_child_is_harmed_in_their_own_right_unless_one_of_the_two_conditions_is_clearly_not_met() {
        let child = |affected, related| ChildSituation {
            child: PersonId::from_uuid(uuid::Uuid::nil()),
            affected,
            related,
            hurt_directly: Answer::NotKnown,
            spoken_with: Answer::No,
            words: None,
        };
        assert_eq!(child(Answer::Yes, Answer::Yes).is_harmed_too(), Answer::Yes);
        assert_eq!(child(Answer::Yes, Answer::No).is_harmed_too(), Answer::No);
        assert_eq!(child(Answer::Yes, Answer::NotKnown).is_harmed_too(), Answer::NotKnown);
    }
}
