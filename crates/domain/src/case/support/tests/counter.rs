//! An allegation made in return: recorded, and neither of the two becomes like the other (domain.md 8.6).

use std::collections::BTreeMap;

use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, CaseState, Refusal};
use crate::contact::{Intent, clear};
use crate::counter::{CounterAllegation, Sign};
use crate::people::PersonRole;
use crate::{Answer, Happened, PersonId, Severity};

fn allegation(by: PersonId, of: PersonId) -> CounterAllegation {
    CounterAllegation {
        by,
        of,
        happened: Happened::NotKnown,
        words: Some(words("He says that she hit him first.")),
        signs: BTreeMap::from([(Sign::Fear, Answer::Yes)]),
        view: Some(words("She is the one who is afraid.")),
    }
}

fn before() -> Vec<CaseEvent> {
    with(reachable_case(), [connection().into(), judged(Severity::High)])
}

fn after() -> CaseState {
    state(with(before(), [allegation(PERPETRATOR, SURVIVOR).into()]))
}

#[test]
fn given_an_allegation_in_return_then_the_survivor_is_no_alleged_perpetrator_and_the_other_still_is() {
    given(before())
        .when(CaseCommand::from(allegation(PERPETRATOR, SURVIVOR)))
        .then([CaseEvent::from(allegation(PERPETRATOR, SURVIVOR))]);
    let state = after();
    assert!(!state.is_alleged_perpetrator(SURVIVOR));
    assert!(state.is_alleged_perpetrator(PERPETRATOR));
    assert_eq!(state.with_role(PersonRole::AllegedPerpetrator), [PERPETRATOR].into());
    assert_eq!(state.survivor().map(|survivor| survivor.person), Some(SURVIVOR));
}

#[test]
fn given_an_allegation_in_return_then_the_plan_the_gate_and_the_level_are_as_they_were() {
    let (was, is) = (state(before()), after());
    let intent = Intent { channel: PHONE, at: noon() };
    assert_eq!(is.contact_plan(), was.contact_plan());
    assert_eq!(clear(&is, intent), clear(&was, intent));
    assert!(clear(&is, intent).is_ok());
    assert_eq!(is.severity(), was.severity());
    assert_eq!(is.route(), was.route());
    assert_eq!(is.connections(), was.connections());
}

#[test]
fn given_any_answers_to_the_signs_then_nobodys_part_changes() {
    for answer in Answer::ALL {
        let signs = Sign::ALL.iter().map(|sign| (*sign, *answer)).collect();
        let counter = CounterAllegation { signs, ..allegation(PERPETRATOR, SURVIVOR) };
        let state = state(with(before(), [counter.into()]));
        assert!(!state.is_alleged_perpetrator(SURVIVOR));
        assert_eq!(state.severity(), Severity::High);
    }
}

#[test]
fn given_an_incident_that_is_only_an_allegation_in_return_then_the_survivor_is_still_no_alleged_perpetrator()
{
    let kinds = [crate::incident::AbuseKind::CounterAllegation].into();
    let counted = crate::incident::Incident { by: vec![SURVIVOR], kinds, ..incident(Happened::NotKnown) };
    let case = state(with(before(), [counted.clone().into()]));
    assert!(!case.is_alleged_perpetrator(SURVIVOR));
    // The control: an account of harm by somebody counts, whatever it is called beside.
    let both = crate::incident::Incident { by: vec![SUPPORTER], ..counted };
    let case = state(with(before(), [supporter().into(), both.into()]));
    assert!(case.is_alleged_perpetrator(SUPPORTER));
}

#[test]
fn given_an_allegation_of_oneself_or_about_nobodys_survivor_then_the_rules_say_no() {
    given(before()).when(CaseCommand::from(allegation(SURVIVOR, SURVIVOR))).then_refused(Refusal::OfThemself);
    given(before())
        .when(CaseCommand::from(allegation(SURVIVOR, PERPETRATOR)))
        .then_refused(Refusal::NoSuchPerson);
    given(before())
        .when(CaseCommand::from(allegation(STRANGER, SURVIVOR)))
        .then_refused(Refusal::NoSuchPerson);
}
