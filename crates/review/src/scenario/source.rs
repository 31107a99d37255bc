//! The text of a scenario, read value by value, so that every complaint names its line.

use std::ops::Range;

use domain::text::{Name, ShortText, TextProblem, Words};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::codes::Coded;
use crate::problem::{Problem, did_you_mean};

pub(super) type Read<T> = Result<T, Problem>;

/// A file and its name.
#[derive(Clone, Copy)]
pub(super) struct Source<'t> {
    pub file: &'t str,
    pub text: &'t str,
}

impl<'t> Source<'t> {
    /// The line, from 1, on which this byte stands.
    pub fn line(&self, at: usize) -> usize {
        1 + self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
    }

    /// A problem at this byte of the text.
    pub fn problem(&self, at: usize, what: impl Into<String>) -> Problem {
        Problem { file: self.file.to_owned(), line: self.line(at), what: what.into() }
    }

    /// The whole file as a table.
    pub fn parse(&self) -> Read<Spanned<DeTable<'t>>> {
        DeTable::parse(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.problem(at, error.message().lines().next().unwrap_or("this is not TOML").to_lowercase())
        })
    }
}

/// One table of the file, of which only known keys may be used.
pub(super) struct Fields<'a, 't> {
    source: Source<'t>,
    table: &'a DeTable<'t>,
    at: usize,
}

/// A string of the file and where it stands.
pub(super) type Text = (String, usize);

impl<'a, 't> Fields<'a, 't> {
    /// Opens a table as it is; [`Fields::only`] checks its keys.
    pub const fn open(source: Source<'t>, table: &'a DeTable<'t>, span: &Range<usize>) -> Self {
        Self { source, table, at: span.start }
    }

    /// Refuses a key that is not known; `place` is what holds the key.
    pub fn only(&self, known: &[&str], place: &str) -> Read<()> {
        let unknown = |key: &str| !known.contains(&key);
        let Some(key) = self.table.keys().find(|key| unknown(key.get_ref())) else { return Ok(()) };
        let hint = did_you_mean(key.get_ref(), known);
        let what = format!("'{}' does not belong in {place}{hint}", key.get_ref());
        Err(self.source.problem(key.span().start, what))
    }

    /// A problem with the table as a whole.
    pub fn problem(&self, what: impl Into<String>) -> Problem {
        self.source.problem(self.at, what)
    }

    /// A problem at a place within it.
    pub fn problem_at(&self, at: usize, what: impl Into<String>) -> Problem {
        self.source.problem(at, what)
    }

    /// The line on which the table begins.
    pub fn line(&self) -> usize {
        self.source.line(self.at)
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'t>>, wanted: &str) -> Problem {
        let given = value.get_ref().type_str();
        self.source.problem(value.span().start, format!("'{key}' is {given}: write {wanted}"))
    }

    fn missing(&self, key: &str, wanted: &str) -> Problem {
        self.problem(format!("'{key}' is missing: write {wanted}"))
    }

    fn as_text(&self, key: &str, value: &Spanned<DeValue<'t>>) -> Read<Text> {
        let text = value.get_ref().as_str().ok_or_else(|| self.wrong(key, value, "it in quotes"))?;
        Ok((text.to_owned(), value.span().start))
    }

    /// A string, if the key is there.
    pub fn text(&self, key: &str) -> Read<Option<Text>> {
        self.get(key).map(|value| self.as_text(key, value)).transpose()
    }

    /// A string that must be there.
    pub fn required(&self, key: &str, wanted: &str) -> Read<Text> {
        self.text(key)?.ok_or_else(|| self.missing(key, wanted))
    }

