//! When something happened or became known, as people write it.

use domain::Happened;
use domain::when::{Season, london};
use jiff::civil::{Date, DateTime, Time, time};
use jiff::{Timestamp, ToSpan};

/// The shapes that are understood, for a complaint.
pub(super) const SHAPES: &str = "2021-05-10, \"2021-05-10T14:30\", \"2021-05\", \"2021\", \"spring 2021\", \
                                 \"2021-05..2021-08\" or \"not known\"";

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

/// Reads one moment; `None` where the text has none of the known shapes.
pub(super) fn parse(text: &str) -> Option<Happened> {
    let text = text.trim().to_lowercase();
    if matches!(text.as_str(), "not known" | "not-known" | "unknown") {
        return Some(Happened::NotKnown);
    }
    let span = text.split_once("..").or_else(|| text.split_once(" to "));
    let Some((from, to)) = span else { return single(&text) };
    let (from, to) = (single(from.trim())?.days()?, single(to.trim())?.days()?);
    (from.0 <= to.1).then_some(Happened::Between(from.0, to.1))
}

fn single(text: &str) -> Option<Happened> {
    instant(text).or_else(|| numbers(text)).or_else(|| in_words(text))
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
        _ => None,
    }
}

fn in_words(text: &str) -> Option<Happened> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| (1900..=2200).contains(year));
    match parts.as_slice() {
        [day, month, in_year] => {
            let day = day.parse().ok()?;
            Date::new(year(in_year)?, month_number(month)?, day).ok().map(Happened::On)
        }
        [word, in_year] => match season(word) {
            Some(season) => Some(Happened::Season { year: year(in_year)?, season }),
            None => a_month(year(in_year)?, month_number(word)?),
        },
        _ => None,
    }
}

fn a_month(year: i16, month: i8) -> Option<Happened> {
    Date::new(year, month, 1).ok().map(|_| Happened::Month { year, month })
}

fn a_year(year: i16) -> Option<Happened> {
    (1900..=2200).contains(&year).then_some(Happened::Year(year))
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
    fn what_is_no_moment_is_refused() {
        for text in
            ["", "soon", "2018-13", "2018-02-30", "2018-8-1", "2018-08..2017-07", "25:00", "20-10-2020"]
        {
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
