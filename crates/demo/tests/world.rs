//! The world as somebody meets it in the demonstration.

mod common;

use std::collections::BTreeSet;

use access::Role;
use common::{fold, now};
use demo::{DemoCase, World, world};
use domain::case::{CaseEvent, CaseState, Owner, tell};
use domain::contact::{Intent, Reason, clear};
use domain::report::{ReportSource, Route};
use domain::{Answer, Severity};
use jiff::SignedDuration;

const FORTY: usize = 40;

fn states(seed: u64) -> Vec<CaseState> {
    world(seed, FORTY, now()).cases().map(|case| fold(&case).1).collect()
}

fn counts(states: &[CaseState], is: impl Fn(&CaseState) -> bool) -> usize {
    states.iter().filter(|state| is(state)).count()
}

#[test]
fn given_forty_cases_then_every_source_route_and_severity_is_among_them() {
    for seed in 0..12 {
        let states = states(seed);
        let sources: BTreeSet<ReportSource> =
            states.iter().flat_map(CaseState::reports).map(|report| report.is.source).collect();
        let routes: BTreeSet<Route> = states.iter().filter_map(CaseState::route).collect();
        let severities: BTreeSet<Severity> = states.iter().map(CaseState::severity).collect();
        assert_eq!(sources.len(), ReportSource::ALL.len(), "{seed}");
        assert_eq!(routes.len(), Route::ALL.len(), "{seed}");
        assert_eq!(severities.len(), Severity::ALL.len(), "{seed}: {severities:?}");
    }
}

#[test]
fn given_forty_cases_then_some_are_due_today_some_overdue_and_some_without_an_owner() {
    for seed in 0..12 {
        let states = states(seed);
        let agreed = |state: &CaseState, hours: std::ops::Range<i64>| {
            let until = state.agreed_contact().map(|agreed| agreed.is.until);
            until.is_some_and(|until| hours.contains(&until.duration_since(now()).as_hours()))
        };
        assert!(counts(&states, |state| state.owner() == Owner::Nobody) >= 3, "{seed}");
        assert!(counts(&states, |state| matches!(state.owner(), Owner::Region(_))) >= 1, "{seed}");
        assert!(counts(&states, |state| agreed(state, 1..9)) >= 2, "contact today, {seed}");
        assert!(counts(&states, |state| agreed(state, 9..34)) >= 1, "contact tomorrow, {seed}");
        assert!(counts(&states, |state| agreed(state, -72..0)) >= 1, "contact missed, {seed}");
    }
}

#[test]
fn given_forty_cases_then_the_gate_refuses_for_many_reasons_and_clears_some() {
    let mut reasons = BTreeSet::new();
    let mut cleared = 0;
    for state in states(2026) {
        for channel in state.contact_plan().map(|plan| plan.channels.clone()).unwrap_or_default() {
            match clear(&state, Intent { channel: channel.channel, at: now() }) {
                Ok(_) => cleared += 1,
                Err(refusal) => _ = reasons.insert(refusal.reason),
            }
        }
    }
    assert!(cleared >= 3, "{cleared}");
    for reason in [Reason::NotSafe, Reason::SharedWithLinkedPerson, Reason::SharedHome, Reason::OutsideHours]
    {
        assert!(reasons.contains(&reason), "{reason:?} is not among {reasons:?}");
    }
}

