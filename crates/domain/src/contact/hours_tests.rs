//! Safe hours: over midnight, on the nights when clocks change, and the next safe moment.

use jiff::civil::{Time, Weekday, time};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::hours::{SafeTimes, Window};
use crate::case::testkit::instant;
use crate::when::london;

const EVERY_DAY: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn daily(from: Time, until: Time) -> SafeTimes {
    SafeTimes::Only(vec![Window::new(EVERY_DAY, from, until)])
}

/// What the survivor said, read off the clock on the wall: the second account of the same rule.
fn wall_clock_says_safe(window: &Window, now: Timestamp) -> bool {
    let here = now.to_zoned(london());
    let opens = |day: jiff::civil::Date| window.days.contains(&day.weekday().to_monday_one_offset());
    let (today, clock) = (here.date(), here.time());
    if window.from < window.until {
        return opens(today) && window.from <= clock && clock < window.until;
    }
    (opens(today) && window.from <= clock) || (opens(today.yesterday().unwrap()) && clock < window.until)
}

#[test]
fn a_window_over_midnight_is_open_on_both_sides_of_it() {
    let night = daily(time(22, 0, 0, 0), time(6, 0, 0, 0));
    let morning = instant("2026-03-11T06:00:00Z");
    for open in ["2026-03-10T22:00:00Z", "2026-03-10T23:59:59Z", "2026-03-11T05:59:59Z"] {
        assert_eq!(night.open_at(instant(open)), Ok(Some(morning)));
    }
    assert_eq!(night.open_at(morning), Err(Some(instant("2026-03-11T22:00:00Z"))));
}

#[test]
fn the_day_of_a_window_is_the_day_on_which_it_opens() {
    let monday_night =
        SafeTimes::Only(vec![Window::new([Weekday::Monday], time(22, 0, 0, 0), time(6, 0, 0, 0))]);
    assert!(monday_night.open_at(instant("2026-03-10T02:00:00Z")).is_ok());
    assert!(monday_night.open_at(instant("2026-03-09T02:00:00Z")).is_err());
}

#[test]
fn equal_ends_mean_the_whole_day() {
    let whole = daily(time(9, 0, 0, 0), time(9, 0, 0, 0));
    assert!(whole.open_at(instant("2026-03-10T08:00:00Z")).is_ok());
}

#[test]
fn hours_are_london_hours_in_summer_too() {
    let morning = daily(time(9, 0, 0, 0), time(10, 0, 0, 0));
    assert!(morning.open_at(instant("2026-07-01T08:30:00Z")).is_ok());
    assert_eq!(morning.open_at(instant("2026-07-01T09:00:00Z")), Err(Some(instant("2026-07-02T08:00:00Z"))));
}

#[test]
fn a_window_in_the_hour_that_never_comes_stays_shut_that_night() {
    let lost = SafeTimes::Only(vec![Window::new([Weekday::Sunday], time(1, 10, 0, 0), time(1, 50, 0, 0))]);
    assert_eq!(lost.open_at(instant("2026-03-29T01:20:00Z")), Err(Some(instant("2026-04-05T00:10:00Z"))));
}

#[test]
fn in_the_hour_that_comes_twice_only_what_is_surely_meant_is_open() {
    let until_half_past = daily(time(0, 0, 0, 0), time(1, 30, 0, 0));
    assert_eq!(
        until_half_past.open_at(instant("2026-10-24T23:30:00Z")),
        Ok(Some(instant("2026-10-25T00:30:00Z")))
    );
    assert!(until_half_past.open_at(instant("2026-10-25T01:10:00Z")).is_err());
    let from_half_past = daily(time(1, 30, 0, 0), time(3, 0, 0, 0));
    assert!(from_half_past.open_at(instant("2026-10-25T01:10:00Z")).is_err());
    assert!(from_half_past.open_at(instant("2026-10-25T01:30:00Z")).is_ok());
}

fn windows() -> impl Strategy<Value = Vec<Window>> {
    let clock = (0i8..24, prop::sample::select(vec![0i8, 15, 30, 45])).prop_map(|(h, m)| time(h, m, 0, 0));
    let days = prop::collection::btree_set(1i8..=7, 0..4);
    let window = (days, clock.clone(), clock).prop_map(|(days, from, until)| Window { days, from, until });
    prop::collection::vec(window, 1..3)
}

/// Minutes of the year, a third of them in the weeks when clocks change.
fn moments() -> impl Strategy<Value = Timestamp> {
    let after = |start: &str, minutes: i64| {
        let start = instant(start);
        (0..minutes).prop_map(move |minute| start + SignedDuration::from_mins(minute))
    };
    prop_oneof![
        4 => after("2026-01-01T00:00:00Z", 365 * 24 * 60),
        1 => after("2026-03-28T12:00:00Z", 24 * 60),
        1 => after("2026-10-24T12:00:00Z", 24 * 60),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn open_is_open_by_the_clock_on_the_wall_until_the_end_that_was_given(
        windows in windows(), now in moments(),
    ) {
        if let Ok(end) = SafeTimes::Only(windows.clone()).open_at(now) {
            let end = end.unwrap();
            prop_assert!(now < end);
            let last = end - SignedDuration::from_mins(1);
            for minute in [now, last.max(now)] {
                prop_assert!(windows.iter().any(|window| wall_clock_says_safe(window, minute)));
            }
        }
    }

    #[test]
    fn the_next_safe_moment_is_safe_and_none_comes_before_it(windows in windows(), now in moments()) {
        let times = SafeTimes::Only(windows.clone());
        if let Err(next) = times.open_at(now) {
            let nobody_named_a_day = windows.iter().all(|window| window.days.is_empty());
            prop_assert_eq!(next.is_none(), nobody_named_a_day);
            let Some(next) = next else { return Ok(()) };
            prop_assert!(next > now && times.open_at(next).is_ok());
            let between = |n| now + next.duration_since(now) * n / 12;
            for step in (1..12).map(between) {
                prop_assert!(times.open_at(step).is_err());
            }
        }
    }

    #[test]
    fn away_from_the_change_of_clocks_shut_is_shut_on_the_wall_too(
        windows in windows(), minute in 0i64..14 * 24 * 60,
    ) {
        let now = instant("2026-06-01T00:00:00Z") + SignedDuration::from_mins(minute);
        let open = SafeTimes::Only(windows.clone()).open_at(now).is_ok();
        prop_assert_eq!(open, windows.iter().any(|window| wall_clock_says_safe(window, now)));
    }
}
