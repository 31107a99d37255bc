//! What every question with several controls has around them: legend, hint and message.

use askama::Template;

use super::content::{Content, Html, Style, Styled as _};
use super::field::{describe, identify};
use super::text::{ErrorMessage, Hint};
use super::{component, setters};

/// The question itself.
#[derive(Clone, Default, Template)]
#[template(path = "components/legend.html")]
pub struct Legend {
    text: Content,
    page_heading: bool,
    style: Style,
}

impl Legend {
    /// A question.
    pub fn new(text: impl Into<Content>) -> Self {
        Self { text: text.into(), page_heading: false, style: Style::default() }
    }

    /// Makes the question the heading of the page.
    #[must_use]
    pub fn as_page_heading(mut self) -> Self {
        self.page_heading = true;
        self
    }
}

impl From<&str> for Legend {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Legend {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

/// Several fields under one question.
#[derive(Clone, Template)]
#[template(path = "components/fieldset.html")]
pub struct Fieldset {
    legend: Legend,
    content: Html,
    role: Option<&'static str>,
    described_by: String,
    style: Style,
}

impl Fieldset {
    /// A question around other components.
    pub fn new(legend: impl Into<Legend>, content: Html) -> Self {
        Self {
            legend: legend.into(),
            content,
            role: None,
            described_by: String::new(),
            style: Style::default(),
        }
    }

    setters! {
        /// The ids of what describes it.
        described_by: String;
    }

    /// Makes it a group, which some screen readers need to read out what describes it.
    #[must_use]
    pub fn as_group(mut self) -> Self {
        self.role = Some("group");
        self
    }
}

/// The legend, the hint and the message of a question, and the group around them.
#[derive(Clone)]
pub struct Question {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) legend: Option<Legend>,
    pub(crate) role: Option<&'static str>,
    pub(crate) hint: Option<Hint>,
    pub(crate) error: Option<ErrorMessage>,
    pub(crate) described_by: Option<String>,
    pub(crate) group: Style,
    pub(crate) fieldset: Style,
}

impl Question {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            id: name.clone(),
            name,
            legend: None,
            role: None,
            hint: None,
            error: None,
            described_by: None,
            group: Style::default(),
            fieldset: Style::default(),
        }
    }

    /// The ids of all that describes the question; empty if nothing does.
    pub(crate) fn described(&self) -> String {
        describe(self.described_by.as_deref(), self.hint.as_ref(), self.error.as_ref())
    }

    fn identify(&mut self) {
        identify(&self.id, self.hint.as_mut(), self.error.as_mut());
    }
}

/// What asks one question with several controls.
pub trait Asked: Sized {
    /// The question inside.
    fn question_mut(&mut self) -> &mut Question;

    /// Sets the start of all ids, which is the name if it is not set.
    #[must_use]
    fn id(mut self, id: impl Into<String>) -> Self {
        self.question_mut().id = id.into();
        self.question_mut().identify();
        self
    }

    /// Sets the question.
    #[must_use]
    fn legend(mut self, legend: impl Into<Legend>) -> Self {
        self.question_mut().legend = Some(legend.into());
        self
    }

    /// Adds help.
    #[must_use]
    fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.question_mut().hint = Some(hint.into());
        self.question_mut().identify();
        self
    }

    /// Shows what is wrong, if something is: `.error(problems.on("danger"))`.
    #[must_use]
    fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> Self {
        self.question_mut().error = error.map(Into::into);
        self.question_mut().identify();
        self
    }

    /// Names what else describes the question.
    #[must_use]
    fn described_by(mut self, id: impl Into<String>) -> Self {
        self.question_mut().described_by = Some(id.into());
        self
    }

    /// Changes the classes and attributes of the group around the question.
    #[must_use]
    fn group(mut self, change: impl FnOnce(Style) -> Style) -> Self {
        let group = std::mem::take(&mut self.question_mut().group);
        self.question_mut().group = change(group);
        self
    }

    /// Changes the classes and attributes of the fieldset.
    #[must_use]
    fn fieldset(mut self, change: impl FnOnce(Style) -> Style) -> Self {
        let fieldset = std::mem::take(&mut self.question_mut().fieldset);
        self.question_mut().fieldset = change(fieldset);
        self
    }

    /// Lets `keep.js` keep the answer as it changes: `seen` is the version that this page shows.
    #[must_use]
    fn kept(mut self, seen: u64) -> Self {
        let name = self.question_mut().name.clone();
        self.group(|group| group.attribute("data-seen", seen.to_string()).attribute("data-field", name))
    }
}

/// Says that each struct has its question in the field `question`.
macro_rules! asked {
    ($($name:ident),+) => {$(
        impl $crate::components::question::Asked for $name {
            fn question_mut(&mut self) -> &mut $crate::components::question::Question {
                &mut self.question
            }
        }
    )+};
}

pub(crate) use asked;

component!(Legend, Fieldset);
