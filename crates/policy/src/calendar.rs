//! Working days of the three calendars of bank holidays, and the moment at which a clock runs out.
//!
//! Everything is reckoned in the civil time of London, whatever the offset on the day, so a clock that
//! crosses the change of the hour is still due at the hour that a person reads on the wall.

use std::collections::BTreeSet;

use domain::when::london;
use jiff::civil::{Date, Time, Weekday, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

mod holidays;
mod prepared;
mod term;

pub use crate::words::Nation;
pub use holidays::bank_holidays;
use prepared::Prepared;
pub use term::{NotATerm, Term};

/// The end of a working day in the office.
const CLOSE_OF_BUSINESS: Time = time(17, 0, 0, 0);
/// The last second of a calendar day.
const END_OF_DAY: Time = time(23, 59, 59, 0);
/// The years worked out when a calendar is built; others are worked out when asked for.
const PREPARED: std::ops::RangeInclusive<i16> = 2000..=2060;

/// The working days of one organisation.
#[derive(Debug, Clone)]
pub struct Calendar {
    nation: Nation,
    closed: BTreeSet<Date>,
    london: TimeZone,
    prepared: Prepared,
}

impl Calendar {
    /// The calendar of a nation: no Saturdays, no Sundays, no bank holidays.
    pub fn new(nation: Nation) -> Self {
        let closed = PREPARED.flat_map(|year| bank_holidays(nation, year)).collect();
        let london = london();
        Self { nation, prepared: Prepared::of(&PREPARED, &closed, &london), closed, london }
    }

    /// The same calendar with days on which this organisation is closed besides the bank holidays.
    #[must_use]
    pub fn with_closed_days(mut self, days: impl IntoIterator<Item = Date>) -> Self {
        self.closed.extend(days);
        self.prepared = Prepared::of(&PREPARED, &self.closed, &self.london);
        self
    }

    /// Whose bank holidays these are.
    pub const fn nation(&self) -> Nation {
        self.nation
    }

    /// Whether the organisation works on this day.
    pub fn is_working_day(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let beyond =
            || !PREPARED.contains(&day.year()) && bank_holidays(self.nation, day.year()).any(|d| d == day);
        !weekend && !self.closed.contains(&day) && !beyond()
    }

    /// The day that a person in London would name for this instant.
    pub fn day_of(&self, instant: Timestamp) -> Date {
        self.london.to_datetime(instant).date()
    }

    /// The first instant of a day.
    pub fn start_of(&self, day: Date) -> Timestamp {
        self.at(day, Time::MIN, Timestamp::MIN)
    }

    /// The close of business (17:00 in London) `days` working days after the day of `start`.
    ///
    /// The day of the start does not count, whatever the hour. With `days` 0 it is the close of
    /// business of the same day where that still lies ahead on a working day, else of the next one.
    pub fn add_working_days(&self, start: Timestamp, days: u16) -> Timestamp {
        self.prepared.add_working_days(start, days).unwrap_or_else(|| self.reckon_working_days(start, days))
    }

    fn reckon_working_days(&self, start: Timestamp, days: u16) -> Timestamp {
        let local = self.london.to_datetime(start);
        if days == 0 && self.is_working_day(local.date()) && local.time() <= CLOSE_OF_BUSINESS {
            return self.at(local.date(), CLOSE_OF_BUSINESS, start);
        }
        let last = (0..days.max(1)).fold(local.date(), |day, _| self.next_working_day(day));
        self.at(last, CLOSE_OF_BUSINESS, start)
    }

    /// When a clock of this length, started at `start`, runs out. Never before the start.
    pub fn after(&self, start: Timestamp, term: Term) -> Timestamp {
        match term {
            Term::Now => start,
            Term::Hours(hours) => start.saturating_add(i64::from(hours).hours()).unwrap_or(Timestamp::MAX),
            Term::SameDay => self.end_of_day(start, 0),
            Term::Days(days) => self.end_of_day(start, days),
            Term::WorkingDays(days) => self.add_working_days(start, days),
        }
    }

    fn end_of_day(&self, start: Timestamp, days: u16) -> Timestamp {
        self.prepared.end_of_day(start, days).unwrap_or_else(|| self.reckon_end_of_day(start, days))
    }

    fn reckon_end_of_day(&self, start: Timestamp, days: u16) -> Timestamp {
        let day = self.day_of(start).saturating_add(i64::from(days).days());
        self.at(day, END_OF_DAY, start).max(start)
    }

    /// How many working days have begun since the day of `since`, up to today. The day itself does not count.
    pub fn working_days_since(&self, since: Timestamp, now: Timestamp) -> usize {
        let today = self.day_of(now);
        let days = std::iter::successors(self.day_of(since).tomorrow().ok(), |day| day.tomorrow().ok());
        days.take_while(|day| *day <= today).filter(|day| self.is_working_day(*day)).count()
    }

    fn next_working_day(&self, after: Date) -> Date {
        let mut day = after;
        while let Ok(next) = day.tomorrow() {
            day = next;
            if self.is_working_day(day) {
                break;
            }
        }
        day
    }

    /// The instant of a civil time; neither 17:00 nor midnight ever falls in the changed hour.
    fn at(&self, day: Date, hour: Time, otherwise: Timestamp) -> Timestamp {
        self.london.to_ambiguous_timestamp(day.to_datetime(hour)).compatible().unwrap_or(otherwise)
    }
}

#[cfg(test)]
mod tests;
