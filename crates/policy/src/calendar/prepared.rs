//! The years that most clocks run in, laid out as numbers: whoever judges a portfolio starts millions of
//! clocks.
//!
//! What is here is told in civil time in [`super::Calendar`]. This gives the same answer or none, which a
//! property holds.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;

use super::{CLOSE_OF_BUSINESS, END_OF_DAY};

/// Seconds in a day.
const DAY: i64 = 86_400;
const EPOCH: Date = date(1970, 1, 1);

/// The days of some years. A day is its number since 1970.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    days: RangeInclusive<i64>,
    /// The working days among them, in order.
    working: Vec<i64>,
    /// From which second on the clocks of London are how many seconds ahead, in order.
    ahead: Vec<(i64, i64)>,
}

impl Prepared {
    /// These years, with these days closed besides the weekends.
    pub fn of<'d>(
        years: &RangeInclusive<i16>,
        closed: impl IntoIterator<Item = &'d Date>,
        london: &TimeZone,
    ) -> Self {
        let day = |year, month, day| Date::new(year, month, day).map_or(0, number);
        let days = day(*years.start(), 1, 1)..=day(*years.end(), 12, 31);
        let closed: BTreeSet<i64> = closed.into_iter().map(|day| number(*day)).collect();
        let works = |day: &i64| is_weekday(*day) && !closed.contains(day);
        Self { working: days.clone().filter(works).collect(), ahead: ahead(&days, london), days }
    }

    /// The close of business so many working days later.
    pub fn add_working_days(&self, start: Timestamp, days: u16) -> Option<Timestamp> {
        let today = self.day_of(start)?;
        if days == 0 && self.working.binary_search(&today).is_ok() {
            let close = self.at(today, CLOSE_OF_BUSINESS)?;
            if start <= close {
                return Some(close);
            }
        }
        let next = self.working.partition_point(|day| *day <= today);
        self.at(*self.working.get(next + usize::from(days.max(1)) - 1)?, CLOSE_OF_BUSINESS)
    }

    /// The end of the day so many days later.
    pub fn end_of_day(&self, start: Timestamp, days: u16) -> Option<Timestamp> {
        let day = self.day_of(start)? + i64::from(days);
        let end = self.days.contains(&day).then(|| self.at(day, END_OF_DAY))?;
        end.map(|end| end.max(start))
    }

    fn day_of(&self, instant: Timestamp) -> Option<i64> {
        let second = instant.as_second();
        let day = (second + self.ahead_at(second)).div_euclid(DAY);
        // In the first and the last of them the second may lie in a year that was not prepared.
        (*self.days.start() < day && day < *self.days.end()).then_some(day)
    }

    /// The instant of a time on a day. The hour that is changed comes after midnight and before the end of
    /// every working day, so it does not matter that the clocks are looked at up to an hour late.
    fn at(&self, day: i64, time: Time) -> Option<Timestamp> {
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        let wall = day * DAY + (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
        Timestamp::from_second(wall - self.ahead_at(wall)).ok()
    }

    fn ahead_at(&self, second: i64) -> i64 {
        let later = self.ahead.partition_point(|(from, _)| *from <= second);
        later.checked_sub(1).and_then(|last| self.ahead.get(last)).map_or(0, |(_, ahead)| *ahead)
    }
}

fn number(day: Date) -> i64 {
    day.duration_since(EPOCH).as_hours() / 24
}

/// 1 January 1970 was a Thursday.
const fn is_weekday(day: i64) -> bool {
    (day + 3).rem_euclid(7) < 5
}

fn ahead(days: &RangeInclusive<i64>, london: &TimeZone) -> Vec<(i64, i64)> {
    let Ok(begin) = Timestamp::from_second(days.start() * DAY) else { return Vec::new() };
    let end = days.end() * DAY;
    let changes = london.following(begin).map(|change| (change.timestamp().as_second(), change.offset()));
    std::iter::once((begin.as_second(), london.to_offset(begin)))
        .chain(changes.take_while(|(second, _)| *second <= end))
        .map(|(second, offset)| (second, i64::from(offset.seconds())))
        .collect()
}
