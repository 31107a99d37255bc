//! When something happened or became known, as people write it.

use std::ops::RangeInclusive;

use domain::Happened;
use domain::when::{Season, london};
use jiff::civil::{Date, DateTime, Time, time};
use jiff::{Timestamp, ToSpan};

/// The shapes that are understood, for a complaint.
pub(super) const SHAPES: &str = "2021-05-10, \"2021-05-10T14:30\", \"2021-05\", \"2021\", \"spring 2021\", \
                                 \"early May 2021\", \"2021-05..2021-08\" or \"not known\"";

/// The years that an account may speak of.
const YEARS: RangeInclusive<i16> = 1900..=2200;

/// What is dated to a day, or to a longer span, is taken to be known at noon of its (last) day.
const NOON: Time = time(12, 0, 0, 0);
const END_OF_DAY: Time = time(23, 59, 59, 0);

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A moment as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// When it was.
    pub happened: Happened,
    /// The end of the part of the day that was named with it: "evening".
    pub hour: Option<Time>,
}

/// Reads one moment; `None` where the text has none of the known shapes.
#[cfg(test)]
fn parse(text: &str) -> Option<Happened> {
    written(text).map(|written| written.happened)
}

/// Reads one moment and the part of the day that stands with it.
pub(super) fn written(text: &str) -> Option<Written> {
    let text = text.to_lowercase().replace([',', '(', ')'], " ").replace(['–', '—'], "-");
    let words: Vec<&str> = text.split_whitespace().filter(|word| !SMALL.contains(word)).collect();
    let hour = PARTS_OF_A_DAY.iter().find(|(part, _)| words.contains(part)).map(|(_, hour)| *hour);
    let words: Vec<&str> =
        words.into_iter().filter(|word| PARTS_OF_A_DAY.iter().all(|(part, _)| part != word)).collect();
    let happened = moment(&words.join(" ")).filter(is_of_our_time)?;
    let a_day = matches!(happened, Happened::On(_));
    (hour.is_none() || a_day).then_some(Written { happened, hour })
}

/// Words that say nothing of when, or only that it is not certain, which a span says already.
const SMALL: [&str; 16] = [
    "about",
    "approximately",
    "around",
    "circa",
    "during",
    "in",
    "of",
    "on",
    "the",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// By when a part of a day is over.
const PARTS_OF_A_DAY: [(&str, Time); 4] = [
    ("morning", NOON),
    ("afternoon", time(17, 0, 0, 0)),
    ("evening", time(21, 0, 0, 0)),
    ("night", END_OF_DAY),
];

/// Why a text that has one end only is no span, and what to write.
pub(super) fn one_sided(text: &str) -> Option<&'static str> {
    match text.split_whitespace().next()?.to_lowercase().as_str() {
        "since" | "from" | "after" | "until" | "before" | "by" => Some(
            "has only one end: write both, such as \"2020..2021-06-02\", with the day on which it was told as the last",
        ),
        _ => None,
    }
}

fn moment(text: &str) -> Option<Happened> {
    if matches!(text, "not known" | "not-known" | "unknown") {
        return Some(Happened::NotKnown);
    }
    let text = text.strip_prefix("between ").unwrap_or(text);
    let parts = ["..", " to ", " until ", " and ", " - "];
    let span = parts.iter().find_map(|part| text.split_once(part));
    let Some((from, to)) = span else { return single(text) };
    let (from, to) = (single(from.trim())?.days()?, single(to.trim())?.days()?);
    (from.0 <= to.1).then_some(Happened::Between(from.0, to.1))
}

/// A slip of the hand makes a year of one digit or five, and no calendar reaches there.
fn is_of_our_time(happened: &Happened) -> bool {
    let ours = |day: Date| YEARS.contains(&day.year());
    match happened {
        Happened::At(instant) => ours(instant.to_zoned(london()).date()),
        vague => vague.days().is_none_or(|(first, last)| ours(first) && ours(last)),
    }
}

fn single(text: &str) -> Option<Happened> {
    instant(text).or_else(|| numbers(text)).or_else(|| in_words(text)).or_else(|| part_of(text))
}

fn instant(text: &str) -> Option<Happened> {
    if !text.contains(':') {
        return None;
    }
    let written = text.to_uppercase().replacen(' ', "T", 1);
    let zoned = written.parse::<Timestamp>().ok();
    let civil = || written.parse::<DateTime>().ok()?.to_zoned(london()).ok().map(|zoned| zoned.timestamp());
    zoned.or_else(civil).map(Happened::At)
}

fn numbers(text: &str) -> Option<Happened> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            text.parse().ok().map(Happened::On)
        }
        [year, month] if digits(year, 4) && digits(month, 2) => {
            a_month(year.parse().ok()?, month.parse().ok()?)
        }
        [year] if digits(year, 4) => a_year(year.parse().ok()?),
        [decade] => a_decade(decade.strip_suffix('s')?),
        _ => None,
    }
}

