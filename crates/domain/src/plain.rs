//! Days and times in plain words, in London time.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use crate::when::london;

/// A day: "22 November 2026".
pub fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A time of day: "2:05pm", "midday", "midnight".
pub fn time(time: Time) -> String {
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => time.strftime("%-I%P").to_string(),
        _ => time.strftime("%-I:%M%P").to_string(),
    }
}

/// A moment: "22 November 2026 at 2:05pm".
pub fn moment(at: Timestamp) -> String {
    let here = at.to_zoned(london());
    format!("{} at {}", day(here.date()), time(here.time()))
}

/// From one moment until another: "22 November 2026 at 2:05pm, until 3pm". The last day is named where it
/// is another.
pub fn span(from: Timestamp, until: Timestamp) -> String {
    let [start, end] = [from, until].map(|at| at.to_zoned(london()));
    let end = if start.date() == end.date() { time(end.time()) } else { moment(until) };
    format!("{}, until {end}", moment(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn moments_are_told_in_london_time() {
        assert_eq!(moment(at("2026-06-10T11:00:00Z")), "10 June 2026 at midday");
        assert_eq!(moment(at("2026-06-10T23:00:00Z")), "11 June 2026 at midnight");
        assert_eq!(moment(at("2026-03-10T14:05:00Z")), "10 March 2026 at 2:05pm");
    }

    #[test]
    fn the_last_day_of_a_span_is_named_where_it_is_another() {
        let from = at("2026-03-10T22:30:00Z");
        assert_eq!(span(from, at("2026-03-10T23:00:00Z")), "10 March 2026 at 10:30pm, until 11pm");
        let next_day = span(from, at("2026-03-11T01:00:00Z"));
        assert_eq!(next_day, "10 March 2026 at 10:30pm, until 11 March 2026 at 1am");
    }
}
