//! Corrections: what stood before stays, and no rule is got round.

use super::testkit::*;
use super::*;
use crate::contact::{Outcome, Reason, Way};
use crate::disclosure::HouseholdAnswered;
use crate::people::{PersonRole, SecretKind};
use crate::report::{ReportSource, Route};
use crate::{Answer, Happened, IncidentId, Severity};
use jiff::civil::date;

fn correct(sequence: u64, instead: impl Into<CaseEvent>) -> CaseCommand {
    CaseCommand::Correct(correction(sequence, Some(instead.into())))
}

fn withdraw(sequence: u64) -> CaseCommand {
    CaseCommand::Correct(correction(sequence, None))
}

/// `events` and then one more, with the place it has.
fn ending_in(events: Vec<CaseEvent>, last: impl Into<CaseEvent>) -> (u64, Vec<CaseEvent>) {
    let events = with(events, [last.into()]);
    (u64::try_from(events.len()).unwrap(), events)
}

#[test]
fn a_correction_leaves_what_was_there_and_is_read_in_its_place() {
    let wrong = alleged_perpetrator(Answer::No);
    let right = alleged_perpetrator(Answer::Yes);
    let history = journal(vec![
        report_by(ReportSource::Survivor).into(),
        wrong.clone().into(),
        survivor().into(),
        correction(2, Some(right.clone().into())).into(),
    ]);
    assert_eq!(history[1].event, wrong.into());
    let read = effective(&history);
    assert_eq!(read.len(), 4);
    assert_eq!(read[1], crate::Recorded { event: right.clone().into(), ..history[1].clone() });
    assert_eq!(CaseState::from_history(&history).person(PERPETRATOR), Some(&right));
}

#[test]
fn the_newest_correction_wins() {
    let history = journal(vec![
        report_by(ReportSource::Survivor).into(),
        alleged_perpetrator(Answer::NotKnown).into(),
        correction(2, Some(alleged_perpetrator(Answer::No).into())).into(),
        correction(2, Some(alleged_perpetrator(Answer::Yes).into())).into(),
    ]);
    let state = CaseState::from_history(&history);
    assert_eq!(state.person(PERPETRATOR), Some(&alleged_perpetrator(Answer::Yes)));
    assert_eq!(state.sequence(), 4);
}

#[test]
fn an_entry_that_should_never_have_been_made_is_left_out_and_still_there() {
    let (place, events) = ending_in(survivors_case(), held(NUMBER, SecretKind::Phone, PERPETRATOR));
    given(events.clone()).when(withdraw(place)).then([correction(place, None).into()]);
    let history = journal(with(events, [correction(place, None).into()]));
    assert_eq!(CaseState::from_history(&history).holders(NUMBER).collect::<Vec<_>>(), [SURVIVOR]);
    assert!(history.iter().any(|entry| entry.sequence == place));
}

