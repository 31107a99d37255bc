//! Two records about the same person (R13, T8): the rules of both, what it shuts, and that nothing of it stays.

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::testkit::*;
use super::*;
use crate::contact::{ContactPlan, Intent, Reason, clear};
use crate::people::Person;
use crate::same_person::{ConfirmAgain, Differing, Joined, Parted, is_confirmed, may_be_one};
use crate::text::{CaseReference, Name};
use crate::{Answer, CaseId, Recorded};

fn other(n: u8) -> CaseId {
    CaseId::from_uuid(Uuid::from_u128(0x900 + u128::from(n)))
}

fn reference(n: u8) -> CaseReference {
    CaseReference::from_random([n; 5])
}

fn joined(n: u8) -> Joined {
    Joined { other: other(n), reference: reference(n), why: words("She gave both references herself.") }
}

fn parted(n: u8) -> Parted {
    Parted { other: other(n), reference: reference(n), why: words("Her cousin rang, of the same name.") }
}

fn called(person: Person, name: &str) -> Person {
    Person { name: Some(Name::parse(name).unwrap()), ..person }
}

/// A survivor's case of these two.
fn case_of(survivor_is: &str, causing_is: &str) -> CaseState {
    let causing = called(alleged_perpetrator(Answer::No), causing_is);
    let report = report_by(crate::report::ReportSource::Survivor);
    state([report.into(), called(survivor(), survivor_is).into(), causing.into()])
}

#[test]
fn it_is_said_once_and_taken_back_once() {
    let said = || with(reachable_case(), [joined(1).into()]);
    given(reachable_case()).when(CaseCommand::JoinRecords(joined(1))).then([joined(1).into()]);
    given(said()).when(CaseCommand::JoinRecords(joined(1))).then_refused(Refusal::AlreadyJoined);
    given(said()).when(CaseCommand::JoinRecords(joined(2))).then([joined(2).into()]);
    given(said()).when(CaseCommand::PartRecords(parted(1))).then([parted(1).into()]);
    given(said()).when(CaseCommand::PartRecords(parted(2))).then_refused(Refusal::NotJoined);
    given(with(said(), [parted(1).into()]))
        .when(CaseCommand::PartRecords(parted(1)))
        .then_refused(Refusal::NotJoined);
}

#[test]
fn a_survivor_in_one_who_is_said_to_cause_harm_in_the_other_is_refused_either_way() {
    let (hers, his) = (case_of("Asha Example", "Corin Example"), case_of("Corin  EXAMPLE", "Somebody Else"));
    assert_eq!(may_be_one(&hers, &his), Err(Refusal::OtherSide));
    assert_eq!(may_be_one(&his, &hers), Err(Refusal::OtherSide));
    // The control: two survivors' cases in which nobody stands on the other side.
    assert_eq!(may_be_one(&hers, &case_of("Asha Example", "Corin Example")), Ok(()));
}

#[test]
fn a_namesake_who_was_born_on_another_day_is_no_reason_against_it() {
    let born = |person: Person, year| Person { born: Some(date(year, 4, 5)), ..person };
    let son = born(called(survivor(), "Corin Example"), 1999);
    let of = |father: Person| {
        let causing: CaseEvent = father.into();
        state([report_by(crate::report::ReportSource::Survivor).into(), survivor().into(), causing])
    };
    let own = state([report_by(crate::report::ReportSource::Survivor).into(), son.into()]);
    assert_eq!(may_be_one(&own, &of(born(alleged_perpetrator(Answer::No), 1961))), Ok(()));
    // Not known is never a no.
    assert_eq!(may_be_one(&own, &of(alleged_perpetrator(Answer::No))), Err(Refusal::OtherSide));
}

#[test]
fn a_survivors_record_and_one_of_own_behaviour_are_never_one_and_a_record_of_nobody_is_of_nobody() {
    let (hers, own) = (state(survivors_case()), state(own_behaviour_record()));
    assert_eq!(may_be_one(&hers, &own), Err(Refusal::OtherSide));
    assert_eq!(may_be_one(&own, &hers), Err(Refusal::OtherSide));
    assert_eq!(may_be_one(&own, &own), Ok(()));
    let of_nobody = state([report_by(crate::report::ReportSource::Neighbour).into()]);
    assert_eq!(may_be_one(&hers, &of_nobody), Err(Refusal::NobodyNamed));
}

