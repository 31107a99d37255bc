//! The text of a scenario, read value by value, so that every complaint names its line. What is wrong is noted and read on
//! from there: whoever writes a scenario is told every slip at once.

use std::cell::RefCell;
use std::ops::Range;

use domain::text::{Name, ShortText, TextProblem, Words};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::codes::{self, Coded};
use crate::problem::{Problem, did_you_mean};

/// Something is wrong, and was noted: there is nothing more to say of it. Only [`Source::problem`] and its kin make one.
#[derive(Debug)]
pub(super) struct Noted(());

pub(super) type Read<T> = Result<T, Noted>;

/// A file and its name, with what was found wrong in it so far.
#[derive(Clone, Copy)]
pub(super) struct Source<'t> {
    pub file: &'t str,
    pub text: &'t str,
    pub slips: &'t RefCell<Vec<Problem>>,
}

impl<'t> Source<'t> {
    /// The line, from 1, on which this byte stands; what is missing at the end stands on the last one.
    pub fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
        before.saturating_add(1).min(self.text.lines().count().max(1))
    }

    /// Notes a problem at this byte of the text.
    pub fn problem(&self, at: usize, what: impl Into<String>) -> Noted {
        self.problem_on(self.line(at), what)
    }

    fn problem_on(&self, line: usize, what: impl Into<String>) -> Noted {
        self.slips.borrow_mut().push(Problem { file: self.file.to_owned(), line, what: what.into() });
        Noted(())
    }

    /// How many problems were noted so far.
    pub fn noted(&self) -> usize {
        self.slips.borrow().len()
    }

    /// The whole file as a table. What is no TOML is noted, every slip of it; what can be read of such a file is not read on,
    /// or each would be told as several.
    pub fn parse(&self) -> Read<Spanned<DeTable<'t>>> {
        let (table, slips) = DeTable::parse_recoverable(self.text);
        let note = |error: &toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            self.problem(at, error.message().lines().next().unwrap_or("this is not TOML").to_lowercase())
        };
        let mut read = Ok(table);
        for slip in &slips {
            read = Err(note(slip));
        }
        read
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

#[expect(
    clippy::unnecessary_wraps,
    reason = "every value is read in one way, whether or not its slip ends the reading"
)]
impl<'a, 't> Fields<'a, 't> {
    /// Opens a table as it is; [`Fields::only`] checks its keys.
    pub const fn open(source: Source<'t>, table: &'a DeTable<'t>, span: &Range<usize>) -> Self {
        Self { source, table, at: span.start }
    }

