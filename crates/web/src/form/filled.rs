//! Builds a form's controls from the answers so far: each shows what was answered, what is wrong with
//! it, and which version of it this page holds.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::HtmlSafe;
use domain::codes::CodeList;
use domain::when::Season;

use super::Sent;
use crate::components::prelude::*;

/// The answers so far, with what is wrong with them.
#[derive(Clone, Default)]
pub struct Filled {
    /// The answers.
    pub sent: Sent,
    /// What is wrong.
    pub problems: Problems,
    /// The version of each kept answer; `None` where the form is not kept as it is typed.
    pub seen: Option<BTreeMap<String, u64>>,
}

impl Filled {
    /// Answers that were sent, with what is wrong with them.
    pub fn with_problems(sent: Sent, problems: Problems) -> Self {
        Self { sent, problems, seen: None }
    }

    fn seen(&self, name: &str) -> Option<u64> {
        self.seen.as_ref().map(|seen| seen.get(name).copied().unwrap_or(0))
    }

    fn labelled<T: Labelled>(&self, name: &str, field: T) -> T {
        let field = field.error(self.problems.on(name).map(str::to_owned));
        match self.seen(name) {
            Some(seen) => field.kept(seen),
            None => field,
        }
    }

    fn asked<T: Asked>(&self, name: &str, question: T) -> T {
        let question = question.error(self.problems.on(name).map(str::to_owned));
        match self.seen(name) {
            Some(seen) => question.kept(seen),
            None => question,
        }
    }

    /// A line of text.
    pub fn input(&self, name: &str, label: impl Into<Label>) -> Input {
        self.labelled(name, Input::new(name, label).value(self.sent.one(name)))
    }

    /// A phone number.
    pub fn phone(&self, name: &str, label: impl Into<Label>) -> Input {
        self.labelled(name, Input::tel(name, label).value(self.sent.one(name)))
    }

    /// Free text.
    pub fn words(&self, name: &str, label: impl Into<Label>) -> Textarea {
        self.labelled(name, Textarea::new(name, label).value(self.sent.one(name)))
    }

    /// One choice from a whole list.
    pub fn radios<T: CodeList>(&self, name: &str, legend: impl Into<Legend>) -> Radios {
        self.radios_of(name, legend, T::all())
    }

    /// One choice from part of a list.
    pub fn radios_of<T: CodeList>(&self, name: &str, legend: impl Into<Legend>, choices: &[T]) -> Radios {
        let radios = Radios::new(name, legend).value(Some(self.sent.one(name)));
        self.asked(
            name,
            choices.iter().fold(radios, |radios, one| radios.option(one.to_code(), one.to_label())),
        )
    }

    /// Any number of choices from a whole list.
    pub fn checkboxes<T: CodeList>(&self, name: &str, legend: impl Into<Legend>) -> Checkboxes {
        self.checkboxes_of(name, legend, T::all())
    }

    /// Any number of choices from part of a list.
    pub fn checkboxes_of<T: CodeList>(
        &self,
        name: &str,
        legend: impl Into<Legend>,
        choices: &[T],
    ) -> Checkboxes {
        let boxes = Checkboxes::new(name, legend).values(self.sent.all(name).iter().cloned());
        self.asked(name, choices.iter().fold(boxes, |boxes, one| boxes.option(one.to_code(), one.to_label())))
    }

    /// One box to tick.
    pub fn tick(&self, name: &str, label: &str) -> Checkboxes {
        let boxes = Checkboxes::without_legend(name).values(self.sent.all(name).iter().cloned());
        self.asked(name, boxes.option("yes", label))
    }

    /// The hidden fields that say which version of each answer this page holds, for a browser without
    /// scripts.
    pub fn versions(&self) -> Versions {
        Versions { seen: self.seen.clone().unwrap_or_default() }
    }

    /// One choice from a list that opens.
    pub fn select<T: CodeList>(&self, name: &str, label: impl Into<Label>) -> Select {
        self.select_from(
            name,
            label,
            T::all().iter().map(|one| (one.to_code().to_owned(), one.to_label().to_owned())),
        )
    }

    /// One choice from named values.
    pub fn select_from(
        &self,
        name: &str,
        label: impl Into<Label>,
        choices: impl IntoIterator<Item = (String, String)>,
    ) -> Select {
        self.select_of(name, label, "Choose", choices)
    }

    /// The same, where choosing nothing is an answer of its own.
    pub fn select_of(
        &self,
        name: &str,
        label: impl Into<Label>,
        none: &str,
        choices: impl IntoIterator<Item = (String, String)>,
    ) -> Select {
        let select = Select::new(name, label).item(SelectItem::new(none).value(""));
        let select = choices
            .into_iter()
            .fold(select, |select, (value, text)| select.item(SelectItem::new(text).value(value)));
        self.labelled(name, select.value(self.sent.one(name)))
    }

    /// A day, of which parts may be left out where the form says so.
    pub fn date(&self, name: &str, legend: impl Into<Legend>) -> DateInput {
        let [day, month, year] = [0, 1, 2].map(|place| self.sent.part(name, place).to_owned());
        let wrong = self.problems.on(name).is_some();
        let date = DateInput::new(name, legend).values(DateValues { day, month, year }).wrong([wrong; 3]);
        self.asked(name, date).group(|group| group.attribute("data-field", name))
    }

    /// When something happened, as exactly or vaguely as it is known.
    pub fn happened(&self, name: &str, legend: &str) -> (DateInput, Select, Input) {
        (
            self.date(name, legend).hint("Leave out what is not known. A year alone will do."),
            self.select::<Season>(&format!("{name}-season"), "Season, if only that is known"),
            self.input(&format!("{name}-time"), "Time, if it is known")
                .hint("For example 21:30")
                .class("govuk-input--width-5"),
        )
    }
}

/// Hidden fields with the versions of the answers.
#[derive(Clone, Template)]
#[template(
    source = r#"{% for (field, seen) in seen %}<input type="hidden" name="seen-{{ field }}" value="{{ seen }}">
{% endfor %}"#,
    ext = "html"
)]
pub struct Versions {
    seen: BTreeMap<String, u64>,
}

impl HtmlSafe for Versions {}
