use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::*;

static CALENDARS: LazyLock<[Calendar; 3]> = LazyLock::new(|| Nation::ALL.map(Calendar::new));

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn holidays(nation: Nation, year: i16) -> Vec<String> {
    let mut days: Vec<Date> = bank_holidays(nation, year).collect();
    days.sort_unstable();
    days.iter().map(|day| day.strftime("%m-%d").to_string()).collect()
}

/// As published by the government for England and Wales, 2018 to 2027.
const ENGLAND_AND_WALES: [(i16, &str); 10] = [
    (2018, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26"),
    (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
    (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
    (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
    (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
    (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
    (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
    (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
    (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
    (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
];

/// As published for Scotland; 15 June 2026 was proclaimed for the football World Cup.
const SCOTLAND: [(i16, &str); 6] = [
    (2018, "01-01 01-02 03-30 05-07 05-28 08-06 11-30 12-25 12-26"),
    (2020, "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28"),
    (2021, "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28"),
    (2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27"),
    (2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"),
    (2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"),
];

/// As published for Northern Ireland.
const NORTHERN_IRELAND: [(i16, &str); 4] = [
    (2019, "01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26"),
    (2020, "01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28"),
    (2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"),
    (2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28"),
];

#[test]
fn bank_holidays_are_those_that_were_published() {
    let tables: [(Nation, &[(i16, &str)]); 3] = [
        (Nation::EnglandAndWales, &ENGLAND_AND_WALES),
        (Nation::Scotland, &SCOTLAND),
        (Nation::NorthernIreland, &NORTHERN_IRELAND),
    ];
    for (nation, years) in tables {
        for (year, published) in years {
            assert_eq!(holidays(nation, *year).join(" "), *published, "{nation:?} {year}");
        }
    }
}

#[test]
fn one_working_day_from_the_friday_before_a_bank_holiday_is_the_tuesday() {
    let calendar = Calendar::new(Nation::EnglandAndWales);
    assert_eq!(calendar.add_working_days(at("2023-05-26T09:00:00Z"), 1), at("2023-05-30T16:00:00Z"));
}

#[test]
fn a_clock_over_the_change_of_the_hour_is_due_at_five_by_the_clock_on_the_wall() {
    let calendar = Calendar::new(Nation::EnglandAndWales);
    let friday = at("2026-10-23T09:00:00Z");
    assert_eq!(calendar.after(friday, Term::WorkingDays(1)), at("2026-10-26T17:00:00Z"));
    assert_eq!(calendar.after(at("2026-10-22T09:00:00Z"), Term::WorkingDays(1)), at("2026-10-23T16:00:00Z"));
    assert_eq!(calendar.after(friday, Term::Hours(72)), at("2026-10-26T09:00:00Z"));
    assert_eq!(calendar.after(friday, Term::Days(3)), at("2026-10-26T23:59:59Z"));
}

#[test]
fn same_day_is_the_day_in_london_and_not_in_utc() {
    let calendar = Calendar::new(Nation::EnglandAndWales);
    assert_eq!(calendar.after(at("2026-07-01T23:30:00Z"), Term::SameDay), at("2026-07-02T22:59:59Z"));
}

#[test]
fn st_andrews_day_is_a_working_day_in_england_only() {
    let day = date(2026, 11, 30);
    assert!(Calendar::new(Nation::EnglandAndWales).is_working_day(day));
    assert!(!Calendar::new(Nation::Scotland).is_working_day(day));
}

#[test]
fn a_day_on_which_the_organisation_is_closed_is_no_working_day() {
    let closed = date(2024, 3, 4);
    let calendar = Calendar::new(Nation::EnglandAndWales).with_closed_days([closed]);
    assert_eq!(calendar.add_working_days(at("2024-03-01T09:00:00Z"), 1), at("2024-03-05T17:00:00Z"));
    assert_eq!(calendar.reckon_working_days(at("2024-03-01T09:00:00Z"), 1), at("2024-03-05T17:00:00Z"));
}

#[test]
fn the_years_beyond_those_prepared_have_holidays_too() {
    assert!(!Calendar::new(Nation::EnglandAndWales).is_working_day(date(2098, 12, 25)));
}

#[test]
fn a_term_that_is_not_a_length_of_time_is_refused() {
    for text in
        ["", "soon", "1 day ", "0 days", "0 working days", "-1h", "h", "1.5h", "two days", "99999 days"]
    {
        assert_eq!(text.parse::<Term>(), Err(NotATerm), "{text}");
    }
}

#[test]
fn hours_are_never_later_than_working_days_only_up_to_five_on_the_next_day() {
    let calendar = Calendar::new(Nation::EnglandAndWales);
    let before_midnight = at("2026-01-15T23:59:59Z");
    let day = calendar.after(before_midnight, Term::WorkingDays(1));
    assert!(Term::Hours(17).never_later_than(Term::WorkingDays(1)));
    assert!(calendar.after(before_midnight, Term::Hours(17)) <= day);
    assert!(!Term::Hours(18).never_later_than(Term::WorkingDays(1)));
    assert!(calendar.after(before_midnight, Term::Hours(18)) > day);
}

fn terms() -> impl Strategy<Value = Term> {
    prop_oneof![
        Just(Term::Now),
        Just(Term::SameDay),
        (0_u16..200).prop_map(Term::Hours),
        (1_u16..12).prop_map(Term::Days),
        (1_u16..12).prop_map(Term::WorkingDays),
    ]
}

fn instants() -> impl Strategy<Value = Timestamp> {
    (946_684_800_i64..2_840_000_000).prop_map(|second| Timestamp::from_second(second).unwrap())
}

/// Also years that were not prepared, and fractions of a second.
fn all_instants() -> impl Strategy<Value = Timestamp> {
    let near_the_hour =
        (0_i64..170, 0_i64..366, 0_i64..3, 61_195_i64..61_205).prop_map(|(year, day, late, second)| {
            788_918_400 + year * 15_778_800 + day * 86_400 + second - late * 3_600
        });
    let seconds = prop_oneof![725_846_400_i64..3_187_296_000, near_the_hour];
    (seconds, prop_oneof![Just(0), 0_i32..1_000_000_000])
        .prop_map(|(second, nanos)| Timestamp::new(second, nanos).unwrap())
}

proptest! {
    #[test]
    fn what_was_prepared_is_what_civil_time_says(
        start in all_instants(),
        days in prop_oneof![0_u16..15, 0_u16..9_000],
        nation in 0_usize..3,
    ) {
        let calendar = &CALENDARS[nation];
        prop_assert_eq!(calendar.add_working_days(start, days), calendar.reckon_working_days(start, days));
        prop_assert_eq!(calendar.end_of_day(start, days), calendar.reckon_end_of_day(start, days));
    }

    #[test]
    fn a_clock_of_working_days_never_ends_on_a_day_off(start in instants(), days in 0_u16..30, nation in 0..3_usize) {
        let calendar = &CALENDARS[nation];
        let end = calendar.day_of(calendar.add_working_days(start, days));
        prop_assert!(calendar.is_working_day(end));
        prop_assert!(!matches!(end.weekday(), Weekday::Saturday | Weekday::Sunday));
    }

    #[test]
    fn a_later_start_or_a_longer_clock_never_ends_sooner(a in instants(), more in 0_i64..800_000, days in 0_u16..15) {
        let calendar = &CALENDARS[1];
        let b = Timestamp::from_second(a.as_second() + more).unwrap();
        prop_assert!(calendar.add_working_days(a, days) <= calendar.add_working_days(b, days));
        prop_assert!(calendar.add_working_days(a, days) <= calendar.add_working_days(a, days + 1));
        prop_assert!(calendar.add_working_days(a, days) >= a);
    }

    #[test]
    fn what_is_called_never_later_is_never_later(start in instants(), a in terms(), b in terms()) {
        let calendar = &CALENDARS[2];
        prop_assert!(calendar.after(start, a) >= start);
        if a.never_later_than(b) {
            prop_assert!(calendar.after(start, a) <= calendar.after(start, b), "{} {}", a, b);
        }
    }

    #[test]
    fn a_term_reads_back_as_it_was_written(term in terms()) {
        prop_assert_eq!(term.to_string().parse::<Term>(), Ok(term));
    }
}

#[test]
fn working_days_since_a_day_leave_out_that_day_weekends_and_bank_holidays() {
    let calendar = &CALENDARS[0];
    let since = |from: &str, now: &str| calendar.working_days_since(at(from), at(now));
    // A Friday, and the Monday after it.
    assert_eq!(since("2026-03-06T15:00:00Z", "2026-03-06T23:00:00Z"), 0);
    assert_eq!(since("2026-03-06T15:00:00Z", "2026-03-08T12:00:00Z"), 0);
    assert_eq!(since("2026-03-06T15:00:00Z", "2026-03-09T00:30:00Z"), 1);
    // Good Friday and Easter Monday of 2026.
    assert_eq!(since("2026-04-02T10:00:00Z", "2026-04-07T10:00:00Z"), 1);
    // What lies ahead has no silence yet.
    assert_eq!(since("2026-03-09T10:00:00Z", "2026-03-06T10:00:00Z"), 0);
}
