//! Digits of other scripts, as phones and keyboards in those languages type them.

/// The zero of each script; the nine other digits follow it.
const ZEROS: [char; 21] = [
    '0', '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0B66}',
    '\u{0BE6}', '\u{0C66}', '\u{0CE6}', '\u{0D66}', '\u{0DE6}', '\u{0E50}', '\u{0ED0}', '\u{0F20}',
    '\u{1040}', '\u{17E0}', '\u{1810}', '\u{FF10}',
];

/// The same digit as ASCII.
pub(super) fn ascii(c: char) -> Option<char> {
    ZEROS.iter().find_map(|&zero| {
        let value = u32::from(c).checked_sub(u32::from(zero))?;
        char::from_digit(value, 10)
    })
}

/// The text with its digits as ASCII.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(|c| ascii(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts_are_digits_and_letters_are_not() {
        assert_eq!(folded("٠٧٧٠٠ ۱۲۳ ०१२ ９"), "07700 123 012 9");
        assert_eq!(ascii('O'), None);
        assert_eq!(ascii(':'), None);
    }
}
