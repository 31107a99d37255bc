//! The reference by which people name a case on the phone and on paper.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{TextProblem, clean, from_stored};

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PREFIX: &str = "HF";
const LENGTH: usize = 8;

/// A case reference such as `HF-7K3M-Q2XT`: 35 random bits and a check character. It holds no date, no
/// place, no count and no name, so on a screen or an envelope it tells nothing about the case.
///
/// The check character finds every single wrong character and every swap of two. Random bits can
/// repeat: whoever stores a reference makes it unique within the organisation and draws again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseReference([u8; LENGTH]);

impl CaseReference {
    /// The reference made of the first 35 of these random bits.
    pub fn from_random(random: [u8; 5]) -> Self {
        let bits = random.iter().fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte)) >> 5;
        let mut values = [0_u8; LENGTH];
        for (place, value) in values.iter_mut().rev().enumerate().skip(1) {
            *value = u8::try_from(bits >> (5 * (place - 1)) & 31).unwrap_or(0);
        }
        let check = remainder(values);
        if let Some(last) = values.last_mut() {
            *last = check;
        }
        Self(values)
    }

    /// Takes any case, with or without `HF`, spaces and hyphens, and reads O as 0, I and L as 1.
    ///
    /// # Errors
    /// Nothing typed, or not a reference. Whether such a case exists is not asked here.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        clean::refuse_unreadable(text)?;
        let separator =
            |c: char| clean::is_without_ink(c) || c == '-' || ('\u{2010}'..='\u{2015}').contains(&c);
        let typed: String = text.chars().filter(|&c| !separator(c)).map(|c| c.to_ascii_uppercase()).collect();
        if typed.is_empty() {
            return Err(TextProblem::Required);
        }
        let code = typed.strip_prefix(PREFIX).filter(|code| code.len() == LENGTH).unwrap_or(&typed);
        let values: Option<Vec<u8>> = code.bytes().map(value_of).collect();
        let values: Option<[u8; LENGTH]> = values.and_then(|values| values.try_into().ok());
        values.filter(|&values| remainder(values) == 0).map(Self).ok_or(TextProblem::CaseReferenceFormat)
    }
}

fn value_of(typed: u8) -> Option<u8> {
    let meant = match typed {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    ALPHABET.iter().position(|&letter| letter == meant).and_then(|value| u8::try_from(value).ok())
}

/// The values as a polynomial over GF(32), taken at the generator `x` (x⁵ = x² + 1). Each place has a
/// factor of its own, which no sum of two slips in one place, or of a swap, can cancel.
fn remainder(values: [u8; LENGTH]) -> u8 {
    values.iter().fold(0_u8, |sum, value| {
        let shifted = sum << 1;
        (if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }) ^ value
    })
}

impl fmt::Display for CaseReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        for (place, &value) in self.0.iter().enumerate() {
            if place % 4 == 0 {
                f.write_str("-")?;
            }
            let letter = ALPHABET.get(usize::from(value)).copied().map_or('0', char::from);
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

/// Unlike the other types here it prints: it is made to be said aloud.
impl fmt::Debug for CaseReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseReference({self})")
    }
}

impl Serialize for CaseReference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseReference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_stored(deserializer, Self::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_however_it_was_written_down() {
        let reference = CaseReference::from_random([0x00, 0x44, 0x32, 0x14, 0xc7]);
        let written = reference.to_string();
        assert_eq!(written, "HF-0123-4568");
        for way in [
            written.to_lowercase(),
            written.replace('-', " "),
            written.replace("HF-", ""),
            written.replace('0', "o"),
            written.replace('1', "l"),
        ] {
            assert_eq!(CaseReference::parse(&way), Ok(reference), "{way}");
        }
    }

    #[test]
    fn every_single_slip_and_every_swap_is_found() {
        let CaseReference(values) = CaseReference::from_random([0x39, 0xc7, 0x4b, 0x88, 0x5d]);
        for place in 0..LENGTH {
            for slip in 1..32 {
                let mut wrong = values;
                wrong[place] ^= slip;
                assert_ne!(remainder(wrong), 0);
            }
            for other in (0..LENGTH).filter(|&other| values[other] != values[place]) {
                let mut wrong = values;
                wrong.swap(place, other);
                assert_ne!(remainder(wrong), 0);
            }
        }
    }

    #[test]
    fn the_example_in_the_message_is_a_reference() {
        let message = TextProblem::CaseReferenceFormat.message("Case reference");
        let example = message.rsplit(' ').next().unwrap();
        assert_eq!(
            CaseReference::parse(example).map(|reference| reference.to_string()),
            Ok(example.to_owned())
        );
    }

    #[test]
    fn what_is_not_a_reference_is_refused() {
        for wrong in ["HF", "HF-7K3M-Q2X", "HF-7K3M-Q2XU", "AB-0123-4567", "HF-HF-7K3M", "HF-0000-0001", "é"]
        {
            assert_eq!(CaseReference::parse(wrong), Err(TextProblem::CaseReferenceFormat), "{wrong}");
        }
        assert_eq!(CaseReference::parse(" - "), Err(TextProblem::Required));
    }
}
