//! The named events of a case. Their kinds are the vocabulary of the journal and of scenarios.

use serde::{Deserialize, Serialize};

use crate::change::ChangeRecorded;
use crate::child::{ChildDescribed, ChildSituation};
use crate::choices::{ChoiceTalkedOver, WatchAgreed};
use crate::codes::codes;
use crate::compromise::{BreachDecided, LocationCompromised, SafetyReviewed};
use crate::contact::{AgreedContact, Attempted, ContactPaused, ContactPlan};
use crate::counter::CounterAllegation;
use crate::day_told::DayTold;
use crate::disclosure::{AgenciesOffered, DisclosureTaken, HouseholdAnswered, WishesRecorded};
use crate::equality::EqualityAnswered;
use crate::incident::Incident;
use crate::needs::{NeedsRecorded, NonRecentAbuse};
use crate::people::{ConnectionRecorded, Person, SecretHeld};
use crate::precautions::PrecautionsNoted;
use crate::promise::{PromiseMade, PromiseSettled};
use crate::proof::ProofAsked;
use crate::report::{PoliceTold, ReportTaken};
use crate::reviewing::{CaseClosed, CaseReopened, CaseReviewed, DeathRecorded, HoldLifted};
use crate::risk::{CoSignAnswered, MaracDecided, MaracHeard, RiskAssessed};
use crate::safeguarding::{CareActTest, ConcernAnswered, ConcernNotNeeded, ConcernRaised};
use crate::safety_plan::SafetyPlanMade;
use crate::same_person::{ConfirmAgain, Joined, Parted};
use crate::suspicion::{HistoryLookedUp, OwnBehaviourDisclosed, SafeEnquiryMade, SafeEnquiryPlanned};
use crate::text::{ShortText, Words};
use crate::voice::{FeedbackAgreed, FeedbackGiven};
use crate::{RegionId, Severity, UserId};

/// The severity was judged by a person (ASC-09, R-08).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeverityAssessed {
    /// The severity from now on.
    pub severity: Severity,
    /// Why. Always there where it was lowered.
    pub why: Option<Words>,
}

/// The case belongs to a region, whose manager has it until somebody is named (ASC-09).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionPlaced {
    /// Which region.
    pub region: RegionId,
}

/// Somebody took the case, or was given it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerNamed {
    /// Who has it now.
    pub owner: UserId,
    /// Who covers while they are away.
    pub cover: Option<UserId>,
}

codes! {
    /// Why a duty was set aside.
    SetAsideWhy {
        SurvivorsChoice = "survivors-choice", "The survivor chose so";
        DoneElsewhere = "done-elsewhere", "It was done outside this record";
        DoesNotApply = "does-not-apply", "It does not apply here";
    }
}

/// Somebody set one duty aside, under their name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutySetAside {
    /// The duty's id in the policy pack.
    pub duty: ShortText,
    /// The event that had started it.
    pub started: u64,
    /// Why.
    pub why: SetAsideWhy,
    /// The reason in words.
    pub words: Words,
}

/// An earlier entry was wrong. It stays where it is, marked; this stands in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The entry that was wrong.
    pub sequence: u64,
    /// What was wrong with it.
    pub why: Words,
    /// What should have stood there; nothing, where the entry should never have been made.
    pub instead: Option<Box<CaseEvent>>,
}

/// The stored bytes are not an event of the kind that stands beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an entry of the journal cannot be read: it was written by a newer version, or it is damaged")]
pub struct Unreadable;

