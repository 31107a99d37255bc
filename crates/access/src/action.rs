//! The closed list of what can be done, each with a type of its own, so that the wrong permit does not
//! build.

use domain::case::CaseCommand;

use crate::actor::listed;

listed! {
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
    }
}

listed! {
    /// What can be done without a case.
    OfficeKind {
        TakeReport = "take-report", "Take a report";
        SeeOwnWork = "see-own-work", "See own work";
        SeeOthersWork = "see-others-work", "See the work of others";
        SearchCases = "search", "Search the cases one may see";
        ManagePeople = "manage-people", "Manage people and regions";
        ChoosePolicy = "choose-policy", "Choose the policy pack";
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

markers!(Action, ActionKind: SeeCase RecordOnCase MakeContact RevealSecret Triage LowerSeverity SetDutyAside CorrectRecord SeeLooks);
markers!(OfficeAction, OfficeKind: TakeReport SeeOwnWork SeeOthersWork SearchCases ManagePeople ChoosePolicy);

/// What one must be allowed to do for a command to be recorded.
pub const fn needed(command: &CaseCommand) -> ActionKind {
    match command {
        CaseCommand::PlaceInRegion(_) | CaseCommand::NameOwner(_) => ActionKind::Triage,
        CaseCommand::LowerSeverity { .. } => ActionKind::LowerSeverity,
        CaseCommand::SetDutyAside(_) | CaseCommand::DeclareConcernNotNeeded(_) => ActionKind::SetDutyAside,
        CaseCommand::Correct(_) => ActionKind::CorrectRecord,
        CaseCommand::RecordAttempt(_) => ActionKind::MakeContact,
        _ => ActionKind::RecordOnCase,
    }
}
