//! Components of the Ministry of Justice's design system.

use askama::Template;

use super::content::{Content, Style, Styled};
use super::list::Link;
use super::text::Tag;
use super::{component, setters};

/// What an alert is about.
#[derive(Clone, Copy)]
enum Variant {
    Information,
    Success,
    Warning,
    Error,
}

/// A short message at the top of a page.
#[derive(Clone, Template)]
#[template(path = "components/alert.html")]
pub struct Alert {
    variant: Variant,
    title: String,
    content: Content,
    shows_title: bool,
    style: Style,
}

impl Alert {
    fn new(variant: Variant, title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self {
            variant,
            title: title.into(),
            content: content.into(),
            shows_title: false,
            style: Style::default(),
        }
    }

    /// Something to know. The title is read out, and shown if `shows_title` is set.
    pub fn information(title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self::new(Variant::Information, title, content)
    }

    /// Something that has been done.
    pub fn success(title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self::new(Variant::Success, title, content)
    }

    /// Something to take care of.
    pub fn warning(title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self::new(Variant::Warning, title, content)
    }

    /// Something that did not work.
    pub fn error(title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self::new(Variant::Error, title, content)
    }

    setters! {
        /// Whether the title is shown as a heading.
        shows_title: bool;
    }

    fn variant(&self) -> &'static str {
        match self.variant {
            Variant::Information => "information",
            Variant::Success => "success",
            Variant::Warning => "warning",
            Variant::Error => "error",
        }
    }
}

/// A word that marks something.
#[derive(Clone, Template)]
#[template(path = "components/badge.html")]
pub struct Badge {
    text: Content,
    style: Style,
}

impl Badge {
    /// A badge in the plain colour.
    pub fn new(text: impl Into<Content>) -> Self {
        Self { text: text.into(), style: Style::default() }
    }

    /// A badge in one of the design system's colours, such as `red`. Colour never says it alone.
    pub fn coloured(text: impl Into<Content>, colour: &str) -> Self {
        Self::new(text).class(format!("moj-badge--{colour}"))
    }
}

/// Who a page is about, and first of all how that person may be contacted.
#[derive(Clone, Template)]
#[template(path = "components/person-bar.html")]
pub struct PersonBar {
    name: Content,
    contact: Content,
    tags: Vec<Tag>,
    style: Style,
}

impl PersonBar {
    /// A person, and in words how they may be contacted: a page about a person never goes without.
    pub fn new(name: impl Into<Content>, contact: impl Into<Content>) -> Self {
        Self { name: name.into(), contact: contact.into(), tags: Vec::new(), style: Style::default() }
    }

    /// Adds a state, such as the severity.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<Tag>) -> Self {
        self.tags.push(tag.into());
        self
    }
}

/// The pages about one thing.
#[derive(Clone, Template)]
#[template(path = "components/sub-navigation.html")]
pub struct SubNavigation {
    label: String,
    links: Vec<Link>,
    style: Style,
}

impl SubNavigation {
    /// The pages, and what a screen reader calls the list.
    pub fn new(label: impl Into<String>, links: impl IntoIterator<Item = Link>) -> Self {
        Self { label: label.into(), links: links.into_iter().collect(), style: Style::default() }
    }
}

/// One thing that happened.
#[derive(Clone)]
pub struct TimelineItem {
    pub(crate) title: Content,
    pub(crate) machine_time: String,
    pub(crate) shown_time: String,
    pub(crate) content: Content,
    pub(crate) by: Option<Content>,
    pub(crate) style: Style,
}

impl TimelineItem {
    /// What happened, when (for machines such as `2026-11-02T14:32Z`, and in words), and what is said about it.
    pub fn new(
        title: impl Into<Content>,
        machine_time: impl Into<String>,
        shown_time: impl Into<String>,
        content: impl Into<Content>,
    ) -> Self {
        Self {
            title: title.into(),
            machine_time: machine_time.into(),
            shown_time: shown_time.into(),
            content: content.into(),
            by: None,
            style: Style::default(),
        }
    }

    setters! {
        /// Who did it.
        by: Some(Content);
    }
}

impl Styled for TimelineItem {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}

/// What happened, in order.
#[derive(Clone, Template)]
#[template(path = "components/timeline.html")]
pub struct Timeline {
    items: Vec<TimelineItem>,
    heading_level: u8,
    style: Style,
}

impl Timeline {
    /// What happened, in the order given.
    pub fn new(items: impl IntoIterator<Item = TimelineItem>) -> Self {
        Self { items: items.into_iter().collect(), heading_level: 2, style: Style::default() }
    }

    setters! {
        /// The level of the headings: 2 if not set.
        heading_level: u8;
    }
}

component!(Alert, Badge, PersonBar, SubNavigation, Timeline);
