//! What every field with one control has around the control: label, hint and message.

use super::content::{Style, Styled as _};
use super::text::{ErrorMessage, Hint, Label};

/// The label, the hint and the message of a control, and the group around them.
#[derive(Clone)]
pub struct Field {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) label: Label,
    pub(crate) hint: Option<Hint>,
    pub(crate) error: Option<ErrorMessage>,
    pub(crate) described_by: Option<String>,
    pub(crate) group: Style,
}

impl Field {
    pub(crate) fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        let name = name.into();
        let mut label = label.into();
        label.control.clone_from(&name);
        Self {
            id: name.clone(),
            name,
            label,
            hint: None,
            error: None,
            described_by: None,
            group: Style::default(),
        }
    }

    /// The ids of all that describes the control, for `aria-describedby`; empty if nothing does.
    pub(crate) fn described(&self) -> String {
        describe(self.described_by.as_deref(), self.hint.as_ref(), self.error.as_ref())
    }

    fn identify(&mut self) {
        self.label.control.clone_from(&self.id);
        identify(&self.id, self.hint.as_mut(), self.error.as_mut());
    }
}

/// What has a label.
pub trait Labelled: Sized {
    /// The field inside.
    fn field_mut(&mut self) -> &mut Field;

    /// Sets the id, which is the name if it is not set.
    #[must_use]
    fn id(mut self, id: impl Into<String>) -> Self {
        self.field_mut().id = id.into();
        self.field_mut().identify();
        self
    }

    /// Adds help.
    #[must_use]
    fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.field_mut().hint = Some(hint.into());
        self.field_mut().identify();
        self
    }

    /// Shows what is wrong, if something is: `.error(problems.on("phone"))`.
    #[must_use]
    fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> Self {
        self.field_mut().error = error.map(Into::into);
        self.field_mut().identify();
        self
    }

    /// Names what else describes the control.
    #[must_use]
    fn described_by(mut self, id: impl Into<String>) -> Self {
        self.field_mut().described_by = Some(id.into());
        self
    }

    /// Changes the classes and attributes of the group around the field.
    #[must_use]
    fn group(mut self, change: impl FnOnce(Style) -> Style) -> Self {
        let group = std::mem::take(&mut self.field_mut().group);
        self.field_mut().group = change(group);
        self
    }

    /// Lets `keep.js` keep the answer while it is typed: `seen` is the version that this page shows.
    #[must_use]
    fn kept(self, seen: u64) -> Self {
        self.group(|group| group.attribute("data-seen", seen.to_string()))
    }
}

pub(crate) fn describe(other: Option<&str>, hint: Option<&Hint>, error: Option<&ErrorMessage>) -> String {
    let hint = hint.and_then(|hint| hint.id.as_deref());
    let error = error.and_then(|error| error.id.as_deref());
    [other, hint, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

pub(crate) fn identify(id: &str, hint: Option<&mut Hint>, error: Option<&mut ErrorMessage>) {
    if let Some(hint) = hint {
        hint.id = Some(format!("{id}-hint"));
    }
    if let Some(error) = error {
        error.id = Some(format!("{id}-error"));
    }
}

/// Says that each struct has its label in the field `field`.
macro_rules! labelled {
    ($($name:ident),+) => {$(
        impl $crate::components::field::Labelled for $name {
            fn field_mut(&mut self) -> &mut $crate::components::field::Field {
                &mut self.field
            }
        }
    )+};
}

pub(crate) use labelled;
