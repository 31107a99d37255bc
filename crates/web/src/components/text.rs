//! The small components that show a text.

use askama::Template;

use super::content::{Content, Style, Styled};
use super::{component, setters};

/// The name of a control.
#[derive(Clone, Default, Template)]
#[template(path = "components/label.html")]
pub struct Label {
    text: Content,
    pub(crate) control: String,
    page_heading: bool,
    style: Style,
}

impl Label {
    /// A label; the field that it belongs to sets the control.
    pub fn new(text: impl Into<Content>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    setters! {
        /// The id of the control, where the label stands alone.
        control: String;
    }

    /// Makes the label the heading of the page.
    #[must_use]
    pub fn as_page_heading(mut self) -> Self {
        self.page_heading = true;
        self
    }
}

/// Help with one question.
#[derive(Clone, Default, Template)]
#[template(path = "components/hint.html")]
pub struct Hint {
    text: Content,
    pub(crate) id: Option<String>,
    style: Style,
}

impl Hint {
    /// A hint; the field that it belongs to sets the id.
    pub fn new(text: impl Into<Content>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    setters! {
        /// The id, where the hint stands alone.
        id: Some(String);
    }
}

/// What is wrong with one answer, and what to do.
#[derive(Clone, Template)]
#[template(path = "components/error-message.html")]
pub struct ErrorMessage {
    text: Content,
    pub(crate) id: Option<String>,
    hidden_text: String,
    style: Style,
}

impl ErrorMessage {
    /// A message; the field that it belongs to sets the id.
    pub fn new(text: impl Into<Content>) -> Self {
        Self { text: text.into(), id: None, hidden_text: "Error".to_owned(), style: Style::default() }
    }

    setters! {
        /// The id, where the message stands alone.
        id: Some(String);
        /// What is read out before the message; nothing if it is empty.
        hidden_text: String;
    }
}

/// A text set apart from the rest.
#[derive(Clone, Template)]
#[template(path = "components/inset-text.html")]
pub struct InsetText {
    content: Content,
    id: Option<String>,
    style: Style,
}

impl InsetText {
    /// A text set apart.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), id: None, style: Style::default() }
    }

    setters! {
        /// The id to link to.
        id: Some(String);
    }
}

/// Something with consequences.
#[derive(Clone, Template)]
#[template(path = "components/warning-text.html")]
pub struct WarningText {
    content: Content,
    icon_text: String,
    style: Style,
}

impl WarningText {
    /// A warning.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), icon_text: "Warning".to_owned(), style: Style::default() }
    }

    setters! {
        /// What is read out in place of the icon.
        icon_text: String;
    }
}

/// Help that opens when it is wanted.
#[derive(Clone, Template)]
#[template(path = "components/details.html")]
pub struct Details {
    summary: Content,
    content: Content,
    id: Option<String>,
    open: bool,
    style: Style,
}

impl Details {
    /// A closed detail.
    pub fn new(summary: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self {
            summary: summary.into(),
            content: content.into(),
            id: None,
            open: false,
            style: Style::default(),
        }
    }

    setters! {
        /// The id to link to.
        id: Some(String);
        /// Whether it starts open.
        open: bool;
    }
}

/// The state of something in one or two words.
#[derive(Clone, Template)]
#[template(path = "components/tag.html")]
pub struct Tag {
    text: Content,
    style: Style,
}

impl Tag {
    /// A tag in the plain colour.
    pub fn new(text: impl Into<Content>) -> Self {
        Self { text: text.into(), style: Style::default() }
    }

    /// A tag in one of the design system's colours, such as `red`. Colour never says it alone.
    pub fn coloured(text: impl Into<Content>, colour: &str) -> Self {
        Self::new(text).class(format!("govuk-tag--{colour}"))
    }
}

/// The way back to the page before.
#[derive(Clone, Template)]
#[template(path = "components/back-link.html")]
pub struct BackLink {
    href: String,
    text: Content,
    style: Style,
}

impl BackLink {
    /// A link with the text "Back".
    pub fn new(href: impl Into<String>) -> Self {
        Self { href: href.into(), text: "Back".into(), style: Style::default() }
    }

    setters! {
        /// Where it leads, in words.
        text: Content;
    }
}

/// Lets people who use a keyboard pass over the top of the page.
#[derive(Clone, Template)]
#[template(path = "components/skip-link.html")]
pub struct SkipLink {
    text: Content,
    href: String,
    style: Style,
}

impl SkipLink {
    /// A link to a place on this page, such as `#main-content`.
    pub fn new(text: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), style: Style::default() }
    }
}

component!(Label, Hint, ErrorMessage, InsetText, WarningText, Details, Tag, BackLink, SkipLink);

macro_rules! from_text {
    ($($name:ident),+) => {$(
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::new(text)
            }
        }
    )+};
}

from_text!(Label, Hint, ErrorMessage, Tag);
