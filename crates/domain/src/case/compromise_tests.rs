//! A number or an address is no longer safe: it is burnt for ever, its clock runs, and only a correction
//! lifts it.

use super::testkit::*;
use super::*;
use crate::compromise::{BreachDecided, LocationCompromised, Regulator, SafetyReviewed, SurvivorTold};
use crate::contact::{Channel, ChannelKind, Confirmed, ConfirmedBy, ContactPlan, Intent, Reason, clear};
use crate::people::SecretKind;
use crate::{Answer, Happened};
use jiff::civil::date;

/// The entry that burns her number in [`burnt`].
const PRESSED: u64 = 6;

fn number() -> LocationCompromised {
    compromised(NUMBER, SecretKind::Phone)
}

fn burnt() -> Vec<CaseEvent> {
    with(reachable_case(), [number().into()])
}

fn mark(marked: LocationCompromised) -> CaseCommand {
    CaseCommand::MarkCompromised(marked)
}

fn decided(of: u64) -> BreachDecided {
    BreachDecided {
        of,
        regulator: Some(Regulator::Reported { at: noon(), reference: None }),
        survivor: Some(SurvivorTold::Told { at: noon() }),
    }
}

fn reason(events: Vec<CaseEvent>) -> Option<Reason> {
    clear(&state(events), Intent { channel: PHONE, at: noon() }).err().map(|no| no.reason)
}

#[test]
fn given_a_safe_number_when_it_is_burnt_then_the_gate_refuses_it() {
    assert_eq!(reason(reachable_case()), None);
    given(reachable_case()).when(mark(number())).then([number().into()]);
    assert_eq!(reason(burnt()), Some(Reason::Compromised));
}

/// Not a newer word of hers, not another channel, not another owner of the number.
#[test]
fn given_a_burnt_number_then_nothing_that_is_recorded_later_makes_it_safe() {
    let later = Channel {
        confirmed: Some(Confirmed { by: ConfirmedBy::Survivor, on: date(2026, 3, 10) }),
        kind: ChannelKind::Text,
        ..channel_safe_by_survivor()
    };
    let plan = plan_with([later]);
    assert_eq!(reason(with(burnt(), [plan.clone().into()])), Some(Reason::Compromised));
    let refusal = Refusal::MarkedSafe { place: 0, kind: ChannelKind::Text, reason: Reason::Compromised };
    given(burnt()).when(CaseCommand::PlanContact(plan)).then_refused(refusal);
    let contact = cleared_call();
    given(burnt())
        .when(CaseCommand::RecordAttempt(attempt(contact, noon())))
        .then_not_cleared(Reason::Compromised);
    let agreed = CaseCommand::AgreeContact(agreed(noon(), tomorrow()));
    given(burnt()).when(agreed).then_not_cleared(Reason::Compromised);
}

/// It may still stand in the plan, as what it is.
#[test]
fn given_a_burnt_number_then_a_plan_may_say_that_it_is_not_safe() {
    let no = Channel { safety: crate::contact::Safety::NotSafe, ..channel_safe_by_survivor() };
    let plan: ContactPlan = plan_with([no]);
    given(burnt()).when(CaseCommand::PlanContact(plan.clone())).then([plan.into()]);
}

#[test]
fn given_an_address_then_every_way_to_it_is_burnt_with_it() {
    let home = with(
        survivors_case(),
        [held(HOME, SecretKind::Address, SURVIVOR).into(), compromised(HOME, SecretKind::Address).into()],
    );
    for kind in [ChannelKind::Letter, ChannelKind::Visit] {
        let way = Channel { kind, secret: Some(HOME), ..channel_safe_by_survivor() };
        assert_eq!(
            reason(with(home.clone(), [plan_with([way]).into()])),
            Some(Reason::Compromised),
            "{kind:?}"
        );
    }
    let number = plan_with([channel_safe_by_survivor()]);
    assert_eq!(reason(with(home, [number.into()])), None);
}

#[test]
fn only_what_the_case_holds_is_burnt_and_only_once() {
    given(reachable_case())
        .when(mark(compromised(HOME, SecretKind::Address)))
        .then_refused(Refusal::NoSuchFact);
    given(burnt()).when(mark(number())).then_refused(Refusal::AlreadyCompromised);
    let ahead = LocationCompromised { since: Happened::On(date(2026, 3, 11)), ..number() };
    given(reachable_case()).when(mark(ahead)).then_refused(Refusal::InTheFuture);
}

/// Whatever a form says of it, the kind is that of the fact.
#[test]
fn the_kind_is_that_of_the_fact() {
    let said = compromised(NUMBER, SecretKind::School);
    given(reachable_case()).when(mark(said)).then([number().into()]);
}

#[test]
fn given_a_press_by_mistake_when_it_is_corrected_then_the_number_is_as_it_was_and_both_stand() {
    let withdrawn = correction(PRESSED, None);
    given(burnt()).when(CaseCommand::Correct(withdrawn.clone())).then([withdrawn.clone().into()]);
    let history = journal(with(burnt(), [withdrawn.into()]));
    assert_eq!(history[5].event.kind(), "location-compromised");
    let state = CaseState::from_history(&history);
    assert_eq!(state.compromised(NUMBER), None);
    assert!(clear(&state, Intent { channel: PHONE, at: noon() }).is_ok());
}

/// A correction may say more of it, and cannot make it another fact.
#[test]
fn a_correction_keeps_to_the_fact() {
    let known = LocationCompromised { since: Happened::On(date(2026, 3, 9)), ..number() };
    let better = correction(PRESSED, Some(known.into()));
    given(burnt()).when(CaseCommand::Correct(better.clone())).then([better.clone().into()]);
    assert_eq!(reason(with(burnt(), [better.into()])), Some(Reason::Compromised));
    let other = correction(PRESSED, Some(compromised(HOME, SecretKind::Phone).into()));
    given(burnt()).when(CaseCommand::Correct(other)).then_refused(Refusal::CorrectionDiffers);
}

#[test]
fn what_is_decided_of_a_breach_is_of_one_that_there_is_and_says_something() {
    let decide = |decided| CaseCommand::DecideBreach(decided);
    given(burnt()).when(decide(decided(PRESSED))).then([decided(PRESSED).into()]);
    given(burnt()).when(decide(decided(2))).then_refused(Refusal::NoSuchBreach);
    given(reachable_case()).when(decide(decided(PRESSED))).then_refused(Refusal::NoSuchBreach);
    let nothing = BreachDecided { of: PRESSED, regulator: None, survivor: None };
    given(burnt()).when(decide(nothing)).then_refused(Refusal::Unanswered("what was decided"));
    for ahead in [
        BreachDecided {
            regulator: Some(Regulator::Reported { at: tomorrow(), reference: None }),
            ..decided(PRESSED)
        },
        BreachDecided { survivor: Some(SurvivorTold::Told { at: tomorrow() }), ..decided(PRESSED) },
    ] {
        given(burnt()).when(decide(ahead)).then_refused(Refusal::InTheFuture);
    }
}

#[test]
fn safety_is_gone_through_again_in_words() {
    let reviewed = SafetyReviewed { with_survivor: Answer::No, words: words("The locks are changed today.") };
    given(burnt()).when(CaseCommand::ReviewSafety(reviewed.clone())).then([reviewed.into()]);
}
