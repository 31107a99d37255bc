use std::cmp::Reverse;

use domain::CaseId;
use domain::priority::{Because, Priority};
use jiff::{SignedDuration, Timestamp};
use policy::pack::DutyRule;
use policy::packs;
use proptest::prelude::*;
use uuid::Uuid;

use super::{Kind, Placed, Standing, Today, in_lines, ordered};

fn now() -> Timestamp {
    "2026-11-20T11:00:00Z".parse().unwrap()
}

fn case(n: u8) -> CaseId {
    CaseId::from_uuid(Uuid::from_u128(n.into()))
}

fn rules() -> Vec<DutyRule> {
    packs::find("nhg").unwrap().unwrap().duties
}

/// A duty of this kind that the pack knows.
fn code(rules: &[DutyRule], kind: Kind) -> &str {
    &rules.iter().find(|rule| Kind::of(rule) == kind).unwrap().id
}

/// Duties of these cases, due so many hours from now.
fn list(duties: &[(u8, Kind, i64)]) -> Vec<Placed<usize>> {
    let rules = rules();
    ordered_for(&rules, duties, |_| Priority::default())
}

/// The same, where each case has reasons of its own.
fn ordered_for(
    rules: &[DutyRule],
    duties: &[(u8, Kind, i64)],
    priority: impl Fn(u8) -> Priority,
) -> Vec<Placed<usize>> {
    let standing = duties.iter().enumerate().map(|(at, (of, kind, hours))| {
        let due_at = now() + SignedDuration::from_hours(*hours);
        (Standing { case: case(*of), code: code(rules, *kind), due_at, priority: priority(*of) }, at)
    });
    ordered(rules, standing, &Today::at(now()))
}

fn cases(list: &[Placed<usize>]) -> Vec<CaseId> {
    list.iter().map(|record| record.case).collect()
}

#[test]
fn given_a_contact_today_then_its_record_stands_before_a_silence_and_both_before_what_has_waited_longer() {
    let list = list(&[(1, Kind::Due, -50), (2, Kind::AgreedContact, 2), (3, Kind::Silence, -30)]);
    assert_eq!(cases(&list), [case(2), case(3), case(1)]);
    assert_eq!(
        list.iter().map(|one| (one.today, one.silent)).collect::<Vec<_>>(),
        [(true, false), (false, true), (false, false)]
    );
}

#[test]
fn given_several_duties_then_a_record_has_them_all_the_longest_overdue_first() {
    let list =
        list(&[(1, Kind::Due, 4), (1, Kind::AgreedContact, 2), (1, Kind::Due, -50), (1, Kind::Silence, 2)]);
    let [one] = &list[..] else { panic!("one record") };
    let told_from: Vec<usize> = one.duties.iter().map(|(.., at)| *at).collect();
    assert_eq!(told_from, [2, 1, 0], "a silence that has not lasted too long is not shown");
    assert_eq!((one.today, one.silent, one.overdue), (true, false, 1));
}

#[test]
fn given_duties_that_are_due_at_once_then_the_contact_stands_before_the_silence_and_the_rest() {
    let list = list(&[(1, Kind::Due, -2), (1, Kind::Silence, -2), (1, Kind::AgreedContact, -2)]);
    let told_from: Vec<usize> = list[0].duties.iter().map(|(.., at)| *at).collect();
    assert_eq!(told_from, [2, 1, 0]);
}

#[test]
fn given_a_contact_of_another_day_then_it_is_shown_once_its_day_has_come_and_as_today_only_on_it() {
    assert_eq!(list(&[(1, Kind::AgreedContact, 13)]), [], "London's midnight is tomorrow");
    let today = |hours| list(&[(1, Kind::AgreedContact, hours)])[0].today;
    assert_eq!([12, -11, -12].map(today), [true, true, false]);
}

#[test]
fn given_a_duty_that_the_pack_does_not_know_then_it_is_left_out() {
    let unknown =
        Standing { case: case(1), code: "of-another-pack", due_at: now(), priority: Priority::default() };
    assert_eq!(ordered(&rules(), std::iter::once((unknown, ())), &Today::at(now())), []);
}

#[test]
fn given_several_duties_that_one_act_does_then_they_are_one_line_and_a_contact_is_one_by_itself() {
    let duties = [
        (1, Kind::Due, 4),
        (1, Kind::Due, -50),
        (1, Kind::Due, -2),
        (1, Kind::AgreedContact, 2),
        (1, Kind::AgreedContact, 3),
        (2, Kind::Due, -1),
    ];
    let line = |at: &usize| (duties[*at].1 == Kind::Due).then_some("judge");
    let (folded, times) = in_lines(list(&duties), line, &Today::at(now()));
    let told: Vec<Vec<usize>> =
        folded.iter().map(|record| record.duties.iter().map(|(.., at)| *at).collect()).collect();
    assert_eq!(told, [vec![1, 3, 4], vec![5]], "the first due stands for all, in each record by itself");
    assert_eq!(folded.iter().map(|record| record.overdue).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(
        (times.of(case(1), "judge"), times.of(case(2), "judge"), times.of(case(1), "other")),
        (3, 1, 1)
    );
    let (apart, _) = in_lines(list(&duties), |_| None, &Today::at(now()));
    assert_eq!(apart[0].duties.len(), 5, "the control: without a word each is a line");
}

fn any_duty() -> impl Strategy<Value = (u8, Kind, i64)> {
    let kind = prop_oneof![Just(Kind::Due), Just(Kind::AgreedContact), Just(Kind::Silence)];
    (0..6_u8, kind, -40..40_i64)
}

proptest! {
    #[test]
    fn a_record_stands_once_and_everything_that_is_overdue_is_on_one(
        duties in proptest::collection::vec(any_duty(), 0..30),
    ) {
        let list = list(&duties);
        let mut once = cases(&list);
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), list.len());
        let late = duties.iter().filter(|(_, _, hours)| *hours < 0).count();
        prop_assert_eq!(list.iter().map(|record| record.overdue).sum::<usize>(), late);
        let place = |record: &Placed<usize>| (Reverse(record.priority), record.duties[0].0);
        prop_assert!(list.is_sorted_by_key(place));
    }

    #[test]
    fn any_one_reason_added_never_moves_a_record_down_the_list(
        duties in proptest::collection::vec(any_duty(), 1..30),
        reasons in proptest::collection::vec(proptest::sample::subsequence(Because::ALL, 0..4), 6),
        added in proptest::sample::select(Because::ALL),
    ) {
        let (rules, of) = (rules(), duties[0].0);
        let before = |n: u8| reasons[usize::from(n)].iter().copied().collect::<Priority>();
        let after = |n: u8| if n == of { before(n).and(added) } else { before(n) };
        let place = |list: &[Placed<usize>]| cases(list).iter().position(|one| *one == case(of));
        let (was, is) = (ordered_for(&rules, &duties, before), ordered_for(&rules, &duties, after));
        prop_assert!(place(&is) <= place(&was));
    }
}
