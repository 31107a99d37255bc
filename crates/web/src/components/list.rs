//! Links, and the way from the start to this page.

use askama::Template;

use super::content::{Content, Style, Styled};
use super::{component, setters};

/// A text that may lead somewhere.
#[derive(Clone)]
pub struct Link {
    pub(crate) text: Content,
    pub(crate) href: Option<String>,
    pub(crate) current: bool,
    pub(crate) style: Style,
}

impl Link {
    /// A link.
    pub fn new(text: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::plain(text) }
    }

    /// A text without a link.
    pub fn plain(text: impl Into<Content>) -> Self {
        Self { text: text.into(), href: None, current: false, style: Style::default() }
    }

    setters! {
        /// Whether it leads to the page that is shown.
        current: bool;
    }
}

impl Styled for Link {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}

/// The way from the start to this page.
#[derive(Clone, Template)]
#[template(path = "components/breadcrumbs.html")]
pub struct Breadcrumbs {
    links: Vec<Link>,
    label: String,
    collapse: bool,
    style: Style,
}

impl Breadcrumbs {
    /// The pages above this one; an entry without a link is this page.
    pub fn new(links: impl IntoIterator<Item = Link>) -> Self {
        Self {
            links: links.into_iter().collect(),
            label: "Breadcrumb".to_owned(),
            collapse: false,
            style: Style::default(),
        }
    }

    setters! {
        /// What a screen reader calls it.
        label: String;
        /// Whether a small screen shows only the first and the last.
        collapse: bool;
    }
}

component!(Breadcrumbs);
