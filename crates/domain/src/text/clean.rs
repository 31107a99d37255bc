//! The rules that every typed text goes through before its own.

use unicode_normalization::UnicodeNormalization;

use super::TextProblem;

/// Bytes that came from outside as text.
///
/// # Errors
/// [`TextProblem::BadEncoding`] where they are not UTF-8.
pub fn readable(bytes: &[u8]) -> Result<&str, TextProblem> {
    std::str::from_utf8(bytes).map_err(|_| TextProblem::BadEncoding)
}

/// One line: trimmed, NFC, nothing hidden.
pub(super) fn one_line(text: &str, max: usize) -> Result<String, TextProblem> {
    if is_clean(text, max, |byte| matches!(byte, b' '..=b'~')) {
        return Ok(text.to_owned());
    }
    refuse_unreadable(text)?;
    let text = composed(&text.chars().filter(|&c| !comes_from_pasting(c)).collect::<String>());
    admit(text.trim(), max, is_hidden)
}

/// Many lines: as [`one_line`], with line breaks of every kind stored as `\n`, and tabs kept.
pub(super) fn many_lines(text: &str, max: usize) -> Result<String, TextProblem> {
    if is_clean(text, max, |byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Ok(text.to_owned());
    }
    refuse_unreadable(text)?;
    let text: String = text.chars().filter(|&c| !comes_from_pasting(c)).collect();
    let text = text.replace("\r\n", "\n").replace(is_line_break, "\n");
    admit(composed(&text).trim(), max, |c| is_hidden(c) && c != '\n' && c != '\t')
}

/// Whether nothing needs doing, as with most of what was stored: plain ASCII, ink at both ends, not too long.
fn is_clean(text: &str, max: usize, plain: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let inked = |end: Option<&u8>| end.is_some_and(u8::is_ascii_graphic);
    // Every byte is looked at, whatever the one before it was: so many are looked at at once.
    let all_plain = || bytes.iter().fold(true, |all, &byte| all & plain(byte));
    inked(bytes.first()) && inked(bytes.last()) && bytes.len() <= max && all_plain()
}

/// What a decoder leaves behind when it met something that was not text.
pub(super) fn refuse_unreadable(text: &str) -> Result<(), TextProblem> {
    let unreadable =
        |c: char| matches!(c, '\0' | '\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}') || is_last_of_plane(c);
    if text.contains(unreadable) { Err(TextProblem::BadEncoding) } else { Ok(()) }
}

/// Controls, line and paragraph separators, and what makes later text read backwards. The marks and
/// joiners that Arabic, Hebrew, Persian or Indic writing needs are not among them.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Invisible, without meaning, and brought in by copying from a web page or a word processor. They are
/// left out, not refused: nobody can find and remove what they cannot see.
pub(super) fn comes_from_pasting(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Takes part in writing without ink of its own: joiners, direction marks, fillers, the empty Braille cell.
pub(super) fn is_without_ink(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{061C}' | '\u{200C}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}')
        || matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{2800}')
}

fn admit(text: &str, max: usize, refused: impl Fn(char) -> bool) -> Result<String, TextProblem> {
    if text.contains(refused) {
        return Err(TextProblem::HiddenCharacter);
    }
    if text.chars().all(is_without_ink) {
        return Err(TextProblem::Required);
    }
    if text.chars().count() > max {
        return Err(TextProblem::TooLong { max });
    }
    Ok(text.to_owned())
}

fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// Word processors break lines with a vertical tab and pages with a form feed.
fn is_line_break(c: char) -> bool {
    matches!(c, '\r' | '\u{0B}' | '\u{0C}' | '\u{2028}' | '\u{2029}')
}

fn is_last_of_plane(c: char) -> bool {
    u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf_8_are_refused() {
        assert_eq!(readable(b"Cl\xe9o"), Err(TextProblem::BadEncoding));
        assert_eq!(readable("Cléo".as_bytes()), Ok("Cléo"));
    }

    #[test]
    fn what_a_word_processor_pastes_becomes_plain_lines() {
        let pasted = "\u{FEFF}He shouted.\r\nI left\u{0B}with the chil\u{AD}dren.\u{0C}Next page\r";
        assert_eq!(many_lines(pasted, 100).unwrap(), "He shouted.\nI left\nwith the children.\nNext page");
    }

    #[test]
    fn what_needs_nothing_done_is_kept_as_it_is_and_the_rest_is_not_let_by() {
        assert_eq!(many_lines("He shouted.\n\tI left.", 100).unwrap(), "He shouted.\n\tI left.");
        assert_eq!(one_line("Ann O'Example", 13).unwrap(), "Ann O'Example");
        assert_eq!(one_line("Ann O'Example", 12), Err(TextProblem::TooLong { max: 12 }));
        for hidden in ["a\nb", "a\tb", "a\u{7f}b", "a\u{1b}b"] {
            assert_eq!(one_line(hidden, 100), Err(TextProblem::HiddenCharacter));
        }
    }

    #[test]
    fn text_without_ink_is_no_text() {
        for blank in ["", " \t\r\n", "\u{200D}\u{200C}", "\u{3164}", "\u{2800} \u{FEFF}"] {
            assert_eq!(one_line(blank, 10), Err(TextProblem::Required));
            assert_eq!(many_lines(blank, 10), Err(TextProblem::Required));
        }
    }
}