    /// Refuses a key that is not known; `place` is what holds the key.
    pub fn only(&self, known: &[&str], place: &str) {
        for key in self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let hint = did_you_mean(key.get_ref(), known);
            let what = format!("'{}' does not belong in {place}{hint}", key.get_ref());
            self.source.problem(key.span().start, what);
        }
    }

    /// How many problems were noted in the file so far.
    pub fn noted(&self) -> usize {
        self.source.noted()
    }

    /// Goes on only where nothing was noted in the file so far.
    pub fn nothing_noted(&self) -> Read<()> {
        if self.noted() == 0 { Ok(()) } else { Err(Noted(())) }
    }

    /// Goes on only where a value that was not read is not there: what is wrong with one that is, was noted.
    pub fn nothing_wrong_with(&self, key: &str) -> Read<()> {
        if self.has(key) { Err(Noted(())) } else { Ok(()) }
    }

    /// Notes a problem with the table as a whole.
    pub fn problem(&self, what: impl Into<String>) -> Noted {
        self.source.problem(self.at, what)
    }

    /// Notes a problem at a place within it.
    pub fn problem_at(&self, at: usize, what: impl Into<String>) -> Noted {
        self.source.problem(at, what)
    }

    /// Notes a problem on a line of the file.
    pub fn problem_on(&self, line: usize, what: impl Into<String>) -> Noted {
        self.source.problem_on(line, what)
    }

    /// The line on which the table begins.
    pub fn line(&self) -> usize {
        self.source.line(self.at)
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'t>>, wanted: &str) -> Noted {
        let given = value.get_ref().type_str();
        self.source.problem(value.span().start, format!("'{key}' is {given}: write {wanted}"))
    }

    fn missing(&self, key: &str, wanted: &str) -> Noted {
        self.problem(format!("'{key}' is missing: write {wanted}"))
    }

    fn as_text(&self, key: &str, value: &Spanned<DeValue<'t>>) -> Read<Text> {
        let text = value.get_ref().as_str().ok_or_else(|| self.wrong(key, value, "it in quotes"))?;
        Ok((text.to_owned(), value.span().start))
    }

    /// A string, if the key is there. Of a value that is none, the slip is noted and nothing stays.
    pub fn text(&self, key: &str) -> Read<Option<Text>> {
        Ok(self.get(key).and_then(|value| self.as_text(key, value).ok()))
    }

    /// A string that must be there.
    pub fn required(&self, key: &str, wanted: &str) -> Read<Text> {
        if let Some(text) = self.text(key)? {
            return Ok(text);
        }
        self.nothing_wrong_with(key)?;
        Err(self.missing(key, wanted))
    }

    /// A moment as it was written: a string, or a date with or without quotes.
    pub fn moment(&self, key: &str) -> Read<Option<Text>> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let bare = value.get_ref().as_datetime().map(ToString::to_string);
        let year = || value.get_ref().as_integer().map(|n| n.as_str().to_owned());
        match bare.or_else(year) {
            Some(text) => Ok(Some((text, value.span().start))),
            None => Ok(self.as_text(key, value).ok()),
        }
    }

    /// A list of strings, or a single one; empty where it is left out.
    pub fn texts(&self, key: &str) -> Read<Vec<Text>> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        match value.get_ref() {
            DeValue::Array(items) => {
                Ok(items.iter().filter_map(|item| self.as_text(key, item).ok()).collect())
            }
            _ => Ok(self.as_text(key, value).ok().into_iter().collect()),
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
        if fits.is_none() {
            self.wrong(key, value, &format!("a whole number from 1 to {most}"));
        }
        Ok(fits)
    }

    /// One code of a list.
    pub fn read_code<C: Coded>(&self, key: &str, text: &str, at: usize) -> Read<C> {
        codes::read(text).ok_or_else(|| {
            let hint = did_you_mean(text, &C::codes());
            self.source.problem(at, format!("'{text}' is not a word for '{key}'{hint}"))
        })
    }

    /// One code of a list, if the key is there. For yes and no, `true` and `false` will do.
    pub fn code<C: Coded>(&self, key: &str) -> Read<Option<C>> {
        let plain =
            self.get(key).and_then(|value| value.get_ref().as_bool().map(|yes| (yes, value.span().start)));
        if let Some((yes, at)) = plain {
            return Ok(self.read_code(key, if yes { "yes" } else { "no" }, at).ok());
        }
        Ok(self.text(key)?.and_then(|(text, at)| self.read_code(key, &text, at).ok()))
    }

    /// Several codes of a list.
    pub fn codes<C: Coded>(&self, key: &str) -> Read<Vec<C>> {
        let read = |(text, at): Text| self.read_code(key, &text, at).ok();
        Ok(self.texts(key)?.into_iter().filter_map(read).collect())
    }

    fn parsed<T>(&self, key: &str, parse: impl FnOnce(&str) -> Result<T, TextProblem>) -> Read<Option<T>> {
        let Some((text, at)) = self.text(key)? else { return Ok(None) };
        let slip = |problem: TextProblem| {
            self.source.problem(at, format!("'{key}' cannot be used: {}", problem.to_string().to_lowercase()))
        };
        Ok(parse(&text).map_err(slip).ok())
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
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, &wanted);
            return Ok(Vec::new());
        };
        let open = |item: &'a Spanned<DeValue<'t>>| {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong(key, item, &wanted);
                return None;
            };
            Some(Self::open(self.source, table, &item.span()))
        };
        Ok(items.iter().filter_map(open).collect())
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