/// T8: another name, or another day on which they were born, is confirmed by somebody; what is not known is no difference.
#[test]
fn two_who_are_plainly_different_are_one_only_where_somebody_confirmed_it() {
    let of = |name: Option<&str>, year: Option<i16>| {
        let name = name.map(|name| Name::parse(name).unwrap());
        let born = year.map(|year| date(year, 4, 5));
        let report = report_by(crate::report::ReportSource::Survivor);
        state([report.into(), Person { name, born, ..survivor() }.into()])
    };
    let one = of(Some("Asha Example"), Some(1990));
    for (other, expected) in [
        (of(Some("Asha  EXAMPLE"), Some(1990)), Ok(())),
        (of(Some("Asha Example"), None), Ok(())),
        (of(None, Some(1990)), Ok(())),
        (of(Some("Wren Hollis"), Some(1990)), Err(Refusal::LooksLikeTwo)),
        (of(Some("Asha Example"), Some(1991)), Err(Refusal::LooksLikeTwo)),
    ] {
        assert_eq!(is_confirmed(&one, &other, Differing::NotConfirmed), expected);
        assert_eq!(is_confirmed(&other, &one, Differing::NotConfirmed), expected);
        assert_eq!(is_confirmed(&one, &other, Differing::Confirmed), Ok(()), "the control");
    }
}

fn gate(events: Vec<CaseEvent>) -> Result<(), Reason> {
    let cleared = clear(&state(events), Intent { channel: PHONE, at: noon() });
    cleared.map(drop).map_err(|no| no.reason)
}

/// The plan again, with the survivor's word of this day in March.
fn plan_of(day: i8) -> ContactPlan {
    let mut channel = channel_safe_by_survivor();
    channel.confirmed =
        channel.confirmed.map(|said| crate::contact::Confirmed { on: date(2026, 3, day), ..said });
    plan_with([channel])
}

/// Recipients are confirmed again (T8): a newer plan with an older word is no confirmation, nor an older plan.
#[test]
fn no_way_is_cleared_after_it_was_said_or_taken_back_until_a_plan_has_a_newer_word() {
    assert_eq!(gate(reachable_case()), Ok(()), "the control: before, it is cleared");
    let taken_back: Vec<CaseEvent> = vec![joined(1).into(), parted(1).into()];
    for said in [vec![joined(1).into()], taken_back, vec![ConfirmAgain {}.into()]] {
        let said = with(reachable_case(), said);
        assert_eq!(gate(said.clone()), Err(Reason::ConfirmAgain));
        assert_eq!(gate(with(said.clone(), [plan_of(9).into()])), Err(Reason::ConfirmAgain));
        assert_eq!(gate(with(said, [plan_of(10).into()])), Ok(()));
    }
    let same_day = with(survivors_case(), [plan_of(10).into(), joined(1).into()]);
    assert_eq!(gate(same_day), Err(Reason::ConfirmAgain), "that plan knew nothing of it");
}

#[test]
fn an_attempt_that_was_cleared_before_it_was_said_stays_one() {
    let said = with(reachable_case(), [joined(1).into()]);
    let before = instant("2026-03-10T09:05:30Z");
    let command = CaseCommand::RecordAttempt(attempt(cleared_call(), before));
    given(said.clone()).when(command).then([attempt(cleared_call(), before).into()]);
    let command = CaseCommand::RecordAttempt(attempt(cleared_call(), noon()));
    given(said).when(command).then_not_cleared(Reason::ConfirmAgain);
}

