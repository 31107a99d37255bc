//! The hours of a way as a form asks for them.

use domain::codes::CodeList;
use domain::contact::{SafeTimes, Window};
use domain::text::CivilTime;
use jiff::civil::Weekday;

use crate::form::{Reader, Sent};

/// How many windows one way can have on the form.
pub const WINDOWS: usize = 4;

/// When a way may be used, before the windows are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    NotKnown,
    Any,
    Only,
}

impl CodeList for Hours {
    fn all() -> &'static [Self] {
        &[Self::NotKnown, Self::Any, Self::Only]
    }

    fn to_code(self) -> &'static str {
        match self {
            Self::NotKnown => "not-known",
            Self::Any => "any",
            Self::Only => "only",
        }
    }

    fn to_label(self) -> &'static str {
        match self {
            Self::NotKnown => "Not known: do not use",
            Self::Any => "Any day, any time",
            Self::Only => "Only on these days and hours",
        }
    }
}

/// A day of the week on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(pub Weekday);

impl CodeList for Day {
    fn all() -> &'static [Self] {
        &[
            Self(Weekday::Monday),
            Self(Weekday::Tuesday),
            Self(Weekday::Wednesday),
            Self(Weekday::Thursday),
            Self(Weekday::Friday),
            Self(Weekday::Saturday),
            Self(Weekday::Sunday),
        ]
    }

    fn to_code(self) -> &'static str {
        match self.0 {
            Weekday::Monday => "mon",
            Weekday::Tuesday => "tue",
            Weekday::Wednesday => "wed",
            Weekday::Thursday => "thu",
            Weekday::Friday => "fri",
            Weekday::Saturday => "sat",
            Weekday::Sunday => "sun",
        }
    }

    fn to_label(self) -> &'static str {
        match self.0 {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }
}

/// Reads the hours of the way whose fields begin with `way`.
pub fn read(reader: &mut Reader<'_>, way: &str) -> SafeTimes {
    match reader.code::<Hours>(&format!("{way}-hours"), "Hours") {
        None | Some(Hours::NotKnown) => SafeTimes::NotKnown,
        Some(Hours::Any) => SafeTimes::Any,
        Some(Hours::Only) => {
            let windows = (0..WINDOWS).filter_map(|place| window(reader, way, place));
            SafeTimes::Only(windows.collect())
        }
    }
}

fn window(reader: &mut Reader<'_>, way: &str, place: usize) -> Option<Window> {
    let [on, from, until] = ["on", "from", "until"].map(|part| format!("{way}-{part}{place}"));
    let is_empty = ![&on, &from, &until].into_iter().any(|field| reader.sent().has(field));
    if is_empty && place > 0 {
        return None;
    }
    let days: Vec<Day> = reader.codes(&on, "Days");
    if days.is_empty() {
        reader.wrong(&on, "Choose at least one day, or choose that the hours are not known");
    }
    let from = time(reader, &from, "From");
    let until_field = until;
    let until = time(reader, &until_field, "Until");
    let (from, until) = Option::zip(from, until)?;
    if from == until {
        reader.wrong(
            &until_field,
            "The two times are the same. Give an end after the start, or choose any time",
        );
    }
    Some(Window::new(days.into_iter().map(|day| day.0), from.time(), until.time()))
}

fn time(reader: &mut Reader<'_>, field: &str, label: &str) -> Option<CivilTime> {
    if !reader.sent().has(field) {
        reader.wrong(field, format!("{label}: enter a time, such as 09:30"));
        return None;
    }
    reader.time(field, label)
}

/// Fills the fields of the way whose fields begin with `way`.
pub fn fill(sent: &mut Sent, way: &str, times: &SafeTimes) {
    let hours = match times {
        SafeTimes::NotKnown => Hours::NotKnown,
        SafeTimes::Any => Hours::Any,
        SafeTimes::Only(_) => Hours::Only,
    };
    sent.set(format!("{way}-hours"), vec![hours.to_code().to_owned()]);
    let SafeTimes::Only(windows) = times else { return };
    for (place, window) in windows.iter().enumerate() {
        let clock = |time: jiff::civil::Time| vec![time.strftime("%H:%M").to_string()];
        let days = window.weekdays().map(|day| Day(day).to_code().to_owned()).collect();
        sent.set(format!("{way}-on{place}"), days);
        sent.set(format!("{way}-from{place}"), clock(window.from));
        sent.set(format!("{way}-until{place}"), clock(window.until));
    }
}
