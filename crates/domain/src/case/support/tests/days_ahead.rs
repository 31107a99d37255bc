//! Days that are counted down to: an assessment from before them is old once they come, another entry may have the day now,
//! and the survivor is told (R-10, domain.md 12).

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use super::samples::assessment;
use crate::case::testkit::*;
use crate::case::{
    CaseCommand, CaseEvent, CaseState, Refusal, Stale, StillOpen, SupportStep, decide, still_open,
};
use crate::change::{ChangeRecorded, LifeChange};
use crate::contact::{Attempted, Clearance, Outcome, Reason, Way};
use crate::day_told::{DayTold, Knows, ToldBy};
use crate::priority::turns;
use crate::reviewing::Ending;
use crate::{Happened, Recorded};

const COUNTED: [LifeChange; 6] = [
    LifeChange::Release,
    LifeChange::OrderExpires,
    LifeChange::BailChanged,
    LifeChange::Hearing,
    LifeChange::Move,
    LifeChange::HomeOffered,
];

fn ahead(change: LifeChange, when: Happened) -> ChangeRecorded {
    ChangeRecorded { change, when, order: None, words: None, instead_of: None }
}

fn release_on(day: Date) -> ChangeRecorded {
    ahead(LifeChange::Release, Happened::On(day))
}

/// At noon of a day.
fn on(day: Date, event: impl Into<CaseEvent>) -> (Timestamp, CaseEvent) {
    (day.at(12, 0, 0, 0).in_tz("Europe/London").unwrap().timestamp(), event.into())
}

/// A survivor's case of the first of March, and what was recorded since.
fn recorded(since: impl IntoIterator<Item = (Timestamp, CaseEvent)>) -> CaseState {
    let began = survivors_case().into_iter().map(|event| on(date(2026, 3, 1), event));
    let entry = |(n, (recorded_at, event))| Recorded { sequence: n, recorded_at, actor: OFFICER, event };
    let history: Vec<_> = (1..).zip(began.chain(since)).map(entry).collect();
    CaseState::from_history(&history)
}

fn told(of: u64, at: &str, by: ToldBy) -> DayTold {
    DayTold { of, knows: Knows::Told { at: instant(at), by }, words: None }
}

fn told_command(told: DayTold) -> CaseCommand {
    SupportStep::from(told).into()
}

#[test]
fn given_an_assessment_from_before_the_day_then_it_is_old_from_the_day_on_though_it_came_after_the_entry() {
    for change in COUNTED {
        let release = ahead(change, Happened::On(date(2026, 4, 20)));
        let between = recorded([on(date(2026, 3, 2), release), on(date(2026, 3, 5), assessment(2))]);
        let stale = |day| between.support().stale(day);
        assert_eq!(stale(date(2026, 4, 19)), None, "{change:?}");
        let day = date(2026, 4, 20);
        assert_eq!(stale(day), Some(Stale { by: 5, on: Some(day) }), "{change:?}");
        assert!(stale(date(2027, 4, 20)).is_some(), "{change:?}: it stays so");
        let rule = crate::incident::PatternRule::whoever_told(3, 12);
        assert!(turns(&between, rule).contains(&day), "{change:?}: the list is worked out anew that day");
        let open = still_open(&between, Ending::SafeAtHome, day);
        assert!(open.contains(&StillOpen::StaleAssessment), "{change:?}: nothing closes on it");
    }
}

#[test]
fn given_an_assessment_of_the_day_itself_or_later_then_it_holds() {
    let release = on(date(2026, 3, 2), release_on(date(2026, 4, 20)));
    for day in [date(2026, 4, 20), date(2026, 4, 21)] {
        let after = recorded([release.clone(), on(day, assessment(2))]);
        assert_eq!(after.support().stale(date(2026, 5, 30)), None, "{day}");
    }
}

#[test]
fn given_what_is_not_counted_down_to_or_has_no_known_day_then_no_day_makes_it_old() {
    for change in LifeChange::ALL.iter().filter(|change| !COUNTED.contains(change)) {
        let recorded = recorded([
            on(date(2026, 3, 2), ahead(*change, Happened::On(date(2026, 3, 2)))),
            on(date(2026, 3, 2), assessment(2)),
        ]);
        assert_eq!(recorded.support().stale(date(2026, 12, 1)), None, "{change:?}");
    }
    let unknown = on(date(2026, 3, 2), ahead(LifeChange::Release, Happened::NotKnown));
    let case = recorded([unknown, on(date(2026, 3, 5), assessment(2))]);
    assert_eq!(case.support().stale(date(2026, 12, 1)), None, "it was old when it was recorded");
}

