//! Times in the words and the civil time of the reader.

use domain::Happened;
use domain::when::{Season, london};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serializer;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `26 Aug 2018 21:00`, in London.
pub(super) fn instant(at: Timestamp) -> String {
    let here = at.to_zoned(london());
    format!("{} {:02}:{:02}", day(here.date()), here.hour(), here.minute())
}

pub(super) fn day(day: Date) -> String {
    format!("{} {}", day.day(), month(day.year(), day.month()))
}

fn month(year: i16, month: i8) -> String {
    let name =
        usize::try_from(month - 1).ok().and_then(|place| MONTHS.get(place)).copied().unwrap_or_default();
    format!("{name} {year}")
}

/// When something happened, as vaguely as it is known.
pub(super) fn plain(happened: &Happened) -> String {
    match happened {
        Happened::At(at) => instant(*at),
        Happened::On(on) => day(*on),
        Happened::Between(from, to) => format!("{} to {}", day(*from), day(*to)),
        Happened::Month { year, month: of } => month(*year, *of),
        Happened::Season { year, season } => format!("{} {year}", season_name(*season)),
        Happened::Year(year) => year.to_string(),
        Happened::NotKnown => "not known".to_owned(),
    }
}

const fn season_name(season: Season) -> &'static str {
    match season {
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

/// For `serialize_with`: a vague time as the words that a person reads.
pub(crate) fn as_plain_time<S: Serializer>(happened: &Happened, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&plain(happened))
}
