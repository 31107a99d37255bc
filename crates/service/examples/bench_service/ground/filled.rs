//! A store filled with the cases of a fictional organisation, about 40 events each.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use access::{Actor, LocationSecret, Role};
use demo::{DemoCase, Staff, Step, World, world};
use domain::CaseId;
use domain::case::CaseCommand;
use domain::report::ReportSource;
use policy::packs;
use policy::words::Word as _;
use seal::MasterKey;
use service::clock::Clock;
use service::seeding::{Founding, PastCase, PastStep, seed};
use service::{Limits, ProtectedFact, Service};
use store::{Config, NewUser, Organisation, Region, Store};

use super::Stopped;

const POLICY: &str = "nhg";
const EVENTS: u32 = 40;
const KEY: &str = "master.key";
pub const DATA: &str = "data";

/// The journeys over a filled store.
pub struct Filled {
    /// The journeys.
    pub service: Service,
    /// Somebody who may see and record on every case.
    pub lead: Actor,
    /// Every case about a survivor, on whose record a wish can stand.
    pub cases: Vec<CaseId>,
}

/// The world with so many cases.
pub fn world_of(cases: usize) -> World {
    world(1, cases, Clock::System.now()).with_events_per_case(EVENTS)
}

/// Makes a store in a directory and fills it.
pub async fn fill(directory: &Path, world: World) -> Result<Filled, Stopped> {
    let store = empty(directory).await?;
    let (founding, count) = (founding(&world)?, world.cases().len());
    let lead = lead(&world)?;
    let ids = world.cases().filter(is_about_a_survivor).map(|case| case.case).collect();
    let cases =
        move |range: Range<usize>| world.cases().skip(range.start).take(range.len()).map(past).collect();
    seed(&store, founding, count, Clock::System.now(), cases, |_| ()).await?;
    // One person does here what hundreds do elsewhere.
    let service = Service::over(store, Clock::System).await?.limited_to(Limits::NONE);
    Ok(Filled { service, lead, cases: ids })
}

fn is_about_a_survivor(case: &DemoCase) -> bool {
    let opened = case.steps.first().map(|step| &step.command);
    matches!(opened, Some(CaseCommand::Open(new)) if new.first.report.source != ReportSource::OwnBehaviour)
}

/// Makes a store in a directory.
pub async fn empty(directory: &Path) -> Result<Store, Stopped> {
    std::fs::create_dir_all(directory)?;
    let master = MasterKey::create_file(&directory.join(KEY))?;
    Ok(Store::create(&Config::sqlite(directory.join(DATA)), master).await?)
}

/// Opens a store that was made in a directory.
pub async fn open(directory: &Path) -> Result<Store, Stopped> {
    let master = MasterKey::read_file(&directory.join(KEY))?;
    Ok(Store::open(&Config::sqlite(directory.join(DATA)), master).await?)
}

/// Somebody who may see and record on every case.
pub fn lead(world: &World) -> Result<Actor, Stopped> {
    let lead = world.staff().iter().find(|one| one.role == Role::DaLead).ok_or("nobody leads")?;
    let organisation = world.organisation().organisation;
    Ok(Actor { regions: lead.regions.clone(), ..Actor::new(lead.user, organisation, lead.role) })
}

fn founding(world: &World) -> Result<Founding, Stopped> {
    let pack = packs::find(POLICY).ok_or("there is no such policy")??;
    let text = packs::FILES.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(POLICY));
    let organisation = world.organisation().organisation;
    let person = |one: &Staff| NewUser {
        id: one.user,
        organisation,
        login: one.login.to_owned(),
        name: one.name.to_owned(),
        role: one.role,
        password_hash: None,
        regions: one.regions.clone(),
    };
    let region = |one: &demo::Region| Region { id: one.region, name: one.name.to_owned() };
    Ok(Founding {
        organisation: Organisation {
            id: organisation,
            name: world.organisation().name.to_owned(),
            nation: pack.nation.word().to_owned(),
            policy_id: pack.id,
            policy_text: text.map(|(_, text)| (*text).to_owned()).unwrap_or_default(),
            created_at: Clock::System.now(),
            fictional: true,
        },
        regions: world.regions().iter().map(region).collect(),
        people: world.staff().iter().map(person).collect(),
    })
}

fn past(case: DemoCase) -> PastCase {
    let step = |step: Step| PastStep {
        at: step.at,
        actor: step.actor,
        command: step.command,
        facts: step
            .secrets
            .into_iter()
            .map(|(secret, kind, text)| ProtectedFact {
                secret,
                kind,
                text: Arc::new(LocationSecret::new(text)),
            })
            .collect(),
    };
    PastCase { case: case.case, reference: case.reference, steps: case.steps.into_iter().map(step).collect() }
}
