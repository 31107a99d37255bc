//! The matrix of role, relation, action and field, as a practitioner reads it in the reviewed snapshot.

use crate::action::{ActionKind, OfficeKind};
use crate::actor::{Relation, Role};
use crate::view::Field;

/// Whether this role in this relation may do this to a case.
pub const fn allows(role: Role, relation: Relation, action: ActionKind) -> bool {
    use ActionKind as A;
    match (role, relation) {
        (_, Relation::Excluded) | (Role::Administrator, _) => false,
        (Role::Auditor, _) => matches!(action, A::SeeLooks),
        (_, Relation::Recorder) => matches!(action, A::SeeCase | A::RecordOnCase | A::MakeContact),
        (_, Relation::None) | (Role::CallHandler, _) => false,
        (Role::HousingOfficer, _) => !matches!(action, A::Triage | A::LowerSeverity),
        (Role::RegionalManager | Role::DaLead, _) => true,
    }
}

/// Whether this role may do this without a case.
pub const fn allows_office(role: Role, action: OfficeKind) -> bool {
    use OfficeKind as O;
    match role {
        Role::CallHandler => matches!(action, O::TakeReport | O::SeeOwnWork),
        Role::HousingOfficer => matches!(action, O::TakeReport | O::SeeOwnWork | O::SearchCases),
        Role::RegionalManager => {
            matches!(action, O::TakeReport | O::SeeOwnWork | O::SeeOthersWork | O::SearchCases)
        }
        Role::DaLead => !matches!(action, O::ManagePeople),
        Role::Auditor => matches!(action, O::SearchCases),
        Role::Administrator => matches!(action, O::ManagePeople | O::ChoosePolicy),
    }
}

/// Whether this role in this relation sees this part of a case it may see.
pub const fn sees(role: Role, relation: Relation, field: Field) -> bool {
    use Field as F;
    if !allows(role, relation, ActionKind::SeeCase) {
        return false;
    }
    match relation {
        Relation::Recorder => matches!(field, F::Contact | F::Due | F::Wishes | F::People),
        _ => !matches!(field, F::Reporter) || matches!(role, Role::RegionalManager | Role::DaLead),
    }
}
