//! A choice from a list that is too long for radios.

use askama::Template;

use super::content::Style;
use super::field::{Field, labelled};
use super::text::Label;
use super::{component, setters};

/// One choice of a list.
#[derive(Clone)]
pub struct SelectItem {
    pub(crate) value: Option<String>,
    pub(crate) text: String,
    pub(crate) selected: Option<bool>,
    pub(crate) disabled: bool,
    pub(crate) style: Style,
}

impl SelectItem {
    /// A choice that sends its text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { value: None, text: text.into(), selected: None, disabled: false, style: Style::default() }
    }

    setters! {
        /// The value to send.
        value: Some(String);
        /// Whether it is chosen, whatever the value of the list.
        selected: Some(bool);
        /// Whether it cannot be chosen.
        disabled: bool;
    }

    fn is_selected(&self, value: &str) -> bool {
        let own = self.value.as_ref().unwrap_or(&self.text);
        self.selected.unwrap_or(!value.is_empty() && own == value)
    }
}

/// A choice from a list.
#[derive(Clone, Template)]
#[template(path = "components/select.html")]
pub struct Select {
    pub(crate) field: Field,
    items: Vec<SelectItem>,
    value: String,
    disabled: bool,
    style: Style,
}

impl Select {
    /// An empty list.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            field: Field::new(name, label),
            items: Vec::new(),
            value: String::new(),
            disabled: false,
            style: Style::default(),
        }
    }

    setters! {
        /// The value that is chosen.
        value: String;
        /// Whether it cannot be changed.
        disabled: bool;
    }

    /// Adds a choice.
    #[must_use]
    pub fn item(mut self, item: SelectItem) -> Self {
        self.items.push(item);
        self
    }

    /// Adds a choice that sends `value`.
    #[must_use]
    pub fn option(self, value: impl Into<String>, text: impl Into<String>) -> Self {
        self.item(SelectItem::new(text).value(value))
    }
}

impl super::content::Styled for SelectItem {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}

component!(Select);
labelled!(Select);
