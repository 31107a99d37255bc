//! Plans, choices, "not now" and promises (domain.md 13A, 13B, 13D, R-16).

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::Answer;
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal, StillOpen, still_open};
use crate::choices::{Choice, ChoiceState, ChoiceTalkedOver, WatchAgreed};
use crate::compromise::SurvivorTold;
use crate::promise::{Kept, PromiseMade, PromiseSettled, PromiseState};
use crate::reviewing::Ending;
use crate::safety_plan::{Paper, PlanPart, SafetyPlanMade};
use crate::{Happened, Recorded};

const TODAY: Date = date(2026, 3, 10);

fn plan(parts: &[(PlanPart, &str)], again_on: Date) -> SafetyPlanMade {
    let parts: BTreeMap<_, _> = parts.iter().map(|(part, text)| (*part, words(text))).collect();
    SafetyPlanMade {
        with_survivor: Answer::Yes,
        parts,
        again_on,
        paper: Paper::NotKnown,
        agreed_with: [].into(),
    }
}

fn said(choice: Choice, state: ChoiceState, ask_again_on: Option<Date>) -> ChoiceTalkedOver {
    ChoiceTalkedOver { choice, state, words: None, ask_again_on }
}

fn watch(until: Date) -> WatchAgreed {
    WatchAgreed { sign: short("A call about the boiler"), until, words: None, agreed: None }
}

#[test]
fn given_a_plan_of_nothing_or_for_a_day_that_has_come_then_it_is_refused_and_the_newest_stands() {
    let bag = [(PlanPart::Bag, "Keys")];
    given(reachable_case())
        .when(CaseCommand::from(plan(&[], date(2026, 3, 20))))
        .then_refused(Refusal::Unanswered("at least one part of the safety plan"));
    given(reachable_case()).when(CaseCommand::from(plan(&bag, TODAY))).then_refused(Refusal::TimesDoNotFit);
    let [first, second] =
        [plan(&bag, date(2026, 3, 12)), plan(&[(PlanPart::Signal, "Two rings")], date(2026, 3, 20))];
    given(reachable_case()).when(CaseCommand::from(first.clone())).then([first.clone().into()]);
    let state = state(with(reachable_case(), [first.into(), second.clone().into()]));
    assert_eq!(state.support().plan().map(|plan| &plan.is), Some(&second));
    assert_eq!(state.support().plans().len(), 2, "the plan before stays on record");
}

#[test]
fn given_not_now_of_a_choice_then_there_is_a_day_on_which_somebody_asks_again() {
    let later = |day| CaseCommand::from(said(Choice::Move, ChoiceState::Later, day));
    given(reachable_case())
        .when(later(None))
        .then_refused(Refusal::Unanswered("the day on which to ask again"));
    given(reachable_case()).when(later(Some(TODAY))).then_refused(Refusal::TimesDoNotFit);
    given(reachable_case()).when(later(Some(date(2026, 3, 20)))).then([said(
        Choice::Move,
        ChoiceState::Later,
        Some(date(2026, 3, 20)),
    )
    .into()]);
}

#[test]
fn given_a_no_to_one_choice_then_every_other_choice_stands_as_it_was() {
    let wanted = said(Choice::StaySafer, ChoiceState::Wanted, None);
    let state = state(with(
        reachable_case(),
        [wanted.clone().into(), said(Choice::Police, ChoiceState::Declined, None).into()],
    ));
    assert_eq!(state.support().choices().get(&Choice::StaySafer).map(|word| &word.is), Some(&wanted));
    assert_eq!(state.support().noes(), 0, "a no to the police is no no to us");
}

#[test]
fn r16_given_not_now_then_no_ending_but_their_own_word_closes_it_before_the_agreed_day() {
    given(reachable_case()).when(CaseCommand::from(watch(TODAY))).then_refused(Refusal::TimesDoNotFit);
    let waiting = state(with(reachable_case(), [watch(date(2026, 4, 1)).into()]));
    let open = |ending, day| still_open(&waiting, ending, day);
    for ending in [Ending::SafeAtHome, Ending::LostContact, Ending::NoAbuseFound, Ending::Other] {
        assert!(open(ending, TODAY).contains(&StillOpen::Watch), "{ending:?}");
        assert!(open(ending, date(2026, 4, 1)).contains(&StillOpen::Watch), "{ending:?} on the day itself");
        assert!(!open(ending, date(2026, 4, 2)).contains(&StillOpen::Watch), "{ending:?} after it");
    }
    let no_more = open(Ending::WantsNoMore, TODAY);
    assert!(no_more.contains(&StillOpen::OneNo) && !no_more.contains(&StillOpen::Watch));
}

#[test]
fn r16_given_several_noes_on_one_day_then_they_are_one_no_and_a_second_day_counts() {
    let no: CaseEvent = said(Choice::NothingNow, ChoiceState::Wanted, None).into();
    let history = |events: Vec<CaseEvent>| journal(with(reachable_case(), events));
    let mut twice = history(vec![no.clone(), watch(date(2026, 4, 1)).into()]);
    let is_once = |history: &[Recorded<CaseEvent>]| {
        let state = crate::case::CaseState::from_history(history);
        still_open(&state, Ending::WantsNoMore, date(2026, 4, 10)).contains(&StillOpen::OneNo)
    };
    assert!(is_once(&twice));
    twice.last_mut().unwrap().recorded_at = tomorrow();
    assert!(!is_once(&twice));
}

#[test]
fn given_not_now_and_then_a_new_account_then_nobody_waits_any_longer() {
    let waiting = with(reachable_case(), [watch(date(2026, 4, 1)).into()]);
    assert!(state(waiting.clone()).support().watch().is_some());
    let again = with(waiting, [CaseEvent::IncidentRecorded(incident(Happened::NotKnown))]);
    assert!(state(again).support().watch().is_none());
}

#[test]
fn given_a_promise_then_its_day_is_not_long_past_and_only_a_promise_is_settled_after_it_was_made() {
    let promise = |by| PromiseMade { what: words("New locks"), by };
    given(reachable_case())
        .when(CaseCommand::from(promise(date(2026, 2, 9))))
        .then_refused(Refusal::PromiseDays);
    let yesterday = promise(date(2026, 3, 9));
    given(reachable_case()).when(CaseCommand::from(yesterday.clone())).then([yesterday.into()]);
    given(reachable_case()).when(CaseCommand::from(promise(TODAY))).then([promise(TODAY).into()]);
    let case = with(reachable_case(), [promise(TODAY).into()]);
    let of = u64::try_from(case.len()).unwrap();
    let settled = |of, on| {
        let told = SurvivorTold::NotTold { why: words("Not safe before Friday") };
        CaseCommand::from(PromiseSettled { of, kept: Kept::Broken, on, told, words: None })
    };
    given(case.clone()).when(settled(1, TODAY)).then_refused(Refusal::NoSuchPromise);
    given(case.clone()).when(settled(of, date(2026, 3, 11))).then_refused(Refusal::InTheFuture);
    let told = |at: &str| {
        let told = SurvivorTold::Told { at: at.parse().unwrap() };
        PromiseSettled { of, kept: Kept::Kept, on: TODAY, told, words: None }
    };
    let (before, after) = (told("2026-03-01T09:00:00Z"), told("2026-03-10T09:00:00Z"));
    given(case.clone()).when(CaseCommand::from(before)).then_refused(Refusal::PromiseDays);
    given(case.clone()).when(CaseCommand::from(after.clone())).then([after.into()]);
    let late = state(case);
    assert_eq!(late.support().promises()[0].stands(tomorrow()), PromiseState::Late);
}
