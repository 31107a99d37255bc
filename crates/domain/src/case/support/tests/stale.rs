//! What makes an assessment old (domain.md 12): every trigger, each by itself.

use jiff::civil::date;

use super::samples::assessment;
use crate::Happened;
use crate::case::testkit::*;
use crate::case::{CaseEvent, StillOpen, still_open};
use crate::change::{ChangeRecorded, LifeChange};
use crate::people::SecretKind;
use crate::reviewing::Ending;

fn changed(change: LifeChange) -> CaseEvent {
    ChangeRecorded { change, when: Happened::NotKnown, order: None, words: None }.into()
}

fn assessed() -> Vec<CaseEvent> {
    with(survivors_case(), [assessment(2).into()])
}

fn stale(event: CaseEvent) -> Option<u64> {
    state(with(assessed(), [event])).support().stale_since()
}

/// The triggers that are named for it, one by one: nobody may take one off the list without this failing.
#[test]
fn given_any_trigger_then_the_assessment_is_old_from_that_entry_on() {
    let named = [
        ("an incident", incident(Happened::NotKnown).into()),
        ("a burnt number", compromised(NUMBER, SecretKind::Phone).into()),
        ("a separation", changed(LifeChange::Separation)),
        ("its plan", changed(LifeChange::PlansToLeave)),
        ("a pregnancy", changed(LifeChange::Pregnancy)),
        ("an order served", changed(LifeChange::OrderServed)),
        ("an order that expires", changed(LifeChange::OrderExpires)),
        ("an order broken", changed(LifeChange::OrderBreached)),
        ("a release", changed(LifeChange::Release)),
        ("a move", changed(LifeChange::Move)),
        ("a hearing", changed(LifeChange::Hearing)),
        ("an arrest", changed(LifeChange::Arrest)),
        ("a new partner", changed(LifeChange::NewPartner)),
        ("a notice to the alleged perpetrator", changed(LifeChange::NoticeGiven)),
        ("a lost job, or talk of suicide", changed(LifeChange::JobOrHealth)),
        ("a decision on the home", changed(LifeChange::HousingDecision)),
        ("something else", changed(LifeChange::Other)),
    ];
    assert_eq!(named.len() - 2, LifeChange::ALL.len(), "a new kind of change is named above as well");
    for (what, event) in named {
        assert_eq!(stale(event), Some(6), "{what}");
    }
}

#[test]
fn given_what_is_no_trigger_then_the_assessment_still_holds() {
    let wishes = crate::disclosure::WishesRecorded { words: words("To keep the garden.") };
    assert_eq!(stale(wishes.into()), None);
    assert_eq!(stale(judged(crate::Severity::High)), None);
}

#[test]
fn given_an_old_assessment_then_the_case_does_not_close_on_it() {
    let case = state(with(assessed(), [changed(LifeChange::Move)]));
    let open = still_open(&case, Ending::SafeAtHome, date(2026, 3, 10));
    assert!(open.contains(&StillOpen::StaleAssessment), "{open:?}");
}

#[test]
fn given_only_leaving_or_its_plan_then_the_window_of_heightened_risk_opens_for_twelve_months() {
    for change in LifeChange::ALL {
        let case = state(with(survivors_case(), [changed(*change)]));
        let opens = matches!(change, LifeChange::Separation | LifeChange::PlansToLeave);
        let window = case.support().heightened(date(2026, 3, 10));
        assert_eq!(window.map(|window| window.until), opens.then(|| date(2027, 3, 10)), "{change:?}");
        assert_eq!(case.support().heightened(date(2027, 3, 11)), None, "it ends");
    }
}
