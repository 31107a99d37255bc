//! Marks that warn: how a case gets them, and that nobody takes one off unseen.

use jiff::civil::date;

use super::reviewing::reviewed;
use super::samples::assessment;
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal};
use crate::change::{ChangeRecorded, LifeChange};
use crate::incident::PatternRule;
use crate::priority::{Because, Beside, Priority};
use crate::report::{CameBy, ReportSource, ReportTaken};
use crate::reviewing::TheirView;
use crate::{Happened, ReportId, Severity};

fn notice(source: ReportSource, severity: Severity) -> ReportTaken {
    let report = ReportId::from_uuid(uuid::Uuid::from_u128(0x12));
    ReportTaken { report, severity, came_by: CameBy::Meeting, ..report_by(source) }
}

fn warned() -> Vec<CaseEvent> {
    with(survivors_case(), [notice(ReportSource::Police, Severity::High).into(), judged(Severity::High)])
}

fn gone_through() -> CaseEvent {
    let view = Some(TheirView::Said(words("I am all right now.")));
    reviewed(view, date(2026, 3, 24)).into()
}

fn correct(sequence: u64, instead: Option<CaseEvent>) -> CaseCommand {
    CaseCommand::Correct(correction(sequence, instead))
}

#[test]
fn given_a_professional_warns_or_does_not_say_how_severe_it_is_then_the_case_is_flagged() {
    let flagged = |source, severity| {
        state(with(survivors_case(), [notice(source, severity).into()])).high_notice().is_some()
    };
    for source in [ReportSource::Police, ReportSource::Agency] {
        for severity in [Severity::Immediate, Severity::High, Severity::Unknown] {
            assert!(flagged(source, severity), "{source:?} {severity:?}");
        }
        assert!(!flagged(source, Severity::Medium) && !flagged(source, Severity::Standard));
    }
    assert!(!flagged(ReportSource::Neighbour, Severity::High), "it is high, and no professional said so");
    assert!(state(survivors_case()).high_notice().is_none());
}

#[test]
fn given_a_flag_then_a_lower_level_a_review_and_time_leave_it_where_it_is() {
    let lowered = with(warned(), [judged(Severity::Standard), assessment(1).into(), gone_through()]);
    let case = state(lowered);
    assert!(case.high_notice().is_some());
    let beside = Beside { pattern: PatternRule::whoever_told(3, 12), silent: false };
    let priority = Priority::of(&case, beside, instant("2027-03-10T12:00:00Z"));
    assert!(priority.has(Because::Warned), "it stands on the list of work, in words");
    assert!(priority.words().unwrap().contains("we were warned that the danger is high"));
}

#[test]
fn given_nobody_went_through_the_case_lately_then_no_correction_takes_the_flag_off() {
    let milder = CaseEvent::from(notice(ReportSource::Police, Severity::Standard));
    for instead in [None, Some(milder.clone())] {
        given(warned()).when(correct(5, instead.clone())).then_refused(Refusal::WarningTakenOff);
        // The control: with a look at the risk it may be taken off.
        for look in [gone_through(), assessment(2).into()] {
            given(with(warned(), [look])).when(correct(5, instead.clone())).then([correction(
                5,
                instead.clone(),
            )
            .into()]);
        }
    }
    // Another warning keeps it, and a correction that still warns takes nothing off.
    let twice = with(warned(), [notice(ReportSource::Agency, Severity::High).into()]);
    given(twice).when(correct(5, None)).then([correction(5, None).into()]);
    let still = CaseEvent::from(notice(ReportSource::Police, Severity::Immediate));
    given(warned()).when(correct(5, Some(still.clone()))).then([correction(5, Some(still)).into()]);
}

#[test]
fn given_nobody_went_through_the_case_lately_then_no_correction_ends_the_heightened_window_early() {
    let on = |day| -> CaseEvent {
        let change = LifeChange::Separation;
        ChangeRecorded { change, when: Happened::On(day), order: None, words: None, instead_of: None }.into()
    };
    let other: CaseEvent = ChangeRecorded {
        change: LifeChange::Other,
        when: Happened::NotKnown,
        order: None,
        words: None,
        instead_of: None,
    }
    .into();
    let left = || with(survivors_case(), [on(date(2026, 3, 9))]);
    for instead in [None, Some(other)] {
        given(left()).when(correct(5, instead.clone())).then_refused(Refusal::WarningTakenOff);
        given(with(left(), [gone_through()])).when(correct(5, instead.clone())).then([correction(
            5,
            instead.clone(),
        )
        .into()]);
    }
    // A day that lies further back ends it earlier; the day on which we learned of it does not.
    given(left()).when(correct(5, Some(on(date(2026, 3, 1))))).then_refused(Refusal::WarningTakenOff);
    given(left()).when(correct(5, Some(on(date(2026, 3, 10))))).then([correction(
        5,
        Some(on(date(2026, 3, 10))),
    )
    .into()]);
}
