//! The earlier day as on which a record is asked for.

use axum::http::StatusCode;
use domain::text::date_up_to;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};

const FIELD: &str = "day";

/// The day that was asked for, and its form.
#[derive(Clone, Default)]
pub(super) struct AsOf {
    /// The day; `None` for now.
    pub day: Option<Date>,
    /// The form, with what is wrong in it.
    pub form: Filled,
}

impl AsOf {
    /// Reads `day=2026-11-22` or the three parts of a day.
    pub(super) fn read(query: &str, now: Timestamp) -> Result<Self, Failure> {
        let sent = Sent::parse(query.as_bytes()).map_err(Failure::NotSent)?;
        let mut reader = Reader::new(&sent, now);
        let day = match sent.all(FIELD) {
            [whole] => Self::whole(whole, &mut reader),
            _ => reader.past_day(FIELD, "The day"),
        };
        let mut shown = Sent::default();
        shown.set(FIELD, day.map_or_else(|| sent.all(FIELD).to_vec(), parts));
        let problems = reader.done(Some(())).err().unwrap_or_default();
        Ok(Self { day, form: Filled::with_problems(shown, problems) })
    }

    fn whole(text: &str, reader: &mut Reader<'_>) -> Option<Date> {
        match date_up_to(text.trim(), reader.today()) {
            Ok(day) => Some(day),
            Err(_) if text.trim().is_empty() => None,
            Err(problem) => {
                reader.wrong(FIELD, problem.message("The day"));
                None
            }
        }
    }

    /// The status that the page is sent with.
    pub(super) fn status(&self) -> StatusCode {
        if self.form.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    /// The question.
    pub(super) fn question(&self) -> DateInput {
        self.form
            .date(FIELD, "As known on")
            .hint("For example 27 3 2026. You see only what had been recorded by the end of that day.")
    }
}

fn parts(day: Date) -> Vec<String> {
    vec![day.day().to_string(), day.month().to_string(), day.year().to_string()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> AsOf {
        AsOf::read(query, "2026-11-22T12:00:00Z".parse().unwrap()).unwrap()
    }

    #[test]
    fn a_day_is_read_whole_and_in_parts() {
        let day = Some(jiff::civil::date(2026, 3, 7));
        assert_eq!(read("day=2026-03-07").day, day);
        assert_eq!(read("day-day=7&day-month=3&day-year=2026").day, day);
        assert_eq!(read("").day, None);
        assert_eq!(read("day-day=&day-month=&day-year=").status(), StatusCode::OK);
    }

    #[test]
    fn a_day_that_is_none_or_to_come_is_said_beside_the_field() {
        for query in ["day=2026-11-23", "day=yesterday", "day-day=31&day-month=2&day-year=2026"] {
            let asked = read(query);
            assert_eq!((asked.day, asked.status()), (None, StatusCode::UNPROCESSABLE_ENTITY), "{query}");
            assert!(asked.form.problems.on("day").is_some());
        }
    }
}
