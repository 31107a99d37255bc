//! What people ask to have recorded.

use std::collections::BTreeMap;

use super::event::{DutySetAside, OwnerNamed, SeverityAssessed};
use super::support::SupportStep;
use crate::compromise::{BreachDecided, LocationCompromised, SafetyReviewed};
use crate::contact::{AgreedContact, Attempted, ContactPaused, ContactPlan};
use crate::disclosure::{AgenciesOffered, DisclosureTaken, HouseholdAnswered, WishesRecorded};
use crate::incident::Incident;
use crate::people::{ConnectionRecorded, Person, SecretHeld};
use crate::report::{PoliceTold, ReportTaken};
use crate::safeguarding::{ConcernNotNeeded, ConcernRaised};
use crate::same_person::{Joined, Parted};
use crate::suspicion::{HistoryLookedUp, OwnBehaviourDisclosed, SafeEnquiryMade, SafeEnquiryPlanned};
use crate::text::Words;
use crate::{RegionId, SecretId, Severity};

/// A report with everything that came with it.
#[derive(Debug, Clone)]
pub struct FirstReport {
    /// The report itself.
    pub report: ReportTaken,
    /// The people named in it.
    pub people: Vec<Person>,
    /// Their protected facts.
    pub secrets: Vec<SecretHeld>,
    /// What was disclosed, where it is about the speaker's own behaviour.
    pub own_behaviour: Option<OwnBehaviourDisclosed>,
}

/// What makes a case.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// The report.
    pub first: FirstReport,
    /// The region it belongs to, if that is known.
    pub region: Option<RegionId>,
}

/// One conversation, recorded whole. Each part becomes an event of its own, so that each can be asked
/// again later; all are recorded together or none is.
#[derive(Debug, Clone)]
pub struct FirstDisclosure {
    /// The conversation.
    pub disclosure: DisclosureTaken,
    /// Children and adults at risk. `None` is refused: the question cannot be skipped.
    pub household: Option<HouseholdAnswered>,
    /// People named for the first time, or better known now.
    pub people: Vec<Person>,
    /// Protected facts that were given.
    pub secrets: Vec<SecretHeld>,
    /// Who is connected how.
    pub connections: Vec<ConnectionRecorded>,
    /// How they may be contacted.
    pub plan: Option<ContactPlan>,
    /// What has happened.
    pub incidents: Vec<Incident>,
    /// What they want.
    pub wishes: Option<WishesRecorded>,
    /// Agencies they were told of.
    pub agencies: Option<AgenciesOffered>,
    /// The severity as it was judged in the conversation, not lower than it was.
    pub severity: Option<SeverityAssessed>,
    /// The next contact.
    pub next_contact: Option<AgreedContact>,
}

/// One thing that somebody asks to have recorded on a case.
#[derive(Debug, Clone)]
pub enum CaseCommand {
    /// Open a case with a first report.
    Open(Box<NewCase>),
    /// Another report about the same case.
    AddReport(Box<FirstReport>),
    /// Place it in a region.
    PlaceInRegion(RegionId),
    /// Name who has it.
    NameOwner(OwnerNamed),
    /// Judge the severity, not lower than it is.
    AssessSeverity {
        /// The severity.
        severity: Severity,
        /// Why.
        why: Option<Words>,
    },
    /// Lower the severity: a manager's act, with a reason.
    LowerSeverity {
        /// The severity.
        severity: Severity,
        /// Why.
        why: Words,
    },
    /// Record the first disclosure, or a later one.
    TakeDisclosure(Box<FirstDisclosure>),
    /// Record somebody.
    RecordPerson(Person),
    /// Record how two people are connected.
    RecordConnection(ConnectionRecorded),
    /// Record whose a protected fact is.
    HoldSecret(SecretHeld),
    /// Answer for children and adults at risk.
    AnswerHousehold(HouseholdAnswered),
    /// Record what the survivor wants.
    RecordWishes(WishesRecorded),
    /// Record which agencies they were told of.
    OfferAgencies(AgenciesOffered),
    /// Make the contact plan.
    PlanContact(ContactPlan),
    /// Agree the next contact.
    AgreeContact(AgreedContact),
    /// Record an attempt.
    RecordAttempt(Attempted),
    /// Let clocks wait for a safe moment.
    PauseContact(ContactPaused),
    /// Record an incident.
    RecordIncident(Incident),
    /// Record that the police were told.
    TellPolice(PoliceTold),
    /// Record what earlier records showed.
    LookUpHistory(HistoryLookedUp),
    /// Plan a safe enquiry.
    PlanSafeEnquiry(SafeEnquiryPlanned),
    /// Record a safe enquiry.
    MakeSafeEnquiry(SafeEnquiryMade),
    /// Record a safeguarding concern.
    RaiseConcern(ConcernRaised),
    /// Record that none is needed.
    DeclareConcernNotNeeded(ConcernNotNeeded),
    /// Burn a protected fact: somebody may know it who must not.
    MarkCompromised(LocationCompromised),
    /// Record what was decided about a personal-data breach.
    DecideBreach(BreachDecided),
    /// Record that the safety of everybody at home was gone through again.
    ReviewSafety(SafetyReviewed),
    /// Record a step of the survivor's road.
    Support(Box<SupportStep>),
    /// Ask for every way of getting in touch to be confirmed again.
    ConfirmAgain,
    /// Record that another record is about the same person. It is recorded on both, or on none.
    JoinRecords(Joined),
    /// Take that back, on both.
    PartRecords(Parted),
    /// Set a duty aside.
    SetDutyAside(DutySetAside),
    /// Correct an earlier entry.
    Correct(super::event::Corrected),
}

/// Protected facts under the ids by which the case already knows them, so that one number is one fact
/// however often it is given.
impl CaseCommand {
    /// Puts the known id in the place of each new one.
    pub fn rename_secrets(&mut self, known: &BTreeMap<SecretId, SecretId>) {
        let rename = |secret: &mut SecretId| {
            if let Some(same) = known.get(secret) {
                *secret = *same;
            }
        };
        match self {
            Self::Open(new) => new.first.secrets.iter_mut().for_each(|held| rename(&mut held.secret)),
            Self::AddReport(first) => first.secrets.iter_mut().for_each(|held| rename(&mut held.secret)),
            Self::HoldSecret(held) => rename(&mut held.secret),
            Self::PlanContact(plan) => plan.secrets_mut().for_each(rename),
            Self::TakeDisclosure(first) => {
                first.secrets.iter_mut().for_each(|held| rename(&mut held.secret));
                first.plan.iter_mut().flat_map(ContactPlan::secrets_mut).for_each(rename);
            }
            _ => {}
        }
    }
}

impl<S: Into<SupportStep>> From<S> for CaseCommand {
    fn from(step: S) -> Self {
        Self::Support(Box::new(step.into()))
    }
}