/// What was asked for later says nothing of a call before it, and what stood then is not forgotten.
#[test]
fn an_attempt_is_judged_by_what_had_been_asked_for_and_planned_by_then() {
    let tried = |at| CaseCommand::RecordAttempt(attempt(cleared_call(), instant(at)));
    let twice = with(reachable_case(), [joined(1).into(), ConfirmAgain {}.into()]);
    // Between the two, the first stood open; before both, nothing did.
    given(twice.clone()).when(tried("2026-03-10T09:06:30Z")).then_not_cleared(Reason::ConfirmAgain);
    let before = instant("2026-03-10T09:05:30Z");
    given(twice).when(tried("2026-03-10T09:05:30Z")).then([attempt(cleared_call(), before).into()]);
    // A plan answers from its own moment on, and until somebody asks again.
    let asked_again: Vec<CaseEvent> = vec![joined(1).into(), plan_of(10).into(), parted(1).into()];
    let case = with(reachable_case(), asked_again);
    let between = instant("2026-03-10T09:07:30Z");
    given(case.clone()).when(tried("2026-03-10T09:06:30Z")).then_not_cleared(Reason::ConfirmAgain);
    given(case.clone()).when(tried("2026-03-10T09:07:30Z")).then([attempt(cleared_call(), between).into()]);
    given(case.clone()).when(tried("2026-03-10T12:00:00Z")).then_not_cleared(Reason::ConfirmAgain);
    // Nor does the word of a plan that came only afterwards reach back.
    let again = with(case, [plan_of(10).into()]);
    given(again.clone()).when(tried("2026-03-10T09:08:30Z")).then_not_cleared(Reason::ConfirmAgain);
    let now = attempt(cleared_call(), noon());
    given(again).when(CaseCommand::RecordAttempt(now.clone())).then([now.into()]);
}

/// It is taken back on both records, or on none: a correction would be on one.
#[test]
fn what_two_records_say_of_each_other_is_not_corrected_on_one() {
    for said in [joined(1).into(), parted(1).into(), ConfirmAgain {}.into()] {
        let case: Vec<CaseEvent> = with(reachable_case(), [said]);
        for instead in [None, Some(case[5].clone())] {
            given(case.clone())
                .when(CaseCommand::Correct(correction(6, instead)))
                .then_refused(Refusal::NothingToCorrect);
        }
    }
}

/// A step of a sequence: something of every day, or one of the two.
#[derive(Debug, Clone)]
enum Did {
    Wrote(u8),
    Said(u8),
}

fn wrote(n: u8) -> CaseEvent {
    match n % 4 {
        0 => crate::disclosure::WishesRecorded { words: words("To keep the garden.") }.into(),
        1 => incident(crate::Happened::NotKnown).into(),
        2 => judged(crate::Severity::High),
        _ => plan_with([channel_safe_by_survivor()]).into(),
    }
}

/// The same history without what was said of other records.
fn without(history: &[Recorded<CaseEvent>]) -> Vec<CaseEvent> {
    let said = |event: &CaseEvent| matches!(event, CaseEvent::Joined(_) | CaseEvent::Parted(_));
    history.iter().map(|entry| entry.event.clone()).filter(|event| !said(event)).collect()
}

/// What a state says of everything but of where its entries stand.
fn told(state: &CaseState) -> impl PartialEq + std::fmt::Debug + use<> {
    let plan = state.contact_plan().cloned();
    let people: Vec<Person> = state.people().cloned().collect();
    let wishes: Vec<_> = state.wishes().map(|one| one.is.clone()).collect();
    let incidents: Vec<_> = state.incidents().map(|one| one.is.clone()).collect();
    let secrets = state.secrets().to_vec();
    (plan, people, wishes, incidents, secrets, state.severity(), state.route(), state.owner())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// T8: whatever was said and taken back, the record is the one that it would have been.
    #[test]
    fn whatever_was_joined_and_parted_the_record_is_what_it_was(
        steps in prop::collection::vec(
            prop_oneof![(0u8..4).prop_map(Did::Wrote), (0u8..3).prop_map(Did::Said)], 0..14,
        ),
    ) {
        let mut events = reachable_case();
        let mut plain = events.clone();
        let mut open = std::collections::BTreeSet::new();
        for step in steps {
            match step {
                Did::Wrote(n) => {
                    events.push(wrote(n));
                    plain.push(wrote(n));
                }
                Did::Said(n) if open.remove(&n) => events.push(parted(n).into()),
                Did::Said(n) => {
                    open.insert(n);
                    events.push(joined(n).into());
                }
            }
        }
        events.extend(open.into_iter().map(|n| CaseEvent::from(parted(n))));
        let (after, never) = (journal(events), journal(plain.clone()));
        prop_assert_eq!(without(&after), plain);
        let (after, never) = (CaseState::from_history(&after), CaseState::from_history(&never));
        prop_assert_eq!(after.joined().count(), 0);
        prop_assert_eq!(told(&after), told(&never));
    }
}
