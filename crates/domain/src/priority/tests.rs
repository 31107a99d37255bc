use proptest::prelude::*;

use super::*;
use crate::case::CaseEvent;
use crate::case::testkit::*;
use crate::change::{ChangeRecorded, LifeChange};
use crate::choices::{Choice, ChoiceTalkedOver, WatchAgreed};
use crate::promise::PromiseMade;
use crate::reviewing::{CaseClosed, Ending, TheirView};
use crate::{Answer, Happened};
use jiff::civil::date;

const RULE: PatternRule = PatternRule::whoever_told(3, 12);

fn of(events: impl IntoIterator<Item = CaseEvent>) -> Priority {
    at(events, noon())
}

fn at(events: impl IntoIterator<Item = CaseEvent>, now: Timestamp) -> Priority {
    Priority::of(&state(events), Beside { pattern: RULE, silent: false }, now)
}

fn any_reasons() -> impl Strategy<Value = Priority> {
    prop::sample::subsequence(Because::ALL, 0..=Because::ALL.len())
        .prop_map(|some| some.into_iter().collect())
}

proptest! {
    #[test]
    fn any_one_reason_added_never_moves_a_case_down(
        before in any_reasons(),
        added in prop::sample::select(Because::ALL),
        other in any_reasons(),
    ) {
        let after: Priority = before.reasons().chain([added]).collect();
        prop_assert!(after >= before);
        // Whoever stood after it still does.
        prop_assert!(before < other || after >= other);
    }

    #[test]
    fn a_graver_reason_outweighs_everything_that_comes_after_it(reasons in any_reasons()) {
        for because in Because::ALL.iter().copied().filter(|because| !reasons.has(*because)) {
            let only: Priority = [because].into_iter().collect();
            let graver = reasons.reasons().next().is_none_or(|first| because < first);
            prop_assert_eq!(only > reasons, graver);
        }
    }

    #[test]
    fn what_is_kept_reads_back_and_the_gravest_reason_that_only_one_has_decides(one in any_reasons(), other in any_reasons()) {
        prop_assert_eq!(Priority::of_kept(one.kept()), one);
        let only_one_has = Because::ALL.iter().copied().find(|because| one.has(*because) != other.has(*because));
        prop_assert_eq!(only_one_has.map(|because| one.has(because)), (one != other).then_some(one > other));
    }
}

#[test]
fn the_reasons_are_told_in_words_and_no_number_is_among_them() {
    let all: Priority = Because::ALL.iter().copied().collect();
    let words = all.words().unwrap();
    assert!(words.starts_with("danger now; "), "{words}");
    assert!(!words.contains(|letter: char| letter.is_ascii_digit()), "{words}");
    assert_eq!(Priority::default().words(), None);
}

#[test]
fn given_a_case_that_nobody_has_judged_then_that_is_a_reason_and_stands_before_a_lower_judgement() {
    let (unknown, medium) = (of(survivors_case()), of(with(survivors_case(), [judged(Severity::Medium)])));
    assert!(unknown.has(Because::NotJudged));
    assert!(unknown > medium);
}

#[test]
fn given_a_separation_then_the_window_is_a_reason_until_its_last_day_is_over() {
    let left = ChangeRecorded {
        change: LifeChange::Separation,
        when: Happened::On(date(2026, 3, 9)),
        order: None,
        words: None,
        instead_of: None,
    };
    let case = with(survivors_case(), [left.into()]);
    assert!(of(case.clone()).has(Because::Heightened));
    let until = state(case.clone()).support().heightened(date(2026, 3, 10)).unwrap().until;
    let ends = until.tomorrow().unwrap();
    assert!(turns(&state(case.clone()), RULE).contains(&ends));
    let midnight = ends.to_zoned(london()).unwrap().timestamp();
    assert!(!at(case, midnight).has(Because::Heightened));
}

#[test]
fn given_children_at_home_or_not_known_to_be_then_that_is_a_reason_and_a_clear_no_is_none() {
    let answered = |children| {
        let answered = crate::disclosure::HouseholdAnswered { children, adults_at_risk: Answer::No };
        of(with(survivors_case(), [answered.into()])).has(Because::Children)
    };
    assert_eq!([Answer::Yes, Answer::NotKnown, Answer::No].map(answered), [true, true, false]);
}

#[test]
fn given_a_promise_then_it_is_a_reason_from_the_day_after_it_was_due() {
    let made = PromiseMade { what: words("New locks."), by: date(2026, 3, 10) };
    let case = with(survivors_case(), [made.into()]);
    assert!(!of(case.clone()).has(Because::PromiseLate));
    assert!(at(case.clone(), tomorrow()).has(Because::PromiseLate));
    assert!(turns(&state(case), RULE).contains(&date(2026, 3, 11)));
}

#[test]
fn given_not_now_then_the_day_to_ask_again_is_a_reason_and_something_wanted_is_one_at_once() {
    let watch = WatchAgreed { sign: short("A parcel"), until: date(2026, 3, 11), words: None, agreed: None };
    let case = with(survivors_case(), [watch.into()]);
    assert!(!of(case.clone()).has(Because::AskAgain));
    assert!(at(case, tomorrow()).has(Because::AskAgain));
    let wanted = ChoiceTalkedOver {
        choice: Choice::StaySafer,
        state: ChoiceState::Wanted,
        words: None,
        ask_again_on: None,
    };
    assert!(of(with(survivors_case(), [wanted.into()])).has(Because::Waiting));
}

#[test]
fn given_incidents_that_make_a_pattern_then_they_count_until_they_are_surely_old() {
    let incidents = [1, 2, 3].map(|n| {
        let id = crate::IncidentId::from_uuid(uuid::Uuid::from_u128(n));
        CaseEvent::from(crate::incident::Incident {
            incident: id,
            ..incident(Happened::On(date(2026, 2, 1)))
        })
    });
    let case = with(survivors_case(), incidents);
    assert!(of(case.clone()).has(Because::Repeating));
    let day = date(2027, 2, 2);
    assert!(turns(&state(case.clone()), RULE).contains(&day));
    assert!(!at(case, day.to_zoned(london()).unwrap().timestamp()).has(Because::Repeating));
}

#[test]
fn given_a_contact_for_today_then_it_is_a_reason_on_its_day_only() {
    let later = agreed(instant("2026-03-10T15:00:00Z"), instant("2026-03-10T16:00:00Z"));
    let case = with(reachable_case(), [later.into()]);
    assert!(of(case.clone()).has(Because::ContactToday));
    assert!(!at(case.clone(), tomorrow()).has(Because::ContactToday));
    assert!(turns(&state(case), RULE).is_superset(&[date(2026, 3, 10), date(2026, 3, 11)].into()));
}

#[test]
fn given_nobody_in_touch_for_too_long_then_silence_is_a_reason_and_a_closed_case_has_none() {
    let silent = Beside { pattern: RULE, silent: true };
    assert!(Priority::of(&state(survivors_case()), silent, noon()).has(Because::Silence));
    let closed = CaseClosed {
        ending: Ending::SafeAtHome,
        moved_to: None,
        view: Some(TheirView::Said(words("I am safe."))),
        words: words("Reviewed."),
    };
    let case = with(survivors_case(), [closed.into()]);
    assert_eq!(Priority::of(&state(case), silent, noon()), Priority::default());
}
