//! Addresses: house number and postcode, or number and street where the postcode is not known.

use std::collections::BTreeSet;
use std::fmt;

use domain::text::Postcode;

use crate::mark::{Key, Of};

/// Words that stand in many addresses and tell no two apart.
const EVERYWHERE: [&str; 48] = [
    "flat",
    "apartment",
    "apt",
    "unit",
    "room",
    "floor",
    "ground",
    "first",
    "second",
    "third",
    "top",
    "basement",
    "block",
    "house",
    "the",
    "no",
    "number",
    "road",
    "rd",
    "street",
    "st",
    "saint",
    "lane",
    "ln",
    "avenue",
    "ave",
    "close",
    "cl",
    "drive",
    "dr",
    "court",
    "ct",
    "crescent",
    "cres",
    "place",
    "pl",
    "terrace",
    "ter",
    "way",
    "gardens",
    "gdns",
    "grove",
    "square",
    "sq",
    "walk",
    "hill",
    "old",
    "new",
];
/// Words after which a single letter is the number of a home.
const NUMBERED: [&str; 5] = ["flat", "apartment", "apt", "unit", "room"];

/// What of an address is compared.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// The postcode, if one was given.
    pub postcode: Option<String>,
    /// The numbers of house and flat; a letter after a number is one of its own.
    pub numbers: BTreeSet<String>,
    /// The first word of the street or of the house that tells it from others.
    pub street: Option<String>,
}

impl Address {
    /// What of this text is compared.
    pub fn of(text: &str) -> Self {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let (postcode, words) = without_postcode(&words);
        let mut address = Self { postcode, ..Self::default() };
        let mut before: Option<&str> = None;
        for word in &words {
            let numbered =
                before.is_some_and(|before| NUMBERED.contains(&before)) && word.chars().count() == 1;
            if numbered || word.starts_with(|c: char| c.is_ascii_digit()) {
                address.numbers.extend(numbers(word));
                // A street stands after its number; what stood before was the name of a building.
                address.street = None;
            } else if address.street.is_none() && !EVERYWHERE.contains(&word.as_str()) {
                address.street = Some(word.clone());
            }
            before = Some(word);
        }
        address
    }

    /// The address as text, of which [`Address::of`] makes the same again.
    pub fn text(&self) -> String {
        let numbers = self.numbers.iter().map(|number| format!("flat {number}"));
        numbers.chain(self.street.clone()).chain(self.postcode.clone()).collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address")
    }
}

/// The postcode that stands last, and every word but it.
fn without_postcode(words: &[String]) -> (Option<String>, Vec<String>) {
    for at in (0..words.len()).rev() {
        for length in [2, 1] {
            let Some(some) = words.get(at..at + length) else { continue };
            let joined = some.concat();
            if let Ok(postcode) = Postcode::parse(&joined) {
                let rest = words.iter().take(at).chain(words.iter().skip(at + length));
                return (Some(postcode.as_str().to_owned()), rest.cloned().collect());
            }
        }
    }
    (None, words.to_vec())
}

/// "12b" is 12 and b, "012" and "12th" are 12.
fn numbers(word: &str) -> impl Iterator<Item = String> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, letters) = word.split_at(digits);
    let number = number.trim_start_matches('0').to_owned();
    let letter = if letters.chars().count() == 1 { letters.to_owned() } else { String::new() };
    [number, letter].into_iter().filter(|part| !part.is_empty())
}

/// The district of a postcode: all of it but its last three letters.
fn outward(postcode: &str) -> Option<&str> {
    let outward = postcode.get(..postcode.len().checked_sub(3)?)?.trim_end();
    (!outward.is_empty()).then_some(outward)
}

/// How many numbers of an address are compared.
const NUMBERS: usize = 3;

/// An address as marks, small. Nothing stands in for nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Home {
    postcode: u64,
    /// The first half of the postcode, which many streets share.
    outward: u32,
    street: u32,
    numbers: [u32; NUMBERS],
}

impl Home {
    /// This address; nothing where it says too little to be compared.
    pub fn of(key: &Key, text: &str) -> Option<Self> {
        let address = Address::of(text);
        let says_enough = address.street.is_some() || !address.numbers.is_empty();
        let mut numbers = [0; NUMBERS];
        for (kept, number) in numbers.iter_mut().zip(&address.numbers) {
            *kept = key.mark(Of::Number, number).short() | 1;
        }
        let postcode = address.postcode.as_deref();
        let district = postcode.and_then(outward);
        says_enough.then(|| Self {
            postcode: postcode.map_or(0, |postcode| key.mark(Of::Postcode, postcode).whole() | 1),
            outward: district.map_or(0, |district| key.mark(Of::Outward, district).short() | 1),
            street: address.street.as_deref().map_or(0, |street| key.mark(Of::Street, street).short() | 1),
            numbers,
        })
    }

    /// Whether the two may be one home. The same both ways round.
    pub fn is(&self, other: &Self) -> bool {
        let same_street = self.street != 0 && self.street == other.street;
        let (ours, theirs) = (self.known(), other.known());
        let contains = |all: &[u32], some: &[u32]| some.iter().all(|number| all.contains(number));
        let numbered = !ours.is_empty() && !theirs.is_empty();
        let same_number = numbered && (contains(ours, theirs) || contains(theirs, ours));
        if self.postcode != 0 && other.postcode != 0 {
            self.postcode == other.postcode && if numbered { same_number } else { same_street }
        } else {
            same_street && same_number
        }
    }

    /// Whether the two may stand in one street: of one postcode, or of one street in one district. Where too little
    /// is known of either to say, they do not. The same both ways round.
    pub fn is_near(&self, other: &Self) -> bool {
        let same_postcode = self.postcode != 0 && self.postcode == other.postcode;
        let same_street = self.street != 0 && self.street == other.street;
        let same_district = self.outward != 0 && self.outward == other.outward;
        same_postcode || (same_street && same_district)
    }

    /// What two addresses that may be one home have at least one of in common.
    pub(crate) fn hooks(self) -> impl Iterator<Item = u64> {
        [self.postcode, u64::from(self.street)].into_iter().filter(|mark| *mark != 0)
    }

    fn known(&self) -> &[u32] {
        let end = self.numbers.iter().position(|number| *number == 0).unwrap_or(NUMBERS);
        self.numbers.get(..end).unwrap_or_default()
    }
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Home")
    }
}

#[cfg(test)]
#[path = "home_tests.rs"]
mod tests;
