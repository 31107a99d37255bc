use std::sync::atomic::{AtomicU64, Ordering};

use access::Role;
use demo::world;
use seal::MasterKey;
use store::Config;
use tempfile::TempDir;

use super::*;

pub(crate) const CASES: usize = 7;
const POLICY: &str = "nhg";

pub(crate) fn now() -> Timestamp {
    "2026-11-18T14:40:00Z".parse().unwrap()
}

/// A new store with the world's cases in it, where everybody has the role that `role` gives them.
pub(crate) async fn seeded(role: fn(Role) -> Role) -> (TempDir, Store, OrganisationId, Result<(), Problem>) {
    let room = TempDir::new().unwrap();
    let store = Store::create(&Config::sqlite(room.path()), MasterKey::generate()).await.unwrap();
    let world = world(1, CASES, now());
    let mut founding = Founding::of_world(&world, POLICY, now(), None).unwrap();
    founding.people.iter_mut().for_each(|person| person.role = role(person.role));
    let organisation = founding.organisation.id;
    let cases = move |range: Range<usize>| {
        world.cases().skip(range.start).take(range.len()).map(PastCase::from).collect()
    };
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
