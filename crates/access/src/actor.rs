//! Who asks, and how they are related to a case.

use std::collections::BTreeSet;

use domain::case::Owner;
use domain::report::Route;
use domain::{CaseId, OrganisationId, RegionId, TeamId, UserId};

use crate::view::Field;

domain::codes! {
    /// What somebody does in the organisation.
    Role {
        CallHandler = "call-handler", "Call handler";
        HousingOfficer = "housing-officer", "Housing officer";
        SpecialistCaseworker = "specialist-caseworker", "Specialist caseworker";
        PerpetratorWorker = "perpetrator-worker", "Perpetrator worker";
        RegionalManager = "regional-manager", "Regional housing manager";
        DaLead = "da-lead", "Domestic-abuse lead";
        SafeguardingLead = "safeguarding-lead", "Safeguarding lead";
        MaracRepresentative = "marac-representative", "MARAC representative";
        RepairsPlanner = "repairs-planner", "Repairs planner";
        PartnerWorker = "partner-worker", "Partner agency’s worker";
        PrivacyOfficer = "privacy-officer", "Privacy officer";
        Auditor = "auditor", "Auditor";
        Administrator = "administrator", "Administrator";
    }
}

domain::codes! {
    /// How somebody is related to a case. The order is of strength; `Excluded` beats all others.
    Relation {
        None = "none", "No relation";
        BrokenGlass = "broken-glass", "Opened it in an emergency, for half an hour";
        Recorder = "recorder", "Took the report, and nobody else has it yet";
        Granted = "granted", "Was let in to parts of it";
        Team = "team", "Is in the team of whoever has it";
        Assigned = "assigned", "Has the case or covers it";
        Region = "region", "Manages the region";
        Organisation = "organisation", "Leads on domestic abuse or on safeguarding";
        Excluded = "excluded", "Walled off: to them it does not exist";
    }
}

domain::codes! {
    /// A course that somebody can have in date (domain.md 13C).
    Course {
        Awareness = "awareness", "Awareness";
        Responding = "responding", "Responding";
        Risk = "risk", "Risk and MARAC";
        Leading = "leading", "Leading and auditing";
    }
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub user: UserId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// In which role.
    pub role: Role,
    /// The regions they manage.
    pub regions: BTreeSet<RegionId>,
    /// The team they are in.
    pub team: Option<TeamId>,
    /// The courses they have in date.
    pub courses: BTreeSet<Course>,
    /// Whether they signed in, or confirmed who they are, a few minutes ago.
    pub fresh: bool,
}

impl Actor {
    /// Somebody without regions or a team, who has not just confirmed who they are.
    pub const fn new(user: UserId, organisation: OrganisationId, role: Role) -> Self {
        Self {
            user,
            organisation,
            role,
            regions: BTreeSet::new(),
            team: None,
            courses: BTreeSet::new(),
            fresh: false,
        }
    }

    /// They, who signed in or confirmed who they are a few minutes ago.
    #[must_use]
    pub fn confirmed(self) -> Self {
        Self { fresh: true, ..self }
    }
}

/// What somebody was let in to by name, until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The parts they see.
    pub parts: BTreeSet<Field>,
}

/// What a permit depends on, read in the same transaction as what it permits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// Which case.
    pub case: CaseId,
    /// Whose case it is.
    pub organisation: OrganisationId,
    /// Who has it.
    pub owner: Owner,
    /// Its region.
    pub region: Option<RegionId>,
    /// Who took the first report.
    pub recorder: UserId,
    /// The road it is on.
    pub route: Route,
    /// The team of whoever has it.
    pub team: Option<TeamId>,
    /// What the asker was let in to, where they were.
    pub grant: Option<Grant>,
    /// Whether the asker opened it in an emergency a short while ago.
    pub glass: bool,
    /// Whether the asker is walled off from it.
    pub excluded: bool,
    /// Whether the other side is known in another case, and the asker is close to that one: it is their team's, or
    /// they see it by a grant or in an emergency. Then this one opens to them in no emergency.
    pub across: bool,
}

impl CaseFacts {
    /// What holds for anybody who asks: without what was granted, broken open or kept from one of them.
    #[must_use]
    pub fn of_nobody(self) -> Self {
        Self { grant: None, glass: false, excluded: false, across: false, ..self }
    }
}

impl Relation {
    /// How `actor` is related to the case with these facts; `None` across organisations.
    pub fn between(actor: &Actor, facts: &CaseFacts) -> Self {
        if facts.excluded {
            return Self::Excluded;
        }
        if actor.organisation != facts.organisation {
            return Self::None;
        }
        if actor.role == Role::PerpetratorWorker && facts.route != Route::OwnBehaviour {
            return Self::Excluded;
        }
        if actor.role.leads_organisation() {
            return Self::Organisation;
        }
        match facts.owner {
            Owner::Person { owner, cover } if owner == actor.user || cover == Some(actor.user) => {
                Self::Assigned
            }
            _ if Self::manages(actor, facts) => Self::Region,
            _ if Self::covers(actor, facts) => Self::Team,
            _ if facts.grant.is_some() => Self::Granted,
            Owner::Nobody | Owner::Region(_) if facts.recorder == actor.user => Self::Recorder,
            _ if facts.glass && !facts.across => Self::BrokenGlass,
            _ => Self::None,
        }
    }

    /// Only those who work with cases cover for each other.
    fn covers(actor: &Actor, facts: &CaseFacts) -> bool {
        actor.role.works_with_cases() && actor.team.is_some() && actor.team == facts.team
    }

    fn manages(actor: &Actor, facts: &CaseFacts) -> bool {
        let here = facts.region.is_none_or(|region| actor.regions.contains(&region));
        actor.role == Role::RegionalManager && here
    }
}
