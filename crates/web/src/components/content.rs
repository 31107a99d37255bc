//! What stands inside a component: text that is escaped, or markup that our own templates wrote.

use std::borrow::Cow;
use std::fmt;

use askama::Template;
use askama::filters::{self, HtmlSafe};

/// Markup written by one of our templates. There is no way to make it from a text, so nothing that a
/// person typed can become markup.
#[derive(Clone, Default)]
pub struct Html(String);

impl Html {
    /// Renders a component or a part of a page.
    pub fn of(template: &(impl Template + HtmlSafe)) -> Self {
        Self(template.to_string())
    }

    /// Renders several, one after the other.
    pub fn all<'a, T: Template + HtmlSafe + 'a>(templates: impl IntoIterator<Item = &'a T>) -> Self {
        Self(templates.into_iter().map(ToString::to_string).collect())
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// Text or markup; text is escaped when it is shown.
#[derive(Clone)]
pub enum Content {
    /// Shown as it is written, never as markup.
    Text(String),
    /// Shown as markup.
    Html(Html),
}

impl Content {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Html(Html(markup)) => markup.is_empty(),
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Html> for Content {
    fn from(html: Html) -> Self {
        Self::Html(html)
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => escaped(text, f),
            Self::Html(html) => fmt::Display::fmt(html, f),
        }
    }
}

impl HtmlSafe for Content {}

/// Class names beyond the component's own; shown with a space before each.
#[derive(Clone, Default)]
pub struct Classes(Vec<Cow<'static, str>>);

impl fmt::Display for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|class| {
            f.write_str(" ")?;
            escaped(class, f)
        })
    }
}

impl HtmlSafe for Classes {}

/// Attributes beyond the component's own; shown with a space before each.
#[derive(Clone, Default)]
pub struct Attributes(Vec<(Cow<'static, str>, String)>);

impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, value)| {
            write!(f, " {name}=\"")?;
            escaped(value, f)?;
            f.write_str("\"")
        })
    }
}

impl HtmlSafe for Attributes {}

/// Class names and attributes beyond a component's own.
#[derive(Clone, Default)]
pub struct Style {
    pub(crate) classes: Classes,
    pub(crate) attributes: Attributes,
}

impl Style {
    /// Adds the classes and attributes of another.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.classes.0.extend(other.classes.0.iter().cloned());
        self.attributes.0.extend(other.attributes.0.iter().cloned());
    }
}

/// What takes further classes and attributes.
pub trait Styled: Sized {
    /// The place where they are kept.
    fn style_mut(&mut self) -> &mut Style;

    /// Adds class names.
    #[must_use]
    fn class(mut self, names: impl Into<Cow<'static, str>>) -> Self {
        self.style_mut().classes.0.push(names.into());
        self
    }

    /// Adds an attribute; its value is escaped. The name comes from code, never from a person.
    #[must_use]
    fn attribute(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.style_mut().attributes.0.push((name.into(), value.into()));
        self
    }
}

impl Styled for Style {
    fn style_mut(&mut self) -> &mut Style {
        self
    }
}

fn escaped(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Ok(escaped) = filters::escape(text, filters::Html);
    fmt::Display::fmt(&escaped, f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        let typed = "<script>alert('x')</script> & \"more\"";
        let shown = Content::from(typed).to_string();
        assert!(!shown.contains(['<', '>', '"', '\'']), "{shown}");
    }

    #[test]
    fn an_attribute_value_cannot_leave_its_quotes() {
        let style = Style::default().attribute("data-name", "\" onclick=\"x").class("a\"b");
        assert_eq!(style.attributes.to_string(), " data-name=\"&#34; onclick=&#34;x\"");
        assert_eq!(style.classes.to_string(), " a&#34;b");
    }
}
