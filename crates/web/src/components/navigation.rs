//! The main places of the service.

use askama::Template;

use super::content::{Content, Style};
use super::{component, setters};

/// One place.
#[derive(Clone)]
pub struct NavigationItem {
    pub(crate) text: Content,
    pub(crate) href: Option<String>,
    pub(crate) current: bool,
    pub(crate) active: bool,
    pub(crate) style: Style,
}

impl NavigationItem {
    /// A place.
    pub fn new(text: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::plain(text) }
    }

    /// A text without a link.
    pub fn plain(text: impl Into<Content>) -> Self {
        Self { text: text.into(), href: None, current: false, active: false, style: Style::default() }
    }

    setters! {
        /// Whether it is this page.
        current: bool;
        /// Whether this page is somewhere below it.
        active: bool;
    }

    fn is_here(&self) -> bool {
        self.current || self.active
    }

    /// The value of `aria-current`.
    fn here(&self) -> &'static str {
        if self.current { "page" } else { "true" }
    }
}

/// The main places of the service.
#[derive(Clone, Default, Template)]
#[template(path = "components/service-navigation.html")]
pub struct ServiceNavigation {
    items: Vec<NavigationItem>,
    service_name: Option<String>,
    service_url: Option<String>,
    menu_text: Option<String>,
    menu_label: Option<String>,
    label: Option<String>,
    section_label: Option<String>,
    id: Option<String>,
    navigation_class: Option<String>,
    collapse: Option<bool>,
    style: Style,
}

impl ServiceNavigation {
    /// The places, without the name of the service.
    pub fn new(items: impl IntoIterator<Item = NavigationItem>) -> Self {
        Self { items: items.into_iter().collect(), ..Self::default() }
    }

    setters! {
        /// The name of the service.
        service_name: Some(String);
        /// Where the name leads.
        service_url: Some(String);
        /// What stands on the button that opens the list on a small screen.
        menu_text: Some(String);
        /// What a screen reader calls that button.
        menu_label: Some(String);
        /// What a screen reader calls the list.
        label: Some(String);
        /// What a screen reader calls the section with the name.
        section_label: Some(String);
        /// The id of the list.
        id: Some(String);
        /// A class of the list's box.
        navigation_class: Some(String);
        /// Whether a small screen hides the list behind a button: with two places or more if not set.
        collapse: Some(bool);
    }

    fn menu(&self) -> &str {
        self.menu_text.as_deref().unwrap_or("Menu")
    }

    fn collapses(&self) -> bool {
        self.collapse.unwrap_or(self.items.len() > 1)
    }

    fn list_id(&self) -> &str {
        self.id.as_deref().unwrap_or("navigation")
    }

    fn menu_button_label(&self) -> Option<&str> {
        self.menu_label.as_deref().filter(|label| *label != self.menu())
    }
}

impl super::content::Styled for NavigationItem {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}

component!(ServiceNavigation);
