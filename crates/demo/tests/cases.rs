//! What must hold of every demo case, whatever the seed.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use std::collections::BTreeSet;

use common::{fold, now};
use demo::{DemoCase, world};
use domain::case::CaseEvent;
use domain::people::PersonRole;
use domain::people::SecretKind;
use domain::text::{EmailAddress, PhoneNumber};
use jiff::{SignedDuration, Timestamp};

const SEEDS: [u64; 4] = [0, 1, 2026, u64::MAX];
const EACH: usize = 500;

fn everywhere(each: usize) -> impl Iterator<Item = DemoCase> {
    SEEDS.into_iter().flat_map(move |seed| world(seed, each, now()).cases().collect::<Vec<_>>())
}

#[test]
fn given_any_seed_then_the_rules_accept_every_step_and_the_folded_case_makes_sense() {
    let mut events = 0;
    for case in everywhere(EACH) {
        let (history, state) = fold(&case);
        assert_eq!(state.sequence(), u64::try_from(history.len()).unwrap());
        let people = state.people().count();
        assert!((1..=12).contains(&people), "{} has {people} people", case.reference);
        let alleged = state.with_role(PersonRole::AllegedPerpetrator).len();
        assert!((1..=3).contains(&alleged), "{} has {alleged}", case.reference);
        events += history.len();
    }
    let average = events / (EACH * SEEDS.len());
    assert!((20..=45).contains(&average), "an average of {average} events");
}

#[test]
fn given_any_seed_then_every_step_lies_in_the_past_fourteen_months_and_in_order() {
    let oldest = now() - SignedDuration::from_hours(24 * 425);
    for case in everywhere(EACH) {
        let times: Vec<Timestamp> = case.steps.iter().map(|step| step.at).collect();
        assert!(times.is_sorted(), "{}", case.reference);
        assert!(times.iter().all(|at| (oldest..=now()).contains(at)), "{}", case.reference);
    }
}

/// Whether one of these texts stands in one of these events.
fn leaks<'a>(events: &[CaseEvent], secrets: impl Iterator<Item = &'a str>) -> bool {
    let encoded: Vec<String> =
        events.iter().map(|event| String::from_utf8(event.encode().unwrap()).unwrap()).collect();
    secrets.into_iter().any(|secret| encoded.iter().any(|event| event.contains(secret)))
}

#[test]
fn given_any_seed_then_no_protected_fact_stands_in_an_event_and_each_is_fictional() {
    for case in everywhere(150) {
        let events: Vec<CaseEvent> = fold(&case).0.into_iter().map(|entry| entry.event).collect();
        let secrets = || case.steps.iter().flat_map(|step| &step.secrets);
        assert!(!leaks(&events, secrets().map(|(_, _, text)| text.as_str())), "{}", case.reference);
        for (_, kind, text) in secrets() {
            assert!(is_fictional(*kind, text), "{kind:?} {text}");
        }
    }
}

fn is_fictional(kind: SecretKind, text: &str) -> bool {
    match kind {
        SecretKind::Phone => {
            PhoneNumber::parse(text).is_ok()
                && ["07700 900", "01632 960", "020 7946 0"].iter().any(|range| text.starts_with(range))
        }
        SecretKind::Email => {
            EmailAddress::parse(text).is_ok()
                && (text.ends_with("@example.org") || text.ends_with("@example.net"))
        }
        SecretKind::Address => text.contains(", ZZ99 "),
        _ => !text.is_empty(),
    }
}

#[test]
fn given_an_address_in_the_words_then_the_search_finds_it() {
    let case = world(1, 1, now()).cases().next().unwrap();
    let events: Vec<CaseEvent> = fold(&case).0.into_iter().map(|entry| entry.event).collect();
    let planted = events
        .iter()
        .find_map(|event| match event {
            CaseEvent::ReportTaken(report) => report.words.as_ref().map(|words| words.as_str().to_owned()),
            _ => None,
        })
        .unwrap();
    assert!(leaks(&events, [planted.as_str()].into_iter()));
}

#[test]
fn given_any_seed_then_nothing_that_was_said_looks_like_an_address_or_a_number() {
    for case in everywhere(150) {
        for (_, words) in said(&case) {
            assert_eq!(words.looks_like_address(), None, "{}", words.as_str());
            assert_eq!(words.looks_like_phone(), None, "{}", words.as_str());
            assert!(!words.as_str().contains(['{', '}']), "{}", words.as_str());
        }
    }
}

/// Everything that a person or a record said, with the kind of the event it stands in.
pub fn said(case: &DemoCase) -> Vec<(&'static str, domain::text::Words)> {
    let words = |event: &CaseEvent| match event {
        CaseEvent::ReportTaken(report) => report.words.clone(),
        CaseEvent::IncidentRecorded(incident) => incident.words.clone(),
        CaseEvent::WishesRecorded(wishes) => Some(wishes.words.clone()),
        CaseEvent::ContactAttempted(attempted) => attempted.words.clone(),
        _ => None,
    };
    fold(case).0.iter().filter_map(|entry| Some((entry.event.kind(), words(&entry.event)?))).collect()
}

#[test]
fn given_many_cases_then_every_id_and_reference_is_unique() {
    let world = world(5, 3_000, now());
    let cases: Vec<DemoCase> = world.cases().collect();
    assert_eq!(cases.len(), 3_000);
    let references: BTreeSet<_> = cases.iter().map(|case| case.reference).collect();
    let ids: BTreeSet<_> = cases.iter().map(|case| case.case).collect();
    let secrets = || cases.iter().flat_map(|case| &case.steps).flat_map(|step| &step.secrets);
    let facts: BTreeSet<_> = secrets().map(|(secret, ..)| *secret).collect();
    assert_eq!((references.len(), ids.len(), facts.len()), (3_000, 3_000, secrets().count()));
}

#[test]
fn given_a_protected_fact_in_an_event_then_its_text_came_with_a_step_no_later() {
    for case in world(9, 200, now()).cases() {
        let given: BTreeSet<_> =
            case.steps.iter().flat_map(|step| &step.secrets).map(|(secret, ..)| *secret).collect();
        let held = fold(&case).1.secrets().iter().map(|held| held.secret).collect::<BTreeSet<_>>();
        assert_eq!(held.difference(&given).count(), 0, "{}", case.reference);
        assert!(case.steps.last().is_some_and(|last| last.secrets.is_empty() || case.steps.len() < 4));
    }
}

#[test]
fn given_forty_events_a_case_are_wanted_then_every_case_has_about_forty() {
    let world = world(3, 400, now()).with_events_per_case(40);
    let counts: Vec<usize> = world.cases().map(|case| fold(&case).0.len()).collect();
    let average = counts.iter().sum::<usize>() / counts.len();
    assert!((39..=42).contains(&average), "an average of {average}");
    assert!(counts.iter().all(|count| (36..=50).contains(count)), "{counts:?}");
}
