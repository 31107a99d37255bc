//! Phone numbers.

use super::{TextProblem, clean, digits, stored_as_text};

/// Area codes of the United Kingdom where some numbers still have one digit fewer (Ofcom numbering plan).
const SHORT_AREAS: [&str; 42] = [
    "1204", "1208", "1254", "1276", "1297", "1298", "1363", "1364", "1384", "1386", "1404", "1420", "1460",
    "1461", "1480", "1488", "1524", "1527", "1562", "1566", "1606", "1629", "1635", "1647", "1659", "1695",
    "1697", "1726", "1744", "1750", "1768", "1827", "1837", "1884", "1900", "1905", "1935", "1946", "1949",
    "1963", "1995", "800",
];
/// Childline has the only freephone number of seven digits.
const CHILDLINE: &str = "8001111";

/// A phone number, held as E.164 so that two ways of writing one number are equal (R02: the number of
/// a linked person must be recognised). Where a person can be reached is a protected fact: no `Display`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Takes a number of the United Kingdom as people write it, or any other with `+` or `00` before it.
    /// Digits of other scripts count. Marks that a phone's own contact list adds are dropped: only
    /// digits are kept, so they can hide nothing.
    ///
    /// # Errors
    /// Nothing typed, digits missing, or not a phone number.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        clean::refuse_unreadable(text)?;
        let typed = compact(text.trim())?;
        if let Some(abroad) = typed.strip_prefix('+').or_else(|| typed.strip_prefix("00")) {
            return international(&abroad.replacen("(0)", "", 1).replace(['(', ')'], ""));
        }
        let typed = typed.replace(['(', ')'], "");
        match typed.strip_prefix('0') {
            Some(national) => united_kingdom(national),
            None if typed.starts_with("44") && typed.len() == 12 => international(&typed),
            None if typed.is_empty() => Err(TextProblem::Required),
            None => Err(TextProblem::PhoneIncomplete),
        }
    }

    /// The number as E.164: `+`, then 8 to 15 digits.
    pub fn as_e164(&self) -> &str {
        &self.0
    }

    /// The number in groups, to read out or dial: `07700 900123`. From abroad: `+` and groups of three.
    pub fn spaced(&self) -> String {
        let Some(national) = self.0.strip_prefix("+44") else {
            return format!("+{}", groups(self.0.trim_start_matches('+'), &[3, 3, 3, 3]));
        };
        let shape: &[usize] = match national.as_bytes() {
            _ if national == CHILDLINE => &[3],
            [b'2', ..] => &[2, 4],
            [b'1', b'1', ..] | [b'1', _, b'1', ..] | [b'3' | b'5' | b'8' | b'9', ..] => &[3, 3],
            _ => &[4],
        };
        format!("0{}", groups(national, shape))
    }

    fn as_str(&self) -> &str {
        &self.0
    }
}

stored_as_text!(PhoneNumber);

/// Digits, with a leading `+` and brackets as the only signs left.
fn compact(text: &str) -> Result<String, TextProblem> {
    let mut kept = String::new();
    for c in text.chars() {
        match (digits::ascii(c), c) {
            (Some(digit), _) => kept.push(digit),
            (None, '+' | '\u{FF0B}') if kept.trim_start_matches('(').is_empty() => kept.push('+'),
            (None, '(' | ')') => kept.push(c),
            (None, _) if is_between_groups(c) => {}
            (None, _) if c.is_control() => return Err(TextProblem::HiddenCharacter),
            (None, _) => return Err(TextProblem::PhoneFormat),
        }
    }
    Ok(if kept.starts_with("(+") { kept.replace(['(', ')'], "") } else { kept })
}

fn is_between_groups(c: char) -> bool {
    matches!(c, '-' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || clean::is_without_ink(c)
        || clean::comes_from_pasting(c)
}

fn international(number: &str) -> Result<PhoneNumber, TextProblem> {
    if let Some(national) = number.strip_prefix("44") {
        return united_kingdom(national.strip_prefix('0').unwrap_or(national));
    }
    match number.len() {
        ..8 => Err(TextProblem::PhoneIncomplete),
        8..=15 if !number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit()) => {
            Ok(PhoneNumber(format!("+{number}")))
        }
        _ => Err(TextProblem::PhoneFormat),
    }
}

