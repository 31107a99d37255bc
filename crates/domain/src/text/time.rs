//! Times of day that people type, and the hours between two of them.

use std::fmt;

use jiff::civil::Time;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{TextProblem, clean, digits, from_stored};

/// A time of day, to the minute, on the clock on the wall.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilTime(Time);

impl CivilTime {
    /// Takes `22:00`, `9:30`, `9.30am`, `10 pm`.
    ///
    /// # Errors
    /// Nothing typed, or no time of day: `25:00`, `24:00`, a bare `9` that may be morning or evening.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        clean::refuse_unreadable(text)?;
        let typed = digits::folded(text.trim()).to_ascii_lowercase();
        if typed.is_empty() {
            return Err(TextProblem::Required);
        }
        of_the_clock(&typed).map(Self).ok_or(TextProblem::TimeFormat)
    }

    /// The time.
    pub const fn time(self) -> Time {
        self.0
    }
}

/// Hours of the day from one time up to, but not including, another; over midnight where the second is
/// the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeWindow {
    from: CivilTime,
    until: CivilTime,
}

impl TimeWindow {
    /// From one time until another.
    ///
    /// # Errors
    /// [`TextProblem::TimesEqual`]: it is not for us to guess between all day and never.
    pub fn new(from: CivilTime, until: CivilTime) -> Result<Self, TextProblem> {
        if from == until { Err(TextProblem::TimesEqual) } else { Ok(Self { from, until }) }
    }

    /// When it begins.
    pub const fn from(self) -> CivilTime {
        self.from
    }

    /// When it is over.
    pub const fn until(self) -> CivilTime {
        self.until
    }

    /// Whether a time lies in it. A window that begins when it ends, which only a damaged store could
    /// hold, contains nothing: it must never make contact look safe.
    pub fn contains(self, time: Time) -> bool {
        let (from, until) = (self.from.0, self.until.0);
        if from <= until { from <= time && time < until } else { from <= time || time < until }
    }
}

fn of_the_clock(typed: &str) -> Option<Time> {
    let (clock, half) =
        match typed.strip_suffix('m').and_then(|rest| rest.split_at_checked(rest.len().checked_sub(1)?)) {
            Some((clock, half @ ("a" | "p"))) => (clock.trim_end(), Some(half)),
            _ => (typed, None),
        };
    let (hour, minute) = match clock.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (two_digits(hour)?, two_digits(minute)?),
        None if half.is_some() => (two_digits(clock)?, 0),
        _ => return None,
    };
    let hour = match (half, hour) {
        (None, hour) => hour,
        (Some("a"), 12) => 0,
        (Some("p"), 1..=11) => hour + 12,
        (Some(_), 1..=12) => hour,
        (Some(_), _) => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}

fn two_digits(typed: &str) -> Option<i8> {
    let digits = (1..=2).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| typed.parse().ok()).flatten()
}

impl fmt::Display for CivilTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

/// Like every other text of a person, it does not print: when somebody is alone at home is told in trust.
impl fmt::Debug for CivilTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CivilTime")
    }
}

impl Serialize for CivilTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CivilTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_stored(deserializer, Self::parse)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    fn window(from: &str, until: &str) -> Result<TimeWindow, TextProblem> {
        TimeWindow::new(CivilTime::parse(from)?, CivilTime::parse(until)?)
    }

    #[test]
    fn times_are_taken_as_people_write_them() {
        for (typed, stored) in [
            ("22:00", "22:00"),
            ("9.30am", "09:30"),
            ("10 PM", "22:00"),
            ("12am", "00:00"),
            ("12:15pm", "12:15"),
            ("٢٢:٠٠", "22:00"),
        ] {
            assert_eq!(CivilTime::parse(typed).unwrap().to_string(), stored);
        }
        for wrong in
            ["25:00", "24:00", "22:60", "9", "9:5", "13pm", "0am", "noon", "22:00:00", "-1:00", "m", "ém"]
        {
            assert_eq!(CivilTime::parse(wrong), Err(TextProblem::TimeFormat), "{wrong:?}");
        }
    }

    #[test]
    fn a_window_may_run_over_midnight() {
        let night = window("22:00", "06:00").unwrap();
        for (hour, inside) in [(21, false), (22, true), (0, true), (5, true), (6, false), (12, false)] {
            assert_eq!(night.contains(time(hour, 0, 0, 0)), inside, "{hour}");
        }
        let day = window("9am", "5pm").unwrap();
        assert!(day.contains(time(9, 0, 0, 0)) && !day.contains(time(17, 0, 0, 0)));
    }

    #[test]
    fn a_window_without_length_is_refused_and_a_stored_one_is_never_open() {
        assert_eq!(window("9am", "09:00"), Err(TextProblem::TimesEqual));
        let damaged: TimeWindow = serde_json::from_str(r#"{"from":"09:00","until":"09:00"}"#).unwrap();
        assert!(!damaged.contains(time(9, 0, 0, 0)));
    }
}
