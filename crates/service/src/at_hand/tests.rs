use std::sync::Arc;

use access::action::RecordOnCase;
use access::{Actor, Role, check};
use demo::{DemoCase, world};
use domain::case::CaseCommand;
use domain::disclosure::WishesRecorded;
use domain::report::ReportSource;
use domain::text::Words;
use jiff::ToSpan as _;

use super::*;
use crate::clock::Clock;
use crate::commands::{Rebuilding, rebuild};
use crate::seeding::tests::{CASES, now, seeded};
use crate::{Problem, Service};

/// The journeys over a few cases, somebody who may record on all of them, and one case about a survivor.
async fn ground() -> (tempfile::TempDir, Arc<Service>, Actor, CaseId) {
    let (room, store, organisation, done) = seeded(|role| role).await;
    done.unwrap();
    let world = world(1, CASES, now());
    let lead = world.staff().iter().find(|one| one.role == Role::DaLead).unwrap();
    let actor = Actor { regions: lead.regions.clone(), ..Actor::new(lead.user, organisation, lead.role) };
    let about_a_survivor = |case: &DemoCase| {
        let opened = case.steps.first().map(|step| &step.command);
        matches!(opened, Some(CaseCommand::Open(new)) if new.first.report.source != ReportSource::OwnBehaviour)
    };
    let case = world.cases().find(about_a_survivor).unwrap().case;
    let service = Service::over(store, Clock::set_to(now())).await.unwrap();
    (room, Arc::new(service), actor, case)
}

async fn wish(service: &Service, actor: &Actor, case: CaseId, seen: Option<u64>) -> Result<(), Problem> {
    let words = Words::parse("To stay, with new locks.").unwrap();
    let command = CaseCommand::RecordWishes(WishesRecorded { words });
    service.record(actor, case, seen, command.into(), &service.moment(actor)).await
}

fn is_at_hand(service: &Service, case: CaseId) -> bool {
    service.at_hand.cases().hands.contains_key(&case)
}

fn sequence(service: &Service, case: CaseId) -> u64 {
    service.at_hand.cases().hands.get(&case).map_or(0, |kept| kept.hand.standing.sequence())
}

async fn exclude(service: &Service, actor: &Actor, case: CaseId) {
    let (asker, user) = (actor.clone(), actor.user);
    let excluded = service.store.write::<_, Problem, _>(move |tx| {
        Box::pin(async move {
            let facts = tx.case_facts(&asker, case, now()).await?.unwrap();
            Ok(tx.exclude(&check::<RecordOnCase>(&asker, &facts)?, user, now()).await?)
        })
    });
    excluded.await.unwrap();
}

#[tokio::test]
async fn given_many_who_record_at_once_on_a_case_at_hand_then_everything_kept_is_as_the_journal_has_it() {
    let (_room, service, actor, case) = ground().await;
    wish(&service, &actor, case, None).await.unwrap();
    let before = sequence(&service, case);
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (service, actor) = (Arc::clone(&service), actor.clone());
        clients.spawn(async move { wish(&service, &actor, case, None).await });
    }
    for recorded in clients.join_all().await {
        recorded.unwrap();
    }
    assert_eq!(sequence(&service, case), before + 4);
    let rebuilt = rebuild(&service.store, now(), Rebuilding::Checks).await.unwrap();
    assert_eq!(rebuilt.differences, []);
    assert_eq!(service.case_page(&actor, case, None, "case").await.unwrap().view.sequence, before + 4);
}

#[tokio::test]
async fn given_a_case_at_hand_when_somebody_was_excluded_from_it_then_they_are_denied() {
    let (_room, service, actor, case) = ground().await;
    wish(&service, &actor, case, None).await.unwrap();
    assert!(is_at_hand(&service, case));
    exclude(&service, &actor, case).await;
    assert!(matches!(wish(&service, &actor, case, None).await, Err(Problem::Denied(_))));
}

#[tokio::test]
async fn given_a_case_at_hand_when_the_page_was_older_then_it_is_a_conflict_all_the_same() {
    let (_room, service, actor, case) = ground().await;
    wish(&service, &actor, case, None).await.unwrap();
    let shown = sequence(&service, case);
    wish(&service, &actor, case, Some(shown)).await.unwrap();
    assert!(matches!(wish(&service, &actor, case, Some(shown)).await, Err(Problem::Conflict(_))));
}

#[tokio::test]
async fn given_a_case_at_hand_when_nobody_records_for_a_quarter_of_an_hour_then_it_is_forgotten() {
    let (_room, service, actor, case) = ground().await;
    wish(&service, &actor, case, None).await.unwrap();
    service.at_hand.forget_old(now() + 15.minutes());
    assert!(is_at_hand(&service, case));
    service.at_hand.forget_old(now() + 15.minutes() + 1.second());
    assert!(!is_at_hand(&service, case));
    assert_eq!(service.at_hand.cases().events, 0);
}

#[tokio::test]
async fn given_cases_that_are_judged_anew_then_neither_they_nor_what_was_read_before_are_at_hand() {
    let (_room, service, actor, case) = ground().await;
    let ticket = service.at_hand.ticket();
    wish(&service, &actor, case, None).await.unwrap();
    let hand = service.at_hand.take(case).unwrap();
    service.at_hand.judged(case);
    service.at_hand.put(ticket, hand, now());
    assert!(!is_at_hand(&service, case));
    wish(&service, &actor, case, None).await.unwrap();
    assert!(is_at_hand(&service, case));
    service.at_hand.judged(case);
    assert!(!is_at_hand(&service, case));
}

#[tokio::test]
async fn given_more_events_than_may_be_at_hand_then_the_oldest_case_goes_first() {
    let (_room, service, actor, case) = ground().await;
    wish(&service, &actor, case, None).await.unwrap();
    let mut hand = service.at_hand.take(case).unwrap();
    let entry = hand.before.history.first().unwrap().clone();
    hand.before.history.resize(EVENTS, entry);
    service.at_hand.put(service.at_hand.ticket(), hand, now());
    assert!(is_at_hand(&service, case), "as many as there may be");
    let world = world(1, CASES, now());
    let other = world.cases().map(|other| other.case).find(|other| *other != case).unwrap();
    let facts = service.at_hand.cases().hands[&case].hand.facts.clone();
    let again = service.at_hand.take(case).unwrap();
    let (standing, reference, rules) = (again.standing, again.reference, Arc::clone(&again.rules));
    service.at_hand.put(service.at_hand.ticket(), again, now());
    let before = Box::default();
    let small = Hand { facts: CaseFacts { case: other, ..facts }, standing, reference, before, rules };
    service.at_hand.put(service.at_hand.ticket(), small, now());
    assert!(is_at_hand(&service, case), "nothing was added to what there may be");
    let mut small = service.at_hand.take(other).unwrap();
    let entry = service.at_hand.cases().hands[&case].hand.before.history[0].clone();
    small.before.history.push(entry);
    service.at_hand.put(service.at_hand.ticket(), small, now());
    assert!(!is_at_hand(&service, case));
    assert!(is_at_hand(&service, other));
}