macro_rules! case_events {
    ($($(#[$doc:meta])* $variant:ident($payload:ty) = $kind:literal, $headline:literal;)+) => {
        /// Everything that can be recorded on a case.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "is")]
        pub enum CaseEvent {
            $($(#[$doc])* #[serde(rename = $kind)] $variant($payload),)+
        }

        impl CaseEvent {
            /// Every kind of event, in the order of this list.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];

            /// The kind, as the journal keeps it beside the sealed payload.
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind),+ }
            }

            /// What was recorded, in a few words that name nobody.
            pub const fn headline(&self) -> &'static str {
                match self { $(Self::$variant(_) => $headline),+ }
            }

            /// The kind as it is named where somebody may read it who may not know of another record: in the list of
            /// who has looked.
            pub const fn kind_told(&self) -> &'static str {
                match self {
                    Self::Joined(_) | Self::Parted(_) => Self::ConfirmAgain(ConfirmAgain {}).kind(),
                    event => event.kind(),
                }
            }

            /// The payload as bytes, to be sealed.
            pub fn encode(&self) -> Result<Vec<u8>, Unreadable> {
                match self { $(Self::$variant(payload) => serde_json::to_vec(payload),)+ }
                    .map_err(|_| Unreadable)
            }

            /// An event from its kind and the opened payload.
            pub fn decode(kind: &str, payload: &[u8]) -> Result<Self, Unreadable> {
                // Looked at once as a whole, it is known to be UTF-8 in each of its strings.
                let payload = std::str::from_utf8(payload).map_err(|_| Unreadable)?;
                match kind {
                    $($kind => serde_json::from_str(payload).map(Self::$variant).map_err(|_| Unreadable),)+
                    _ => Err(Unreadable),
                }
            }
        }

        $(impl From<$payload> for CaseEvent {
            fn from(payload: $payload) -> Self {
                Self::$variant(payload)
            }
        })+
    };
}

