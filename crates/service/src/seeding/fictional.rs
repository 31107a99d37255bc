//! A fictional organisation and its cases, as `demo` tells them, made ready to be kept.

use std::sync::Arc;

use access::LocationSecret;
use demo::{DemoCase, Staff, Step, World};
use jiff::Timestamp;
use policy::packs;
use policy::words::Word as _;
use store::{NewUser, Organisation, Region};

use super::{Founding, PastCase, PastStep};
use crate::ProtectedFact;

impl Founding {
    /// The organisation of a world, under the policy of this id; nothing where there is none. Everybody has the same
    /// password, where there is one.
    pub fn of_world(world: &World, policy: &str, at: Timestamp, password_hash: Option<&str>) -> Option<Self> {
        let pack = packs::find(policy)?.ok()?;
        let (_, text) = packs::FILES.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(policy))?;
        let id = world.organisation().organisation;
        let organisation = Organisation {
            id,
            name: world.organisation().name.to_owned(),
            nation: pack.nation.word().to_owned(),
            policy_id: pack.id,
            policy_text: (*text).to_owned(),
            created_at: at,
            fictional: true,
        };
        let person = |one: &Staff| NewUser {
            id: one.user,
            organisation: id,
            login: one.login.to_owned(),
            name: one.name.to_owned(),
            role: one.role,
            password_hash: password_hash.map(str::to_owned),
            regions: one.regions.clone(),
        };
        let region = |one: &demo::Region| Region { id: one.region, name: one.name.to_owned() };
        Some(Self {
            organisation,
            regions: world.regions().iter().map(region).collect(),
            people: world.staff().iter().map(person).collect(),
        })
    }
}

impl From<DemoCase> for PastCase {
    fn from(case: DemoCase) -> Self {
        let fact =
            |(secret, kind, text)| ProtectedFact { secret, kind, text: Arc::new(LocationSecret::new(text)) };
        let step = |step: Step| PastStep {
            at: step.at,
            actor: step.actor,
            command: step.command,
            facts: step.secrets.into_iter().map(fact).collect(),
        };
        let steps = case.steps.into_iter().map(step).collect();
        Self { case: case.case, reference: case.reference, steps }
    }
}
