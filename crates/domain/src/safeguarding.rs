//! Safeguarding concerns: raised with the local authority, or not and why (NHG-07, NHG-16, domain.md 4).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::disclosure::Agency;
use crate::text::{ShortText, Words};
use crate::{Answer, PersonId};

codes! {
    /// For whom there is a concern.
    ConcernFor {
        Children = "children", "Children";
        Adult = "adult", "An adult at risk";
        Both = "both", "Children and an adult at risk";
    }
}

codes! {
    /// How grave it is thought to be, which says through which door it goes (domain.md 4.2, ONE-10). Not known
    /// goes the way of the graver.
    Harm {
        Significant = "significant", "Serious harm, or it may be";
        Lesser = "lesser", "A lesser need: advice or early help";
        NotKnown = "not-known", "Not known";
    }
}

codes! {
    /// In whose relationship the abuse is that a child lives with, as referrals to a MASH are divided (domain.md 4.2).
    ChildCategory {
        OwnRelationship = "own-relationship", "The young person’s own relationship";
        ParentsOrCarers = "parents-or-carers", "Parents or carers";
        SomebodyElse = "somebody-else", "Somebody else at home";
    }
}

codes! {
    /// On what ground a concern is raised although the survivor did not want it, or nobody asked them (domain.md 4.1, 5.3).
    Ground {
        ChildHarm = "child-harm", "A child has come to serious harm, or may";
        Life = "life", "Somebody’s life is in danger";
        OthersAtRisk = "others-at-risk", "Somebody else may come to serious harm";
        Capacity = "capacity", "An adult cannot decide this themselves, and it is best for them";
        Coerced = "coerced", "They may be forced, watched or told what to say";
        Crime = "serious-crime", "A serious crime was done, or may be";
        Staff = "staff", "Somebody whose work it is to help them may be part of it";
        PublicInterest = "public-interest", "Another public interest, graver than what they want";
    }
}

/// Why a concern is raised without the survivor’s agreement. There is none without a ground, and no ground without its
/// reason (domain.md 5.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithoutAgreement {
    /// On what ground.
    pub ground: Ground,
    /// Who is at risk, of what, and why it cannot wait for them.
    pub why: Words,
}

codes! {
    /// Whether the survivor agreed, as it is asked.
    Agreed {
        Yes = "yes", "Yes";
        No = "no", "No, they did not want it";
        NotAsked = "not-asked", "Nobody asked them";
        NotKnown = "not-known", "Not known";
    }
}

/// Whether the survivor agreed that a concern is raised. What goes against them, or round them, has its ground and its
/// reason: without them it cannot be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// They agreed.
    Yes,
    /// They did not want it. It was raised all the same.
    No(WithoutAgreement),
    /// Nobody asked them first.
    NotAsked(WithoutAgreement),
    /// Nobody here knows, as of what somebody else raised. Never a yes.
    NotKnown,
}

impl Agreement {
    /// The answer; `None` where it needs a ground with its reason and has none, or has one that it cannot need.
    pub fn of(agreed: Agreed, without: Option<WithoutAgreement>) -> Option<Self> {
        match (agreed, without) {
            (Agreed::Yes, None) => Some(Self::Yes),
            (Agreed::No, Some(without)) => Some(Self::No(without)),
            (Agreed::NotAsked, Some(without)) => Some(Self::NotAsked(without)),
            (Agreed::NotKnown, None) => Some(Self::NotKnown),
            _ => None,
        }
    }

    /// The answer as it was asked.
    pub const fn answer(&self) -> Agreed {
        match self {
            Self::Yes => Agreed::Yes,
            Self::No(_) => Agreed::No,
            Self::NotAsked(_) => Agreed::NotAsked,
            Self::NotKnown => Agreed::NotKnown,
        }
    }

    /// On what ground it was raised without their agreement, and why.
    pub const fn without(&self) -> Option<&WithoutAgreement> {
        match self {
            Self::No(without) | Self::NotAsked(without) => Some(without),
            Self::Yes | Self::NotKnown => None,
        }
    }
}

