//! Questions and their answers, to read and to change.

use askama::Template;

use super::content::{Content, Style, Styled};
use super::{component, setters};

/// A link beside an answer.
#[derive(Clone, Template)]
#[template(path = "components/summary-action.html")]
pub struct SummaryAction {
    text: Content,
    href: String,
    hidden_text: String,
    card: Option<Content>,
    style: Style,
}

impl SummaryAction {
    /// A link; the hidden text says what it is about: "Change" "the safe number".
    pub fn new(text: impl Into<Content>, href: impl Into<String>, hidden_text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: href.into(),
            hidden_text: hidden_text.into(),
            card: None,
            style: Style::default(),
        }
    }
}

/// A question and its answer.
#[derive(Clone)]
pub struct SummaryRow {
    pub(crate) key: Content,
    pub(crate) value: Content,
    pub(crate) actions: Vec<SummaryAction>,
    pub(crate) style: Style,
}

impl SummaryRow {
    /// A question and its answer.
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        Self { key: key.into(), value: value.into(), actions: Vec::new(), style: Style::default() }
    }

    /// Adds a link.
    #[must_use]
    pub fn action(mut self, action: SummaryAction) -> Self {
        self.actions.push(action);
        self
    }
}

impl Styled for SummaryRow {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}

/// A frame with a title around a list.
#[derive(Clone)]
pub struct SummaryCard {
    pub(crate) title: Option<Content>,
    pub(crate) heading_level: u8,
    pub(crate) actions: Vec<SummaryAction>,
    pub(crate) style: Style,
}

impl SummaryCard {
    /// A frame with a title.
    pub fn new(title: impl Into<Content>) -> Self {
        Self { title: Some(title.into()), ..Self::untitled() }
    }

    /// A frame.
    pub fn untitled() -> Self {
        Self { title: None, heading_level: 2, actions: Vec::new(), style: Style::default() }
    }

    setters! {
        /// The level of the heading: 2 if not set.
        heading_level: u8;
    }

    /// Adds a link.
    #[must_use]
    pub fn action(mut self, action: SummaryAction) -> Self {
        self.actions.push(action);
        self
    }

    /// The links say which card they are about.
    fn own_actions(&self) -> impl ExactSizeIterator<Item = SummaryAction> {
        self.actions.iter().map(|action| SummaryAction { card: self.title.clone(), ..action.clone() })
    }
}

impl Styled for SummaryCard {
    fn style_mut(&mut self) -> &mut Style {
        &mut self.style
    }
}

/// Questions and their answers.
#[derive(Clone, Template)]
#[template(path = "components/summary-list.html")]
pub struct SummaryList {
    rows: Vec<SummaryRow>,
    card: Option<SummaryCard>,
    style: Style,
}

impl SummaryList {
    /// A list.
    pub fn new(rows: impl IntoIterator<Item = SummaryRow>) -> Self {
        Self { rows: rows.into_iter().collect(), card: None, style: Style::default() }
    }

    setters! {
        /// A frame around the list.
        card: Some(SummaryCard);
    }

    fn has_actions(&self) -> bool {
        self.rows.iter().any(|row| !row.actions.is_empty())
    }

    fn actions_of(&self, row: &SummaryRow) -> impl ExactSizeIterator<Item = SummaryAction> {
        let card = self.card.as_ref().and_then(|card| card.title.clone());
        row.actions.clone().into_iter().map(move |action| SummaryAction { card: card.clone(), ..action })
    }
}

component!(SummaryList, SummaryAction);