#[test]
fn given_only_the_month_is_known_then_it_is_old_when_the_month_begins_and_again_on_its_last_day() {
    let april = ahead(LifeChange::Hearing, Happened::Month { year: 2026, month: 4 });
    let case = |assessed| recorded([on(date(2026, 3, 2), april.clone()), on(assessed, assessment(2))]);
    let stale = |assessed: Date, day: Date| case(assessed).support().stale(day).and_then(|stale| stale.on);
    assert_eq!(stale(date(2026, 3, 5), date(2026, 4, 1)), Some(date(2026, 4, 1)));
    assert_eq!(stale(date(2026, 4, 5), date(2026, 4, 29)), None);
    assert_eq!(stale(date(2026, 4, 5), date(2026, 4, 30)), Some(date(2026, 4, 30)));
}

#[test]
fn given_the_day_was_moved_then_the_older_day_makes_nothing_old_and_the_newer_one_does() {
    let hearing = |day| ahead(LifeChange::Hearing, Happened::On(day));
    let moved = ChangeRecorded { instead_of: Some(5), ..hearing(date(2026, 5, 4)) };
    let first = on(date(2026, 3, 2), hearing(date(2026, 4, 20)));
    let case = |second: ChangeRecorded| {
        recorded([first.clone(), on(date(2026, 3, 3), second), on(date(2026, 3, 5), assessment(2))])
    };
    let stale = |second: ChangeRecorded, day| case(second).support().stale(day).and_then(|stale| stale.on);
    assert_eq!(stale(moved.clone(), date(2026, 5, 3)), None);
    assert_eq!(stale(moved.clone(), date(2026, 5, 4)), Some(date(2026, 5, 4)));
    let other = hearing(date(2026, 5, 4));
    assert_eq!(
        stale(other, date(2026, 4, 20)),
        Some(date(2026, 4, 20)),
        "the control: there are two hearings"
    );
    let standing: Vec<u64> = case(moved).support().standing_changes().map(|change| change.sequence).collect();
    assert_eq!(standing, [6]);
}

#[test]
fn given_the_day_is_to_be_moved_then_only_of_a_day_of_the_same_kind() {
    let case = || with(survivors_case(), [release_on(date(2026, 4, 20)).into()]);
    let instead_of = |change, older| {
        let moved =
            ChangeRecorded { instead_of: Some(older), ..ahead(change, Happened::On(date(2026, 5, 4))) };
        (moved.clone(), CaseCommand::from(SupportStep::from(moved)))
    };
    let (moved, command) = instead_of(LifeChange::Release, 5);
    given(case()).when(command).then([moved.into()]);
    for (change, older) in [(LifeChange::Hearing, 5), (LifeChange::Release, 4), (LifeChange::Release, 99)] {
        given(case()).when(instead_of(change, older).1).then_refused(Refusal::NoSuchDay);
    }
}

proptest! {
    /// Whatever is recorded in whatever order: once a day has come, no assessment from before it is shown as current.
    #[test]
    fn an_assessment_older_than_a_day_that_has_come_is_never_current(
        kinds in prop::collection::vec((0_usize..5, 0_i32..60, 0_i32..60), 1..5),
        assessed in 0_i32..60,
        asked in 0_i32..120,
    ) {
        let begin = date(2026, 3, 2);
        let day = |n: i32| begin.checked_add(n.days()).unwrap();
        let mut all: Vec<(i32, CaseEvent)> = kinds
            .iter()
            .map(|(kind, known, comes)| (*known, ahead(COUNTED[*kind], Happened::On(day(*comes))).into()))
            .chain([(assessed, assessment(2).into())])
            .collect();
        all.sort_by_key(|(known, _)| *known);
        let case = recorded(all.into_iter().map(|(known, event)| on(day(known), event)));
        let known = |(_, known, comes): &&(usize, i32, i32)| *known <= asked && *comes <= asked && *comes > assessed;
        if assessed <= asked && kinds.iter().any(|kind| known(&kind)) {
            prop_assert!(case.support().stale(day(asked)).is_some());
        }
    }
}

#[test]
fn given_a_day_ahead_then_whether_they_were_told_is_recorded_and_a_word_of_no_such_day_is_refused() {
    let case = || with(survivors_case(), [release_on(date(2026, 4, 20)).into()]);
    let by_police = told(5, "2026-03-10T11:00:00Z", ToldBy::Agency);
    given(case()).when(told_command(by_police.clone())).then([by_police.into()]);
    for knows in [Knows::NotTold { why: words("There is no safe way yet.") }, Knows::NotKnown] {
        let not = DayTold { of: 5, knows, words: None };
        given(case()).when(told_command(not.clone())).then([not.into()]);
    }
    let of_no_day = told(4, "2026-03-10T11:00:00Z", ToldBy::Agency);
    given(case()).when(told_command(of_no_day)).then_refused(Refusal::NoSuchDay);
    let pregnant = ahead(LifeChange::Pregnancy, Happened::NotKnown);
    let of_no_such = with(survivors_case(), [pregnant.into()]);
    given(of_no_such)
        .when(told_command(told(5, "2026-03-10T11:00:00Z", ToldBy::Agency)))
        .then_refused(Refusal::NoSuchDay);
    let tomorrow = told(5, "2026-03-11T11:00:00Z", ToldBy::Agency);
    given(case()).when(told_command(tomorrow)).then_refused(Refusal::InTheFuture);
}

