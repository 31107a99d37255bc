//! Unique property reference numbers.

use super::{TextProblem, clean, digits, stored_as_text};

/// A unique property reference number: 12 digits, with the leading zeros that spreadsheets drop, so
/// that one property has one form. It names a home, which is a protected fact: no `Display`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uprn(String);

impl Uprn {
    const DIGITS: usize = 12;

    /// Takes 1 to 12 digits, with or without leading zeros, with spaces between them or not.
    ///
    /// # Errors
    /// Nothing typed, other characters than digits, more than 12 digits, or only zeros.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        clean::refuse_unreadable(text)?;
        let kept: String = digits::folded(text).chars().filter(|&c| !clean::is_without_ink(c)).collect();
        let only_digits = kept.bytes().all(|b| b.is_ascii_digit());
        if kept.is_empty() {
            Err(TextProblem::Required)
        } else if !only_digits || kept.len() > Self::DIGITS || kept.bytes().all(|b| b == b'0') {
            Err(TextProblem::UprnFormat)
        } else {
            Ok(Self(format!("{kept:0>12}")))
        }
    }

    /// The 12 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

stored_as_text!(Uprn);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_lost_its_zeros_is_the_same_property() {
        let whole = Uprn::parse("000012345678").unwrap();
        assert_eq!(Uprn::parse("12345678").unwrap(), whole);
        assert_eq!(whole.as_str(), "000012345678");
    }

    #[test]
    fn what_is_not_a_property_number_is_refused() {
        for wrong in ["1234567890123", "12345A", "1.2E+11", "-1", "000", "0000000000001"] {
            assert_eq!(Uprn::parse(wrong), Err(TextProblem::UprnFormat), "{wrong:?}");
        }
    }
}
