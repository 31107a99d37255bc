//! The closed list of what can be done, each with a type of its own, so that the wrong permit does not
//! build.

use domain::case::{CaseCommand, SupportStep};
use domain::contact::{Attempted, Way};
use domain::risk::{MaracDecided, MaracDecision};

use crate::actor::Course;

domain::codes! {
    /// What can be done to a case.
    ActionKind {
        SeeCase = "see-case", "See the case";
        RecordOnCase = "record", "Record on the case";
        MakeContact = "make-contact", "Make contact";
        RevealSecret = "reveal", "Reveal a protected fact";
        Triage = "triage", "Place, judge and hand over";
        LowerSeverity = "lower-severity", "Lower the severity";
        SetDutyAside = "set-aside", "Set a duty aside";
        CorrectRecord = "correct", "Correct an entry";
        SeeLooks = "see-looks", "See who has looked";
        GrantAccess = "grant", "Let somebody in to parts of it";
        SeeInstruction = "see-instruction", "See how to go about a visit";
        AssessRisk = "assess-risk", "Assess risk";
        EndCase = "end-case", "Close and open again";
        TakeCopy = "take-copy", "Take a copy out for a review";
        JoinRecords = "join-records", "Join two records of one person";
    }
}

domain::codes! {
    /// What can be done without a case.
    OfficeKind {
        TakeReport = "take-report", "Take a report";
        SeeOwnWork = "see-own-work", "See own work";
        SeeOthersWork = "see-others-work", "See the work of others";
        SearchCases = "search", "Search the cases one may see";
        ManagePeople = "manage-people", "Manage people and regions";
        ChoosePolicy = "choose-policy", "Choose the policy pack";
        SeeShared = "see-shared", "See what was shared with them";
        BreakGlass = "break-glass", "Open a case in an emergency";
        DecideLocation = "decide-location", "Answer whether somebody may learn where a survivor is";
        ReviewLooks = "review-looks", "Review who looked";
        SeeSecurityLog = "see-security-log", "See sign-ins and refusals";
        ManageWalls = "manage-walls", "Keep and lift walls";
        KeepRota = "keep-rota", "Put people on call";
        KeepChoices = "keep-choices", "Say which choices there are locally";
        VouchFor = "vouch-for", "Vouch for a colleague who begins anew";
    }
}

/// Something that can be done to a case.
pub trait Action {
    /// Which line of the matrix it is.
    const KIND: ActionKind;
}

/// Something that can be done without a case.
pub trait OfficeAction {
    /// Which line of the matrix it is.
    const KIND: OfficeKind;
}

macro_rules! markers {
    ($trait:ident, $kind:ident: $($name:ident)+) => {$(
        #[doc = concat!("The action `", stringify!($name), "`.")]
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}

        impl $trait for $name {
            const KIND: $kind = $kind::$name;
        }
    )+};
}

markers!(Action, ActionKind: SeeCase RecordOnCase MakeContact RevealSecret Triage LowerSeverity SetDutyAside CorrectRecord SeeLooks
    GrantAccess SeeInstruction AssessRisk EndCase TakeCopy JoinRecords);
markers!(OfficeAction, OfficeKind: TakeReport SeeOwnWork SeeOthersWork SearchCases ManagePeople ChoosePolicy
    SeeShared BreakGlass DecideLocation ReviewLooks SeeSecurityLog ManageWalls KeepRota KeepChoices VouchFor);

impl ActionKind {
    /// Whether it needs somebody who signed in, or confirmed who they are, a few minutes ago (security.md
    /// G07).
    pub const fn needs_fresh(self) -> bool {
        matches!(self, Self::RevealSecret | Self::TakeCopy | Self::JoinRecords)
    }

    /// The course that must be in date for it. The register of courses comes with training.
    pub const fn course(self) -> Option<Course> {
        None
    }
}

impl OfficeKind {
    /// Whether it needs somebody who signed in, or confirmed who they are, a few minutes ago (security.md
    /// G07).
    pub const fn needs_fresh(self) -> bool {
        matches!(
            self,
            Self::ManagePeople | Self::ChoosePolicy | Self::ManageWalls | Self::KeepRota | Self::VouchFor
        )
    }
}

/// What one must be allowed to do for a command to be recorded.
pub const fn needed(command: &CaseCommand) -> ActionKind {
    match command {
        CaseCommand::PlaceInRegion(_) | CaseCommand::NameOwner(_) => ActionKind::Triage,
        CaseCommand::LowerSeverity { .. } => ActionKind::LowerSeverity,
        CaseCommand::SetDutyAside(_) => ActionKind::SetDutyAside,
        // That a concern which was called for is not raised is a manager's decision, as not to refer to the MARAC is.
        CaseCommand::DeclareConcernNotNeeded(_) => ActionKind::EndCase,
        CaseCommand::Correct(_) => ActionKind::CorrectRecord,
        CaseCommand::JoinRecords(_) | CaseCommand::PartRecords(_) => ActionKind::JoinRecords,
        // Whoever takes the call writes it down: that is not making contact.
        CaseCommand::RecordAttempt(Attempted { way: Way::TheyContactedUs, .. }) => ActionKind::RecordOnCase,
        CaseCommand::RecordAttempt(_) => ActionKind::MakeContact,
        CaseCommand::Support(step) => needed_for(step),
        _ => ActionKind::RecordOnCase,
    }
}

/// A referral that was called for is left out by a manager only, who alone ends a case (domain.md 13).
const fn needed_for(step: &SupportStep) -> ActionKind {
    match step {
        SupportStep::RiskAssessed(_) => ActionKind::AssessRisk,
        SupportStep::CaseClosed(_)
        | SupportStep::CaseReopened(_)
        | SupportStep::HoldLifted(_)
        | SupportStep::MaracDecided(MaracDecided { decision: MaracDecision::NotReferred { .. }, .. }) => {
            ActionKind::EndCase
        }
        _ => ActionKind::RecordOnCase,
    }
}

/// Whether a command only adds to what is known, and changes nothing that somebody else acts on: all that may
/// be recorded by whoever opened a case in an emergency (ADR 0021). A report with people could put other words
/// in the place of what is known of them.
pub fn only_adds(command: &CaseCommand) -> bool {
    match command {
        CaseCommand::AddReport(first) => first.people.is_empty() && first.secrets.is_empty(),
        CaseCommand::RecordAttempt(tried) => tried.way == Way::TheyContactedUs && !tried.was_agreed,
        CaseCommand::RecordIncident(_)
        | CaseCommand::RecordWishes(_)
        | CaseCommand::TellPolice(_)
        | CaseCommand::RaiseConcern(_)
        | CaseCommand::MarkCompromised(_) => true,
        _ => false,
    }
}
