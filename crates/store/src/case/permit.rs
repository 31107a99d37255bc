//! What may be done with which permit.

use access::action::{
    AssessRisk, CorrectRecord, EndCase, LowerSeverity, MakeContact, RecordOnCase, RevealSecret, SeeCase,
    SeeInstruction, SeeLooks, SetDutyAside, Triage,
};
use access::{Action, Permit};
use domain::{CaseId, OrganisationId, UserId};

use super::facts::CaseJob;
use super::operator::OperatorLook;

mod sealed {
    pub trait Sealed {}
}

/// Authority that names one case. Only types of this program have it.
pub trait OnCase: sealed::Sealed + Sync {
    /// Which case.
    fn case(&self) -> CaseId;
    /// Whose case it is.
    fn organisation(&self) -> OrganisationId;
}

/// Authority to read the journal of a case.
pub trait ReadsCase: OnCase {}

/// Authority to record on a case under somebody's name.
pub trait RecordsCase: ReadsCase {
    /// Under whose name.
    fn user(&self) -> UserId;
}

/// Authority to keep what is read every day (the case record, its duties) as the journal has it.
pub trait KeepsCase: ReadsCase {}

/// A case that was opened in this transaction, by somebody with a permit to take reports.
#[derive(Debug)]
pub struct Opened {
    pub(crate) case: CaseId,
    pub(crate) organisation: OrganisationId,
    pub(crate) user: UserId,
}

impl<A: Action> sealed::Sealed for Permit<A> {}
impl sealed::Sealed for Opened {}
impl sealed::Sealed for CaseJob {}
impl sealed::Sealed for OperatorLook {}

impl<A: Action> OnCase for Permit<A> {
    fn case(&self) -> CaseId {
        Self::case(self)
    }

    fn organisation(&self) -> OrganisationId {
        Self::organisation(self)
    }
}

macro_rules! named_by_fields {
    ($($name:ident)+) => {$(
        impl OnCase for $name {
            fn case(&self) -> CaseId {
                self.case
            }

            fn organisation(&self) -> OrganisationId {
                self.organisation
            }
        }
    )+};
}

named_by_fields!(Opened CaseJob OperatorLook);

impl ReadsCase for Permit<SeeCase> {}
impl ReadsCase for Permit<SeeInstruction> {}
impl ReadsCase for Opened {}
impl ReadsCase for CaseJob {}
impl ReadsCase for OperatorLook {}
impl KeepsCase for Opened {}
impl KeepsCase for CaseJob {}

impl RecordsCase for Opened {
    fn user(&self) -> UserId {
        self.user
    }
}

macro_rules! record_with {
    ($($action:ident)+) => {$(
        impl ReadsCase for Permit<$action> {}
        impl KeepsCase for Permit<$action> {}
        impl RecordsCase for Permit<$action> {
            fn user(&self) -> UserId {
                self.actor().user
            }
        }
    )+};
}

record_with!(RecordOnCase MakeContact Triage LowerSeverity SetDutyAside CorrectRecord AssessRisk EndCase);

/// A permit to reveal a secret, or to see who has looked, reads no journal:
/// ```compile_fail
/// fn reads<P: store::ReadsCase>() {}
/// reads::<access::Permit<access::action::SeeLooks>>();
/// ```
/// ```compile_fail
/// fn records<P: store::RecordsCase>() {}
/// records::<access::Permit<access::action::SeeCase>>();
/// ```
#[expect(dead_code, reason = "a place for the examples above, and a proof that the two permits are known")]
type NoJournal = (Permit<RevealSecret>, Permit<SeeLooks>);
