//! Signs that a note holds where somebody is or can be reached. Signs only: what they found is not kept.

use unicode_normalization::UnicodeNormalization;

use super::{clean, digits, postcode};

/// What in a note looked like an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressHint {
    /// A postcode.
    Postcode,
    /// A flat or a house with its number, or a number with a street.
    Street,
}

impl AddressHint {
    /// The sentence that stops the person once, and tells where the address is protected.
    pub const fn message(self) -> &'static str {
        "This looks like an address. Put it in the protected address field"
    }

    /// The stable word for programs.
    pub const fn code(self) -> &'static str {
        "looks_like_address"
    }
}

/// Something in a note looked like a phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhoneHint;

impl PhoneHint {
    /// The sentence that stops the person once, and tells where the number is protected.
    pub const fn message(self) -> &'static str {
        "This looks like a phone number. Put it in the protected phone number field"
    }

    /// The stable word for programs.
    pub const fn code(self) -> &'static str {
        "looks_like_phone"
    }
}

/// Words that are hardly ever anything else after a number and a name.
const STREETS: [&str; 12] = [
    "AVE",
    "AVENUE",
    "BOULEVARD",
    "CRESCENT",
    "LANE",
    "MEWS",
    "RD",
    "ROAD",
    "STREET",
    "TERRACE",
    "CLOSE",
    "GROVE",
];
/// Words that are also ordinary ones: they count only where all of the name has capitals.
const PLACES: [&str; 27] = [
    "BUILDINGS",
    "COTTAGES",
    "COURT",
    "CT",
    "DRIVE",
    "ESTATE",
    "GARDENS",
    "GATE",
    "GREEN",
    "HEIGHTS",
    "HILL",
    "HOUSE",
    "LODGE",
    "PARADE",
    "PARK",
    "PLACE",
    "QUAY",
    "RISE",
    "ROW",
    "SQUARE",
    "ST",
    "TOWER",
    "VIEW",
    "WALK",
    "WAY",
    "WHARF",
    "YARD",
];
const DWELLINGS: [&str; 5] = ["APARTMENT", "APT", "BEDSIT", "FLAT", "MAISONETTE"];
/// Words that do not stand between a house number and the name of its street.
const SENTENCE: [&str; 40] = [
    "A",
    "ABOUT",
    "ACROSS",
    "ALONG",
    "AM",
    "AND",
    "ARE",
    "AT",
    "AWAY",
    "BY",
    "CARS",
    "CHILDREN",
    "DAYS",
    "DOORS",
    "DOWN",
    "FROM",
    "HEARD",
    "HER",
    "HIS",
    "HOURS",
    "IN",
    "IS",
    "LIVE",
    "MEN",
    "MILES",
    "MINUTES",
    "MONTHS",
    "MY",
    "NEIGHBOURS",
    "OF",
    "ON",
    "OUR",
    "PEOPLE",
    "PM",
    "THEIR",
    "TIMES",
    "TO",
    "UP",
    "WEEKS",
    "YEARS",
];
/// "4 The Old Dairy Lane" is the longest name looked for: four words before the street word.
const LONGEST_NAME: usize = 4;

struct Word {
    folded: String,
    capital: bool,
    /// Whether a sentence, or a long gap, ended before it.
    apart: bool,
}

/// Whether an address seems to stand in the text.
pub(super) fn address(text: &str) -> Option<AddressHint> {
    let words = words(text);
    let anywhere = |sign: fn(&[Word]) -> bool| (0..words.len()).any(|at| words.get(at..).is_some_and(sign));
    if anywhere(starts_with_postcode) {
        Some(AddressHint::Postcode)
    } else if anywhere(starts_with_dwelling) || anywhere(starts_with_street) {
        Some(AddressHint::Street)
    } else {
        None
    }
}

/// Whether a phone number seems to stand in the text: a run of digits, with at most two signs between
/// any two of them, that is as long as a number and begins like one.
pub(super) fn phone(text: &str) -> Option<PhoneHint> {
    let mut run = String::new();
    let mut gap = 0;
    for c in text.nfkc().filter(|&c| !is_invisible(c)).chain(['\n']) {
        match digits::ascii(c) {
            Some(digit) => {
                run.push(digit);
                gap = 0;
            }
            None if gap < 2 && c != '\n' && (c.is_whitespace() || "-.()".contains(c)) => gap += 1,
            None if is_dialled(&run) => return Some(PhoneHint),
            None => {
                run = if c == '+' { "+".to_owned() } else { String::new() };
                gap = 0;
            }
        }
    }
    None
}

fn is_dialled(run: &str) -> bool {
    let length = run.len();
    match run.as_bytes() {
        [b'+', ..] => (9..=16).contains(&length),
        [b'0', b'0', ..] if length > 11 => length <= 17,
        [b'0', ..] => matches!(length, 10 | 11),
        [b'7', ..] => length == 10,
        [b'4', b'4', ..] => length == 12,
        _ => false,
    }
}

/// A postcode written whole, with a gap before its second half, or with one in its first half too.
fn starts_with_postcode(words: &[Word]) -> bool {
    let near = |word: &Word| !word.apart;
    match words {
        [whole, ..] if postcode::halves(&whole.folded).is_some() => true,
        [outward, inward, ..] if near(inward) && are_halves(&outward.folded, &inward.folded) => true,
        [area, district, inward, ..] if near(district) && near(inward) => {
            are_halves(&format!("{}{}", area.folded, district.folded), &inward.folded)
        }
        _ => false,
    }
}

