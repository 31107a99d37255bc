//! What there is to do, in order, and what is done.

use askama::Template;

use super::content::{Content, Html, Style, Styled};
use super::text::Tag;
use super::{component, setters};

/// One task.
#[derive(Clone)]
pub struct Task {
    pub(crate) title: Content,
    pub(crate) status: Content,
    pub(crate) href: Option<String>,
    pub(crate) hint: Option<Content>,
    pub(crate) title_class: Option<String>,
    pub(crate) status_class: Option<String>,
    pub(crate) style: Style,
}

impl Task {
    /// A task with its state in words.
    pub fn new(title: impl Into<Content>, status: impl Into<Content>) -> Self {
        Self {
            title: title.into(),
            status: status.into(),
            href: None,
            hint: None,
            title_class: None,
            status_class: None,
            style: Style::default(),
        }
    }

    /// A task with its state as a tag.
    pub fn tagged(title: impl Into<Content>, tag: &Tag) -> Self {
        Self::new(title, Html::of(tag))
    }

    setters! {
        /// Other words for it.
        title: Content;
        /// Where it is done.
        href: Some(String);
        /// Help with it.
        hint: Some(Content);
        /// A class of the title.
        title_class: Some(String);
        /// A class of the state.
        status_class: Some(String);
    }
}

impl Styled for Task {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}

/// What there is to do.
#[derive(Clone, Template)]
#[template(path = "components/task-list.html")]
pub struct TaskList {
    tasks: Vec<Task>,
    id_prefix: String,
    style: Style,
}

impl TaskList {
    /// The tasks in order.
    pub fn new(tasks: impl IntoIterator<Item = Task>) -> Self {
        Self {
            tasks: tasks.into_iter().collect(),
            id_prefix: "task-list".to_owned(),
            style: Style::default(),
        }
    }

    setters! {
        /// The start of all ids, where a page has two lists.
        id_prefix: String;
    }

    fn identified(&self) -> impl Iterator<Item = (String, &Task)> {
        self.tasks.iter().zip(1..).map(|(task, position)| (format!("{}-{position}", self.id_prefix), task))
    }
}

component!(TaskList);
