//! Everybody who has an account in a test.

use std::collections::BTreeSet;

use access::{Actor, Role};
use domain::text::{Name, ShortText};
use service::password::Password;
use service::{ByLink, NewColleague, SetUp, Visit};

use super::{Client, TestApp};

/// A password that nobody has.
pub const PASSWORD: &str = "otter lantern gravel seventeen";

/// Somebody with an account. Those whose names begin with `Other` are of another organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    CallHandler,
    Officer,
    SecondOfficer,
    /// Manages the region North.
    Manager,
    /// Manages the region South.
    SouthManager,
    DaLead,
    /// Is never excluded from a case.
    SecondLead,
    Auditor,
    Administrator,
    /// Is in the officer's team.
    Caseworker,
    PerpetratorWorker,
    SafeguardingLead,
    MaracRep,
    Planner,
    Partner,
    PrivacyOfficer,
    OtherCallHandler,
    OtherOfficer,
    OtherManager,
    OtherLead,
    OtherAuditor,
    OtherAdministrator,
}

impl Who {
    pub const ALL: [Self; 22] = [
        Self::CallHandler,
        Self::Officer,
        Self::SecondOfficer,
        Self::Manager,
        Self::SouthManager,
        Self::DaLead,
        Self::SecondLead,
        Self::Auditor,
        Self::Administrator,
        Self::Caseworker,
        Self::PerpetratorWorker,
        Self::SafeguardingLead,
        Self::MaracRep,
        Self::Planner,
        Self::Partner,
        Self::PrivacyOfficer,
        Self::OtherCallHandler,
        Self::OtherOfficer,
        Self::OtherManager,
        Self::OtherLead,
        Self::OtherAuditor,
        Self::OtherAdministrator,
    ];

    /// The name with which they sign in.
    pub fn login(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    pub fn role(self) -> Role {
        match self {
            Self::CallHandler | Self::OtherCallHandler => Role::CallHandler,
            Self::Officer | Self::SecondOfficer | Self::OtherOfficer => Role::HousingOfficer,
            Self::Manager | Self::SouthManager | Self::OtherManager => Role::RegionalManager,
            Self::DaLead | Self::SecondLead | Self::OtherLead => Role::DaLead,
            Self::Auditor | Self::OtherAuditor => Role::Auditor,
            Self::Administrator | Self::OtherAdministrator => Role::Administrator,
            Self::Caseworker => Role::SpecialistCaseworker,
            Self::PerpetratorWorker => Role::PerpetratorWorker,
            Self::SafeguardingLead => Role::SafeguardingLead,
            Self::MaracRep => Role::MaracRepresentative,
            Self::Planner => Role::RepairsPlanner,
            Self::Partner => Role::PartnerWorker,
            Self::PrivacyOfficer => Role::PrivacyOfficer,
        }
    }

    /// Whether they are of the other organisation.
    pub fn is_foreign(self) -> bool {
        self >= Self::OtherCallHandler
    }

    fn administrator(self) -> Self {
        if self.is_foreign() { Self::OtherAdministrator } else { Self::Administrator }
    }

    fn regions(self) -> &'static [&'static str] {
        match self {
            Self::Manager => &["North"],
            Self::SouthManager => &["South"],
            Self::OtherManager => &["East"],
            _ => &[],
        }
    }
}

/// A line of text as its type.
pub fn line(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

/// What sets an organisation up.
fn set_up(organisation: &str, policy: &str, regions: &[&str], administrator: Who) -> SetUp {
    SetUp {
        organisation: line(organisation),
        policy: policy.to_owned(),
        regions: regions.iter().map(|region| line(region)).collect(),
        administrator: Name::parse(&format!("{administrator:?} Person")).unwrap(),
        login: line(&administrator.login()),
    }
}

impl TestApp {
    /// Sets both organisations up by the one-time link, and adds everybody as an administrator does.
    pub(super) async fn with_cast(mut self) -> Self {
        self.sets_up("Brookvale Homes", "nhg", &["North", "South"], Who::Administrator).await;
        self.sets_up("Harlow Reach", "council", &["East"], Who::OtherAdministrator).await;
        for administrator in [Who::Administrator, Who::OtherAdministrator] {
            let actor = self.actor(administrator).await;
            let regions = self.service.regions(&actor).await.unwrap();
            self.regions.extend(regions.iter().map(|(id, name)| (name.clone(), *id)));
            for who in Who::ALL.into_iter().filter(|who| who.administrator() == administrator) {
                self.add(&actor, who).await;
            }
            self.makes_team(&actor).await;
        }
        self
    }

    /// The officer and the caseworker cover for each other.
    async fn makes_team(&self, by: &Actor) {
        let colleagues = self.service.colleagues(by).await.unwrap();
        let team = self.service.add_team(by, &line("Floating support")).await.unwrap();
        for who in [Who::Officer, Who::Caseworker] {
            let name = format!("{who:?} Person");
            let found = colleagues.iter().find(|(_, called)| **called == name);
            if let Some((user, _)) = found {
                self.service.put_in_team(by, *user, Some(team)).await.unwrap();
            }
        }
    }

    async fn sets_up(&self, organisation: &str, policy: &str, regions: &[&str], administrator: Who) {
        let link = self.service.make_link(None).await.unwrap();
        let set_up = set_up(organisation, policy, regions, administrator);
        let begun = self.service.set_up(&link, set_up, &Visit::unknown()).await.unwrap().unwrap();
        self.is_made_up(organisation).await;
        let user = self.service.session(&begun).await.unwrap().unwrap().actor.user;
        let link = self.service.make_link(Some(user)).await.unwrap();
        self.links.lock().await.insert(administrator, link);
    }

    async fn add(&self, by: &Actor, who: Who) {
        if who.administrator() == who {
            return;
        }
        let regions: BTreeSet<_> = who.regions().iter().map(|name| self.region(name)).collect();
        let name = Name::parse(&format!("{who:?} Person")).unwrap();
        let colleague = NewColleague { name, login: line(&who.login()), role: who.role(), regions };
        let link = self.service.add_colleague(by, colleague).await.unwrap();
        self.links.lock().await.insert(who, link);
    }

    /// Their own password, chosen by their one-time link when they first need it: hashing is slow.
    pub(super) async fn chooses_password(&self, who: Who) {
        if let Some(link) = self.links.lock().await.remove(&who) {
            let (password, visit) = (Password::typed(PASSWORD), Visit::unknown());
            let by = ByLink { token: &link, beside: "", visit: &visit };
            assert!(self.service.choose_password(by, password).await.unwrap().is_some());
        }
    }

    /// A browser in which somebody is signed in, once it is used.
    pub fn client(&self, who: Who) -> Client<'_> {
        Client::new(self, Some(who))
    }

    /// A browser in which nobody is signed in.
    pub fn anybody(&self) -> Client<'_> {
        Client::new(self, None)
    }

    pub fn call_handler(&self) -> Client<'_> {
        self.client(Who::CallHandler)
    }

    pub fn officer(&self) -> Client<'_> {
        self.client(Who::Officer)
    }

    pub fn manager(&self) -> Client<'_> {
        self.client(Who::Manager)
    }

    pub fn da_lead(&self) -> Client<'_> {
        self.client(Who::DaLead)
    }

    pub fn administrator(&self) -> Client<'_> {
        self.client(Who::Administrator)
    }
}