fn in_words(text: &str) -> Option<Happened> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| YEARS.contains(year));
    match parts.as_slice() {
        [day, month, in_year] => {
            let (day, month) = match (day_number(day), month_number(month)) {
                (Some(day), Some(month)) => (day, month),
                // "May 10, 2021".
                _ => (day_number(month)?, month_number(day)?),
            };
            Date::new(year(in_year)?, month, day).ok().map(Happened::On)
        }
        ["christmas", in_year] => december(year(in_year)?, 24, 26),
        [word, in_year] => match season(word) {
            Some(season) => Some(Happened::Season { year: year(in_year)?, season }),
            None => a_month(year(in_year)?, month_number(word)?),
        },
        _ => None,
    }
}

/// "early May 2021", "end of 2021", "before Christmas 2021", "week beginning 10 May 2021".
fn part_of(text: &str) -> Option<Happened> {
    let (part, rest) = text.split_once(' ')?;
    if part == "week" {
        let first = single(rest.strip_prefix("beginning ").unwrap_or(rest))?;
        let Happened::On(first) = first else { return None };
        return Some(Happened::Between(first, first.checked_add(6.days()).ok()?));
    }
    if let Some(year) = rest.strip_prefix("christmas ").and_then(|year| year.parse().ok()) {
        return match part {
            "before" => december(year, 1, 24),
            "after" => december(year, 26, 31),
            _ => None,
        };
    }
    let third = match part {
        "early" | "beginning" | "start" => 0,
        "mid" | "middle" => 1,
        "late" | "end" => 2,
        _ => return None,
    };
    Some(third_of(single(rest)?, third))
}

/// A third of a month or a year; of anything else, all of it: nobody says how a spring divides.
fn third_of(whole: Happened, third: u16) -> Happened {
    match whole {
        Happened::Year(_) => part(&whole, third, 3),
        Happened::Month { year, month } => {
            let day = |day| Date::new(year, month, day);
            let (first, last) = match third {
                0 => (day(1), day(10)),
                1 => (day(11), day(20)),
                _ => (day(21), day(1).map(Date::last_of_month)),
            };
            match (first, last) {
                (Ok(first), Ok(last)) => Happened::Between(first, last),
                _ => whole,
            }
        }
        _ => whole,
    }
}

fn december(year: i16, first: i8, last: i8) -> Option<Happened> {
    let day = |day| Date::new(year, 12, day).ok();
    Some(Happened::Between(day(first)?, day(last)?))
}

fn a_decade(text: &str) -> Option<Happened> {
    let year = text.parse::<i16>().ok().filter(|year| year % 10 == 0 && YEARS.contains(year))?;
    Some(Happened::Between(Date::new(year, 1, 1).ok()?, Date::new(year.checked_add(9)?, 12, 31).ok()?))
}

fn a_month(year: i16, month: i8) -> Option<Happened> {
    Date::new(year, month, 1).ok().map(|_| Happened::Month { year, month })
}

fn a_year(year: i16) -> Option<Happened> {
    YEARS.contains(&year).then_some(Happened::Year(year))
}

fn day_number(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits.parse().ok()
}

fn month_number(word: &str) -> Option<i8> {
    let place =
        MONTHS.iter().position(|month| *month == word || (word.len() == 3 && month.starts_with(word)))?;
    i8::try_from(place + 1).ok()
}

fn season(word: &str) -> Option<Season> {
    match word {
        "spring" => Some(Season::Spring),
        "summer" => Some(Season::Summer),
        "autumn" => Some(Season::Autumn),
        "winter" => Some(Season::Winter),
        _ => None,
    }
}

/// The first moment at which it is certain: the instant, or noon of the last day on which it may have
/// happened. `None` where it is not known when.
pub(crate) fn certain(happened: &Happened) -> Option<Timestamp> {
    on_last_day(happened, NOON)
}

impl Written {
    /// The first moment at which it is certain; of a part of a day, its end.
    pub fn certain(&self) -> Option<Timestamp> {
        on_last_day(&self.happened, self.hour.unwrap_or(NOON))
    }
}

/// The end of the last day; an instant is its own end.
pub(crate) fn end(happened: &Happened) -> Option<Timestamp> {
    on_last_day(happened, END_OF_DAY)
}

fn on_last_day(happened: &Happened, hour: Time) -> Option<Timestamp> {
    match happened {
        Happened::At(instant) => Some(*instant),
        vague => at(vague.days()?.1, hour),
    }
}

/// An hour of a day in London.
pub(crate) fn at(day: Date, hour: Time) -> Option<Timestamp> {
    day.to_datetime(hour).to_zoned(london()).ok().map(|zoned| zoned.timestamp())
}

