//! The text of a pack, read value by value, so that every complaint names its line.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{PackProblem, did_you_mean};
use crate::words::Word;

type Read<T> = Result<T, PackProblem>;

/// The longest sentence that a pack may hold, in characters.
const LONGEST: usize = 400;

/// A file of a pack and its name.
#[derive(Clone, Copy)]
pub(crate) struct Source<'t> {
    pub(crate) file: &'t str,
    pub(crate) text: &'t str,
}

impl<'t> Source<'t> {
    /// A problem at this byte of the text.
    pub(crate) fn problem(&self, at: usize, what: impl Into<String>) -> PackProblem {
        let before = self.text.as_bytes().iter().take(at);
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        PackProblem { file: self.file.to_owned(), line, what: what.into() }
    }

    /// The whole file as a table.
    pub(crate) fn parse(&self) -> Read<Spanned<DeTable<'t>>> {
        DeTable::parse(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.problem(at, error.message().lines().next().unwrap_or("this is not TOML").to_lowercase())
        })
    }
}

/// One table of the file, of which only known keys may be used.
pub(crate) struct Fields<'a, 't> {
    source: Source<'t>,
    name: &'static str,
    table: &'a DeTable<'t>,
    at: usize,
}

/// A string of the file and where it stands.
pub(crate) type Text<'a> = (&'a str, usize);

impl<'a, 't> Fields<'a, 't> {
    /// Opens a table; `name` is what a nested table is called in a complaint, `""` for the others.
    pub(crate) fn open(
        source: Source<'t>,
        name: &'static str,
        table: &'a DeTable<'t>,
        span: Range<usize>,
        known: &[&str],
    ) -> Read<Self> {
        for key in table.keys() {
            let word: &str = key.get_ref();
            if !known.contains(&word) {
                let hint = did_you_mean(word, known.iter().copied());
                let known = known.join(", ");
                let place = if name.is_empty() { String::new() } else { format!(" in {name}") };
                let what = format!("unknown key '{word}'{place}{hint} known keys: {known}");
                return Err(source.problem(key.span().start, what));
            }
        }
        Ok(Self { source, name, table, at: span.start })
    }

    /// A problem with the table as a whole.
    pub(crate) fn problem(&self, what: impl Into<String>) -> PackProblem {
        self.source.problem(self.at, what)
    }

    /// A problem at a place within it.
    pub(crate) fn problem_at(&self, at: usize, what: impl Into<String>) -> PackProblem {
        self.source.problem(at, what)
    }

