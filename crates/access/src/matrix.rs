//! The matrix of role, relation, action and field, as a practitioner reads it in the reviewed snapshot.

use crate::action::{ActionKind, OfficeKind};
use crate::actor::{Relation, Role};
use crate::view::Field;

/// Whether this role in this relation may do this to a case.
pub const fn allows(role: Role, relation: Relation, action: ActionKind) -> bool {
    use {ActionKind as A, Relation as R};
    match (role, relation) {
        (_, R::Excluded) | (Role::Administrator, _) => false,
        (Role::Auditor | Role::PrivacyOfficer, _) => matches!(action, A::SeeLooks),
        (Role::RepairsPlanner, R::Granted) => matches!(action, A::SeeInstruction),
        (Role::PartnerWorker | Role::MaracRepresentative, R::Granted) => matches!(action, A::SeeCase),
        (_, R::None) | (Role::RepairsPlanner | Role::PartnerWorker, _) => false,
        (_, R::Recorder) => matches!(action, A::SeeCase | A::RecordOnCase | A::MakeContact),
        (_, R::BrokenGlass) => {
            allows_office(role, OfficeKind::BreakGlass) && matches!(action, A::SeeCase | A::RecordOnCase)
        }
        (Role::CallHandler | Role::MaracRepresentative, _) => false,
        (_, R::Granted) => matches!(action, A::SeeCase | A::RecordOnCase),
        (_, R::Team) => matches!(action, A::SeeCase | A::RecordOnCase | A::MakeContact),
        (Role::HousingOfficer | Role::SpecialistCaseworker | Role::PerpetratorWorker, _) => {
            use A::{EndCase, GrantAccess, JoinRecords, LowerSeverity, TakeCopy, Triage};
            !matches!(action, Triage | LowerSeverity | GrantAccess | EndCase | TakeCopy | JoinRecords)
        }
        (Role::RegionalManager | Role::DaLead | Role::SafeguardingLead, _) => true,
    }
}

/// Whether this role may do this without a case.
pub const fn allows_office(role: Role, action: OfficeKind) -> bool {
    use OfficeKind as O;
    match role {
        Role::CallHandler => matches!(action, O::TakeReport | O::SeeOwnWork | O::BreakGlass),
        Role::HousingOfficer | Role::SpecialistCaseworker => {
            matches!(action, O::TakeReport | O::SeeOwnWork | O::SearchCases | O::SeeShared | O::BreakGlass)
        }
        Role::PerpetratorWorker => matches!(action, O::SeeOwnWork | O::SearchCases),
        Role::RegionalManager => !matches!(
            action,
            O::ManagePeople
                | O::ChoosePolicy
                | O::ReviewLooks
                | O::SeeSecurityLog
                | O::ManageWalls
                | O::KeepRota
                | O::KeepChoices
                | O::SeeShared
        ),
        Role::DaLead => !matches!(action, O::ManagePeople | O::SeeSecurityLog | O::SeeShared | O::BreakGlass),
        Role::SafeguardingLead => !matches!(
            action,
            O::ManagePeople
                | O::ChoosePolicy
                | O::ReviewLooks
                | O::SeeSecurityLog
                | O::KeepRota
                | O::KeepChoices
                | O::SeeShared
                | O::BreakGlass
        ),
        Role::MaracRepresentative => matches!(action, O::TakeReport | O::SeeOwnWork | O::SeeShared),
        Role::RepairsPlanner | Role::PartnerWorker => matches!(action, O::SeeShared),
        Role::PrivacyOfficer => {
            matches!(action, O::SearchCases | O::ReviewLooks | O::SeeSecurityLog | O::VouchFor)
        }
        Role::Auditor => matches!(action, O::SearchCases | O::SeeSecurityLog),
        Role::Administrator => matches!(action, O::ManagePeople | O::ChoosePolicy),
    }
}

/// Whether this role in this relation sees this part of a case it may see. Who was let in by name sees the
/// parts they were let in to, and of those only these.
pub const fn sees(role: Role, relation: Relation, field: Field) -> bool {
    use {Field as F, Relation as R};
    if !allows(role, relation, ActionKind::SeeCase) {
        return false;
    }
    match relation {
        R::Recorder => matches!(field, F::Contact | F::Due | F::Wishes | F::People | F::OwnReport),
        R::BrokenGlass | R::Granted | R::Team => !matches!(field, F::Reporter),
        _ => !matches!(field, F::Reporter) || role.leads(),
    }
}
