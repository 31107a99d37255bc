//! The length of a clock, in the words that a pack uses.

use std::fmt;
use std::str::FromStr;

/// How long somebody has. Written in a pack as `now`, `same-day`, `4h`, `3 working days` or `28 days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// At once: due at the instant at which the clock starts.
    Now,
    /// Elapsed hours, nights and weekends included.
    Hours(u16),
    /// By the end (23:59:59) of the day on which the clock starts, whatever day that is.
    SameDay,
    /// By the close of business, 17:00, so many working days after the day of the start.
    WorkingDays(u16),
    /// By the end (23:59:59) of the day so many calendar days after the day of the start.
    Days(u16),
}

/// The text is not a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write 'now', 'same-day', '4h', '1 working day', '3 working days' or '28 days'")]
pub struct NotATerm;

impl Term {
    /// Whether this clock never runs out after `other`, whenever both are started at one instant.
    ///
    /// Only what holds for every instant of every year counts: `24h` is not surely as early as
    /// `1 working day`, because on a Thursday evening it is later than Friday at 17:00.
    pub fn never_later_than(self, other: Self) -> bool {
        match (self, other) {
            (Self::Now | Self::Hours(0), _) | (Self::SameDay, Self::SameDay | Self::Days(_)) => true,
            (Self::Hours(a), Self::Hours(b))
            | (Self::Days(a), Self::Days(b))
            | (Self::WorkingDays(a), Self::WorkingDays(b)) => a <= b,
            (Self::SameDay, Self::WorkingDays(days)) => days > 0,
            (Self::SameDay, Self::Hours(hours)) => hours >= 25,
            (Self::Hours(hours), Self::WorkingDays(days)) => {
                days > 0 && u32::from(hours) <= 24 * u32::from(days) - 7
            }
            (Self::Hours(hours), Self::Days(days)) => days > 0 && u32::from(hours) < 24 * u32::from(days),
            (Self::Days(a), Self::WorkingDays(b)) => a < b,
            _ => false,
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |n: u16| if n == 1 { "" } else { "s" };
        match *self {
            Self::Now => f.write_str("now"),
            Self::SameDay => f.write_str("same-day"),
            Self::Hours(n) => write!(f, "{n}h"),
            Self::Days(n) => write!(f, "{n} day{}", plural(n)),
            Self::WorkingDays(n) => write!(f, "{n} working day{}", plural(n)),
        }
    }
}

impl FromStr for Term {
    type Err = NotATerm;

    fn from_str(text: &str) -> Result<Self, NotATerm> {
        let count = |digits: &str| digits.parse::<u16>().map_err(|_| NotATerm);
        let some = |digits: &str| count(digits).and_then(|n| if n == 0 { Err(NotATerm) } else { Ok(n) });
        match text.split_once(' ') {
            Some((n, "working day" | "working days")) => some(n).map(Self::WorkingDays),
            Some((n, "day" | "days")) => some(n).map(Self::Days),
            Some(_) => Err(NotATerm),
            None if text == "now" => Ok(Self::Now),
            None if text == "same-day" => Ok(Self::SameDay),
            None => text.strip_suffix('h').ok_or(NotATerm).and_then(count).map(Self::Hours),
        }
    }
}