    /// Where the table stands.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    fn path(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    /// Whether the key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(crate) fn required(&self, key: &str) -> Read<&'a Spanned<DeValue<'t>>> {
        self.get(key)
            .ok_or_else(|| self.problem(format!("'{}' is missing: add it to this table", self.path(key))))
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'t>>, wanted: &str) -> PackProblem {
        self.source.problem(value.span().start, format!("'{}' does not fit: write {wanted}", self.path(key)))
    }

    fn as_text(&self, key: &str, value: &'a Spanned<DeValue<'t>>) -> Read<Text<'a>> {
        let text = value.get_ref().as_str().ok_or_else(|| self.wrong(key, value, "a string in quotes"))?;
        let at = value.span().start;
        if text.trim().is_empty() {
            return Err(self.source.problem(at, format!("'{}' is empty: say something", self.path(key))));
        }
        if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
            let what = format!("'{}' must be one line of at most {LONGEST} characters", self.path(key));
            return Err(self.source.problem(at, what));
        }
        Ok((text, at))
    }

    /// A string that must be there.
    pub(crate) fn text(&self, key: &str) -> Read<Text<'a>> {
        self.required(key).and_then(|value| self.as_text(key, value))
    }

    /// A whole number from `least` to `most`.
    pub(crate) fn number(&self, key: &str, least: u16, most: u16) -> Read<u16> {
        let value = self.required(key)?;
        let wanted = format!("a whole number from {least} to {most}");
        let number =
            value.get_ref().as_integer().and_then(|n| u16::from_str_radix(n.as_str(), n.radix()).ok());
        let fits = number.filter(|n| (least..=most).contains(n));
        fits.ok_or_else(|| self.wrong(key, value, &wanted))
    }

    /// A day such as `2019-05-21`.
    pub(crate) fn date(&self, key: &str) -> Read<jiff::civil::Date> {
        let value = self.required(key)?;
        let day = value.get_ref().as_datetime().filter(|d| d.time.is_none() && d.offset.is_none());
        let day = day.and_then(|d| d.to_string().parse().ok());
        day.ok_or_else(|| self.wrong(key, value, "a day such as 2019-05-21, without quotes"))
    }

    /// `true`, or `false` where it is left out.
    pub(crate) fn flag(&self, key: &str) -> Read<bool> {
        self.get(key).map_or(Ok(false), |value| {
            value.get_ref().as_bool().ok_or_else(|| self.wrong(key, value, "true or false"))
        })
    }

    /// A list of strings, or a single one; empty where it is left out.
    pub(crate) fn texts(&self, key: &str) -> Read<Vec<Text<'a>>> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let texts: Vec<Text<'a>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| self.as_text(key, item)).collect::<Read<_>>()?,
            _ => vec![self.as_text(key, value)?],
        };
        for (place, (text, at)) in texts.iter().enumerate() {
            if texts.iter().take(place).any(|(earlier, _)| earlier == text) {
                let what = format!("'{text}' stands twice in {}: leave one out", self.path(key));
                return Err(self.source.problem(*at, what));
            }
        }
        Ok(texts)
    }

    fn read_word<W: Word>(&self, key: &str, (text, at): Text<'_>) -> Read<W> {
        W::of(text).ok_or_else(|| {
            let known: Vec<&str> = W::EVERY.iter().map(|word| word.word()).collect();
            let hint = did_you_mean(text, known.iter().copied());
            let what = format!(
                "unknown word '{text}' in {}{hint} known words: {}",
                self.path(key),
                known.join(", ")
            );
            self.source.problem(at, what)
        })
    }

    /// One word of a closed list.
    pub(crate) fn word<W: Word>(&self, key: &str) -> Read<W> {
        self.text(key).and_then(|text| self.read_word(key, text))
    }

    /// One word of a closed list, if the key is there.
    pub(crate) fn word_or<W: Word>(&self, key: &str, otherwise: W) -> Read<W> {
        if self.get(key).is_some() { self.word(key) } else { Ok(otherwise) }
    }

    /// Several words of a closed list.
    pub(crate) fn words<W: Word>(&self, key: &str) -> Read<Vec<W>> {
        self.texts(key)?.into_iter().map(|text| self.read_word(key, text)).collect()
    }

    /// A table within this one.
    pub(crate) fn table(&self, key: &str, name: &'static str, known: &[&str]) -> Read<Option<Self>> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let table = value.get_ref().as_table().ok_or_else(|| self.wrong(key, value, "a table"))?;
        Self::open(self.source, name, table, value.span(), known).map(Some)
    }

    /// A list of tables within this one; empty where it is left out.
    pub(crate) fn tables(&self, key: &str, name: &'static str, known: &[&str]) -> Read<Vec<Self>> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let items = value.get_ref().as_array().ok_or_else(|| self.wrong(key, value, "a list of tables"))?;
        let open = |item: &'a Spanned<DeValue<'t>>| {
            let table = item.get_ref().as_table().ok_or_else(|| self.wrong(key, item, "a table"))?;
            Self::open(self.source, name, table, item.span(), known)
        };
        items.iter().map(open).collect()
    }

    /// The keys that are there, with their strings.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Read<(&'a str, Text<'a>)>> {
        self.table.iter().map(|(key, value)| {
            let key: &'a str = key.get_ref();
            self.as_text(key, value).map(|text| (key, text))
        })
    }
}
