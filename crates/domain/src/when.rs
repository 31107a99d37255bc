//! When something happened, as exactly or as vaguely as the person could say.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes! {
    /// A season of the year, as people remember things. Winter runs into the next year.
    Season {
        Spring = "spring", "Spring";
        Summer = "summer", "Summer";
        Autumn = "autumn", "Autumn";
        Winter = "winter", "Winter";
    }
}

/// When something happened. Vague is a value, not a gap: nobody is made to invent a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// An instant.
    At(Timestamp),
    /// A day.
    On(Date),
    /// Some day between two, both included.
    Between(Date, Date),
    /// A month of a year (1 to 12).
    Month {
        /// The year.
        year: i16,
        /// The month, 1 to 12.
        month: i8,
    },
    /// A season of a year.
    Season {
        /// The year in which the season begins.
        year: i16,
        /// Which season.
        season: Season,
    },
    /// A year.
    Year(i16),
    /// It is not known when.
    NotKnown,
}

impl Happened {
    /// The first and the last day on which it may have happened; `None` where it is not known.
    pub fn days(&self) -> Option<(Date, Date)> {
        match *self {
            Self::At(instant) => {
                let day = instant.to_zoned(london()).date();
                Some((day, day))
            }
            Self::On(day) => Some((day, day)),
            Self::Between(from, to) => Some((from.min(to), to.max(from))),
            Self::Month { year, month } => months(year, month, 1),
            Self::Season { year, season } => months(year, season.first_month(), 3),
            Self::Year(year) => months(year, 1, 12),
            Self::NotKnown => None,
        }
    }

    /// Whether it may have happened on or after `day`. What is not known may have.
    pub fn may_be_since(&self, day: Date) -> bool {
        self.days().is_none_or(|(_, last)| last >= day)
    }
}

impl Season {
    const fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

fn months(year: i16, month: i8, count: i32) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    let last = first.checked_add(count.months()).ok()?.checked_sub(1.day()).ok()?;
    Some((first, last))
}

/// The civil time of all four nations. Falls back to UTC only if the bundled time zones were left out.
pub fn london() -> TimeZone {
    static LONDON: LazyLock<TimeZone> =
        LazyLock::new(|| TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC));
    LONDON.clone()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn winter_runs_into_the_next_year() {
        let winter = Happened::Season { year: 2020, season: Season::Winter };
        assert_eq!(winter.days(), Some((date(2020, 12, 1), date(2021, 2, 28))));
    }

    #[test]
    fn what_is_not_known_may_be_recent() {
        assert!(Happened::NotKnown.may_be_since(date(2026, 1, 1)));
        assert!(!Happened::Year(2025).may_be_since(date(2026, 1, 1)));
    }

    #[test]
    fn london_is_bundled() {
        assert_eq!(london().iana_name(), Some("Europe/London"));
    }
}