case_events! {
    /// Somebody told us.
    ReportTaken(ReportTaken) = "report-taken", "Report taken";
    /// The case was placed in a region.
    RegionPlaced(RegionPlaced) = "region-placed", "Placed in a region";
    /// Somebody has it now.
    OwnerNamed(OwnerNamed) = "owner-named", "Given to a worker";
    /// The severity was judged.
    SeverityAssessed(SeverityAssessed) = "severity-assessed", "Severity judged";
    /// The police were told.
    PoliceTold(PoliceTold) = "police-told", "Police told";
    /// Somebody stands in the case.
    PersonRecorded(Person) = "person-recorded", "Person recorded";
    /// How two of them are connected.
    ConnectionRecorded(ConnectionRecorded) = "connection-recorded", "Relationship recorded";
    /// A protected fact belongs to somebody.
    SecretHeld(SecretHeld) = "protected-fact-recorded", "Protected fact recorded";
    /// The survivor disclosed.
    DisclosureTaken(DisclosureTaken) = "disclosure-taken", "Disclosure taken";
    /// Children and adults at risk at home.
    HouseholdAnswered(HouseholdAnswered) = "household-answered", "Children and adults at risk asked about";
    /// What the survivor wants.
    WishesRecorded(WishesRecorded) = "wishes-recorded", "What they want";
    /// Agencies the survivor was told of.
    AgenciesOffered(AgenciesOffered) = "agencies-offered", "Told of agencies";
    /// How the survivor may be contacted.
    ContactPlanMade(ContactPlan) = "contact-plan-made", "Contact plan made";
    /// The next contact was agreed.
    ContactAgreed(AgreedContact) = "contact-agreed", "Next contact agreed";
    /// Contact was tried, or came in.
    ContactAttempted(Attempted) = "contact-attempted", "Contact";
    /// Contact must wait.
    ContactPaused(ContactPaused) = "contact-paused", "Contact must wait";
    /// An incident of abuse.
    IncidentRecorded(Incident) = "incident-recorded", "Incident";
    /// Earlier records were looked up.
    HistoryLookedUp(HistoryLookedUp) = "history-looked-up", "Earlier records looked up";
    /// A safe enquiry was planned.
    SafeEnquiryPlanned(SafeEnquiryPlanned) = "safe-enquiry-planned", "Safe enquiry planned";
    /// A safe enquiry was made.
    SafeEnquiryMade(SafeEnquiryMade) = "safe-enquiry-made", "Safe enquiry made";
    /// Somebody disclosed harm they cause.
    OwnBehaviourDisclosed(OwnBehaviourDisclosed) = "own-behaviour-disclosed", "Disclosure of own behaviour";
    /// A safeguarding concern was raised.
    ConcernRaised(ConcernRaised) = "safeguarding-concern-raised", "Safeguarding concern raised";
    /// No safeguarding concern needs to be raised.
    ConcernNotNeeded(ConcernNotNeeded) = "safeguarding-not-needed", "No safeguarding concern needed";
    /// A number or an address is no longer safe.
    LocationCompromised(LocationCompromised) = "location-compromised", "A number or address is no longer safe";
    /// What was decided about a personal-data breach.
    BreachDecided(BreachDecided) = "breach-decided", "Decided about the personal-data breach";
    /// The safety of everybody at home was gone through again.
    SafetyReviewed(SafetyReviewed) = "safety-reviewed", "Safety gone through again";
    /// What somebody needs.
    NeedsRecorded(NeedsRecorded) = "needs-recorded", "Needs asked about";
    /// Who the survivor is, for counting only.
    EqualityAnswered(EqualityAnswered) = "equality-answered", "Equality questions asked";
    /// How a child is affected.
    ChildSituation(ChildSituation) = "child-situation-recorded", "How a child is affected";
    /// What the form of the local authority asks of a child.
    ChildDescribed(ChildDescribed) = "child-described", "Asked of a child for the form of the local authority";
    /// It is abuse that lies in the past.
    NonRecentAbuse(NonRecentAbuse) = "non-recent-abuse-recorded", "Abuse in the past";
    /// Risk was assessed.
    RiskAssessed(RiskAssessed) = "risk-assessed", "Risk assessed";
    /// Whether a colleague who was named stands behind an assessment.
    CoSignAnswered(CoSignAnswered) = "co-sign-answered", "Whether a colleague stands behind an assessment";
    /// What was decided about the MARAC.
    MaracDecided(MaracDecided) = "marac-decided", "Decided about the MARAC";
    /// The MARAC heard the case.
    MaracHeard(MaracHeard) = "marac-heard", "Heard by the MARAC";
    /// Something in their life changed, or will.
    ChangeRecorded(ChangeRecorded) = "change-recorded", "Something changes";
    /// Whether the survivor knows of a day that is counted down to.
    DayTold(DayTold) = "survivor-told-of-day", "Whether they know of a day ahead";
    /// A safety plan was made.
    SafetyPlanMade(SafetyPlanMade) = "safety-plan-made", "Safety plan made";
    /// What was seen to because the risk is high.
    PrecautionsNoted(PrecautionsNoted) = "precautions-noted", "Precautions";
    /// A choice was talked over.
    ChoiceTalkedOver(ChoiceTalkedOver) = "choice-talked-over", "A choice talked over";
    /// They said "not now", and when to ask again.
    WatchAgreed(WatchAgreed) = "watch-agreed", "Agreed to wait";
    /// What was seen of the three parts of the Care Act test.
    CareActTest(CareActTest) = "care-act-test-recorded", "Care Act test noted";
    /// What came of a safeguarding concern.
    ConcernAnswered(ConcernAnswered) = "safeguarding-concern-answered", "Safeguarding concern followed up";
    /// The case was gone through.
    CaseReviewed(CaseReviewed) = "case-reviewed", "Case reviewed";
    /// The case was closed.
    CaseClosed(CaseClosed) = "case-closed", "Case closed";
    /// The case was opened again.
    CaseReopened(CaseReopened) = "case-reopened", "Case opened again";
    /// Somebody has died.
    DeathRecorded(DeathRecorded) = "death-recorded", "A death";
    /// A death was recorded by mistake: the record is no longer held for it.
    HoldLifted(HoldLifted) = "hold-lifted", "No longer held";
    /// Something was promised.
    PromiseMade(PromiseMade) = "promise-made", "Promise made";
    /// What came of a promise.
    PromiseSettled(PromiseSettled) = "promise-settled", "What came of a promise";
    /// Whether and how the survivor wants to be asked how it went.
    FeedbackAgreed(FeedbackAgreed) = "feedback-agreed", "Asked whether we may ask how it went";
    /// How it went, in the survivor's view.
    FeedbackGiven(FeedbackGiven) = "feedback-given", "How it went, in their view";
    /// An allegation was made in return.
    CounterAllegation(CounterAllegation) = "counter-allegation-recorded", "Allegation made in return";
    /// They were asked for proof before they were helped.
    ProofAsked(ProofAsked) = "proof-asked", "Proof asked of them";
    /// Every way of getting in touch is to be confirmed again.
    ConfirmAgain(ConfirmAgain) = "confirm-again", "Ways of getting in touch to be confirmed again";
    /// Another record is about the same person.
    Joined(Joined) = "records-joined", "Another record is about the same person";
    /// Two records are about two people after all.
    Parted(Parted) = "records-parted", "Another record is about somebody else after all";
    /// A duty was set aside.
    DutySetAside(DutySetAside) = "duty-set-aside", "Duty set aside";
    /// An earlier entry was wrong.
    Corrected(Corrected) = "corrected", "Correction";
}
