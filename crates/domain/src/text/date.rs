//! Days that people type.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{TextProblem, clean, digits, from_stored};

/// The year before which a birth is taken for a slip of the pen.
const FIRST_YEAR: i16 = 1900;

/// The day a person was born: a day of the calendar, not before 1900, not after the day it was typed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateOfBirth(Date);

impl DateOfBirth {
    /// Takes `31/12/1990` or `1990-12-31`. A child born on `today` is taken.
    ///
    /// # Errors
    /// Nothing typed, no day of the calendar, a day after `today`, or a year before 1900.
    pub fn parse(text: &str, today: Date) -> Result<Self, TextProblem> {
        Self::known(real_date(text)?, today)
    }

    /// The same, from three boxes.
    ///
    /// # Errors
    /// As for [`DateOfBirth::parse`].
    pub fn from_boxes(day: &str, month: &str, year: &str, today: Date) -> Result<Self, TextProblem> {
        let boxes = [day, month, year].map(str::trim);
        if boxes.iter().all(|typed| typed.is_empty()) {
            return Err(TextProblem::Required);
        }
        Self::parse(&boxes.join("/"), today)
    }

    /// The day, to be shown to somebody who may see it.
    pub const fn date(self) -> Date {
        self.0
    }

    /// Whole years of age on a day; `None` before birth.
    pub fn age_on(self, day: Date) -> Option<u16> {
        let had_birthday = (day.month(), day.day()) >= (self.0.month(), self.0.day());
        u16::try_from(day.year() - self.0.year() - i16::from(!had_birthday)).ok()
    }

    fn known(date: Date, today: Date) -> Result<Self, TextProblem> {
        if date > today { Err(TextProblem::DateNotPast) } else { Self::after_first_year(date) }
    }

    fn after_first_year(date: Date) -> Result<Self, TextProblem> {
        if date.year() < FIRST_YEAR { Err(TextProblem::CheckYear) } else { Ok(Self(date)) }
    }
}

/// A day of the calendar, from `31/12/1990` (also with dots, hyphens or spaces) or `1990-12-31`.
///
/// # Errors
/// Nothing typed, or no such day.
pub fn real_date(text: &str) -> Result<Date, TextProblem> {
    clean::refuse_unreadable(text)?;
    let text = digits::folded(text.trim());
    if text.is_empty() {
        return Err(TextProblem::Required);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).collect();
    let (day, month, year) = match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] => (day, month, year),
        _ => return Err(TextProblem::DateNotReal),
    };
    calendar_day(year, month, day).ok_or(TextProblem::DateNotReal)
}

/// A day of the calendar up to `today`, for something that has happened.
///
/// # Errors
/// As for [`real_date`], or [`TextProblem::DateAfterToday`].
pub fn date_up_to(text: &str, today: Date) -> Result<Date, TextProblem> {
    let date = real_date(text)?;
    if date > today { Err(TextProblem::DateAfterToday) } else { Ok(date) }
}

fn calendar_day(year: &str, month: &str, day: &str) -> Option<Date> {
    let number =
        |typed: &str| typed.bytes().all(|b| b.is_ascii_digit()).then(|| typed.parse::<i16>().ok()).flatten();
    let small = |typed: &str| number(typed).and_then(|number| i8::try_from(number).ok());
    Date::new(number(year)?, small(month)?, small(day)?).ok()
}

impl fmt::Debug for DateOfBirth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DateOfBirth")
    }
}

impl Serialize for DateOfBirth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Storage has no clock: that the day had passed was checked when it was typed.
impl<'de> Deserialize<'de> for DateOfBirth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_stored(deserializer, |text| Self::after_first_year(real_date(text)?))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 3, 2);

    #[test]
    fn days_are_taken_as_people_write_them() {
        for typed in ["1/2/1990", "01.02.1990", "1-2-1990", "1 2 1990", "1990-02-01", "١/٢/١٩٩٠"] {
            assert_eq!(
                DateOfBirth::parse(typed, TODAY).map(DateOfBirth::date),
                Ok(date(1990, 2, 1)),
                "{typed}"
            );
        }
        assert!(DateOfBirth::from_boxes(" 2", "3", "2026 ", TODAY).is_ok(), "born today");
    }

    #[test]
    fn slips_are_named() {
        let problem = |typed| DateOfBirth::parse(typed, TODAY).unwrap_err();
        for typed in
            ["31/02/1990", "00/00/0000", "29/2/2023", "1990", "a/b/c", "+1/2/1990", "1//1990", "44197"]
        {
            assert_eq!(problem(typed), TextProblem::DateNotReal, "{typed}");
        }
        assert_eq!(problem("3/3/2026"), TextProblem::DateNotPast);
        assert_eq!(problem("1/1/1850"), TextProblem::CheckYear);
        assert_eq!(problem("1/1/90"), TextProblem::CheckYear);
        assert_eq!(DateOfBirth::from_boxes("", " ", "", TODAY), Err(TextProblem::Required));
        assert_eq!(date_up_to("3/3/2026", TODAY), Err(TextProblem::DateAfterToday));
    }

    #[test]
    fn age_counts_whole_years() {
        let born = DateOfBirth::parse("29/02/2008", TODAY).unwrap();
        assert_eq!(born.age_on(date(2026, 2, 28)), Some(17));
        assert_eq!(born.age_on(date(2026, 3, 1)), Some(18));
        assert_eq!(born.age_on(date(2008, 2, 28)), None);
    }
}
