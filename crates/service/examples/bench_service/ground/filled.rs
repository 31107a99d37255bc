//! A store filled with the cases of a fictional organisation, about 40 events each.

use std::ops::Range;
use std::path::Path;

use access::{Actor, Role};
use demo::{DemoCase, World, world};
use domain::CaseId;
use domain::case::CaseCommand;
use domain::report::ReportSource;
use seal::MasterKey;
use service::clock::Clock;
use service::seeding::{Founding, PastCase, seed};
use service::{Limits, Service};
use store::{Config, Store};

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
    let (founding, count) = (
        Founding::of_world(&world, POLICY, Clock::System.now(), None).ok_or("there is no such policy")?,
        world.cases().len(),
    );
    let lead = lead(&world)?;
    let ids = world.cases().filter(is_about_a_survivor).map(|case| case.case).collect();
    let cases = move |range: Range<usize>| {
        world.cases().skip(range.start).take(range.len()).map(PastCase::from).collect()
    };
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
