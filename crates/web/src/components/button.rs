//! Buttons, and links that look like buttons.

use askama::Template;

use super::content::{Content, Style, Styled};
use super::{component, setters};

/// A button that sends its form; with `href`, a link that looks like one.
#[derive(Clone, Template)]
#[template(path = "components/button.html")]
pub struct Button {
    text: Content,
    kind: String,
    name: Option<String>,
    value: Option<String>,
    id: Option<String>,
    href: Option<String>,
    disabled: bool,
    prevent_double_click: Option<bool>,
    style: Style,
}

impl Button {
    /// A button that sends its form.
    pub fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            kind: "submit".to_owned(),
            name: None,
            value: None,
            id: None,
            href: None,
            disabled: false,
            prevent_double_click: None,
            style: Style::default(),
        }
    }

    /// A link that looks like a button.
    pub fn link(text: impl Into<Content>, href: impl Into<String>) -> Self {
        Self::new(text).href(href)
    }

    setters! {
        /// The `type`: `submit` if not set.
        kind: String;
        /// The name that it sends.
        name: Some(String);
        /// The value that it sends.
        value: Some(String);
        /// The id to find it by.
        id: Some(String);
        /// Where it leads, as a link.
        href: Some(String);
        /// Whether it cannot be pressed. Rarely right: say why instead.
        disabled: bool;
        /// Whether a second press within a second is ignored.
        prevent_double_click: Some(bool);
    }

    /// A button beside the main one.
    #[must_use]
    pub fn secondary(self) -> Self {
        self.class("govuk-button--secondary")
    }

    /// A button for what cannot be undone.
    #[must_use]
    pub fn warning(self) -> Self {
        self.class("govuk-button--warning")
    }
}

component!(Button);
