//! What a case's events add up to.

use super::testkit::*;
use super::*;
use crate::report::{ReportSource, Route};
use crate::suspicion::{EnquiryOutcome, SafeEnquiryMade};
use crate::{Answer, Happened, Severity};
use jiff::civil::date;

fn enquiry(outcome: EnquiryOutcome) -> CaseEvent {
    SafeEnquiryMade { outcome, words: None }.into()
}

fn reported(severity: Severity) -> CaseEvent {
    let mut report = report_by(ReportSource::Police);
    report.severity = severity;
    report.into()
}

#[test]
fn a_suspicion_becomes_a_disclosure_when_the_survivor_speaks() {
    assert_eq!(state([]).route(), None);
    assert_eq!(state(suspicion()).route(), Some(Route::Suspicion));
    for said_nothing in [EnquiryOutcome::Nothing, EnquiryOutcome::NotSafe, EnquiryOutcome::NotReached] {
        let still = state(with(suspicion(), [enquiry(said_nothing)]));
        assert!(!still.is_open_to_contact());
    }
    let spoke: [CaseEvent; 3] =
        [disclosure().into(), report_by(ReportSource::Survivor).into(), enquiry(EnquiryOutcome::Disclosed)];
    for event in spoke {
        let now = state(with(suspicion(), [event]));
        assert_eq!(now.route(), Some(Route::Disclosure));
        assert!(now.is_open_to_contact());
    }
}

#[test]
fn an_own_behaviour_record_stays_one() {
    let events = with(own_behaviour_record(), [disclosure().into(), enquiry(EnquiryOutcome::Disclosed)]);
    assert_eq!(state(events).route(), Some(Route::OwnBehaviour));
}

#[test]
fn somebody_always_has_it() {
    assert_eq!(state(suspicion()).owner(), Owner::Nobody);
    let placed = with(suspicion(), [RegionPlaced { region: REGION }.into()]);
    assert_eq!(state(placed.clone()).owner(), Owner::Region(REGION));
    let named = with(placed, [OwnerNamed { owner: OFFICER, cover: Some(COVER) }.into()]);
    assert_eq!(state(named).owner(), Owner::Person { owner: OFFICER, cover: Some(COVER) });
}

#[test]
fn the_worse_severity_counts_across_reports() {
    let in_force = |events: Vec<CaseEvent>| state(events).severity();
    assert_eq!(in_force(vec![]), Severity::Unknown);
    assert_eq!(in_force(vec![reported(Severity::High), reported(Severity::Standard)]), Severity::High);
    assert_eq!(in_force(vec![reported(Severity::Standard), reported(Severity::Unknown)]), Severity::Unknown);
    let lowered = vec![reported(Severity::High), judged(Severity::Standard)];
    assert_eq!(in_force(lowered.clone()), Severity::Standard);
    assert_eq!(in_force(with(lowered, [reported(Severity::Medium)])), Severity::Medium);
}

#[test]
fn the_newest_record_of_an_incident_stands_for_all_before_it() {
    let known_now = incident(Happened::On(date(2026, 3, 2)));
    let events = with(survivors_case(), [incident(Happened::NotKnown).into(), known_now.clone().into()]);
    let state = state(events);
    assert_eq!(state.incidents().map(|one| &one.is).collect::<Vec<_>>(), [&known_now]);
}

#[test]
fn somebody_is_alleged_to_cause_harm_by_role_relationship_or_incident() {
    let bystander =
        crate::people::Person { roles: std::collections::BTreeSet::new(), ..alleged_perpetrator(Answer::No) };
    let base = vec![report_by(ReportSource::Survivor).into(), survivor().into(), bystander.into()];
    assert!(!state(base.clone()).is_alleged_perpetrator(PERPETRATOR));
    let ways: [CaseEvent; 3] =
        [alleged_perpetrator(Answer::No).into(), connection().into(), incident(Happened::NotKnown).into()];
    for event in ways {
        assert!(state(with(base.clone(), [event])).is_alleged_perpetrator(PERPETRATOR));
    }
}

#[test]
fn folding_step_by_step_is_folding_the_history() {
    let history = journal(reachable_case());
    let steps = history.iter().fold(CaseState::default(), CaseState::evolve);
    assert_eq!(steps, CaseState::from_history(&history));
    assert_eq!(steps.sequence(), 5);
}