/// `national` is the number without its leading 0.
fn united_kingdom(national: &str) -> Result<PhoneNumber, TextProblem> {
    let known_start = national.starts_with(['1', '2', '3', '5', '7', '8', '9']);
    if !national.bytes().all(|b| b.is_ascii_digit()) || (!known_start && national.len() >= 10) {
        return Err(TextProblem::PhoneFormat);
    }
    let short = national.len() == 9 && SHORT_AREAS.iter().any(|area| national.starts_with(area));
    match national.len() {
        10 => Ok(PhoneNumber(format!("+44{national}"))),
        _ if short || national == CHILDLINE => Ok(PhoneNumber(format!("+44{national}"))),
        ..10 => Err(TextProblem::PhoneIncomplete),
        _ => Err(TextProblem::PhoneFormat),
    }
}

/// Cuts ASCII digits into groups of the given sizes; what is left is the last group.
fn groups(digits: &str, sizes: &[usize]) -> String {
    let mut rest = digits;
    let mut spaced = String::new();
    for &size in sizes {
        let Some((group, after)) = rest.split_at_checked(size).filter(|(_, after)| !after.is_empty()) else {
            break;
        };
        spaced.push_str(group);
        spaced.push(' ');
        rest = after;
    }
    spaced + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e164(text: &str) -> Result<String, TextProblem> {
        PhoneNumber::parse(text).map(|number| number.as_e164().to_owned())
    }

    #[test]
    fn every_way_of_writing_one_number_is_that_number() {
        let ways = [
            "07700900123",
            "07700 900123",
            "(07700) 900-123",
            "+44 7700 900123",
            "+44 (0)7700 900123",
            "0044 7700 900 123",
            "447700900123",
            "+4407700900123",
            "(+44) 7700.900.123",
            "٠٧٧٠٠ ٩٠٠١٢٣",
            "\u{202A}+44 7700 900123\u{202C}",
            "\u{a0}07700\u{2011}900123 ",
        ];
        for way in ways {
            assert_eq!(e164(way), Ok("+447700900123".to_owned()), "{way:?}");
        }
    }

    #[test]
    fn numbers_with_missing_or_too_many_digits_are_told_apart() {
        for short in ["07700 900 12", "999", "7700 900123", "+33 1 23", "0", "+44", "01632 96012"] {
            assert_eq!(e164(short), Err(TextProblem::PhoneIncomplete), "{short:?}");
        }
        for wrong in [
            "07700 900 1234",
            "+1234567890123456",
            "+00 7700 900123",
            "0770O 900123",
            "ask mum",
            "07+700900123",
        ] {
            assert_eq!(e164(wrong), Err(TextProblem::PhoneFormat), "{wrong:?}");
        }
        assert_eq!(e164(" "), Err(TextProblem::Required));
        assert_eq!(e164("07700\u{7}900123"), Err(TextProblem::HiddenCharacter));
    }

    #[test]
    fn a_zero_in_brackets_is_not_dialled_from_abroad() {
        assert_eq!(e164("+49 (0)30 23125 000"), Ok("+493023125000".to_owned()));
        assert_eq!(e164("+39 06 5550 123"), Ok("+39065550123".to_owned()));
    }

    #[test]
    fn old_short_numbers_and_childline_are_whole_numbers() {
        for whole in ["0800 1111", "0800 123456", "01204 96012"] {
            assert!(e164(whole).is_ok(), "{whole}");
        }
    }

    #[test]
    fn numbers_are_shown_in_the_groups_people_know() {
        let shown = |text| PhoneNumber::parse(text).unwrap().spaced();
        assert_eq!(shown("+447700900123"), "07700 900123");
        assert_eq!(shown("02079460123"), "020 7946 0123");
        assert_eq!(shown("01632960123"), "01632 960123");
        assert_eq!(shown("01134960123"), "0113 496 0123");
        assert_eq!(shown("08001111"), "0800 1111");
        assert_eq!(shown("+353 20 915 0123"), "+353 209 150 123");
    }
}
