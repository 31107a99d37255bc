//! The components of the GOV.UK and `MoJ` design systems that our pages use, as typed structs. Each is
//! an `askama` template that a page writes as `{{ form.danger }}`: a component is marked as safe markup
//! by its type, so no template of ours needs `|safe`, and every text in it is escaped.
//!
//! They have no `Debug`: what they show is often personal.

mod button;
mod choice;
mod content;
mod date;
mod error;
mod field;
mod frame;
mod input;
mod list;
mod message;
mod moj;
mod navigation;
mod pagination;
mod question;
pub mod samples;
mod select;
mod summary;
mod table;
mod task;
mod text;

/// Everything that a page needs to build its components.
pub mod prelude {
    pub use super::button::Button;
    pub use super::choice::{Checkboxes, Choice, Radios};
    pub use super::content::{Content, Html, Style, Styled};
    pub use super::date::{DateInput, DateValues};
    pub use super::error::{ErrorItem, ErrorSummary, Problems};
    pub use super::field::{Field, Labelled};
    pub use super::frame::{ExitThisPage, Footer, GenericHeader, NEUTRAL_SITE};
    pub use super::input::{CharacterCount, Input, Textarea};
    pub use super::list::{Breadcrumbs, Link};
    pub use super::message::{NotificationBanner, Panel};
    pub use super::moj::{Alert, Badge, PersonBar, SubNavigation, Timeline, TimelineItem};
    pub use super::navigation::{NavigationItem, ServiceNavigation};
    pub use super::pagination::{PageLink, Pagination};
    pub use super::question::{Asked, Fieldset, Legend, Question};
    pub use super::select::{Select, SelectItem};
    pub use super::summary::{SummaryAction, SummaryCard, SummaryList, SummaryRow};
    pub use super::table::{Cell, Table};
    pub use super::task::{Task, TaskList};
    pub use super::text::{
        BackLink, Details, ErrorMessage, Hint, InsetText, Label, SkipLink, Tag, WarningText,
    };
}

/// Marks a struct with a `style` field as a component: safe markup that takes classes and attributes.
macro_rules! component {
    ($($name:ident),+) => {$(
        impl askama::filters::HtmlSafe for $name {}
        impl $crate::components::content::Styled for $name {
            fn style_mut(&mut self) -> &mut $crate::components::content::Style {
                &mut self.style
            }
        }
    )+};
}

/// Writes one setter for each field: `name: String` sets it, `name: Some(String)` sets it to `Some`.
macro_rules! setters {
    ($($(#[$doc:meta])* $field:ident: $kind:ident $(($inner:ty))?;)+) => {$(
        setters!(@one $(#[$doc])* $field: $kind $(($inner))?);
    )+};
    (@one $(#[$doc:meta])* $field:ident: Some($inner:ty)) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(mut self, value: impl Into<$inner>) -> Self {
            self.$field = Some(value.into());
            self
        }
    };
    (@one $(#[$doc:meta])* $field:ident: $kind:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $field(mut self, value: impl Into<$kind>) -> Self {
            self.$field = value.into();
            self
        }
    };
}

use {component, setters};
