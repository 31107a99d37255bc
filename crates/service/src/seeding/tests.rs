use std::sync::atomic::{AtomicU64, Ordering};

use access::{LocationSecret, Role};
use demo::{DemoCase, World, world};
use seal::MasterKey;
use store::Config;
use tempfile::TempDir;

use super::*;

pub(crate) const CASES: usize = 7;

pub(crate) fn now() -> Timestamp {
    "2026-11-18T14:40:00Z".parse().unwrap()
}

fn founding(world: &World) -> Founding {
    let id = world.organisation().organisation;
    let (file, text) = policy::packs::FILES[4];
    let organisation = Organisation {
        id,
        name: world.organisation().name.to_owned(),
        nation: "england-and-wales".to_owned(),
        policy_id: file.trim_end_matches(".toml").to_owned(),
        policy_text: text.to_owned(),
        created_at: now(),
        fictional: true,
    };
    let person = |one: &demo::Staff| NewUser {
        id: one.user,
        organisation: id,
        login: one.login.to_owned(),
        name: one.name.to_owned(),
        role: one.role,
        password_hash: None,
        regions: one.regions.clone(),
    };
    let region = |one: &demo::Region| Region { id: one.region, name: one.name.to_owned() };
    Founding {
        organisation,
        regions: world.regions().iter().map(region).collect(),
        people: world.staff().iter().map(person).collect(),
    }
}

fn past(case: DemoCase) -> PastCase {
    let fact =
        |(secret, kind, text)| ProtectedFact { secret, kind, text: Arc::new(LocationSecret::new(text)) };
    let steps = case.steps.into_iter().map(|step| PastStep {
        at: step.at,
        actor: step.actor,
        command: step.command,
        facts: step.secrets.into_iter().map(fact).collect(),
    });
    PastCase { case: case.case, reference: case.reference, steps: steps.collect() }
}

/// A new store with the world's cases in it, where everybody has the role that `role` gives them.
pub(crate) async fn seeded(role: fn(Role) -> Role) -> (TempDir, Store, OrganisationId, Result<(), Problem>) {
    let room = TempDir::new().unwrap();
    let store = Store::create(&Config::sqlite(room.path()), MasterKey::generate()).await.unwrap();
    let world = world(1, CASES, now());
    let mut founding = founding(&world);
    founding.people.iter_mut().for_each(|person| person.role = role(person.role));
    let organisation = founding.organisation.id;
    let cases =
        move |range: Range<usize>| world.cases().skip(range.start).take(range.len()).map(past).collect();
    let done = seed(&store, founding, CASES, now(), cases, |_| ()).await;
    (room, store, organisation, done)
}

/// How many cases there are, and how many of them have their entries in the order of time.
async fn counted(store: &Store, organisation: OrganisationId) -> (u64, u64) {
    let first = Arc::new(AtomicU64::new(0));
    let heard = Arc::clone(&first);
    let each = move |_: CaseId, history: &[Recorded<CaseEvent>]| {
        let in_order = history.is_sorted_by_key(|entry| (entry.recorded_at, entry.sequence));
        heard.fetch_add(u64::from(in_order && !history.is_empty()), Ordering::Relaxed);
    };
    let sum = store.streams(organisation, each).await.unwrap();
    (sum.cases, first.load(Ordering::Relaxed))
}

#[tokio::test]
async fn given_a_past_then_every_case_is_written_in_its_order_with_its_entries() {
    let (_room, store, organisation, done) = seeded(|role| role).await;
    done.unwrap();
    assert_eq!(counted(&store, organisation).await, (7, 7));
}

#[tokio::test]
async fn given_somebody_who_may_not_record_then_the_past_is_refused_and_none_of_it_is_written() {
    let (_room, store, organisation, done) = seeded(|role| match role {
        Role::HousingOfficer => Role::Auditor,
        role => role,
    })
    .await;
    assert!(matches!(done, Err(Problem::Denied(_))), "{done:?}");
    assert_eq!(counted(&store, organisation).await, (0, 0));
}
