//! Why a text was not taken, with the sentence that says what to do.

use std::fmt;

/// Why a text was not taken. Never carries the text: it may be written to a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextProblem {
    /// Nothing was typed, or nothing that can be seen.
    Required,
    /// More characters than the type holds.
    TooLong {
        /// The greatest number of characters (Unicode scalar values, after normalising).
        max: usize,
    },
    /// A control character or a character that reverses the reading direction of what follows.
    HiddenCharacter,
    /// The bytes were not UTF-8, or a decoder before us replaced what it could not read.
    BadEncoding,
    /// Too few digits for a phone number.
    PhoneIncomplete,
    /// Not a phone number.
    PhoneFormat,
    /// Not an email address.
    EmailFormat,
    /// An email address with a line break in it: somebody tries to add headers. Log it as an attack.
    HeaderInjection,
    /// Not a postcode of the United Kingdom.
    PostcodeFormat,
    /// Not a unique property reference number.
    UprnFormat,
    /// Not a day of the calendar.
    DateNotReal,
    /// A day still to come, where it must have passed.
    DateNotPast,
    /// A day after today, for something that was reported today.
    DateAfterToday,
    /// A day so long ago that the year must be a slip.
    CheckYear,
    /// Not a time of day.
    TimeFormat,
    /// A time window that begins when it ends: nobody can tell whether it is all day or never.
    TimesEqual,
    /// Not a case reference, or one with a slip in it.
    CaseReferenceFormat,
}

impl TextProblem {
    /// The sentence for the error summary. `field_label` is the label on the page, such as "Name".
    pub fn message(self, field_label: &str) -> String {
        match self {
            Self::Required => format!("Enter {}", inside_a_sentence(field_label)),
            Self::TooLong { max } => format!("{field_label} must be {} characters or fewer", thousands(max)),
            Self::HiddenCharacter => format!("{field_label} has a hidden character we cannot store"),
            Self::DateNotReal => format!("{field_label} must be a real date"),
            Self::DateNotPast => format!("{field_label} must be in the past"),
            Self::DateAfterToday => format!("{field_label} cannot be after today"),
            _ => self.fixed_message().to_owned(),
        }
    }

    /// The stable word for programs: the `code` of a problem document.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too_long",
            Self::HiddenCharacter => "control_char",
            Self::BadEncoding => "bad_encoding",
            Self::PhoneIncomplete => "phone_incomplete",
            Self::PhoneFormat => "phone_format",
            Self::EmailFormat => "email_format",
            Self::HeaderInjection => "header_injection",
            Self::PostcodeFormat => "postcode_format",
            Self::UprnFormat => "uprn_format",
            Self::DateNotReal => "date_not_real",
            Self::DateNotPast => "date_not_past",
            Self::DateAfterToday => "date_after_today",
            Self::CheckYear => "check_year",
            Self::TimeFormat => "time_format",
            Self::TimesEqual => "times_equal",
            Self::CaseReferenceFormat => "case_reference_format",
        }
    }

    /// The sentences that do not name the field. An attack gets the words of a slip: no hint is given.
    const fn fixed_message(self) -> &'static str {
        match self {
            Self::BadEncoding => "Text is not readable. Type it again",
            Self::PhoneIncomplete => "Enter a full phone number",
            Self::PhoneFormat => "Enter a phone number using digits, like 07700 900123",
            Self::EmailFormat | Self::HeaderInjection => "Enter an email address in the correct format",
            Self::PostcodeFormat => "Enter a UK postcode, or choose 'not UK'",
            Self::UprnFormat => "UPRN is up to 12 digits",
            Self::CheckYear => "Check the year",
            Self::TimeFormat => "Enter a time, like 9:30am or 22:00",
            Self::TimesEqual => "Enter two different times",
            Self::CaseReferenceFormat => "Check the case reference. It looks like HF-7K3M-Q2XT",
            _ => "Check what you entered",
        }
    }
}

impl fmt::Display for TextProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this text cannot be taken ({}): correct it and send it again", self.code())
    }
}

impl std::error::Error for TextProblem {}

/// "Date of birth" becomes "date of birth"; "UPRN" stays.
fn inside_a_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

fn thousands(number: usize) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (above, rest) => format!("{above},{rest:03}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_the_field_and_says_what_to_do() {
        assert_eq!(TextProblem::Required.message("Date of birth"), "Enter date of birth");
        assert_eq!(TextProblem::Required.message("UPRN"), "Enter UPRN");
        let long = TextProblem::TooLong { max: 20_000 };
        assert_eq!(long.message("What happened"), "What happened must be 20,000 characters or fewer");
    }
}
