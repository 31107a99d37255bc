//! The one way to compare secrets.

use std::fmt;
use std::hint::black_box;

use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Whether two secrets are the same, in a time that depends on their lengths alone: how many of the first bytes are
/// right tells nobody anything. Everything that proves who somebody is goes through here; a check of the sources
/// (`xtask::secrets`) finds what goes round it.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    let differ = one.iter().zip(other).fold(0, |so_far, (a, b)| black_box(so_far | (a ^ b)));
    one.len() == other.len() && black_box(differ) == 0
}

/// A text that gives something away to whoever has it, such as the token of a form or a number that was revealed: wiped
/// when dropped, shown by `Debug` as its type only.
///
/// It has no `==`, which would stop at the first byte that differs:
/// ```compile_fail
/// fn forged(sent: &seal::SecretText, kept: &seal::SecretText) -> bool { sent == kept }
/// ```
/// nor can it be compared as the text that it holds without being read out by name:
/// ```compile_fail
/// fn forged(sent: &str, kept: &seal::SecretText) -> bool { *kept == *sent }
/// ```
/// Neither has a [`Token`](crate::Token):
/// ```compile_fail
/// fn forged(sent: &seal::Token, kept: &seal::Token) -> bool { sent == kept }
/// ```
/// What is meant builds:
/// ```
/// fn genuine(sent: &str, kept: &seal::SecretText) -> bool { kept.is(sent) }
/// assert!(genuine("marigold", &seal::SecretText::new("marigold".to_owned())));
/// ```
#[derive(Clone)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes a text.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, to hand it to its bearer.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether this is what somebody brought, by [`same`].
    pub fn is(&self, brought: &str) -> bool {
        same(self.0.as_bytes(), brought.as_bytes())
    }
}

impl ZeroizeOnDrop for SecretText {}

impl From<Zeroizing<String>> for SecretText {
    fn from(text: Zeroizing<String>) -> Self {
        Self(text)
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_two_texts_then_they_are_the_same_where_every_byte_is() {
        let kept = [7; 40];
        assert!(same(&kept, &kept) && same(b"", b""));
        for bit in 0..kept.len() * 8 {
            let mut brought = kept;
            brought[bit / 8] ^= 1 << (bit % 8);
            assert!(!same(&brought, &kept), "bit {bit}");
        }
        for length in 0..kept.len() {
            assert!(!same(&kept[..length], &kept) && !same(&kept, &kept[..length]), "{length} bytes");
        }
    }

    #[test]
    fn given_a_secret_text_then_it_is_what_was_brought_and_debug_prints_its_type_only() {
        let text = SecretText::new("marigold".to_owned());
        assert!(text.is("marigold") && !text.is("marigolD") && !text.is("marigold ") && !text.is(""));
        assert_eq!(format!("{text:?}"), "SecretText");
    }
}
