//! Every way of learning of a separation opens the window of heightened risk, and nothing else does (ONE-24, domain.md 12).

use jiff::civil::{Date, date};

use super::reviewing::reviewed;
use super::samples::assessment;
use crate::Happened;
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal, StillOpen, still_open};
use crate::change::{ChangeRecorded, LifeChange};
use crate::heightened::{Separated, opened_by};
use crate::incident::{AbuseKind, Incident};
use crate::priority::{Because, Beside, Priority, turns};
use crate::reviewing::{Ending, TheirView};
use crate::risk::{AnswerSource, FactorAnswer, RiskAnswer, RiskAssessed, RiskFactor};

const TODAY: Date = date(2026, 3, 10);

fn changed(change: LifeChange, when: Happened) -> CaseEvent {
    ChangeRecorded { change, when, order: None, words: None, instead_of: None }.into()
}

/// An assessment that answers one factor only.
fn answered(factor: RiskFactor, answer: RiskAnswer, dated: Option<Date>) -> RiskAssessed {
    let given = FactorAnswer { answer, source: AnswerSource::Survivor, dated, words: None };
    RiskAssessed { answers: [(factor, given)].into(), judgement: None, ..assessment(0) }
}

fn abuse(kinds: &[AbuseKind], when: Happened) -> CaseEvent {
    Incident { kinds: kinds.iter().copied().collect(), ..incident(when) }.into()
}

fn until(event: CaseEvent) -> Option<Date> {
    state(with(survivors_case(), [event])).support().heightened(TODAY).map(|window| window.until)
}

fn every_way() -> [(Separated, CaseEvent); 4] {
    [
        (Separated::Left, changed(LifeChange::Separation, Happened::NotKnown)),
        (Separated::Plans, changed(LifeChange::PlansToLeave, Happened::NotKnown)),
        (Separated::Assessed, answered(RiskFactor::Separation, RiskAnswer::Yes, None).into()),
        (Separated::AbusedSince, abuse(&[AbuseKind::PostSeparation], Happened::NotKnown)),
    ]
}

#[test]
fn given_any_way_of_learning_of_a_separation_then_the_window_opens_for_twelve_months_from_when_it_was_recorded()
 {
    for (by, event) in every_way() {
        let case = state(with(survivors_case(), [event]));
        let window = case.support().heightened(TODAY).unwrap();
        assert_eq!((window.by, window.until, window.sequence), (by, date(2027, 3, 10), 5));
        assert_eq!(case.support().heightened(date(2027, 3, 11)), None, "it ends");
        let open = |on| still_open(&case, Ending::SafeAtHome, on).contains(&StillOpen::Heightened);
        assert!(open(TODAY) && !open(date(2027, 3, 11)), "{by:?} keeps the case open");
        let rule = crate::incident::PatternRule::whoever_told(3, 12);
        let listed = Priority::of(&case, Beside { pattern: rule, silent: false }, noon());
        assert!(listed.has(Because::Heightened), "{by:?} says why it stands where it does");
        assert!(turns(&case, rule).contains(&date(2027, 3, 11)), "{by:?} is looked at again when it ends");
    }
}

#[test]
fn given_no_other_change_answer_or_kind_of_abuse_then_no_window_opens() {
    for change in LifeChange::ALL {
        let opens = matches!(change, LifeChange::Separation | LifeChange::PlansToLeave);
        assert_eq!(until(changed(*change, Happened::NotKnown)).is_some(), opens, "{change:?}");
    }
    for factor in RiskFactor::ALL {
        for answer in RiskAnswer::ALL {
            let opens = (*factor, *answer) == (RiskFactor::Separation, RiskAnswer::Yes);
            assert_eq!(
                until(answered(*factor, *answer, None).into()).is_some(),
                opens,
                "{factor:?} {answer:?}"
            );
        }
    }
    for kind in AbuseKind::ALL {
        let opens = *kind == AbuseKind::PostSeparation;
        assert_eq!(until(abuse(&[*kind], Happened::NotKnown)).is_some(), opens, "{kind:?}");
    }
}

