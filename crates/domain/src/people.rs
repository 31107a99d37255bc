//! The people of a case and how they are connected (domain.md 1.1).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::child::{ABUSE_FROM_AGE, Classified, younger_than};
use crate::codes::codes;
use crate::text::{Name, ShortText, Words};
use crate::{Answer, PersonId, SecretId};

codes! {
    /// What somebody is in this case. One person may be several.
    PersonRole {
        Survivor = "survivor", "Survivor";
        AllegedPerpetrator = "alleged-perpetrator", "Alleged perpetrator";
        Child = "child", "Child";
        AdultAtRisk = "adult-at-risk", "Adult at risk";
        HouseholdMember = "household-member", "Lives in the home";
        Reporter = "reporter", "Reporter";
        Supporter = "supporter", "Supporter";
    }
}

codes! {
    /// The seven routes by which two people are personally connected (2021 Act, section 2), and the two
    /// answers that are none of them.
    Connection {
        Married = "married", "Are or were married";
        CivilPartners = "civil-partners", "Are or were civil partners";
        Engaged = "agreed-to-marry", "Agreed to marry";
        CivilPartnershipAgreed = "civil-partnership-agreed", "Agreed to a civil partnership";
        Intimate = "intimate-relationship", "Are or were in an intimate relationship";
        ParentsOfSameChild = "parents-of-same-child", "Each have a parental relationship to the same child";
        Relatives = "relatives", "Are relatives";
        None = "none-of-these", "None of these";
        NotKnown = "not-known", "Not known";
    }
}

/// What a child under 16 is called who is said to cause harm (R-01, domain.md 1.3).
const A_CHILD_WHO_CAUSES_HARM: &str = "A child who causes harm";

/// Somebody in the case. The newest record of a person stands for all before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub person: PersonId,
    /// What they are here.
    pub roles: BTreeSet<PersonRole>,
    /// Their name, if it is known.
    pub name: Option<Name>,
    /// Other names they are known by.
    pub also_known_as: Vec<Name>,
    /// Date of birth.
    pub born: Option<Date>,
    /// How they are to be addressed, or what matters about them, in their own words.
    pub about: Option<Words>,
    /// Whether they live in the survivor's home.
    pub lives_in_home: Answer,
}

impl Person {
    /// Somebody of whom only the role is known.
    pub fn unnamed(person: PersonId, role: PersonRole) -> Self {
        Self {
            person,
            roles: BTreeSet::from([role]),
            name: None,
            also_known_as: Vec::new(),
            born: None,
            about: None,
            lives_in_home: Answer::NotKnown,
        }
    }

    /// Whether they hold this role.
    pub fn is(&self, role: PersonRole) -> bool {
        self.roles.contains(&role)
    }

    /// What they are here, in words for this day. A child under 16 is never called a perpetrator: for them the
    /// road is safeguarding.
    pub fn role_words(&self, role: PersonRole, day: Date) -> &'static str {
        let is_child = younger_than(ABUSE_FROM_AGE, self.born, day) == Answer::Yes;
        if role == PersonRole::AllegedPerpetrator && is_child {
            A_CHILD_WHO_CAUSES_HARM
        } else {
            role.label()
        }
    }

    /// Everything that they are here, in words for this day.
    pub fn all_role_words(&self, day: Date) -> Vec<&'static str> {
        self.roles.iter().map(|role| self.role_words(*role, day)).collect()
    }

    /// How many years old they are on a day; `None` without a date of birth.
    pub fn age(&self, day: Date) -> Option<i16> {
        let born = self.born.filter(|born| *born <= day)?;
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        Some(day.year() - born.year() - i16::from(!had_birthday))
    }

    /// Whether they live in the survivor's home or may. Where two answers differ, the graver counts.
    pub fn may_live_in_home(&self) -> bool {
        self.lives_in_home.may_be() || self.is(PersonRole::HouseholdMember)
    }
}

/// What is known of the alleged perpetrator's reach (domain.md 13A.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Named on the tenancy.
    pub on_tenancy: Answer,
    /// Holds keys to the home.
    pub has_keys: Answer,
    /// Can sign in to the survivor's account with us.
    pub portal_access: Answer,
    /// Works for us or for a contractor of ours.
    pub works_with_us: Answer,
    /// Can get at weapons.
    pub weapons: Answer,
}

impl Reach {
    /// Nothing is known yet.
    pub const NOT_KNOWN: Self = Self {
        on_tenancy: Answer::NotKnown,
        has_keys: Answer::NotKnown,
        portal_access: Answer::NotKnown,
        works_with_us: Answer::NotKnown,
        weapons: Answer::NotKnown,
    };
}

/// How an alleged perpetrator and the survivor are connected (NHG-19). The newest stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionRecorded {
    /// The alleged perpetrator.
    pub alleged_perpetrator: PersonId,
    /// The survivor.
    pub survivor: PersonId,
    /// By which route.
    pub route: Connection,
    /// What they can reach.
    pub reach: Reach,
    /// Anything else, in the words that were used.
    pub detail: Option<ShortText>,
    /// By which definition the route was chosen.
    #[serde(default)]
    pub classified: Classified,
}

impl ConnectionRecorded {
    /// The same as somebody tells it, of whom nobody asks by which definition it is classified.
    #[must_use]
    pub fn as_told(&self) -> Self {
        Self { classified: Classified::default(), ..self.clone() }
    }
}

codes! {
    /// What kind of fact is protected.
    SecretKind {
        Address = "address", "Address";
        Phone = "phone", "Phone number";
        Email = "email", "Email address";
        Workplace = "workplace", "Place of work";
        School = "school", "School or nursery";
        Vehicle = "vehicle", "Vehicle";
        MeetingPlace = "meeting-place", "Place to meet";
    }
}

/// A protected fact belongs to somebody. The fact itself is sealed elsewhere; two people who share a
/// number or a home share the id, which is how a shared channel is found (R02, F12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretHeld {
    /// Which fact.
    pub secret: SecretId,
    /// What kind.
    pub kind: SecretKind,
    /// Whose.
    pub person: PersonId,
}