#[test]
fn given_forty_cases_then_almost_every_kind_of_event_and_every_answer_is_among_them() {
    let histories: Vec<_> = world(7, FORTY, now()).cases().map(|case| fold(&case).0).collect();
    let kinds: BTreeSet<&str> = histories.iter().flatten().map(|entry| entry.event.kind()).collect();
    let missing: Vec<_> = CaseEvent::KINDS.iter().filter(|kind| !kinds.contains(*kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let children: BTreeSet<Answer> = histories
        .iter()
        .flatten()
        .filter_map(|entry| match &entry.event {
            CaseEvent::HouseholdAnswered(answered) => Some(answered.children),
            _ => None,
        })
        .collect();
    assert_eq!(children.len(), Answer::ALL.len());
}

#[test]
fn given_forty_cases_then_no_two_reports_are_alike() {
    let reports: Vec<String> = world(11, FORTY, now())
        .cases()
        .filter_map(|case| fold(&case).1.reports().first().and_then(|report| report.is.words.clone()))
        .map(|words| words.as_str().to_owned())
        .collect();
    assert_eq!(reports.len(), FORTY);
    assert_eq!(reports.iter().collect::<BTreeSet<_>>().len(), FORTY);
}

#[test]
fn given_the_same_seed_then_the_same_world_and_given_another_then_others() {
    let told = |world: &World| format!("{:?}{:?}", world.staff(), world.cases().collect::<Vec<_>>());
    let [first, again, other] = [7, 7, 8].map(|seed| told(&world(seed, 30, now())));
    assert!(first == again);
    assert!(first != other);
}

#[test]
fn given_another_day_then_the_same_people() {
    let people = |days: i64| -> Vec<String> {
        let today = now() + SignedDuration::from_hours(24 * days);
        let name = |case: DemoCase| fold(&case).1.people().find_map(|one| one.name.clone());
        world(7, 30, today).cases().filter_map(name).map(|name| name.as_str().to_owned()).collect()
    };
    assert_eq!(people(0), people(7));
}

#[test]
fn given_any_time_of_the_day_then_no_case_is_refused() {
    let before_midnight = 9 * 60 + 19;
    for minutes in (0..24 * 60).step_by(19).chain([before_midnight]) {
        let at = now() + SignedDuration::from_mins(minutes);
        for case in world(13, FORTY, at).cases() {
            assert!(!fold(&case).0.is_empty());
        }
    }
}

#[test]
fn given_a_case_far_on_then_it_is_made_without_those_before_it() {
    let world = world(3, 200_000, now());
    assert_eq!(world.cases().len(), 200_000);
    let last = world.cases().nth(199_999).unwrap();
    assert!(fold(&last).1.reports().len() == 1 || last.steps.len() > 2);
}

#[test]
fn given_the_organisation_then_every_role_and_every_region_is_staffed() {
    let world = world(1, 0, now());
    assert_eq!(world.organisation().name, "Alderbrook Homes");
    let roles: BTreeSet<Role> = world.staff().iter().map(|one| one.role).collect();
    assert_eq!(roles.len(), Role::ALL.len());
    for region in world.regions() {
        let works_here =
            |role| world.staff().iter().any(|one| one.role == role && one.regions.contains(&region.region));
        assert!(works_here(Role::HousingOfficer) && works_here(Role::RegionalManager), "{}", region.name);
    }
}

#[test]
fn given_forty_cases_then_everybody_who_takes_calls_or_cases_has_some() {
    let world = world(2026, FORTY, now());
    let busy: BTreeSet<_> = world.cases().flat_map(|case| case.steps).map(|step| step.actor).collect();
    for one in world.staff() {
        let in_cases = matches!(one.role, Role::CallHandler | Role::HousingOfficer | Role::RegionalManager);
        // The lead says of two records that they are about one person.
        let works = in_cases || one.role == Role::DaLead;
        assert_eq!(busy.contains(&one.user), works, "{}", one.login);
    }
}

/// What two records say of each other stands in both, and of the one pair it was taken back in both.
#[test]
fn given_forty_cases_then_two_are_of_one_person_and_two_were_taken_for_it_by_a_slip() {
    for seed in 0..12 {
        let world = world(seed, FORTY, now());
        let cases: Vec<(domain::CaseId, Vec<_>, CaseState)> = world
            .cases()
            .map(|case| (case.case, fold(&case)))
            .map(|(case, (history, state))| (case, history, state))
            .collect();
        let state = |of| cases.iter().find(|(case, ..)| *case == of).map(|(_, _, state)| state).unwrap();
        let joined: Vec<_> = cases
            .iter()
            .flat_map(|(case, _, state)| state.joined().map(|one| (*case, one.is.other)))
            .collect();
        assert_eq!(joined.len(), 2, "{seed}");
        assert!(joined.iter().all(|(case, other)| state(*other).is_joined(*case)), "{seed}");
        let parted = |entry: &&domain::Recorded<CaseEvent>| matches!(entry.event, CaseEvent::Parted(_));
        let parted = cases.iter().flat_map(|(_, history, _)| history.iter().filter(parted)).count();
        assert_eq!(parted, 2, "{seed}");
    }
}

#[test]
fn the_first_three_cases_read_like_this() {
    let world = world(2026, 3, now());
    let told: Vec<String> = world.cases().map(|case| summary(&world, &case)).collect();
    insta::assert_snapshot!(told.join("\n"));
}

/// A case as a person reviews it.
fn summary(world: &World, case: &DemoCase) -> String {
    let (history, state) = fold(case);
    let name = |person| {
        let named = state.person(person).and_then(|one| one.name.clone());
        named.map_or("not known".to_owned(), |name| name.as_str().to_owned())
    };
    let mut lines = vec![format!("# {}", case.reference)];
    for entry in &history {
        let actor = world.staff().iter().find(|one| one.user == entry.actor).map_or("?", |one| one.login);
        let telling = tell(&entry.event, &name);
        let at = entry.recorded_at.strftime("%F %H:%M");
        lines.push(format!("{at} {actor}: {}", telling.headline));
        for detail in telling.details {
            lines.push(format!("    {}: {}", detail.label, detail.text));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
