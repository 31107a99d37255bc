//! Bank holidays by rule, with a short table of those that were proclaimed for one year only.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use super::Nation;

/// A day that was proclaimed, or moved, for one year only. Once proclaimed it is history, so the table
/// only grows; an organisation adds what is proclaimed after a release as a closed day of its own.
struct OneOff {
    nation: Option<Nation>,
    /// The day that the rule gives and that was not kept that year.
    instead_of: Option<Date>,
    day: Date,
}

const fn everywhere(instead_of: Option<Date>, day: Date) -> OneOff {
    OneOff { nation: None, instead_of, day }
}

const ONE_OFFS: [OneOff; 13] = [
    everywhere(Some(date(2002, 5, 27)), date(2002, 6, 4)),
    everywhere(None, date(2002, 6, 3)),
    everywhere(None, date(2011, 4, 29)),
    everywhere(Some(date(2012, 5, 28)), date(2012, 6, 4)),
    everywhere(None, date(2012, 6, 5)),
    everywhere(Some(date(2020, 5, 4)), date(2020, 5, 8)),
    everywhere(Some(date(2022, 5, 30)), date(2022, 6, 2)),
    everywhere(None, date(2022, 6, 3)),
    everywhere(None, date(2022, 9, 19)),
    everywhere(None, date(2023, 5, 8)),
    OneOff { nation: Some(Nation::Scotland), instead_of: None, day: date(2026, 6, 15) },
    everywhere(Some(date(1995, 5, 1)), date(1995, 5, 8)),
    everywhere(None, date(1999, 12, 31)),
];

/// The bank holidays of a nation in a year, in no particular order.
///
/// Scotland's are those of the Banking and Financial Dealings Act 1971; an organisation that keeps
/// local holidays adds them as closed days.
pub fn bank_holidays(nation: Nation, year: i16) -> impl Iterator<Item = Date> {
    let fixed = with_substitutes(&fixed_days(nation, year));
    let moved = ONE_OFFS.iter().filter(move |o| o.day.year() == year && o.nation.is_none_or(|n| n == nation));
    let not_kept: Vec<Date> = moved.clone().filter_map(|o| o.instead_of).collect();
    let kept = fixed.into_iter().chain(movable_days(nation, year)).filter(move |day| !not_kept.contains(day));
    kept.chain(moved.map(|o| o.day))
}

fn fixed_days(nation: Nation, year: i16) -> Vec<Date> {
    let own: &[(i8, i8)] = match nation {
        Nation::EnglandAndWales => &[],
        Nation::Scotland => &[(1, 2), (11, 30)],
        Nation::NorthernIreland => &[(3, 17), (7, 12)],
    };
    let shared = [(1, 1), (12, 25), (12, 26)];
    shared.iter().chain(own).filter_map(|&(month, day)| Date::new(year, month, day).ok()).collect()
}

fn movable_days(nation: Nation, year: i16) -> impl Iterator<Item = Date> {
    let easter = easter_sunday(year);
    let easter_monday =
        (nation != Nation::Scotland).then(|| easter.and_then(|d| d.tomorrow().ok())).flatten();
    let good_friday = easter.and_then(|d| d.checked_sub(2.days()).ok());
    let summer = if nation == Nation::Scotland { (8, 1) } else { (8, -1) };
    let mondays = [(5, 1), (5, -1), summer].map(|(month, nth)| nth_monday(year, month, nth));
    mondays.into_iter().chain([good_friday, easter_monday]).flatten()
}

/// Each day that falls on a weekend moves to the next weekday that is not itself a holiday.
fn with_substitutes(days: &[Date]) -> Vec<Date> {
    let weekend = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let (moving, mut kept): (Vec<Date>, Vec<Date>) = days.iter().partition(|day| weekend(day));
    for day in moving {
        let later = day.series(1.day()).find(|next| !weekend(next) && !kept.contains(next));
        kept.extend(later);
    }
    kept
}

fn nth_monday(year: i16, month: i8, nth: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, Weekday::Monday).ok()
}

/// Easter Sunday by the Gregorian computus (the form printed by Meeus, 1991).
fn easter_sunday(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (cycle, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * cycle + century - century / 4 - moon_shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (cycle + 11 * epact + 22 * weekday) / 451;
    let from_march = epact + weekday - 7 * correction + 114;
    Date::new(year, i8::try_from(from_march / 31).ok()?, i8::try_from(from_march % 31 + 1).ok()?).ok()
}
