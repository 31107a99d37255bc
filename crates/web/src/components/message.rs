//! What has happened, told at the top of a page or as the whole of it.

use askama::Template;

use super::content::{Content, Style};
use super::{component, setters};

/// Something to know that is not about one answer.
#[derive(Clone, Template)]
#[template(path = "components/notification-banner.html")]
pub struct NotificationBanner {
    content: Content,
    success: bool,
    title: Option<Content>,
    heading_level: u8,
    title_id: String,
    role: Option<String>,
    disable_auto_focus: Option<bool>,
    style: Style,
}

impl NotificationBanner {
    /// Something to know.
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            success: false,
            title: None,
            heading_level: 2,
            title_id: "govuk-notification-banner-title".to_owned(),
            role: None,
            disable_auto_focus: None,
            style: Style::default(),
        }
    }

    /// Something that has been done.
    pub fn success(content: impl Into<Content>) -> Self {
        Self { success: true, ..Self::new(content) }
    }

    setters! {
        /// Other words than "Important" or "Success".
        title: Some(Content);
        /// The level of the heading: 2 if not set.
        heading_level: u8;
        /// The id of the title, where a page has two banners.
        title_id: String;
        /// Another role.
        role: Some(String);
        /// Whether the focus stays where it is.
        disable_auto_focus: Some(bool);
    }

    fn shown_role(&self) -> &str {
        self.role.as_deref().unwrap_or(if self.success { "alert" } else { "region" })
    }

    fn shown_title(&self) -> Content {
        self.title.clone().unwrap_or_else(|| if self.success { "Success".into() } else { "Important".into() })
    }
}

/// What has been done, as the heading of a page.
#[derive(Clone, Template)]
#[template(path = "components/panel.html")]
pub struct Panel {
    title: Content,
    content: Content,
    heading_level: u8,
    style: Style,
}

impl Panel {
    /// A panel.
    pub fn new(title: impl Into<Content>) -> Self {
        Self { title: title.into(), content: Content::default(), heading_level: 1, style: Style::default() }
    }

    setters! {
        /// What stands under the heading.
        content: Content;
        /// The level of the heading: 1 if not set.
        heading_level: u8;
    }
}

component!(NotificationBanner, Panel);
