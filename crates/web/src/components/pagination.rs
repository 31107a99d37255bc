//! The way through a list of many pages.

use askama::Template;

use super::content::{Content, Style};
use super::{component, setters};

/// A page of the list, or a gap.
#[derive(Clone)]
pub struct PageLink {
    pub(crate) number: String,
    pub(crate) href: String,
    pub(crate) current: bool,
    pub(crate) gap: bool,
    label: Option<String>,
}

impl PageLink {
    /// A page.
    pub fn new(number: impl Into<String>, href: impl Into<String>) -> Self {
        Self { number: number.into(), href: href.into(), current: false, gap: false, label: None }
    }

    /// The pages left out.
    pub fn gap() -> Self {
        Self { gap: true, ..Self::new("", "") }
    }

    setters! {
        /// Whether it is the page that is shown.
        current: bool;
        /// What a screen reader calls it: "Page 3" if not set.
        label: Some(String);
    }

    fn shown_label(&self) -> String {
        self.label.clone().unwrap_or_else(|| format!("Page {}", self.number))
    }
}

/// The page before or after.
#[derive(Clone)]
struct Step {
    href: String,
    text: Option<Content>,
    label: Option<String>,
}

/// The way through a list of many pages.
#[derive(Clone, Template)]
#[template(path = "components/pagination.html")]
pub struct Pagination {
    previous: Option<Step>,
    next: Option<Step>,
    items: Vec<PageLink>,
    landmark: String,
    style: Style,
}

impl Pagination {
    /// The pages of a list.
    pub fn new(items: impl IntoIterator<Item = PageLink>) -> Self {
        Self {
            previous: None,
            next: None,
            items: items.into_iter().collect(),
            landmark: "Pagination".to_owned(),
            style: Style::default(),
        }
    }

    setters! {
        /// What a screen reader calls it.
        landmark: String;
    }

    /// Leads to the page before.
    #[must_use]
    pub fn previous(mut self, href: impl Into<String>) -> Self {
        self.previous = Some(Step { href: href.into(), text: None, label: None });
        self
    }

    /// Leads to the page after.
    #[must_use]
    pub fn next(mut self, href: impl Into<String>) -> Self {
        self.next = Some(Step { href: href.into(), text: None, label: None });
        self
    }

    /// Other words for the page before, and what it is called.
    #[must_use]
    pub fn previous_text(mut self, text: Option<Content>, label: Option<String>) -> Self {
        self.previous = self.previous.map(|step| Step { text, label, ..step });
        self
    }

    /// Other words for the page after, and what it is called.
    #[must_use]
    pub fn next_text(mut self, text: Option<Content>, label: Option<String>) -> Self {
        self.next = self.next.map(|step| Step { text, label, ..step });
        self
    }

    /// Without page numbers the two links stand above each other.
    fn is_block(&self) -> bool {
        self.items.is_empty() && (self.previous.is_some() || self.next.is_some())
    }
}

component!(Pagination);
