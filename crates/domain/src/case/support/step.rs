//! What is recorded on the survivor's road, one thing at a time.

use crate::PersonId;
use crate::case::CaseEvent;
use crate::change::ChangeRecorded;
use crate::child::{ChildDescribed, ChildSituation};
use crate::choices::{ChoiceTalkedOver, WatchAgreed};
use crate::counter::CounterAllegation;
use crate::day_told::DayTold;
use crate::equality::EqualityAnswered;
use crate::needs::{NeedsRecorded, NonRecentAbuse};
use crate::precautions::PrecautionsNoted;
use crate::promise::{PromiseMade, PromiseSettled};
use crate::proof::ProofAsked;
use crate::reviewing::{CaseClosed, CaseReopened, CaseReviewed, DeathRecorded, HoldLifted};
use crate::risk::{CoSignAnswered, MaracDecided, MaracHeard, RiskAssessed};
use crate::safeguarding::{CareActTest, ConcernAnswered};
use crate::safety_plan::SafetyPlanMade;
use crate::voice::{FeedbackAgreed, FeedbackGiven};

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident;)+) => {
        /// One entry of the survivor's road, before the rules have seen it.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum SupportStep {
            $($(#[$doc])* $name($name),)+
        }

        $(impl From<$name> for SupportStep {
            fn from(step: $name) -> Self {
                Self::$name(step)
            }
        })+

        impl From<SupportStep> for CaseEvent {
            fn from(step: SupportStep) -> Self {
                match step { $(SupportStep::$name(step) => Self::$name(step),)+ }
            }
        }

        impl SupportStep {
            /// The step that an event records; `None` where it is not of this road.
            pub fn of(event: &CaseEvent) -> Option<Self> {
                match event {
                    $(CaseEvent::$name(step) => Some(Self::$name(step.clone())),)+
                    _ => None,
                }
            }
        }
    };
}

steps! {
    /// What somebody needs.
    NeedsRecorded;
    /// Who the survivor is, for counting only.
    EqualityAnswered;
    /// How a child is affected.
    ChildSituation;
    /// What the form of the local authority asks of a child.
    ChildDescribed;
    /// It is abuse that lies in the past.
    NonRecentAbuse;
    /// Risk was assessed.
    RiskAssessed;
    /// Whether a colleague who was named stands behind an assessment.
    CoSignAnswered;
    /// What was decided about the MARAC.
    MaracDecided;
    /// The MARAC heard the case.
    MaracHeard;
    /// Something in their life changed, or will.
    ChangeRecorded;
    /// Whether the survivor knows of a day that is counted down to.
    DayTold;
    /// A safety plan was made.
    SafetyPlanMade;
    /// What was seen to because the risk is high.
    PrecautionsNoted;
    /// A choice was talked over.
    ChoiceTalkedOver;
    /// They said "not now", and when to ask again.
    WatchAgreed;
    /// What was seen of the three parts of the Care Act test.
    CareActTest;
    /// What came of a safeguarding concern.
    ConcernAnswered;
    /// The case was gone through.
    CaseReviewed;
    /// The case was closed.
    CaseClosed;
    /// The case was opened again.
    CaseReopened;
    /// Somebody has died.
    DeathRecorded;
    /// The record is no longer held for a death that was recorded by mistake.
    HoldLifted;
    /// Something was promised.
    PromiseMade;
    /// What came of a promise.
    PromiseSettled;
    /// Whether and how the survivor wants to be asked how it went.
    FeedbackAgreed;
    /// How it went, in the survivor's view.
    FeedbackGiven;
    /// An allegation was made in return.
    CounterAllegation;
    /// They were asked for proof before they were helped.
    ProofAsked;
}

impl SupportStep {
    /// The one person whom an entry is about, where it is about one.
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::NeedsRecorded(needs) => Some(needs.person),
            Self::EqualityAnswered(answered) => Some(answered.person),
            Self::ChildSituation(child) => Some(child.child),
            Self::ChildDescribed(child) => Some(child.child),
            Self::CareActTest(test) => Some(test.person),
            Self::DeathRecorded(death) => Some(death.person),
            Self::CounterAllegation(counter) => Some(counter.by),
            _ => None,
        }
    }
}
