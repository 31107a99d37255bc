//! Fields for text.

use askama::Template;

use super::content::{Content, Style};
use super::field::{Field, labelled};
use super::text::Label;
use super::{component, setters};

/// A browser that offers what was typed before tells the next person who uses it.
const AUTOCOMPLETE_OFF: &str = "off";

/// One line of text.
#[derive(Clone, Template)]
#[template(path = "components/input.html")]
pub struct Input {
    pub(crate) field: Field,
    kind: String,
    value: Option<String>,
    prefix: Option<Content>,
    suffix: Option<Content>,
    autocomplete: String,
    autocapitalize: Option<String>,
    inputmode: Option<String>,
    pattern: Option<String>,
    spellcheck: Option<bool>,
    disabled: bool,
    style: Style,
}

impl Input {
    /// A field for plain text.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            field: Field::new(name, label),
            kind: "text".to_owned(),
            value: None,
            prefix: None,
            suffix: None,
            autocomplete: AUTOCOMPLETE_OFF.to_owned(),
            autocapitalize: None,
            inputmode: None,
            pattern: None,
            spellcheck: None,
            disabled: false,
            style: Style::default(),
        }
    }

    /// A field for a telephone number.
    pub fn tel(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self::new(name, label).kind("tel")
    }

    /// A field for an email address.
    pub fn email(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self::new(name, label).kind("email").spellcheck(false)
    }

    /// A field for a password that exists.
    pub fn password(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self::new(name, label).kind("password").autocomplete("current-password").spellcheck(false)
    }

    setters! {
        /// The `type`: `text` if not set.
        kind: String;
        /// The answer so far.
        value: Some(String);
        /// A unit before the control.
        prefix: Some(Content);
        /// A unit after the control.
        suffix: Some(Content);
        /// What the browser may fill in: `off` if not set; empty leaves it to the browser.
        autocomplete: String;
        /// How a touch keyboard capitalises.
        autocapitalize: Some(String);
        /// Which touch keyboard is shown.
        inputmode: Some(String);
        /// What the browser checks.
        pattern: Some(String);
        /// Whether the browser checks the spelling (some send the text away to do so).
        spellcheck: Some(bool);
        /// Whether it cannot be changed.
        disabled: bool;
    }

    fn has_affix(&self) -> bool {
        self.prefix.is_some() || self.suffix.is_some()
    }
}

/// Several lines of text.
#[derive(Clone, Template)]
#[template(path = "components/textarea.html")]
pub struct Textarea {
    pub(crate) field: Field,
    value: String,
    rows: u16,
    autocomplete: String,
    spellcheck: Option<bool>,
    style: Style,
}

impl Textarea {
    /// A field of five lines.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            field: Field::new(name, label),
            value: String::new(),
            rows: 5,
            autocomplete: AUTOCOMPLETE_OFF.to_owned(),
            spellcheck: None,
            style: Style::default(),
        }
    }

    setters! {
        /// The answer so far.
        value: String;
        /// How many lines are shown.
        rows: u16;
        /// What the browser may fill in: `off` if not set; empty leaves it to the browser.
        autocomplete: String;
        /// Whether the browser checks the spelling (some send the text away to do so).
        spellcheck: Some(bool);
    }
}

/// Several lines of text with a limit, and how much room is left.
#[derive(Clone, Template)]
#[template(path = "components/character-count.html")]
pub struct CharacterCount {
    pub(crate) field: Field,
    limit: u32,
    threshold: Option<u8>,
    value: String,
    rows: u16,
    autocomplete: String,
    spellcheck: Option<bool>,
    style: Style,
}

impl CharacterCount {
    /// A field of five lines that takes `limit` characters.
    pub fn new(name: impl Into<String>, label: impl Into<Label>, limit: u32) -> Self {
        Self {
            field: Field::new(name, label),
            limit,
            threshold: None,
            value: String::new(),
            rows: 5,
            autocomplete: AUTOCOMPLETE_OFF.to_owned(),
            spellcheck: None,
            style: Style::default(),
        }
    }

    setters! {
        /// The answer so far.
        value: String;
        /// How many lines are shown.
        rows: u16;
        /// From how many per cent of the limit the room left is shown.
        threshold: Some(u8);
        /// What the browser may fill in: `off` if not set; empty leaves it to the browser.
        autocomplete: String;
        /// Whether the browser checks the spelling (some send the text away to do so).
        spellcheck: Some(bool);
    }

    /// The count comes first, as in the design system.
    fn described(&self) -> String {
        format!("{}-info {}", self.field.id, self.field.described()).trim_end().to_owned()
    }
}

component!(Input, Textarea, CharacterCount);
labelled!(Input, Textarea, CharacterCount);
