//! An agreed contact that did not come about: what was agreed for that case stays known until somebody is in touch
//!

use super::*;
use crate::case::CaseEvent;
use crate::case::testkit::*;
use crate::choices::WatchAgreed;

fn tried(outcome: Outcome, was_agreed: bool) -> CaseEvent {
    Attempted { outcome, was_agreed, ..attempt(cleared_call(), noon()) }.into()
}

fn missed() -> Vec<CaseEvent> {
    let next = agreed(noon(), tomorrow());
    with(reachable_case(), [next.into(), tried(Outcome::NoAnswer, true)])
}

fn known(events: Vec<CaseEvent>) -> Option<IfMissed> {
    state(events).missed_contact().map(|missed| missed.is.if_missed)
}

#[test]
fn given_the_agreed_contact_was_missed_then_what_was_agreed_for_that_case_is_still_known() {
    assert_eq!(known(missed()), Some(agreed(noon(), tomorrow()).if_missed));
    assert_eq!(state(missed()).agreed_contact(), None, "it is no longer ahead");
    let again = with(missed(), [tried(Outcome::NoAnswer, false)]);
    assert!(known(again).is_some(), "another try without an answer ends nothing");
    assert_eq!(known(with(reachable_case(), [tried(Outcome::NoAnswer, true)])), None, "none was agreed");
}

#[test]
fn given_they_were_reached_or_something_new_was_agreed_then_it_is_over() {
    let later = agreed(tomorrow(), tomorrow() + jiff::SignedDuration::from_hours(1));
    let not_now = WatchAgreed {
        sign: short("A call about the boiler"),
        until: jiff::civil::date(2026, 3, 20),
        words: None,
        agreed: None,
    };
    for event in [tried(Outcome::Spoke, false), tried(Outcome::Spoke, true), later.into(), not_now.into()] {
        assert_eq!(known(with(missed(), [event])), None);
    }
    let kept = with(reachable_case(), [agreed(noon(), tomorrow()).into(), tried(Outcome::Spoke, true)]);
    assert_eq!(known(kept), None, "the control: it was kept");
}
