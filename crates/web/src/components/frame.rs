//! The parts that every page has around its content.

use askama::Template;

use super::content::{Content, Style};
use super::list::Link;
use super::{component, setters};

/// A busy, harmless page of another site: where leaving leads.
pub const NEUTRAL_SITE: &str = "https://www.bbc.co.uk/weather";

/// Leaves this page at once. The link works without scripts: `/exit` ends the session and leads on.
#[derive(Clone, Template)]
#[template(path = "components/exit-this-page.html")]
pub struct ExitThisPage {
    href: String,
    exit_to: Option<String>,
    text: Option<Content>,
    id: Option<String>,
    style: Style,
}

impl ExitThisPage {
    /// The button for our pages.
    pub fn new() -> Self {
        Self { exit_to: Some(NEUTRAL_SITE.to_owned()), ..Self::plain("/exit") }
    }

    /// The design system's button, which only leads elsewhere.
    pub fn plain(href: impl Into<String>) -> Self {
        Self { href: href.into(), exit_to: None, text: None, id: None, style: Style::default() }
    }

    setters! {
        /// Other words for it.
        text: Some(Content);
        /// The id to find it by.
        id: Some(String);
    }
}

impl Default for ExitThisPage {
    fn default() -> Self {
        Self::new()
    }
}

/// The header of a service that is not on GOV.UK.
#[derive(Clone, Template)]
#[template(path = "components/generic-header.html")]
pub struct GenericHeader {
    logo: Content,
    url: String,
    container: String,
    style: Style,
}

impl GenericHeader {
    /// A header with a name.
    pub fn new(logo: impl Into<Content>) -> Self {
        Self {
            logo: logo.into(),
            url: "/".to_owned(),
            container: "govuk-width-container".to_owned(),
            style: Style::default(),
        }
    }

    setters! {
        /// Where the name leads: `/` if not set.
        url: String;
        /// The class of the box around the name.
        container: String;
    }
}

/// The foot of a page: our own, because the design system's carries the crest and the Crown copyright.
#[derive(Clone, Template)]
#[template(path = "components/footer.html")]
pub struct Footer {
    links: Vec<Link>,
    style: Style,
}

impl Footer {
    /// The links that every page has.
    pub fn new() -> Self {
        Self {
            links: vec![
                Link::new("Accessibility", "/accessibility"),
                Link::new("About this service", "/about"),
            ],
            style: Style::default(),
        }
    }
}

impl Default for Footer {
    fn default() -> Self {
        Self::new()
    }
}

component!(ExitThisPage, GenericHeader, Footer);
