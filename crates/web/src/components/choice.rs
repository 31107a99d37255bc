//! Questions with a few answers to choose from.

use askama::Template;

use super::content::{Content, Html, Style, Styled};
use super::question::{Asked as _, Legend, Question, asked};
use super::text::{Hint, Label};
use super::{component, setters};

/// One answer to choose, or a word between two answers.
#[derive(Clone, Default)]
pub struct Choice {
    divider: Option<String>,
    value: String,
    text: Content,
    id: Option<String>,
    name: Option<String>,
    hint: Option<Hint>,
    checked: Option<bool>,
    disabled: bool,
    exclusive: bool,
    conditional: Option<Html>,
    below: Option<Html>,
    label: Style,
    style: Style,
}

impl Choice {
    /// An answer.
    pub fn new(value: impl Into<String>, text: impl Into<Content>) -> Self {
        Self { value: value.into(), text: text.into(), ..Self::default() }
    }

    /// A word between two answers, such as "or".
    pub fn divider(text: impl Into<String>) -> Self {
        Self { divider: Some(text.into()), ..Self::default() }
    }

    setters! {
        /// Its own id.
        id: Some(String);
        /// Its own name, where each box of a question is sent under a name of its own.
        name: Some(String);
        /// Whether it is chosen, whatever the value of the question.
        checked: Some(bool);
        /// Whether it cannot be chosen.
        disabled: bool;
        /// Whether choosing it clears the others, as "None of these" does.
        exclusive: bool;
        /// What is asked as well if this is chosen.
        conditional: Some(Html);
        /// What may be asked as well, whether this is chosen or not: it is never hidden.
        below: Some(Html);
        /// Help with this answer.
        hint: Some(Hint);
    }

    /// Changes the classes and attributes of the label.
    #[must_use]
    pub fn label(mut self, change: impl FnOnce(Style) -> Style) -> Self {
        self.label = change(self.label);
        self
    }

    fn item_id(&self, prefix: &str, position: usize) -> String {
        match (&self.id, position) {
            (Some(id), _) => id.clone(),
            // The first has no number, so that the error summary can link to the question.
            (None, 1) => prefix.to_owned(),
            (None, _) => format!("{prefix}-{position}"),
        }
    }

    /// Each item with its id.
    fn identified<'a>(items: &'a [Self], prefix: &'a str) -> impl Iterator<Item = (String, &'a Self)> {
        items.iter().zip(1..).map(move |(item, position)| (item.item_id(prefix, position), item))
    }

    fn is_checked(&self, values: &[String]) -> bool {
        self.checked.unwrap_or_else(|| values.contains(&self.value))
    }

    fn label_for(&self, id: &str, class: &'static str) -> Label {
        let mut label = Label::new(self.text.clone()).control(id);
        *label.style_mut() = Style::default().class(class);
        label.style_mut().extend(&self.label);
        label
    }

    fn hint_for(&self, id: &str, class: &'static str) -> Option<Hint> {
        let mut hint = self.hint.clone()?.id(format!("{id}-item-hint"));
        let own = std::mem::replace(hint.style_mut(), Style::default().class(class));
        hint.style_mut().extend(&own);
        Some(hint)
    }
}

impl Styled for Choice {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}

/// A question with one answer.
#[derive(Clone, Template)]
#[template(path = "components/radios.html")]
pub struct Radios {
    question: Question,
    items: Vec<Choice>,
    values: Vec<String>,
    style: Style,
}

impl Radios {
    /// The answer so far, if there is one.
    #[must_use]
    pub fn value(mut self, value: Option<impl Into<String>>) -> Self {
        self.values = value.map(Into::into).into_iter().collect();
        self
    }
}

/// A question with any number of answers.
#[derive(Clone, Template)]
#[template(path = "components/checkboxes.html")]
pub struct Checkboxes {
    question: Question,
    items: Vec<Choice>,
    values: Vec<String>,
    style: Style,
}

impl Checkboxes {
    /// The answers so far.
    #[must_use]
    pub fn values(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.values = values.into_iter().map(Into::into).collect();
        self
    }

    /// Without a fieldset, each box says itself what describes it.
    fn item_described(&self, hint: Option<&Hint>) -> String {
        let question = if self.question.legend.is_some() { String::new() } else { self.question.described() };
        let hint = hint.and_then(|hint| hint.id.as_deref()).unwrap_or_default();
        format!("{question} {hint}").trim().to_owned()
    }
}

/// A question with answers to choose from is made and filled in the same way, however many may be chosen.
macro_rules! of_choices {
    ($($name:ident),+) => {$(
        impl $name {
            /// A question without answers yet.
            pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
                Self::without_legend(name).legend(legend)
            }

            /// Answers whose question stands elsewhere on the page, or a single box.
            pub fn without_legend(name: impl Into<String>) -> Self {
                let question = Question::new(name);
                Self { question, items: Vec::new(), values: Vec::new(), style: Style::default() }
            }

            /// Adds an answer.
            #[must_use]
            pub fn item(mut self, item: Choice) -> Self {
                self.items.push(item);
                self
            }

            /// Adds a plain answer.
            #[must_use]
            pub fn option(self, value: impl Into<String>, text: impl Into<Content>) -> Self {
                self.item(Choice::new(value, text))
            }
        }
    )+};
}

of_choices!(Radios, Checkboxes);
component!(Radios, Checkboxes);
asked!(Radios, Checkboxes);
