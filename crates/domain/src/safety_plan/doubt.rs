//! What of a plan could lead to somebody although the record does not know it: a name, a place, an organisation, a number.
//! Nobody can tell a name from another word for certain, and one in small letters is not found. So what is found is shown,
//! and whoever prints says that it leads to nobody, line by line (domain.md 13B).

use unicode_normalization::char::is_combining_mark;

use super::PlanPart;
use super::ordinary::{ANYWHERE, AT_THE_BEGINNING};
use crate::codes::codes;

codes! {
    /// What something in a line could be.
    Doubt {
        Name = "name", "a name, a place or an organisation";
        Number = "number", "a number that could be rung or looked up";
        Place = "place", "part of a postcode or a number plate";
        Account = "account", "an address or a name on the internet";
    }
}

/// So many digits in a row could be rung or looked up.
const DIGITS: usize = 5;

/// A piece of a line, with what it could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What stands there.
    pub text: String,
    /// What it could be; nothing where it leads nowhere.
    pub doubt: Option<Doubt>,
}

/// A line of a plan with something in it that could lead to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtfulLine {
    /// In which part.
    pub part: PlanPart,
    /// Which line of it, from 0.
    pub line: usize,
    /// The whole line, in pieces.
    pub pieces: Vec<Piece>,
}

impl DoubtfulLine {
    /// The line, where anything in it is in doubt.
    pub(super) fn of(part: PlanPart, line: usize, text: &str) -> Option<Self> {
        let pieces = pieces(text);
        pieces.iter().any(|piece| piece.doubt.is_some()).then_some(Self { part, line, pieces })
    }

    /// What a form calls it.
    pub fn key(&self) -> String {
        format!("{}-{}", self.part.code(), self.line)
    }
}

/// A run of characters that is looked at as one.
struct Run {
    start: usize,
    end: usize,
    doubt: Option<Doubt>,
}

fn pieces(line: &str) -> Vec<Piece> {
    let mut found: Vec<Run> = numbers(line);
    for word in words(line) {
        let inside = |run: &Run| run.start < word.end && word.start < run.end;
        if word.doubt.is_some() && !found.iter().any(inside) {
            found.push(word);
        }
    }
    found.sort_by_key(|run| run.start);
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut push = |start: usize, end: usize, doubt| {
        if let Some(text) = line.get(start..end).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.to_owned(), doubt });
        }
    };
    for run in found {
        push(from, run.start, None);
        push(run.start, run.end, run.doubt);
        from = run.end;
    }
    push(from, line.len(), None);
    pieces
}

/// Digits in a row, however they are grouped. A date is none.
fn numbers(line: &str) -> Vec<Run> {
    let bytes = line.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_gap = |at: usize| matches!(bytes.get(at), Some(b' ' | b'-' | b'/')) && is_digit(at + 1);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while is_digit(at) || (at > start && is_gap(at)) {
            at += 1;
        }
        let groups = line.get(start..at).unwrap_or_default().split([' ', '-', '/']);
        let lengths: Vec<usize> = groups.map(str::len).collect();
        let is_date = matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4]);
        if lengths.iter().sum::<usize>() >= DIGITS && !is_date {
            found.push(Run { start, end: at, doubt: Some(Doubt::Number) });
        }
        at = at.max(start + 1);
    }
    found
}

/// The words, each with what it could be.
fn words(line: &str) -> Vec<Run> {
    let mut found = Vec::new();
    let mut begins = true;
    for (start, chunk) in chunks(line) {
        if is_account(chunk) {
            found.push(Run { start, end: start + chunk.len(), doubt: Some(Doubt::Account) });
            begins = false;
            continue;
        }
        let mut rest = 0;
        while let Some(run) = next_word(chunk, rest) {
            let before = chunk.get(rest..run.start).unwrap_or_default();
            begins |= before.contains(ENDS_A_SENTENCE);
            let word = chunk.get(run.start..run.end).unwrap_or_default();
            found.push(Run { start: start + run.start, end: start + run.end, doubt: doubt(word, begins) });
            (begins, rest) = (false, run.end);
        }
        let after = chunk.get(rest..).unwrap_or_default();
        begins |= after.contains(ENDS_A_SENTENCE) || (rest == 0 && after.contains(['-', '–', '—', '*', '•']));
    }
    found
}

const ENDS_A_SENTENCE: [char; 5] = ['.', '!', '?', ':', ';'];

