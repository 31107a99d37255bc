use std::collections::BTreeSet;

use access::{Actor, Role};
use demo::world;
use domain::Severity;
use domain::report::Route;
use domain::text::{CaseReference, Words};
use jiff::{Timestamp, ToSpan};
use store::{CaseHeader, CaseRecord, CaseStatus, Differs, DutyKey, DutyRow, Store};

use super::*;
use crate::clock::Clock;
use crate::seeding::tests::{CASES, now, seeded};
use crate::{LookLine, Service};

/// A new store with fictional cases in it, as they stand at `now()`.
async fn filled() -> (tempfile::TempDir, Store) {
    let (room, store, _, done) = seeded(|role| role).await;
    done.unwrap();
    (room, store)
}

async fn differences(store: &Store, at: Timestamp, what: Rebuilding) -> Vec<Difference> {
    let rebuilt = rebuild(store, at, what).await.unwrap();
    assert_eq!(rebuilt.cases, u64::try_from(CASES).unwrap());
    rebuilt.differences
}

/// Puts a wrong record and a wrong duty in the place of what is kept of the first case.
async fn spoil(store: &Store) -> CaseReference {
    let organisation = world(1, CASES, now()).organisation().organisation;
    let kept = store.kept_after(organisation, None).await.unwrap().remove(0);
    let reference = kept.reference();
    let record = CaseRecord {
        reference,
        route: Route::Suspicion,
        status: CaseStatus::Closed,
        region: None,
        owner: None,
        cover: None,
        severity: Severity::Unknown,
        incidents: 99,
        priority: domain::priority::Priority::default(),
        judge_at: None,
        header: CaseHeader(Vec::new()),
    };
    let duty = DutyRow {
        key: DutyKey { code: "nothing-of-the-kind".to_owned(), started: 1 },
        state: "due".to_owned(),
        open: true,
        due_at: now(),
        falls_to: "da-lead".to_owned(),
        raised_to: None,
        region: None,
        owner: None,
        cover: None,
        priority: domain::priority::Priority::default(),
    };
    let spoilt =
        store.write::<_, Fault, _>(move |tx| Box::pin(async move { tx.mend(&kept, &record, &[duty]).await }));
    assert!(spoilt.await.unwrap());
    reference
}

#[tokio::test]
async fn given_nobody_touched_it_then_however_long_nothing_served_everything_agrees() {
    let (_room, store) = filled().await;
    for hours in [0, 1, 2, 5, 24, 25, 71, 24 * 8, 24 * 90, 24 * 400] {
        assert_eq!(differences(&store, now() + hours.hours(), Rebuilding::Checks).await, [], "{hours}");
    }
}

#[tokio::test]
async fn given_a_case_was_judged_later_then_that_agrees_too() {
    let (_room, store) = filled().await;
    let clock = Clock::set_to(now());
    let service = Service::over(store, clock.clone()).await.unwrap();
    let mut judged = 0;
    for hours in [3, 30, 300] {
        let at = now() + hours.hours();
        clock.advance_to(at);
        judged += service.judge_due().await.unwrap();
        assert_eq!(differences(&service.store, at, Rebuilding::Checks).await, [], "{hours}");
        let later = at + 1000.hours();
        assert_eq!(differences(&service.store, later, Rebuilding::Checks).await, [], "{hours}");
    }
    assert!(judged > 0, "time alone changed nothing, so nothing was tried");
}

#[tokio::test]
async fn given_a_wrong_row_then_checking_finds_it_at_any_time_and_writing_puts_it_right() {
    let (_room, store) = filled().await;
    let reference = spoil(&store).await;
    for hours in [0, 500] {
        let found = differences(&store, now() + hours.hours(), Rebuilding::Checks).await;
        assert!(found.iter().all(|found| found.case == Some(reference)), "{found:?}");
        let columns: BTreeSet<Differs> = found.iter().map(|found| found.at).collect();
        for (table, column) in [
            ("case_record", "status"),
            ("case_record", "incidents"),
            ("case_record", "header"),
            ("duty", "extra row"),
        ] {
            assert!(columns.contains(&Differs { table, column }), "{column}: {columns:?}");
        }
    }
    assert!(!differences(&store, now(), Rebuilding::Writes).await.is_empty());
    assert_eq!(differences(&store, now(), Rebuilding::Checks).await, []);
}

#[tokio::test]
async fn given_a_look_from_the_command_line_then_it_is_among_those_who_looked_by_that_name() {
    let (_room, store) = filled().await;
    let world = world(1, CASES, now());
    let organisation = world.organisation().organisation;
    let kept = store.kept_after(organisation, None).await.unwrap().remove(0);
    let why = Words::parse("Complaint 31").unwrap();
    let stored = look_at_case(&store, kept.reference(), &why, now()).await.unwrap();
    assert_eq!(stored.history, kept.history().unwrap());
    let auditor = world.staff().iter().find(|one| one.role == Role::Auditor).unwrap();
    let actor = Actor::new(auditor.user, organisation, auditor.role);
    let service = Service::over(store, Clock::set_to(now() + 1.second())).await.unwrap();
    let looks = service.looks(&actor, kept.case()).await.unwrap();
    let expected = LookLine {
        by_day: false,
        at: now(),
        who: "the command line".to_owned(),
        action: "review".to_owned(),
        part: "kinds-and-times".to_owned(),
        why: Some("Complaint 31".to_owned()),
    };
    assert_eq!(looks.iter().find(|look| look.action == "review"), Some(&expected));
}

#[tokio::test]
async fn given_a_reference_that_no_case_has_then_nothing_is_read() {
    let (_room, store) = filled().await;
    let nobody = CaseReference::from_random([9; 5]);
    let why = Words::parse("Complaint 31").unwrap();
    let looked = look_at_case(&store, nobody, &why, now()).await;
    assert!(matches!(looked, Err(CommandProblem::NoCase)));
}
