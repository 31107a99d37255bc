//! A date in three parts, which nobody can mistype as another order.

use askama::Template;

use super::component;
use super::content::Style;
use super::question::{Asked as _, Legend, Question, asked};

/// What was typed as a date: kept as it was typed, so that it can be shown and mended.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct DateValues {
    /// The day of the month.
    pub day: String,
    /// The month.
    pub month: String,
    /// The year.
    pub year: String,
}

/// One part of a date.
#[derive(Clone)]
struct Part {
    name: &'static str,
    label: String,
    width: u8,
    value: String,
    wrong: bool,
}

/// A date in three parts.
#[derive(Clone, Template)]
#[template(path = "components/date-input.html")]
pub struct DateInput {
    question: Question,
    parts: [Part; 3],
    name_prefix: Option<String>,
    autocomplete: [String; 3],
    style: Style,
}

impl DateInput {
    /// A date sent as `name-day`, `name-month` and `name-year`.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        let name = name.into();
        Self { name_prefix: Some(name.clone()), ..Self::bare(name).legend(legend) }
    }

    /// A date sent as `day`, `month` and `year`, whose question stands elsewhere on the page.
    pub fn bare(id: impl Into<String>) -> Self {
        let part = |name, label: &str, width| Part {
            name,
            label: label.into(),
            width,
            value: String::new(),
            wrong: false,
        };
        let mut question = Question::new(id);
        // Some screen readers read out the description of a fieldset of text fields only in a group.
        question.role = Some("group");
        Self {
            question,
            parts: [part("day", "Day", 2), part("month", "Month", 2), part("year", "Year", 4)],
            name_prefix: None,
            autocomplete: ["off", "off", "off"].map(String::from),
            style: Style::default(),
        }
    }

    /// What was typed so far.
    #[must_use]
    pub fn values(mut self, values: DateValues) -> Self {
        let [day, month, year] = &mut self.parts;
        (day.value, month.value, year.value) = (values.day, values.month, values.year);
        self
    }

    /// Says which of day, month and year are wrong; all of them if the date has a message and none is named.
    #[must_use]
    pub fn wrong(mut self, parts: [bool; 3]) -> Self {
        self.parts.iter_mut().zip(parts).for_each(|(part, wrong)| part.wrong = wrong);
        self
    }

    /// The names of the parts in another language or for another purpose.
    #[must_use]
    pub fn labels(mut self, labels: [&str; 3]) -> Self {
        self.parts.iter_mut().zip(labels).for_each(|(part, label)| label.clone_into(&mut part.label));
        self
    }

    /// What the browser may fill in: `off` if not set; empty leaves it to the browser.
    #[must_use]
    pub fn autocomplete(mut self, parts: [&str; 3]) -> Self {
        self.autocomplete = parts.map(String::from);
        self
    }

    /// Sends the parts under another name than the id.
    #[must_use]
    pub fn name_prefix(mut self, prefix: Option<&str>) -> Self {
        self.name_prefix = prefix.map(String::from);
        self
    }

    fn is_wrong(&self, part: &Part) -> bool {
        let some_named = self.parts.iter().any(|part| part.wrong);
        part.wrong || (self.question.error.is_some() && !some_named)
    }

    fn part_name(&self, part: &Part) -> String {
        self.name_prefix
            .as_ref()
            .map_or_else(|| part.name.to_owned(), |prefix| format!("{prefix}-{}", part.name))
    }

    fn parts(&self) -> impl Iterator<Item = (&Part, &String)> {
        self.parts.iter().zip(&self.autocomplete)
    }
}

component!(DateInput);
asked!(DateInput);