impl Agreed {
    /// Whether it goes against them or round them, so that a ground and a reason are asked for.
    pub const fn needs_a_ground(self) -> bool {
        matches!(self, Self::No | Self::NotAsked)
    }
}

/// A concern was raised with the local authority. Housing raises it; the authority decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernRaised {
    /// For whom.
    pub concern: ConcernFor,
    /// In whose relationship the abuse is, of a concern for children. None means that it is not known.
    #[serde(default)]
    pub categories: BTreeSet<ChildCategory>,
    /// How grave it is thought to be. Serious harm goes to the authority the same day, agreed or not.
    pub harm: Harm,
    /// Whether the survivor agreed. Advice and early help need it; serious harm does not, and says why it went without.
    pub agreed: Agreement,
    /// With whom it was raised.
    pub with: Agency,
    /// When.
    pub at: Timestamp,
    /// Their reference.
    pub reference: Option<ShortText>,
    /// Whether the survivor was told.
    pub survivor_told: Answer,
    /// What was said, or why they were not told.
    pub words: Option<Words>,
}

/// A manager decided, with a reason, that no concern needs to be raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernNotNeeded {
    /// For whom.
    pub concern: ConcernFor,
    /// Why not.
    pub why: Words,
}

codes! {
    /// What somebody can do, or decide, for themselves, as far as we saw. Housing notes it and does not test it.
    Capacity {
        NoDoubt = "no-doubt", "No reason to doubt that they can decide this";
        Doubt = "doubt", "There is a doubt";
        Lacks = "said-to-lack", "Somebody entitled to say so has said that they cannot decide this";
        Coerced = "coerced", "They can decide, and somebody may be forcing them";
        NotKnown = "not-known", "Not known";
    }
}

/// What was seen of the three parts of the test in section 42 of the Care Act. Housing records what it saw; the
/// authority decides (domain.md 4.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareActTest {
    /// Of whom.
    pub person: PersonId,
    /// Whether they need care and support, met or not.
    pub needs_care: Answer,
    /// Whether they are abused or neglected, or may be.
    pub at_risk: Answer,
    /// Whether, because of those needs, they cannot protect themselves.
    pub cannot_protect: Answer,
    /// What could be seen of their capacity to decide this.
    pub capacity: Capacity,
    /// What they want to come of it, in their words.
    pub wishes: Option<Words>,
    /// What was seen.
    pub words: Option<Words>,
}

impl CareActTest {
    /// Whether all three parts may hold, so that a concern is to be raised. Only a clear no to one of them
    /// says otherwise.
    pub const fn may_be_met(&self) -> bool {
        self.needs_care.may_be() && self.at_risk.may_be() && self.cannot_protect.may_be()
    }
}

codes! {
    /// How far the authority is with a concern, or what we did about its silence.
    ConcernStage {
        Chased = "chased", "We asked again";
        Escalated = "escalated", "We raised it with a manager of theirs";
        Received = "received", "They have it";
        NoAction = "no-action", "They take no action";
        Advice = "advice", "They gave advice";
        EarlyHelp = "early-help", "Early help";
        Assessment = "assessment", "They assess";
        Enquiry = "enquiry", "They make enquiries";
        Strategy = "strategy", "A strategy discussion or conference";
        Plan = "plan", "A protection plan";
    }
}

impl ConcernStage {
    /// Whether it comes from the authority, and not from us.
    pub const fn is_theirs(self) -> bool {
        !matches!(self, Self::Chased | Self::Escalated)
    }

    /// Whether the authority says what it does, or that it does nothing. That we asked again is no answer, and that they
    /// have it is none either (domain.md 4.2).
    pub const fn is_an_answer(self) -> bool {
        self.is_theirs() && !matches!(self, Self::Received)
    }
}

/// What came of a concern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernAnswered {
    /// The entry that raised it.
    pub of: u64,
    /// How far it is.
    pub stage: ConcernStage,
    /// When we learned of it, or asked.
    pub at: Timestamp,
    /// Who said so, and what.
    pub words: Option<Words>,
}
