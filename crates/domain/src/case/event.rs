//! The named events of a case. Their kinds are the vocabulary of the journal and of scenarios.

use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::compromise::{BreachDecided, LocationCompromised, SafetyReviewed};
use crate::contact::{AgreedContact, Attempted, ContactPaused, ContactPlan};
use crate::disclosure::{AgenciesOffered, DisclosureTaken, HouseholdAnswered, WishesRecorded};
use crate::incident::Incident;
use crate::people::{ConnectionRecorded, Person, SecretHeld};
use crate::report::{PoliceTold, ReportTaken};
use crate::safeguarding::{ConcernNotNeeded, ConcernRaised};
use crate::suspicion::{HistoryLookedUp, OwnBehaviourDisclosed, SafeEnquiryMade, SafeEnquiryPlanned};
use crate::text::{ShortText, Words};
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
    ($($(#[$doc:meta])* $variant:ident($payload:ty) = $kind:literal;)+) => {
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
    ReportTaken(ReportTaken) = "report-taken";
    /// The case was placed in a region.
    RegionPlaced(RegionPlaced) = "region-placed";
    /// Somebody has it now.
    OwnerNamed(OwnerNamed) = "owner-named";
    /// The severity was judged.
    SeverityAssessed(SeverityAssessed) = "severity-assessed";
    /// The police were told.
    PoliceTold(PoliceTold) = "police-told";
    /// Somebody stands in the case.
    PersonRecorded(Person) = "person-recorded";
    /// How two of them are connected.
    ConnectionRecorded(ConnectionRecorded) = "connection-recorded";
    /// A protected fact belongs to somebody.
    SecretHeld(SecretHeld) = "protected-fact-recorded";
    /// The survivor disclosed.
    DisclosureTaken(DisclosureTaken) = "disclosure-taken";
    /// Children and adults at risk at home.
    HouseholdAnswered(HouseholdAnswered) = "household-answered";
    /// What the survivor wants.
    WishesRecorded(WishesRecorded) = "wishes-recorded";
    /// Agencies the survivor was told of.
    AgenciesOffered(AgenciesOffered) = "agencies-offered";
    /// How the survivor may be contacted.
    ContactPlanMade(ContactPlan) = "contact-plan-made";
    /// The next contact was agreed.
    ContactAgreed(AgreedContact) = "contact-agreed";
    /// Contact was tried, or came in.
    ContactAttempted(Attempted) = "contact-attempted";
    /// Contact must wait.
    ContactPaused(ContactPaused) = "contact-paused";
    /// An incident of abuse.
    IncidentRecorded(Incident) = "incident-recorded";
    /// Earlier records were looked up.
    HistoryLookedUp(HistoryLookedUp) = "history-looked-up";
    /// A safe enquiry was planned.
    SafeEnquiryPlanned(SafeEnquiryPlanned) = "safe-enquiry-planned";
    /// A safe enquiry was made.
    SafeEnquiryMade(SafeEnquiryMade) = "safe-enquiry-made";
    /// Somebody disclosed harm they cause.
    OwnBehaviourDisclosed(OwnBehaviourDisclosed) = "own-behaviour-disclosed";
    /// A safeguarding concern was raised.
    ConcernRaised(ConcernRaised) = "safeguarding-concern-raised";
    /// No safeguarding concern needs to be raised.
    ConcernNotNeeded(ConcernNotNeeded) = "safeguarding-not-needed";
    /// A number or an address is no longer safe.
    LocationCompromised(LocationCompromised) = "location-compromised";
    /// What was decided about a personal-data breach.
    BreachDecided(BreachDecided) = "breach-decided";
    /// The safety of everybody at home was gone through again.
    SafetyReviewed(SafetyReviewed) = "safety-reviewed";
    /// A duty was set aside.
    DutySetAside(DutySetAside) = "duty-set-aside";
    /// An earlier entry was wrong.
    Corrected(Corrected) = "corrected";
}
