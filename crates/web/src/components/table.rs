//! Rows to compare.

use askama::Template;

use super::content::{Content, Style, Styled};
use super::{component, setters};

/// One cell.
#[derive(Clone, Default)]
pub struct Cell {
    pub(crate) content: Content,
    pub(crate) format: Option<String>,
    pub(crate) colspan: Option<u16>,
    pub(crate) rowspan: Option<u16>,
    pub(crate) style: Style,
}

impl Cell {
    /// A cell.
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// A cell with a number, set to the right.
    pub fn numeric(content: impl Into<Content>) -> Self {
        Self::new(content).format("numeric")
    }

    setters! {
        /// How it is set.
        format: Some(String);
        /// Over how many columns it goes.
        colspan: Some(u16);
        /// Over how many rows it goes.
        rowspan: Some(u16);
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl Styled for Cell {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}

/// Rows to compare.
#[derive(Clone, Default, Template)]
#[template(path = "components/table.html")]
pub struct Table {
    caption: Option<String>,
    caption_class: Option<String>,
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    first_cell_is_header: bool,
    scrolls: bool,
    style: Style,
}

impl Table {
    /// An empty table with the names of its columns.
    pub fn new(head: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        Self { head: head.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    setters! {
        /// What the table is about.
        caption: Some(String);
        /// A class of the caption.
        caption_class: Some(String);
        /// Whether the first cell of each row names the row.
        first_cell_is_header: bool;
        /// Whether a table that is wider than the screen scrolls by itself; needs a caption for its name.
        scrolls: bool;
    }

    /// Adds a row.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    /// On a narrow screen each row becomes a card: its cells stand under each other, each with the name of
    /// its column. After the last row.
    #[must_use]
    pub fn stacked(mut self) -> Self {
        let name = |head: &Cell| match &head.content {
            Content::Text(text) => text.clone(),
            Content::Html(_) => String::new(),
        };
        let names: Vec<String> = self.head.iter().map(name).collect();
        for row in &mut self.rows {
            for (cell, name) in row.iter_mut().zip(&names).skip(1) {
                *cell = std::mem::take(cell).attribute("data-label", name.as_str());
            }
        }
        self.class("app-work")
    }
}

component!(Table);
