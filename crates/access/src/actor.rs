//! Who asks, and how they are related to a case.

use std::collections::BTreeSet;

use domain::case::Owner;
use domain::report::Route;
use domain::{CaseId, OrganisationId, RegionId, UserId};

macro_rules! listed {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[doc = $label] #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code in forms and storage.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The plain words on a page.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

pub(crate) use listed;

listed! {
    /// What somebody does in the organisation.
    Role {
        CallHandler = "call-handler", "Call handler";
        HousingOfficer = "housing-officer", "Housing officer";
        RegionalManager = "regional-manager", "Regional housing manager";
        DaLead = "da-lead", "Domestic-abuse lead";
        Auditor = "auditor", "Auditor";
        Administrator = "administrator", "Administrator";
    }
}

listed! {
    /// How somebody is related to a case. The order is of strength; `Excluded` beats all others.
    Relation {
        None = "none", "No relation";
        Recorder = "recorder", "Took the report, and nobody else has it yet";
        Assigned = "assigned", "Has the case or covers it";
        Region = "region", "Manages the region";
        Organisation = "organisation", "Leads on domestic abuse";
        Excluded = "excluded", "Excluded by a conflict of interest";
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
    /// Whether the asker is excluded from it.
    pub excluded: bool,
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
        if actor.role == Role::DaLead {
            return Self::Organisation;
        }
        match facts.owner {
            Owner::Person { owner, cover } if owner == actor.user || cover == Some(actor.user) => {
                Self::Assigned
            }
            _ if Self::manages(actor, facts) => Self::Region,
            Owner::Nobody | Owner::Region(_) if facts.recorder == actor.user => Self::Recorder,
            _ => Self::None,
        }
    }

    fn manages(actor: &Actor, facts: &CaseFacts) -> bool {
        let here = facts.region.is_none_or(|region| actor.regions.contains(&region));
        actor.role == Role::RegionalManager && here
    }
}
