//! Reads answers into the field's types, and gathers what is wrong in the order of the page.

use domain::Happened;
use domain::codes::CodeList;
use domain::text::{
    AddressHint, CivilTime, DateOfBirth, EmailAddress, Name, PhoneHint, PhoneNumber, Postcode, ShortText,
    TextProblem, Words, date_up_to,
};
use domain::when::{Season, london};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::Sent;
use crate::components::prelude::Problems;

/// Reads one form. Every getter answers `None` for what is missing or wrong; what is wrong is gathered,
/// and [`Reader::done`] gives the value only where nothing was.
pub struct Reader<'a> {
    sent: &'a Sent,
    now: Timestamp,
    problems: Problems,
}

impl<'a> Reader<'a> {
    /// A reader of these answers at this instant.
    pub fn new(sent: &'a Sent, now: Timestamp) -> Self {
        Self { sent, now, problems: Problems::new() }
    }

    /// The answers themselves.
    pub const fn sent(&self) -> &'a Sent {
        self.sent
    }

    /// Says that something is wrong with a field.
    pub fn wrong(&mut self, field: &str, message: impl Into<String>) {
        self.problems.add(field, message);
    }

    /// What was read, or everything that is wrong.
    pub fn done<T>(self, read: Option<T>) -> Result<T, Problems> {
        match read {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }

    /// A choice from a list, if one was made.
    pub fn code<T: CodeList>(&mut self, field: &str, label: &str) -> Option<T> {
        let text = self.sent.one(field);
        if text.is_empty() {
            return None;
        }
        let code = T::of_code(text);
        if code.is_none() {
            self.wrong(field, format!("Choose one of the answers to: {label}"));
        }
        code
    }

    /// A choice that cannot be skipped. `message` says what to choose.
    pub fn must_choose<T: CodeList>(&mut self, field: &str, message: &str) -> Option<T> {
        let code = T::of_code(self.sent.one(field));
        if code.is_none() {
            self.wrong(field, message);
        }
        code
    }

    /// Every choice that was ticked.
    pub fn codes<T: CodeList>(&mut self, field: &str, label: &str) -> Vec<T> {
        let ticked: Vec<&String> = self.sent.all(field).iter().filter(|value| !value.is_empty()).collect();
        let known: Vec<T> = ticked.iter().filter_map(|value| T::of_code(value)).collect();
        if known.len() != ticked.len() {
            self.wrong(field, format!("Choose from the answers to: {label}"));
        }
        known
    }

    fn text<T>(&mut self, field: &str, label: &str, parse: fn(&str) -> Result<T, TextProblem>) -> Option<T> {
        let text = self.sent.one(field);
        if text.is_empty() {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(problem) => {
                if problem == TextProblem::HeaderInjection {
                    // Nobody types a second line into an address by accident (F13). Never the text itself.
                    tracing::warn!(
                        code = problem.code(),
                        field,
                        "somebody tried to add a header to an email"
                    );
                }
                self.wrong(field, problem.message(label));
                None
            }
        }
    }

    fn must<T>(
        &mut self,
        field: &str,
        message: &str,
        read: fn(&mut Self, &str, &str) -> Option<T>,
        label: &str,
    ) -> Option<T> {
        if !self.sent.has(field) {
            self.wrong(field, message);
            return None;
        }
        read(self, field, label)
    }

    /// Free text, if there is any.
    pub fn words(&mut self, field: &str, label: &str) -> Option<Words> {
        self.text(field, label, Words::parse)
    }

    /// Free text that cannot be left out.
    pub fn must_words(&mut self, field: &str, label: &str, message: &str) -> Option<Words> {
        self.must(field, message, Self::words, label)
    }

    /// A note, which is no place for an address or a phone number: what looks like one is stopped, once (F14, R01).
    /// The field `<field>-no-address` says that it is none.
    pub fn note(&mut self, field: &str, label: &str) -> Option<Words> {
        let words = self.words(field, label)?;
        let sure = self.sent.has(&format!("{field}-no-address"));
        let address = words.looks_like_address().map(AddressHint::message);
        let seems = address.or_else(|| words.looks_like_phone().map(PhoneHint::message));
        if let Some(message) = seems.filter(|_| !sure) {
            self.wrong(field, message);
            return None;
        }
        Some(words)
    }

    /// A note that cannot be left out.
    pub fn must_note(&mut self, field: &str, label: &str, message: &str) -> Option<Words> {
        self.must(field, message, Self::note, label)
    }

    /// A line of text, if there is any.
    pub fn line(&mut self, field: &str, label: &str) -> Option<ShortText> {
        self.text(field, label, ShortText::parse)
    }

    /// A line that cannot be left out.
    pub fn must_line(&mut self, field: &str, label: &str, message: &str) -> Option<ShortText> {
        self.must(field, message, Self::line, label)
    }

    /// A name, if there is one.
    pub fn name(&mut self, field: &str, label: &str) -> Option<Name> {
        self.text(field, label, Name::parse)
    }

    /// A phone number, if there is one.
    pub fn phone(&mut self, field: &str, label: &str) -> Option<PhoneNumber> {
        self.text(field, label, PhoneNumber::parse)
    }

    /// An email address, if there is one.
    pub fn email(&mut self, field: &str, label: &str) -> Option<EmailAddress> {
        self.text(field, label, EmailAddress::parse)
    }

    /// A postcode, if there is one.
    pub fn postcode(&mut self, field: &str, label: &str) -> Option<Postcode> {
        self.text(field, label, Postcode::parse)
    }

    /// A time of day, if there is one.
    pub fn time(&mut self, field: &str, label: &str) -> Option<CivilTime> {
        self.text(field, label, CivilTime::parse)
    }

    /// Today, in London.
    pub fn today(&self) -> Date {
        self.now.to_zoned(london()).date()
    }

    fn day_text(&self, field: &str) -> String {
        [2, 1, 0].map(|place| padded(self.sent.part(field, place))).join("-")
    }

    /// A day up to today, if one was given.
    pub fn past_day(&mut self, field: &str, label: &str) -> Option<Date> {
        if !self.sent.has(field) {
            return None;
        }
        match date_up_to(&self.day_text(field), self.today()) {
            Ok(day) => Some(day),
            Err(problem) => {
                self.wrong(field, problem.message(label));
                None
            }
        }
    }

    /// The day on which somebody was born, if one was given.
    pub fn born(&mut self, field: &str, label: &str) -> Option<Date> {
        if !self.sent.has(field) {
            return None;
        }
        let [day, month, year] = [0, 1, 2].map(|place| self.sent.part(field, place));
        match DateOfBirth::from_boxes(day, month, year, self.today()) {
            Ok(born) => Some(born.date()),
            Err(problem) => {
                self.wrong(field, problem.message(label));
                None
            }
        }
    }

    /// A day from today on, if one was given.
    pub fn coming_day(&mut self, field: &str, label: &str) -> Option<Date> {
        if !self.sent.has(field) {
            return None;
        }
        let day: Option<Date> = self.day_text(field).parse().ok();
        if day.is_none_or(|day| day < self.today()) {
            self.wrong(field, format!("{label} must be a real date, today or later"));
        }
        day
    }

    /// A moment: a day in `field` and a time in `<field>-time`, in London.
    pub fn moment(&mut self, field: &str, label: &str) -> Option<Timestamp> {
        if !self.sent.has(field) {
            return None;
        }
        let Ok(day) = self.day_text(field).parse::<Date>() else {
            self.wrong(field, format!("{label} must be a real date"));
            return None;
        };
        let time = self.time(&format!("{field}-time"), label).or_else(|| {
            self.wrong(&format!("{field}-time"), format!("{label} needs a time, such as 14:30"));
            None
        })?;
        instant(day.to_datetime(time.time()))
    }

    /// When something happened: a date of which any part may be left out, perhaps with a season in
    /// `<field>-season` or a time in `<field>-time`. Nothing at all means that it is not known.
    pub fn happened(&mut self, field: &str, label: &str) -> Happened {
        let today = self.today();
        let happened = self.happens(field, label);
        if happened.days().is_some_and(|(first, _)| first > today) {
            self.wrong(field, format!("{label} cannot be after today"));
            return Happened::NotKnown;
        }
        happened
    }

    /// When something happens, as [`Reader::happened`], but it may lie ahead.
    pub fn happens(&mut self, field: &str, label: &str) -> Happened {
        let time = self.time(&format!("{field}-time"), label);
        let season = self.code::<Season>(&format!("{field}-season"), label);
        let [day, month, year] = [0, 1, 2].map(|place| self.sent.part(field, place));
        let happened = match (day.is_empty(), month.is_empty(), year.is_empty(), season) {
            (true, true, true, _) => Some(Happened::NotKnown),
            (true, true, false, Some(season)) => {
                year.parse().ok().map(|year| Happened::Season { year, season })
            }
            (true, true, false, None) => year.parse().ok().map(Happened::Year),
            (true, false, false, _) => Option::zip(year.parse().ok(), month.parse().ok())
                .map(|(year, month)| Happened::Month { year, month }),
            _ => self.day_text(field).parse::<Date>().ok().and_then(|day| match time {
                Some(time) => instant(day.to_datetime(time.time())).map(Happened::At),
                None => Some(Happened::On(day)),
            }),
        };
        match happened {
            Some(Happened::NotKnown) => Happened::NotKnown,
            Some(happened) if happened.days().is_some() => happened,
            _ => {
                self.wrong(
                    field,
                    format!("{label} must be a real date. Leave out the parts that are not known"),
                );
                Happened::NotKnown
            }
        }
    }
}

fn padded(part: &str) -> String {
    if part.len() == 1 { format!("0{part}") } else { part.to_owned() }
}

fn instant(at: DateTime) -> Option<Timestamp> {
    at.to_zoned(london()).ok().map(|zoned| zoned.timestamp())
}
