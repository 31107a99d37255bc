//! What the roles have in common, each list in one place: who works with cases, who leads, whose work somebody
//! sees, and who can be given a case or let in to one (ADR 0023).

use domain::RegionId;

use crate::actor::{Actor, CaseFacts, Course, Relation, Role};

/// The longest that somebody is let in to a case by name before somebody looks at it again, in days. A grant ends on a
/// day (ADR 0023); the number is ours.
pub const LONGEST_GRANT_DAYS: u8 = 90;

impl Role {
    /// Whether they work with the people in a case themselves. Only those cover for each other in a team (ADR 0023).
    pub const fn works_with_cases(self) -> bool {
        matches!(self, Self::HousingOfficer | Self::SpecialistCaseworker | Self::PerpetratorWorker)
    }

    /// Whether they lead in the whole organisation, on domestic abuse or on safeguarding.
    pub const fn leads_organisation(self) -> bool {
        matches!(self, Self::DaLead | Self::SafeguardingLead)
    }

    /// Whether they answer for the cases of others: in the whole organisation, or in their regions.
    pub const fn leads(self) -> bool {
        self.leads_organisation() || matches!(self, Self::RegionalManager)
    }

    /// Whether a case can be given to them: to those who work with cases, and to those who answer for them.
    pub const fn is_assignable(self) -> bool {
        self.works_with_cases() || self.leads()
    }

    /// Whether they can be let in to a case by name (ADR 0023): those who work with cases, and those from other
    /// places who need a part of one. Who leads sees it without, and everybody else sees no case.
    pub const fn is_grantable(self) -> bool {
        self.works_with_cases()
            || matches!(self, Self::MaracRepresentative | Self::PartnerWorker | Self::RepairsPlanner)
    }

    /// Whether the list of everybody's work is to them that of the whole organisation.
    pub const fn sees_all_work(self) -> bool {
        matches!(self, Self::DaLead)
    }

    /// Whether their work list leads on to what nobody has yet.
    pub const fn opens_unowned(self) -> bool {
        self.sees_all_work() || matches!(self, Self::RegionalManager)
    }
}

impl Actor {
    /// Whether they see the work of a region that is other people's.
    pub fn sees_work_of(&self, region: RegionId) -> bool {
        self.role.sees_all_work() || self.regions.contains(&region)
    }
}

/// Whether the case with these facts, as they are for `them`, can be given to them: nobody gets one that does not
/// exist to them.
pub fn may_be_given(them: &Actor, facts: &CaseFacts) -> bool {
    them.role.is_assignable() && Relation::between(them, facts) != Relation::Excluded
}

/// Whether `by` may let `them` in to the case with these facts, as they are for `them`. Nobody is let in who is
/// walled off, who asks for themself, or who sees the case already (ADR 0023).
pub fn may_be_let_in(by: &Actor, them: &Actor, facts: &CaseFacts) -> bool {
    use Relation as R;
    let open = matches!(Relation::between(them, facts), R::None | R::Recorder | R::BrokenGlass | R::Granted);
    them.role.is_grantable() && them.user != by.user && open
}

/// Whether somebody is trained to complete a risk assessment: by the course, or by their role (R-26, domain.md 13C).
pub fn is_trained_in_risk(actor: &Actor) -> bool {
    actor.courses.contains(&Course::Risk) || is_trained_by_role(actor.role)
}

/// Whether whoever has this role does it for a living. Until there is a register of courses, they count as trained.
pub const fn is_trained_by_role(role: Role) -> bool {
    matches!(role, Role::SpecialistCaseworker | Role::RegionalManager | Role::DaLead | Role::SafeguardingLead)
}