    /// A moment as it was written: a string, or a date with or without quotes.
    pub fn moment(&self, key: &str) -> Read<Option<Text>> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let bare = value.get_ref().as_datetime().map(ToString::to_string);
        let year = || value.get_ref().as_integer().map(|n| n.as_str().to_owned());
        match bare.or_else(year) {
            Some(text) => Ok(Some((text, value.span().start))),
            None => self.as_text(key, value).map(Some),
        }
    }

    /// A list of strings, or a single one; empty where it is left out.
    pub fn texts(&self, key: &str) -> Read<Vec<Text>> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| self.as_text(key, item)).collect(),
            _ => Ok(vec![self.as_text(key, value)?]),
        }
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// All keys and values as text, in the order of the keys.
    pub fn canonical(&self) -> String {
        let mut entries: Vec<String> = self
            .table
            .iter()
            .map(|(key, value)| format!("{}={}", key.get_ref(), plain(value.get_ref())))
            .collect();
        entries.sort_unstable();
        entries.join("\n")
    }

    /// A whole number from 1 to `most`, if the key is there.
    pub fn number(&self, key: &str, most: u16) -> Read<Option<u16>> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let number =
            value.get_ref().as_integer().and_then(|n| u16::from_str_radix(n.as_str(), n.radix()).ok());
        let fits = number.filter(|n| (1..=most).contains(n));
        fits.map(Some).ok_or_else(|| self.wrong(key, value, &format!("a whole number from 1 to {most}")))
    }

    /// One code of a list.
    pub fn read_code<C: Coded>(&self, key: &str, text: &str, at: usize) -> Read<C> {
        C::of(text).ok_or_else(|| {
            let hint = did_you_mean(text, &C::codes());
            self.source.problem(at, format!("'{text}' is not a word for '{key}'{hint}"))
        })
    }

    /// One code of a list, if the key is there. For yes and no, `true` and `false` will do.
    pub fn code<C: Coded>(&self, key: &str) -> Read<Option<C>> {
        let plain =
            self.get(key).and_then(|value| value.get_ref().as_bool().map(|yes| (yes, value.span().start)));
        if let Some((yes, at)) = plain {
            return self.read_code(key, if yes { "yes" } else { "no" }, at).map(Some);
        }
        self.text(key)?.map(|(text, at)| self.read_code(key, &text, at)).transpose()
    }

    /// Several codes of a list.
    pub fn codes<C: Coded>(&self, key: &str) -> Read<Vec<C>> {
        self.texts(key)?.into_iter().map(|(text, at)| self.read_code(key, &text, at)).collect()
    }

    fn parsed<T>(&self, key: &str, parse: impl FnOnce(&str) -> Result<T, TextProblem>) -> Read<Option<T>> {
        let Some((text, at)) = self.text(key)? else { return Ok(None) };
        parse(&text).map(Some).map_err(|problem| {
            self.source.problem(at, format!("'{key}' cannot be used: {}", problem.to_string().to_lowercase()))
        })
    }

    /// Free text, if the key is there.
    pub fn words(&self, key: &str) -> Read<Option<Words>> {
        self.parsed(key, Words::parse)
    }

    /// One short line, if the key is there.
    pub fn short(&self, key: &str) -> Read<Option<ShortText>> {
        self.parsed(key, ShortText::parse)
    }

    /// A name, if the key is there.
    pub fn name(&self, key: &str) -> Read<Option<Name>> {
        self.parsed(key, Name::parse)
    }

    /// A table within this one.
    pub fn table(&self, key: &str) -> Read<Option<Self>> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let table = value.get_ref().as_table().ok_or_else(|| self.wrong(key, value, &format!("[{key}]")))?;
        Ok(Some(Self::open(self.source, table, &value.span())))
    }

    /// A list of tables within this one; empty where it is left out.
    pub fn tables(&self, key: &str) -> Read<Vec<Self>> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let wanted = format!("[[{key}]], with two brackets, above each");
        let items = value.get_ref().as_array().ok_or_else(|| self.wrong(key, value, &wanted))?;
        let open = |item: &'a Spanned<DeValue<'t>>| {
            let table = item.get_ref().as_table().ok_or_else(|| self.wrong(key, item, &wanted))?;
            Ok(Self::open(self.source, table, &item.span()))
        };
        items.iter().map(open).collect()
    }
}

fn plain(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(items) => items.iter().map(|item| plain(item.get_ref())).collect::<Vec<_>>().join(","),
        DeValue::Float(_) | DeValue::Table(_) => String::new(),
    }
}