#[test]
fn given_a_window_when_somebody_answers_no_or_does_not_know_then_it_stays_as_it_was() {
    for (by, event) in every_way() {
        for answer in [RiskAnswer::No, RiskAnswer::DontKnow, RiskAnswer::NotAsked] {
            let later = answered(RiskFactor::Separation, answer, None);
            let case = state(with(survivors_case(), [event.clone(), later.into()]));
            assert_eq!(case.support().heightened(TODAY).unwrap().by, by, "{answer:?}");
        }
    }
}

#[test]
fn given_the_day_is_known_then_the_twelve_months_run_from_it_and_a_vague_one_from_its_last_day() {
    let left = |when| until(changed(LifeChange::Separation, when));
    assert_eq!(left(Happened::On(date(2025, 9, 1))), Some(date(2026, 9, 1)));
    assert_eq!(left(Happened::Month { year: 2025, month: 4 }), Some(date(2026, 4, 30)));
    assert_eq!(left(Happened::Year(2026)), Some(date(2027, 3, 10)), "it lies behind us");
    assert_eq!(left(Happened::On(date(2024, 9, 1))), None, "long over");
    let plans = |when| until(changed(LifeChange::PlansToLeave, when));
    assert_eq!(plans(Happened::On(date(2026, 4, 20))), Some(date(2027, 4, 20)));
    assert_eq!(plans(Happened::On(date(2025, 9, 1))), Some(date(2027, 3, 10)), "a plan still stands");
    let file = answered(RiskFactor::Separation, RiskAnswer::Yes, Some(date(2025, 12, 1)));
    assert_eq!(until(file.into()), Some(date(2026, 12, 1)));
    let abused = |when| until(abuse(&[AbuseKind::PostSeparation], when));
    assert_eq!(abused(Happened::On(date(2025, 12, 1))), Some(date(2026, 12, 1)));
    assert_eq!(abused(Happened::Year(2019)), None);
}

#[test]
fn given_nobody_went_through_the_case_lately_then_no_correction_of_any_way_ends_the_window_early() {
    let looked = || reviewed(Some(TheirView::Said(words("I am all right."))), date(2026, 3, 24)).into();
    for (by, event) in every_way() {
        let milder = match &event {
            CaseEvent::RiskAssessed(_) => answered(RiskFactor::Separation, RiskAnswer::No, None).into(),
            CaseEvent::IncidentRecorded(_) => abuse(&[AbuseKind::Economic], Happened::NotKnown),
            _ => changed(LifeChange::Other, Happened::NotKnown),
        };
        // An assessment is a look at the risk itself, but not the one that is corrected: it lies eight days back.
        let mut then = journal(with(survivors_case(), [event]));
        for entry in &mut then {
            entry.recorded_at = instant("2026-03-02T09:00:00Z");
        }
        let before = crate::case::CaseState::from_history(&then);
        let correct = || CaseCommand::Correct(correction(5, Some(milder.clone())));
        let refused = crate::case::decide(&before, correct(), &moment());
        assert_eq!(refused, Err(Refusal::WarningTakenOff), "{by:?}");
        // The control: with a look at the risk it may be taken off.
        let mut seen = journal(with(survivors_case(), [then[4].event.clone(), looked()]));
        seen[4].recorded_at = instant("2026-03-02T09:00:00Z");
        let after = crate::case::CaseState::from_history(&seen);
        assert!(crate::case::decide(&after, correct(), &moment()).is_ok(), "{by:?}");
    }
}

#[test]
fn given_control_and_violence_then_abuse_after_a_separation_calls_for_a_judgement_as_leaving_does() {
    use crate::risk::{OnRecord, Prompt};
    let of = |kinds: &[AbuseKind]| Incident {
        kinds: kinds.iter().copied().collect(),
        ..incident(Happened::NotKnown)
    };
    let all = [of(&[AbuseKind::Controlling]), of(&[AbuseKind::Physical, AbuseKind::PostSeparation])];
    assert!(OnRecord::of(&all, []).contains(&Prompt::LeavingUnderControl));
    let without = [of(&[AbuseKind::Controlling]), of(&[AbuseKind::Physical])];
    assert!(!OnRecord::of(&without, []).contains(&Prompt::LeavingUnderControl), "the control");
}

#[test]
fn given_nothing_of_a_separation_then_nothing_opens_a_window() {
    for event in survivors_case() {
        assert_eq!(opened_by(&event, noon()), None, "{}", event.kind());
    }
}
