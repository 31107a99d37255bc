//! `holdfast demo`.

mod here;

use std::time::Duration;

use ::demo::{World, world};
use access::{Actor, Field, Role};
use domain::CaseId;
use jiff::Timestamp;
use serde::Serialize;
use service::clock::Clock;
use service::origin::Origin;
use service::password::Password;
use service::seeding::{self, Founding, PastCase, PastGrant, PastOnCall, PastTeam, seed};
use store::Store;
use tempfile::TempDir;
use web::headers::Transport;

use crate::cli::{Demo, Format, LogForm, Where};
use crate::data;
use crate::http::{Around, Listening, Server, Stop, begin_log, check_clock};
use crate::problem::Problem;
use crate::settings::{Place, ProviderTable};
use crate::table::table;
use crate::{Ended, print};

/// Everybody's password. The people are fictional, and so is what they know.
const PASSWORD: &str = "lantern otter marble quay";
/// The policy of the fictional organisation.
const POLICY: &str = "nhg";
/// The demo makes no one wait longer.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The team that covers for each other.
const TEAM: &str = "Floating support";
/// Whom to ring there while nobody is on call.
const NOBODY_ON_CALL: &str = "The emergency switchboard, at every hour: 01632 960000";
/// How many cases are shared with each of those who see nothing else.
const SHARED: usize = 2;
/// Fewer cases are made before anybody would look at a number.
const WORTH_TELLING: usize = 1000;

/// How somebody signs in.
#[derive(Debug, Serialize)]
struct SignIn {
    role: &'static str,
    /// The name to sign in with.
    name: String,
    password: &'static str,
    called: String,
    regions: Vec<String>,
}

/// What is printed once it listens.
#[derive(Debug, Serialize)]
struct Announcement {
    listening: String,
    sign_in: Vec<SignIn>,
}

/// Serves fictional cases until somebody asks to stop, and then forgets them.
pub async fn run(arguments: Demo) -> Result<Ended, Problem> {
    check_clock()?;
    let named = named(&arguments)?;
    if let Some(place) = &named {
        data::check_empty(place).await?;
    }
    let (stop, listening) = (Stop::heard()?, Listening::on(arguments.listen).await?);
    let origin = listening.address.ip().is_loopback().then(|| Origin::local(listening.address.port()));
    let table = ProviderTable::named(arguments.config.as_deref())?;
    let provider = table.map(|table| table.provider(origin.as_ref())).transpose()?;
    begin_log("warn", None, LogForm::Text);
    let (place, _passing) = match named {
        Some(place) => (place, None),
        None => passing().map(|(place, directory)| (place, Some(directory)))?,
    };
    let world = world(arguments.seed, arguments.cases.try_into().unwrap_or(usize::MAX), Clock::System.now());
    let store = tokio::select! {
        made = filled(&place, world.clone()) => made?,
        () = stop.clone().asked() => return Err(Problem::Stopped),
    };
    let server =
        Server::over(store, Transport::Plain, Around { origin, provider, leaked: None }, TIMEOUT).await?;
    let server = if arguments.no_limits { server.without_limits() } else { server };
    let listening_on = format!("http://{}", listening.address);
    announce(&Announcement { listening: listening_on, sign_in: sign_ins(&world) }, arguments.format)?;
    server.run(listening, stop).await?;
    Ok(Ended::Well)
}

/// Where the demo is to be kept, if it is.
fn named(arguments: &Demo) -> Result<Option<Place>, Problem> {
    let typed = Where { data: arguments.data.clone(), config: arguments.config.clone() };
    let place = Place::of(&typed, None)?;
    match (&arguments.data, &place.database) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Problem::DemoStays),
        // A key file that settings name belongs to a store of people.
        (Some(data), _) => Ok(Some(Place { database: place.database, ..Place::of_its_own(data.clone()) })),
    }
}

/// A directory that goes when the program does.
fn passing() -> Result<(Place, TempDir), Problem> {
    let directory = TempDir::with_prefix("holdfast-demo-").map_err(Problem::Temporary)?;
    Ok((Place::of_its_own(directory.path().to_owned()), directory))
}

async fn filled(place: &Place, world: World) -> Result<Store, Problem> {
    let store = data::make(place).await?;
    let (founding, count, now) = (founding(&world).await?, world.cases().len(), Clock::System.now());
    let told = move |done| {
        if count >= WORTH_TELLING {
            print::progress(done, count);
        }
    };
    let shared = world.clone();
    let cases = move |range: std::ops::Range<usize>| {
        world.cases().skip(range.start).take(range.len()).map(PastCase::from).collect()
    };
    seed(&store, founding, count, now, cases, told).await?;
    share_some(&store, &shared, now).await?;
    Ok(store)
}

