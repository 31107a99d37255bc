//! Dates and times in plain words, in London time.

use domain::Happened;
use domain::when::london;
use jiff::Timestamp;
use jiff::civil::Date;

pub use domain::plain::{day, moment, time};

/// A line with a capital letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The end of a sentence that is a line of its own elsewhere: without its capital.
pub fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// A moment as seen from another: "today at 2:05pm", "tomorrow at 9am", "3 days ago, 19 November 2026".
pub fn moment_from(at: Timestamp, now: Timestamp) -> String {
    let (here, today) = (at.to_zoned(london()), now.to_zoned(london()).date());
    let days = here.date().since(today).map_or(i32::MAX, |span| span.get_days());
    let clock = time(here.time());
    match days {
        0 => format!("today at {clock}"),
        1 => format!("tomorrow at {clock}"),
        -1 => format!("yesterday at {clock}"),
        2..=13 => format!("in {days} days, {} at {clock}", day(here.date())),
        -13..=-2 => format!("{} days ago, {} at {clock}", -days, day(here.date())),
        _ => format!("{} at {clock}", day(here.date())),
    }
}

/// An end as seen from another moment, after the word "until": "today at 2:05pm", "25 November 2026 at 9am".
pub fn until(at: Timestamp, now: Timestamp) -> String {
    let [day, today] = [at, now].map(|at| at.to_zoned(london()).date());
    let is_near = today.tomorrow().is_ok_and(|tomorrow| day == today || day == tomorrow);
    if is_near { moment_from(at, now) } else { moment(at) }
}

/// By when something is due as seen from another moment: "due tomorrow at 9am", "was due yesterday at 5pm".
pub fn due(at: Timestamp, now: Timestamp) -> String {
    let when = moment_from(at, now);
    if at < now { format!("was due {when}") } else { format!("due {when}") }
}

/// When something happened, as exactly as it is known.
pub fn happened(when: &Happened) -> String {
    match *when {
        Happened::At(at) => moment(at),
        Happened::On(on) => day(on),
        Happened::Between(from, until) => format!("between {} and {}", day(from), day(until)),
        Happened::Month { year, month } => Date::new(year, month, 1)
            .map_or_else(|_| year.to_string(), |first| first.strftime("%B %Y").to_string()),
        Happened::Season { year, season } => format!("{} {year}", season.label().to_lowercase()),
        Happened::Year(year) => year.to_string(),
        Happened::NotKnown => "not known when".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn moments_are_told_in_london_time_and_as_seen_from_now() {
        let now = at("2026-06-10T11:00:00Z");
        assert_eq!(moment(now), "10 June 2026 at midday");
        assert_eq!(moment_from(at("2026-06-10T22:30:00Z"), now), "today at 11:30pm");
        assert_eq!(moment_from(at("2026-06-10T23:30:00Z"), now), "tomorrow at 12:30am");
        assert_eq!(moment_from(at("2026-06-07T08:00:00Z"), now), "3 days ago, 7 June 2026 at 9am");
        assert_eq!(until(at("2026-06-11T08:00:00Z"), now), "tomorrow at 9am");
        assert_eq!(until(at("2026-06-13T08:00:00Z"), now), "13 June 2026 at 9am");
        assert_eq!(due(at("2026-06-07T08:00:00Z"), now), "was due 3 days ago, 7 June 2026 at 9am");
        assert_eq!(happened(&Happened::Month { year: 2021, month: 4 }), "April 2021");
    }
}