/// The place-th of `of` equal parts of the days in which it may have happened.
pub(crate) fn part(happened: &Happened, place: u16, of: u16) -> Happened {
    let Some((first, last)) = happened.days().filter(|_| of > 1) else { return happened.clone() };
    let days = 1 + i64::from(first.until(last).map_or(0, |span| span.get_days()));
    let offset = |n: u16| days * i64::from(n) / i64::from(of);
    let day = |offset: i64| first.saturating_add(offset.days()).min(last);
    let from = day(offset(place));
    let to = day((offset(place.saturating_add(1)) - 1).max(offset(place)));
    if from == to { Happened::On(from) } else { Happened::Between(from, to) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_moment_is_understood_as_people_write_it() {
        let on = |day| Some(Happened::On(day));
        assert_eq!(parse("2018-08-26"), on(date(2018, 8, 26)));
        assert_eq!(parse("26 August 2018"), on(date(2018, 8, 26)));
        assert_eq!(parse("Oct 2020"), Some(Happened::Month { year: 2020, month: 10 }));
        assert_eq!(parse("spring 2021"), Some(Happened::Season { year: 2021, season: Season::Spring }));
        assert_eq!(parse("2017-07..2018-08"), Some(Happened::Between(date(2017, 7, 1), date(2018, 8, 31))));
        assert_eq!(parse("2018-08-27T00:26"), Some(Happened::At("2018-08-26T23:26:00Z".parse().unwrap())));
        assert_eq!(parse("2018-08-27 00:26:00"), parse("2018-08-27T00:26"));
        assert_eq!(parse("Not known"), Some(Happened::NotKnown));
    }

    #[test]
    fn a_vague_moment_is_the_span_in_which_it_surely_lies() {
        let span = |from: (i16, i8, i8), to: (i16, i8, i8)| {
            Some(Happened::Between(date(from.0, from.1, from.2), date(to.0, to.1, to.2)))
        };
        assert_eq!(parse("before Christmas 2019"), span((2019, 12, 1), (2019, 12, 24)));
        assert_eq!(parse("Christmas 2019"), span((2019, 12, 24), (2019, 12, 26)));
        assert_eq!(parse("in early February 2023"), span((2023, 2, 1), (2023, 2, 10)));
        assert_eq!(parse("end of February 2024"), span((2024, 2, 21), (2024, 2, 29)));
        assert_eq!(parse("late 2019"), span((2019, 9, 1), (2019, 12, 31)));
        assert_eq!(parse("week beginning 10 May 2021"), span((2021, 5, 10), (2021, 5, 16)));
        assert_eq!(parse("between March 2021 and May 2021"), span((2021, 3, 1), (2021, 5, 31)));
        assert_eq!(parse("the 1990s"), span((1990, 1, 1), (1999, 12, 31)));
        assert_eq!(parse("about spring 2019"), parse("spring 2019"));
        assert_eq!(parse("May 10th, 2021"), parse("Monday 10 May 2021"));
    }

    #[test]
    fn a_part_of_a_day_says_by_when_it_was_over_and_belongs_to_a_day() {
        let evening = written("evening of 26 August 2018").unwrap();
        assert_eq!(
            (evening.happened, evening.hour),
            (Happened::On(date(2018, 8, 26)), Some(time(21, 0, 0, 0)))
        );
        assert_eq!(written("2018-08-26").unwrap().hour, None);
        assert_eq!(written("evening of August 2018"), None);
    }

    #[test]
    fn a_moment_with_one_end_only_is_told_to_have_both() {
        for text in ["since 2020", "before 2020-05-01", "by May 2021"] {
            assert_eq!(parse(text), None, "{text}");
            assert!(one_sided(text).is_some(), "{text}");
        }
        assert_eq!(one_sided("soon"), None);
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "soon",
            "2018-13",
            "2018-02-30",
            "2018-8-1",
            "2018-08..2017-07",
            "25:00",
            "20-10-2020",
            "0021-05-10",
            "9999",
            "2021-05-10 to 9999-12-31",
            "early",
            "early soon",
            "christmas",
            "week May 2021",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_vague_time_is_never_known_before_its_last_day() {
        let known = certain(&parse("2020-10").unwrap()).unwrap();
        assert_eq!(known, at(date(2020, 10, 31), NOON).unwrap());
        assert_eq!(certain(&Happened::NotKnown), None);
    }

    #[test]
    fn a_span_is_shared_out_evenly_without_gap_or_overlap() {
        let span = parse("2021-03-01..2021-03-10").unwrap();
        let parts: Vec<_> = (0..3).map(|place| part(&span, place, 3).days().unwrap()).collect();
        let [a, b, c] = parts.as_slice() else { panic!("three parts") };
        assert_eq!((a.0, c.1), (date(2021, 3, 1), date(2021, 3, 10)));
        assert_eq!((a.1.tomorrow().unwrap(), b.1.tomorrow().unwrap()), (b.0, c.0));
        let day = Happened::On(date(2021, 3, 1));
        assert_eq!(part(&day, 1, 2), day);
    }
}
