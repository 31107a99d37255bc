//! Bytes as hexadecimal text.

use std::fmt;

/// Writes bytes as lower-case hexadecimal digits.
pub(crate) struct Hex<'a>(pub(crate) &'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Text that was to be hexadecimal is not, or is too long or too short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotHex {
    /// The text has another character than a lower-case hexadecimal digit, or half a byte.
    #[error("the text is not written in pairs of the digits 0 to 9 and a to f; copy it again, whole")]
    Character,
    /// The text is well formed, but of another length.
    #[error("the text holds {found} bytes and must hold {wanted}; copy it again, whole")]
    Length {
        /// How many bytes the text holds.
        found: usize,
        /// How many bytes it must hold.
        wanted: usize,
    },
}

/// Exactly `N` bytes from lower-case hexadecimal text. There is one text for each value: upper case is
/// refused, so that a value cannot pass for two.
pub(crate) fn decode<const N: usize>(text: &str) -> Result<[u8; N], NotHex> {
    let (pairs, half) = text.as_bytes().as_chunks::<2>();
    if !half.is_empty() || !pairs.iter().flatten().all(|digit| nibble(*digit).is_some()) {
        return Err(NotHex::Character);
    }
    if pairs.len() != N {
        return Err(NotHex::Length { found: pairs.len(), wanted: N });
    }
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = nibble(*high).unwrap_or(0) << 4 | nibble(*low).unwrap_or(0);
    }
    Ok(bytes)
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_every_byte_then_its_text_reads_back() {
        let bytes: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap());
        assert_eq!(decode(&Hex(&bytes).to_string()), Ok(bytes));
    }

    #[test]
    fn given_text_of_another_form_then_it_is_refused() {
        for text in ["0g", "+f", "AB", "a", "abc", "é", " ab"] {
            assert_eq!(decode::<1>(text), Err(NotHex::Character), "{text}");
        }
        assert_eq!(decode::<1>("abab"), Err(NotHex::Length { found: 2, wanted: 1 }));
        assert_eq!(decode::<1>(""), Err(NotHex::Length { found: 0, wanted: 1 }));
    }
}