/// A team that covers for each other, and what a lead shared with those who see nothing else.
async fn share_some(store: &Store, world: &World, now: Timestamp) -> Result<(), Problem> {
    let organisation = world.organisation().organisation;
    let of_role = |role: Role| world.staff().iter().filter(move |one| one.role == role);
    let people = of_role(Role::SpecialistCaseworker).chain(of_role(Role::HousingOfficer).take(2));
    let team = PastTeam { name: TEAM.to_owned(), people: people.map(|one| one.user).collect() };
    seeding::team(store, organisation, team, now).await?;
    let Some(lead) = of_role(Role::DaLead).next() else { return Ok(()) };
    let lead = Actor::new(lead.user, organisation, lead.role);
    seeding::on_call(store, lead.clone(), on_call(world), NOBODY_ON_CALL.to_owned(), now).await?;
    seeding::who_helps(store, lead.clone(), here::choices(now), here::help(), now).await?;
    let shared = [Role::PartnerWorker, Role::MaracRepresentative, Role::RepairsPlanner].map(of_role);
    let cases: Vec<CaseId> = world.cases().take(SHARED).map(|case| case.case).collect();
    for (someone, case) in
        shared.into_iter().flatten().flat_map(|one| cases.iter().map(move |case| (one, *case)))
    {
        let parts = [Field::Contact, Field::Due, Field::Wishes, Field::People].into();
        let why = "To plan the next steps together".to_owned();
        let grant = PastGrant { case, user: someone.user, parts, why };
        seeding::share(store, lead.clone(), grant, now).await?;
    }
    Ok(())
}

/// Two weeks of the rota: the lead throughout, somebody at the telephone and a manager each week.
fn on_call(world: &World) -> Vec<PastOnCall> {
    let of_role = |role: Role| world.staff().iter().filter(move |one| one.role == role);
    let week = |(place, one): (i64, &::demo::Staff)| (one.user, (7 * place, 7 * place + 7));
    let leads = of_role(Role::DaLead).map(|one| (one.user, (0, 14)));
    let managers = (0..).zip(of_role(Role::RegionalManager).take(2)).map(week);
    let handlers = (0..).zip(of_role(Role::CallHandler).take(2)).map(week);
    (1..)
        .zip(leads.chain(managers).chain(handlers))
        .map(|(place, (user, days))| PastOnCall { user, days, number: format!("01632 96000{place}") })
        .collect()
}

async fn founding(world: &World) -> Result<Founding, Problem> {
    // Hashing is slow on purpose, and everybody has the same password here.
    let hash = tokio::task::spawn_blocking(|| Password::typed(PASSWORD).hash()).await.ok().flatten();
    Founding::of_world(world, POLICY, Clock::System.now(), hash.as_deref())
        .ok_or_else(|| super::policy::unknown(POLICY))
}

/// Everybody, in the order of their roles.
fn sign_ins(world: &World) -> Vec<SignIn> {
    let regions = |one: &::demo::Staff| {
        let theirs = world.regions().iter().filter(|region| one.regions.contains(&region.region));
        theirs.map(|region| region.name.to_owned()).collect()
    };
    let of_role = |role: Role| world.staff().iter().filter(move |one| one.role == role);
    let sign_in = |one: &::demo::Staff| SignIn {
        role: one.role.label(),
        name: one.login.to_owned(),
        password: PASSWORD,
        called: one.name.to_owned(),
        regions: regions(one),
    };
    Role::ALL.iter().copied().flat_map(of_role).map(sign_in).collect()
}

fn announce(announcement: &Announcement, format: Format) -> Result<(), Problem> {
    if format == Format::Json {
        return print::say_json(announcement);
    }
    let mut rows: Vec<[String; 4]> = Vec::new();
    for one in &announcement.sign_in {
        // One for each role is enough to begin with.
        if rows.last().is_none_or(|[role, ..]| role != one.role) {
            rows.push([one.role.to_owned(), one.name.clone(), PASSWORD.to_owned(), one.regions.join(", ")]);
        }
    }
    print::say(&table([("role", 30), ("name", 30), ("password", 40), ("region", 30)], &rows))?;
    print::say("\nEverybody here is fictional, and has this password. --format json lists all of them.\n")?;
    print::say(&format!("Open {} and sign in. Ctrl+C ends the demo.", announcement.listening))
}