fn are_halves(outward: &str, inward: &str) -> bool {
    inward.len() == 3 && postcode::halves(&format!("{outward}{inward}")).is_some()
}

/// "Flat 3", "flat 12b", "Flat C", "at number 12".
fn starts_with_dwelling(words: &[Word]) -> bool {
    match words {
        [at, number, house, ..] if at.folded == "AT" && matches!(number.folded.as_str(), "NUMBER" | "NO") => {
            is_house_number(&house.folded)
        }
        [dwelling, door, ..] if DWELLINGS.contains(&dwelling.folded.as_str()) && !door.apart => {
            let letter = door.capital && door.folded.len() == 1 && door.folded != "I";
            letter || is_house_number(&door.folded)
        }
        _ => false,
    }
}

/// "12 Acacia Avenue", "4 The Street", "12a church road", "7 Elm Court".
fn starts_with_street(words: &[Word]) -> bool {
    let Some((house, rest)) = words.split_first() else { return false };
    if !is_house_number(&house.folded) {
        return false;
    }
    let name = rest.iter().take(LONGEST_NAME + 1).take_while(|word| is_part_of_a_name(word));
    let mut capitals = true;
    name.enumerate().any(|(place, word)| {
        capitals &= word.capital;
        let street = word.folded.as_str();
        place > 0 && (STREETS.contains(&street) || (capitals && PLACES.contains(&street)))
    })
}

fn is_part_of_a_name(word: &Word) -> bool {
    !word.apart && word.folded.chars().all(char::is_alphabetic) && !SENTENCE.contains(&word.folded.as_str())
}

/// One to four digits, and perhaps a letter.
fn is_house_number(folded: &str) -> bool {
    let digits = folded.strip_suffix(|c: char| c.is_ascii_uppercase()).unwrap_or(folded);
    (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The text in capitals, compatibility forms folded, cut at everything that is no letter or digit.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut gap = String::new();
    for c in text.nfkc().filter(|&c| !is_invisible(c) && !matches!(c, '\'' | '\u{2019}')) {
        let c = digits::ascii(c).unwrap_or(c);
        if !c.is_alphanumeric() {
            gap.push(c);
            continue;
        }
        if let Some(word) = words.last_mut().filter(|_| gap.is_empty()) {
            word.folded.extend(c.to_uppercase());
        } else {
            let apart = words.last().is_some_and(|before| parts(&gap, before));
            words.push(Word { folded: c.to_uppercase().collect(), capital: !c.is_lowercase(), apart });
        }
        gap.clear();
    }
    words
}

/// A full stop after one or two letters is a shortened word ("12 St. Anne's Road"), not an end.
fn parts(gap: &str, before: &Word) -> bool {
    gap.contains(['!', '?', ';'])
        || gap.chars().count() > 3
        || (gap.starts_with(". ") && before.folded.len() > 2)
}

fn is_invisible(c: char) -> bool {
    clean::comes_from_pasting(c) || (clean::is_without_ink(c) && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_seen_however_it_is_typed() {
        for note in [
            "New place is ZZ99 3VZ",
            "zz993vz",
            "she is at Zz1a\n1aa now",
            "postcode: ZZ1-1AA.",
            "ZZ 1A 1AA",
            "ＺＺ９９　３ＶＺ",
            "Z\u{200D}Z99 3VZ",
        ] {
            assert_eq!(address(note), Some(AddressHint::Postcode), "{note:?}");
        }
        for note in [
            "moved to 12 Acacia Avenue",
            "12a church road",
            "Flat 3",
            "flat 12b, top floor",
            "Staying in Flat C",
            "7 Elm Court",
            "4 The Street",
            "living at number 12",
            "12 St. Anne's Road",
            "3, Upper Mill Lane",
            "18 QUEEN'S GARDENS",
        ] {
            assert_eq!(address(note), Some(AddressHint::Street), "{note:?}");
        }
    }

    #[test]
    fn ordinary_notes_are_not_stopped() {
        for note in [
            "He came on 31st March at 10pm and again at 9",
            "She has 2 children. They walk to school",
            "3 neighbours heard shouting from down the road",
            "He waited 20 minutes across the street",
            "Ref ABC12345, call 101 or 999",
            "a flat in the next town",
            "The flat. I went back for 3 bags",
            "hit 5 times on the way to the park",
            "a 2 lane bridge",
            "Room for 2 more. Street lights are out",
            "",
        ] {
            assert_eq!(address(note), None, "{note:?}");
        }
    }

    #[test]
    fn a_phone_number_is_seen_and_a_date_is_not() {
        for note in [
            "ring 07700 900123",
            "new number:+44 (0)7700 900123.",
            "٠٧٧٠٠٩٠٠١٢٣",
            "his is 020-7946-0123",
            "7700900123",
            "text 07700\u{200B}900123",
        ] {
            assert_eq!(phone(note), Some(PhoneHint), "{note:?}");
        }
        for note in [
            "on 01/02/2026 at 10:30",
            "UPRN 12345678",
            "call 999",
            "12.02.2026 and 13.02.2026",
            "£1,000,000,000",
        ] {
            assert_eq!(phone(note), None, "{note:?}");
        }
    }
}
