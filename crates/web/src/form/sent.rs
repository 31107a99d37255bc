//! What a form sent, or what a draft holds: answers by field, each a list of texts.

use std::collections::BTreeMap;

/// The most fields that one form may send (F25).
const MOST_FIELDS: usize = 1_000;
/// The parts of a date or a moment, which together are one answer.
const PARTS: [&str; 3] = ["-day", "-month", "-year"];

/// The body is not a form of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// More than 1,000 fields.
    #[error("too much was sent")]
    TooMuch,
    /// Not text.
    #[error("the text is not readable")]
    Unreadable,
    /// A field that this form does not have (F24).
    #[error("a field was sent that this form does not have")]
    UnknownField,
}

/// Answers by field. What was not answered is not there.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sent(BTreeMap<String, Vec<String>>);

impl Sent {
    /// Reads a body of type `application/x-www-form-urlencoded`. The three parts of a date become one
    /// answer.
    pub fn parse(body: &[u8]) -> Result<Self, NotSent> {
        let mut sent = Self::default();
        for (name, value) in pairs(body)? {
            sent.take(name, value);
        }
        Ok(sent)
    }

    fn take(&mut self, name: String, value: String) {
        for (place, part) in PARTS.iter().enumerate() {
            if let Some(date) = name.strip_suffix(part) {
                let parts = self.0.entry(date.to_owned()).or_default();
                parts.resize(PARTS.len(), String::new());
                if let Some(slot) = parts.get_mut(place) {
                    *slot = value;
                }
                return;
            }
        }
        self.0.entry(name).or_default().push(value);
    }

    /// Refuses fields that the form does not have.
    pub fn only(&self, fields: &[&str]) -> Result<(), NotSent> {
        let known = |name: &String| name == "csrf" || fields.contains(&name.as_str());
        if self.0.keys().all(known) { Ok(()) } else { Err(NotSent::UnknownField) }
    }

    /// The answer to a field with one; empty where there is none, and where several were sent that differ: nobody
    /// gets one past whoever read another (ASVS 15.3.7).
    pub fn one(&self, field: &str) -> &str {
        self.exact(field).trim()
    }

    /// The answer exactly as it was typed, spaces included.
    pub fn exact(&self, field: &str) -> &str {
        match self.all(field) {
            [first, others @ ..] if others.iter().all(|other| other == first) => first,
            _ => "",
        }
    }

    /// Every value of a field.
    pub fn all(&self, field: &str) -> &[String] {
        self.0.get(field).map_or(&[], Vec::as_slice)
    }

    /// One of the three parts of a date: 0 is the day.
    pub fn part(&self, field: &str, place: usize) -> &str {
        self.all(field).get(place).map_or("", |value| value.trim())
    }

    /// Whether a field has an answer.
    pub fn has(&self, field: &str) -> bool {
        self.all(field).iter().any(|value| !value.trim().is_empty())
    }

    /// Sets an answer.
    pub fn set(&mut self, field: impl Into<String>, values: Vec<String>) {
        self.0.insert(field.into(), values);
    }

    /// Every field with its values.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(field, values)| (field.as_str(), values.as_slice()))
    }
}

impl FromIterator<(String, Vec<String>)> for Sent {
    fn from_iter<I: IntoIterator<Item = (String, Vec<String>)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

/// Every field of a body with its value, in their order, as a browser sent them.
pub fn pairs(body: &[u8]) -> Result<Vec<(String, String)>, NotSent> {
    let text = std::str::from_utf8(body).map_err(|_| NotSent::Unreadable)?;
    if text.split('&').count() > MOST_FIELDS {
        return Err(NotSent::TooMuch);
    }
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decoded(name)?, decoded(value)?))
    };
    text.split('&').filter(|pair| !pair.is_empty()).map(pair).collect()
}

/// Percent-decodes, strictly: what is not UTF-8 is refused rather than mended (F05).
fn decoded(text: &str) -> Result<String, NotSent> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex(rest.next())? << 4 | hex(rest.next())?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| NotSent::Unreadable)
}

fn hex(digit: Option<u8>) -> Result<u8, NotSent> {
    let value = digit.and_then(|digit| char::from(digit).to_digit(16)).ok_or(NotSent::Unreadable)?;
    u8::try_from(value).map_err(|_| NotSent::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_parts_of_a_date_are_one_answer_in_any_order() {
        let sent = Sent::parse(b"when-year=2021&when-day=4&kind=a&kind=b&name=O%27Brien+%C5%9E").unwrap();
        assert_eq!([0, 1, 2].map(|place| sent.part("when", place)), ["4", "", "2021"]);
        assert_eq!(sent.all("kind"), ["a", "b"]);
        assert_eq!(sent.one("name"), "O'Brien Ş");
    }

    #[test]
    fn an_answer_that_was_sent_twice_and_differs_is_none() {
        let sent =
            Sent::parse(b"role=officer&role=administrator&name=+Ola+&name=+Ola+&csrf=a&csrf=b").unwrap();
        assert_eq!([sent.one("role"), sent.exact("role"), sent.one("csrf")], [""; 3]);
        assert_eq!([sent.one("name"), sent.exact("name")], ["Ola", " Ola "]);
        assert_eq!(sent.all("role"), ["officer", "administrator"]);
    }

    #[test]
    fn what_is_not_a_form_of_ours_is_refused_whole() {
        assert_eq!(Sent::parse(b"a=%FF").err(), Some(NotSent::Unreadable));
        assert_eq!(Sent::parse(b"a=%4").err(), Some(NotSent::Unreadable));
        assert_eq!(Sent::parse("a=1&".repeat(1_001).as_bytes()).err(), Some(NotSent::TooMuch));
        let sent = Sent::parse(b"csrf=x&words=y&role=administrator").unwrap();
        assert_eq!(sent.only(&["words"]), Err(NotSent::UnknownField));
        assert_eq!(sent.only(&["words", "role"]), Ok(()));
    }
}