/// What stands between spaces, with its place.
fn chunks(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    line.split(char::is_whitespace).map(move |chunk| {
        let start = from;
        from += chunk.len()
            + line.get(start + chunk.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (start, chunk)
    })
}

fn is_account(chunk: &str) -> bool {
    let chunk = chunk.to_lowercase();
    let named = chunk.strip_prefix('@').is_some_and(|name| name.starts_with(char::is_alphanumeric));
    named
        || chunk.split_once('@').is_some_and(|(_, host)| host.contains('.'))
        || chunk.contains("www.")
        || chunk.contains("://")
}

/// Letters and digits, and the apostrophes between them.
fn next_word(chunk: &str, from: usize) -> Option<Run> {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let start = from + chunk.get(from..)?.find(is_part)?;
    let inner = |c: char| is_part(c) || matches!(c, '\'' | '’');
    let after = chunk.get(start..)?;
    let end = start + after.find(|c| !inner(c)).unwrap_or(after.len());
    let word = chunk.get(start..end)?.trim_end_matches(['\'', '’']);
    Some(Run { start, end: start + word.len(), doubt: None })
}

/// What a word could be. At the beginning of a sentence, and all in capitals, more words are ordinary.
fn doubt(word: &str, begins: bool) -> Option<Doubt> {
    if is_part_of_a_code(word) {
        return Some(Doubt::Place);
    }
    if !word.contains(char::is_uppercase) {
        return None;
    }
    let shouted =
        word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase);
    let plain = word.to_lowercase().replace('’', "'");
    let is_ordinary =
        |word: &str| has(ANYWHERE, word) || ((begins || shouted) && has(AT_THE_BEGINNING, word));
    let whose = plain.strip_suffix("'s").unwrap_or(&plain);
    (!is_ordinary(&plain) && !is_ordinary(whose)).then_some(Doubt::Name)
}

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// "ZZ99", "AB12": one or two letters and one or two digits, and perhaps a letter.
fn is_part_of_a_code(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
    let digits = word.chars().skip(letters).take_while(char::is_ascii_digit).count();
    let rest: Vec<char> = word.chars().skip(letters + digits).collect();
    let ends = match rest.as_slice() {
        [] => true,
        [one] => one.is_ascii_alphabetic(),
        _ => false,
    };
    (1..=2).contains(&letters) && (1..=2).contains(&digits) && ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubts(line: &str) -> Vec<(String, Doubt)> {
        let pieces = pieces(line);
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), line);
        pieces.into_iter().filter_map(|piece| Some((piece.text, piece.doubt?))).collect()
    }

    #[test]
    fn given_a_name_a_place_or_an_organisation_then_it_is_found_wherever_it_stands_in_the_line() {
        for (line, name) in [
            ("The spare key is with Dilys", "Dilys"),
            ("Dilys has the spare key.", "Dilys"),
            ("Out by the back. Rowan waits there.", "Rowan"),
            ("ring: Rowan", "Rowan"),
            ("Then to Rowan’s house", "Rowan’s"),
            ("- Rowan, by day", "Rowan"),
            ("the McAllister place", "McAllister"),
            ("ask for ROWAN at the desk", "ROWAN"),
            ("by bus to Northfield", "Northfield"),
            ("Zoë rings twice", "Zoë"),
            ("in April she moves", "April"),
        ] {
            assert_eq!(doubts(line), [(name.to_owned(), Doubt::Name)], "{line}");
        }
    }

    #[test]
    fn given_a_number_part_of_a_postcode_or_an_account_then_it_is_found() {
        for (line, text, doubt) in [
            ("the code is 48213", "48213", Doubt::Number),
            ("sort 12-34-56 first", "12-34-56", Doubt::Number),
            ("in zz99 by the park", "zz99", Doubt::Place),
            ("look for AB12 in the car park", "AB12", Doubt::Place),
            ("write to @quietplace", "@quietplace", Doubt::Account),
            ("see www.example.org first", "www.example.org", Doubt::Account),
        ] {
            assert_eq!(doubts(line), [(text.to_owned(), doubt)], "{line}");
        }
    }

    /// The conference must not be found on anything that an alleged perpetrator could read (domain.md 19).
    #[test]
    fn given_the_conference_or_an_adviser_is_named_then_somebody_is_asked_first() {
        for word in ["MARAC", "IDVA", "Isva", "MASH"] {
            assert_eq!(doubts(&format!("Ring {word} first")), [(word.to_owned(), Doubt::Name)]);
        }
        assert_eq!(doubts("Ring Mum first"), [], "the control");
    }

    #[test]
    fn given_ordinary_words_then_nothing_is_in_doubt() {
        for line in [
            "Keys, papers, medicine and the charger.",
            "On Friday after 10.30, or by 7 pm. I'll ring twice.",
            "Go to the neighbour’s. Then call 999 and say where you are.",
            "DO NOT go back for the phone!",
            "- Mum has a copy; the GP too.",
            "Turn off GPS and WhatsApp on the old phone",
            "It is looked at again on 9 3 2026.",
            "… takes the back door, and …’s aunt knows.",
            "",
        ] {
            assert_eq!(doubts(line), [], "{line}");
        }
    }

    #[test]
    fn the_ordinary_words_can_be_looked_up() {
        for list in [ANYWHERE, AT_THE_BEGINNING] {
            assert!(list.split_whitespace().is_sorted() && list.split_whitespace().count() > 80);
            for name in ["april", "may", "june", "august", "grace", "rose", "mark", "will", "joy", "dawn"] {
                assert!(!has(list, name), "{name}");
            }
        }
        assert!(has(ANYWHERE, "friday") && has(AT_THE_BEGINNING, "keys"));
    }
}
