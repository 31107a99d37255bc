//! What makes an assessment old (domain.md 12): every trigger, each by itself.

use jiff::civil::date;

use super::samples::assessment;
use crate::Happened;
use crate::case::testkit::*;
use crate::case::{CaseEvent, StillOpen, still_open};
use crate::change::{ChangeRecorded, LifeChange};
use crate::contact::{Attempted, Outcome};
use crate::people::SecretKind;
use crate::report::ReportSource;
use crate::reviewing::Ending;
use crate::risk::Aged;

fn changed(change: LifeChange) -> CaseEvent {
    ChangeRecorded { change, when: Happened::NotKnown, order: None, words: None, instead_of: None }.into()
}

fn tried(outcome: Outcome, was_agreed: bool) -> CaseEvent {
    Attempted { outcome, was_agreed, ..attempt(cleared_call(), noon()) }.into()
}

fn assessed() -> Vec<CaseEvent> {
    with(survivors_case(), [assessment(2).into()])
}

fn stale(event: CaseEvent) -> Option<u64> {
    state(with(assessed(), [event])).support().stale(date(2026, 3, 10)).map(|stale| stale.by)
}

/// The triggers that are named for it, one by one: nobody may take one off the list without this failing.
#[test]
fn given_any_trigger_then_the_assessment_is_old_from_that_entry_on() {
    let named = [
        ("an incident", incident(Happened::NotKnown).into()),
        ("a burnt number", compromised(NUMBER, SecretKind::Phone).into()),
        ("another report", report_by(ReportSource::Neighbour).into()),
        ("a second disclosure", disclosure().into()),
        ("an agreed contact that was missed", tried(Outcome::NoAnswer, true)),
        ("a separation", changed(LifeChange::Separation)),
        ("its plan", changed(LifeChange::PlansToLeave)),
        ("a pregnancy", changed(LifeChange::Pregnancy)),
        ("a survivor who may take their own life", changed(LifeChange::SuicideRisk)),
        ("an order served", changed(LifeChange::OrderServed)),
        ("an order that expires", changed(LifeChange::OrderExpires)),
        ("an order broken", changed(LifeChange::OrderBreached)),
        ("a bail that changes or ends", changed(LifeChange::BailChanged)),
        ("a release", changed(LifeChange::Release)),
        ("a move", changed(LifeChange::Move)),
        ("a home that was offered", changed(LifeChange::HomeOffered)),
        ("a move that was agreed", changed(LifeChange::MoveAgreed)),
        ("a hearing", changed(LifeChange::Hearing)),
        ("contact with the children", changed(LifeChange::ChildContact)),
        ("an arrest", changed(LifeChange::Arrest)),
        ("a new partner", changed(LifeChange::NewPartner)),
        ("a notice to the alleged perpetrator", changed(LifeChange::NoticeGiven)),
        ("a lost job, or talk of suicide", changed(LifeChange::JobOrHealth)),
        ("a decision on the home", changed(LifeChange::HousingDecision)),
        ("something else", changed(LifeChange::Other)),
    ];
    assert_eq!(named.len() - 5, LifeChange::ALL.len(), "a new kind of change is named above as well");
    for (what, event) in named {
        assert_eq!(stale(event), Some(6), "{what}");
    }
}

#[test]
fn given_what_is_no_trigger_then_the_assessment_still_holds() {
    let wishes = crate::disclosure::WishesRecorded { words: words("To keep the garden.") };
    assert_eq!(stale(wishes.into()), None);
    assert_eq!(stale(judged(crate::Severity::High)), None);
    assert_eq!(stale(tried(Outcome::NoAnswer, false)), None, "no contact was agreed for then");
    assert_eq!(stale(tried(Outcome::Spoke, true)), None, "it came about");
}

#[test]
fn given_several_triggers_then_each_is_named_by_its_entry_until_the_risk_is_assessed_again() {
    let since = with(
        assessed(),
        [report_by(ReportSource::Police).into(), tried(Outcome::NoAnswer, true), disclosure().into()],
    );
    let aged = [(6, Aged::Report), (7, Aged::Missed), (8, Aged::Account)];
    assert_eq!(state(since.clone()).support().aged(), aged);
    assert_eq!(state(with(since, [assessment(2).into()])).support().aged(), []);
    assert_eq!(state(survivors_case()).support().aged(), [], "there is no assessment that could be old");
}

#[test]
fn given_an_old_assessment_then_the_case_does_not_close_on_it() {
    let case = state(with(assessed(), [changed(LifeChange::Move)]));
    let open = still_open(&case, Ending::SafeAtHome, date(2026, 3, 10));
    assert!(open.contains(&StillOpen::StaleAssessment), "{open:?}");
}
