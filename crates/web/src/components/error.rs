//! What is wrong with the answers on a page: beside each field, and listed at the top.

use askama::Template;

use super::content::{Content, Style, Styled};
use super::{component, setters};

/// What is wrong with the answers that were sent, in the order of the page.
///
/// The field is the id of the first control to go to, which is its name for most components.
#[derive(Clone, Default)]
pub struct Problems(Vec<(String, String)>);

impl Problems {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what is wrong with one field: a sentence that says what to do.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push((field.into(), message.into()));
    }

    /// The first message about a field, to show beside it.
    pub fn on(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, message)| message.as_str())
    }

    /// Whether what is said of any field begins so.
    pub fn says(&self, start: &str) -> bool {
        self.0.iter().any(|(_, message)| message.starts_with(start))
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The list for the top of the page, or nothing.
    pub fn summary(&self) -> Option<ErrorSummary> {
        (!self.is_empty()).then(|| {
            self.0.iter().fold(ErrorSummary::new("There is a problem"), |summary, (field, message)| {
                summary.item(ErrorItem::link(message.as_str(), format!("#{field}")))
            })
        })
    }
}

/// One line of the error summary.
#[derive(Clone)]
pub struct ErrorItem {
    pub(crate) text: Content,
    pub(crate) href: Option<String>,
    pub(crate) style: Style,
}

impl ErrorItem {
    /// A message that leads to its field.
    pub fn link(text: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::plain(text) }
    }

    /// A message about the page as a whole.
    pub fn plain(text: impl Into<Content>) -> Self {
        Self { text: text.into(), href: None, style: Style::default() }
    }
}

/// Everything that is wrong, at the top of the page.
#[derive(Clone, Template)]
#[template(path = "components/error-summary.html")]
pub struct ErrorSummary {
    title: Content,
    description: Content,
    items: Vec<ErrorItem>,
    style: Style,
}

impl ErrorSummary {
    /// An empty summary.
    pub fn new(title: impl Into<Content>) -> Self {
        Self {
            title: title.into(),
            description: Content::default(),
            items: Vec::new(),
            style: Style::default(),
        }
    }

    setters! {
        /// A sentence under the title.
        description: Content;
    }

    /// Adds a line.
    #[must_use]
    pub fn item(mut self, item: ErrorItem) -> Self {
        self.items.push(item);
        self
    }
}

component!(ErrorSummary);

impl Styled for ErrorItem {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}