#[test]
fn given_we_told_them_then_a_contact_of_that_day_that_was_cleared_or_came_from_them_stands_in_the_record() {
    let command = || told_command(told(5, "2026-03-09T15:00:00Z", ToldBy::Contact));
    let case = |attempts: Vec<CaseEvent>| {
        recorded(
            [on(date(2026, 3, 2), release_on(date(2026, 4, 20)))]
                .into_iter()
                .chain(attempts.into_iter().map(|event| on(date(2026, 3, 9), event))),
        )
    };
    let spoke = |way, outcome| {
        CaseEvent::from(Attempted { outcome, ..attempt(way, instant("2026-03-09T14:00:00Z")) })
    };
    let cleared = || Way::WeTried { channel: PHONE, clearance: Clearance::Cleared };
    let anyway = Clearance::MadeAnyway { reason: Reason::ConfirmationOld, why: words("He is out tonight.") };
    let anyway = Way::WeTried { channel: PHONE, clearance: anyway };
    for way in [cleared(), Way::TheyContactedUs] {
        let known = case(vec![spoke(way, Outcome::Spoke)]);
        assert!(decide(&known, command(), &moment()).is_ok());
    }
    for attempts in
        [Vec::new(), vec![spoke(cleared(), Outcome::NoAnswer)], vec![spoke(anyway, Outcome::Spoke)]]
    {
        assert_eq!(decide(&case(attempts), command(), &moment()), Err(Refusal::NoContactThen));
    }
    let otherwise = told_command(told(5, "2026-03-09T15:00:00Z", ToldBy::Agency));
    assert!(
        decide(&case(Vec::new()), otherwise, &moment()).is_ok(),
        "whoever else told them has their own record"
    );
}

#[test]
fn given_they_were_told_in_another_way_then_it_is_recorded_in_words_and_without_them_it_is_refused() {
    let case = || with(survivors_case(), [release_on(date(2026, 4, 20)).into()]);
    let of =
        |by, said: Option<&str>| DayTold { words: said.map(words), ..told(5, "2026-03-10T11:00:00Z", by) };
    let silent = told_command(of(ToldBy::Otherwise, None));
    given(case()).when(silent).then_refused(Refusal::NoWordOfTheWay);
    for (by, said) in [(ToldBy::Otherwise, Some("Her sister told her.")), (ToldBy::Agency, None)] {
        let told = of(by, said);
        given(case()).when(told_command(told.clone())).then([told.into()]);
    }
}

#[test]
fn given_nobody_told_them_then_the_day_is_untold_until_somebody_did_and_the_case_does_not_close_in_silence() {
    let release = on(date(2026, 3, 2), release_on(date(2026, 4, 20)));
    let with_word = |word: Option<DayTold>| {
        recorded([release.clone()].into_iter().chain(word.map(|word| on(date(2026, 3, 3), word))))
    };
    let untold =
        |case: &CaseState, day| case.support().untold(day).map(|one| one.sequence).collect::<Vec<_>>();
    let not_told = || Knows::NotTold { why: words("There is no safe way to reach her before Friday.") };
    let word = |knows| Some(DayTold { of: 5, knows, words: None });
    let nobody = with_word(None);
    let told = with_word(Some(told(5, "2026-03-03T11:00:00Z", ToldBy::Agency)));
    for day in [date(2026, 3, 10), date(2026, 4, 20), date(2026, 4, 25)] {
        assert_eq!(untold(&nobody, day), [5], "{day}: also late");
        assert!(untold(&told, day).is_empty());
        for knows in [not_told(), Knows::NotKnown] {
            assert_eq!(untold(&with_word(word(knows)), day), [5], "{day}: that is no yes");
        }
    }
    assert!(untold(&nobody, date(2027, 4, 21)).is_empty(), "a year after it is no news");
    let keeps = |case: &CaseState| {
        still_open(case, Ending::SafeAtHome, date(2026, 3, 10)).contains(&StillOpen::Untold)
    };
    assert!(keeps(&nobody) && keeps(&with_word(word(Knows::NotKnown))));
    assert!(!keeps(&told) && !keeps(&with_word(word(not_told()))), "with its reason somebody decided it");
    let suspected = state(with(suspicion(), [release_on(date(2026, 4, 20)).into()]));
    assert!(!keeps(&suspected), "nobody asks, and nobody tells, whom we have not spoken with");
}