#[test]
fn a_history_without_corrections_is_not_copied() {
    let history = journal(reachable_case());
    assert!(matches!(effective(&history), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn only_an_entry_that_is_there_and_not_the_first_is_corrected() {
    for place in [0, 1, 99] {
        given(suspicion()).when(correct(place, survivor())).then_refused(Refusal::NothingToCorrect);
        given(suspicion()).when(withdraw(place)).then_refused(Refusal::NothingToCorrect);
    }
}

/// The report may hold a telephone number or an address by mistake (R01): its words can be put right, and what opened the
/// case stays as it was.
#[test]
fn of_the_entry_that_opened_the_case_the_words_and_the_day_are_put_right_and_nothing_else() {
    let opening = report_by(ReportSource::Neighbour);
    let mut right = opening.clone();
    right.words = Some(words("She rang the bell at night"));
    right.happened = Happened::On(date(2026, 3, 1));
    let events = with(vec![], [CaseEvent::from(opening.clone())]);
    given(events.clone())
        .when(correct(1, right.clone()))
        .then([correction(1, Some(right.clone().into())).into()]);
    let history = journal(with(events.clone(), [correction(1, Some(right.clone().into())).into()]));
    assert_eq!(history[0].event, opening.clone().into(), "what stood there stays");
    let state = CaseState::from_history(&history);
    assert_eq!(state.reports().iter().map(|report| &report.is).collect::<Vec<_>>(), [&right]);
    assert_eq!(state.route(), Some(Route::Suspicion));
    // The negative controls: neither its severity, its danger, its source nor itself is taken away with them.
    let mut lowered = right.clone();
    lowered.severity =
        if opening.severity == Severity::Standard { Severity::High } else { Severity::Standard };
    let mut no_danger = right.clone();
    no_danger.danger.now = if opening.danger.now == Answer::Yes { Answer::No } else { Answer::Yes };
    let mut from_the_survivor = right;
    from_the_survivor.source = ReportSource::Survivor;
    for wrong in [lowered, no_danger, from_the_survivor] {
        given(events.clone()).when(correct(1, wrong)).then_refused(Refusal::NothingToCorrect);
    }
    given(events).when(withdraw(1)).then_refused(Refusal::NothingToCorrect);
}

#[test]
fn corrections_are_not_nested() {
    let nested = correction(2, Some(survivor().into()));
    given(suspicion()).when(correct(2, nested.clone())).then_refused(Refusal::NothingToCorrect);
    let (place, events) = ending_in(suspicion(), nested);
    given(events.clone()).when(withdraw(place)).then_refused(Refusal::NothingToCorrect);
    given(events).when(correct(2, survivor())).then([correction(2, Some(survivor().into())).into()]);
}

#[test]
fn a_correction_keeps_to_the_kind_and_the_subject_of_the_entry() {
    given(suspicion()).when(correct(2, judged(Severity::High))).then_refused(Refusal::CorrectionDiffers);
    given(suspicion()).when(correct(2, supporter())).then_refused(Refusal::CorrectionDiffers);
}

#[test]
fn a_corrected_incident_keeps_its_id_and_counts_once() {
    let (place, events) = ending_in(survivors_case(), incident(Happened::NotKnown));
    let right = incident(Happened::On(date(2026, 3, 2)));
    given(events.clone()).when(correct(place, right.clone())).then([correction(
        place,
        Some(right.clone().into()),
    )
    .into()]);
    let state = state(with(events.clone(), [correction(place, Some(right.clone().into())).into()]));
    let counted: Vec<_> = state.incidents().map(|one| (one.sequence, &one.is)).collect();
    assert_eq!(counted, [(place, &right)]);

    let mut another = right;
    another.incident = IncidentId::from_uuid(uuid::Uuid::from_u128(0xf2));
    given(events).when(correct(place, another)).then_refused(Refusal::CorrectionDiffers);
}

#[test]
fn a_correction_is_no_way_to_lower_a_severity() {
    let (place, events) = ending_in(suspicion(), judged(Severity::High));
    let to_standard = correct(place, judged(Severity::Standard));
    given(events.clone()).when(to_standard.clone()).then_refused(Refusal::OnlyAManagerLowers);
    given(with(suspicion(), [judged(Severity::Medium), judged(Severity::Immediate)]))
        .when(withdraw(4))
        .then_refused(Refusal::OnlyAManagerLowers);
    let lowered = with(events, [judged(Severity::Standard)]);
    given(lowered).when(to_standard).then([correction(place, Some(judged(Severity::Standard))).into()]);
}

#[test]
fn a_correction_is_no_way_into_the_future_or_to_a_stranger() {
    let (place, events) = ending_in(survivors_case(), incident(Happened::NotKnown));
    given(events.clone())
        .when(correct(place, incident(Happened::Year(2027))))
        .then_refused(Refusal::InTheFuture);
    let mut by_stranger = incident(Happened::NotKnown);
    by_stranger.by = vec![STRANGER];
    given(events).when(correct(place, by_stranger)).then_refused(Refusal::NoSuchPerson);
    given(survivors_case())
        .when(correct(4, held(NUMBER, SecretKind::Phone, STRANGER)))
        .then_refused(Refusal::NoSuchPerson);
}

#[test]
fn a_correction_is_no_way_from_one_kind_of_record_to_another() {
    let (place, events) = ending_in(own_behaviour_record(), report_by(ReportSource::OwnBehaviour));
    given(events)
        .when(correct(place, report_by(ReportSource::Survivor)))
        .then_refused(Refusal::WrongKindOfRecord);
    let mut now_survivor = alleged_perpetrator(Answer::No);
    now_survivor.roles.insert(PersonRole::Survivor);
    given(own_behaviour_record()).when(correct(2, now_survivor)).then_refused(Refusal::WrongKindOfRecord);
}

#[test]
fn a_correction_is_no_way_to_call_an_attempt_cleared() {
    let theirs = attempt(Way::TheyContactedUs, noon());
    let (place, events) = ending_in(survivors_case(), theirs);
    given(events).when(correct(place, attempt(cleared_call(), noon()))).then_not_cleared(Reason::NoPlan);
}

#[test]
fn the_outcome_of_a_cleared_attempt_is_corrected_though_the_plan_is_newer() {
    let (place, events) = ending_in(reachable_case(), attempt(cleared_call(), noon()));
    let events = with(events, [plan_with([]).into()]);
    let mut right = attempt(cleared_call(), noon());
    right.outcome = Outcome::Spoke;
    given(events).when(correct(place, right.clone())).then([correction(place, Some(right.into())).into()]);
}

#[test]
fn the_answer_about_the_household_is_corrected_but_not_withdrawn() {
    let (place, events) = ending_in(suspicion(), household());
    given(events.clone())
        .when(withdraw(place))
        .then_refused(Refusal::Unanswered("children and adults at risk at home"));
    let right = HouseholdAnswered { children: Answer::Yes, ..household() };
    given(events).when(correct(place, right.clone())).then([correction(place, Some(right.into())).into()]);
}

#[test]
fn withdrawing_a_disclosure_makes_it_a_suspicion_again() {
    let (place, events) = ending_in(suspicion(), disclosure());
    assert_eq!(state(events.clone()).route(), Some(Route::Disclosure));
    let withdrawn = state(with(events, [correction(place, None).into()]));
    assert_eq!(withdrawn.route(), Some(Route::Suspicion));
    assert!(!withdrawn.is_open_to_contact());
}

#[test]
fn given_a_report_that_was_taken_back_then_the_incident_that_was_recorded_from_it_can_still_be_put_right() {
    let (report, events) = ending_in(survivors_case(), report_by(ReportSource::Neighbour));
    let of_it = |happened| crate::incident::Incident { report: Some(report), ..incident(happened) };
    let (place, events) = ending_in(events, of_it(Happened::NotKnown));
    let taken_back = with(events, [correction(report, None).into()]);
    let right = of_it(Happened::On(date(2026, 3, 2)));
    given(taken_back)
        .when(correct(place, right.clone()))
        .then([correction(place, Some(right.into())).into()]);
}
