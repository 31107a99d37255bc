//! Secrets given to a bearer.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::compare::same;
use crate::hex::{Hex, decode};
use crate::random::random;

/// A secret of 32 random bytes that its bearer brings back: in a cookie, or in a link.
///
/// The bearer has the text, the database only the digest, so that a stolen database signs nobody in.
/// There is no `Display`, and `Debug` prints the type only: a token in a log is a way in.
pub struct Token(Zeroizing<[u8; 32]>);

impl Token {
    /// A new random token.
    pub fn generate() -> Self {
        Self(Zeroizing::new(random()))
    }

    /// The text for the bearer: 64 characters, each a digit or one of the letters a to f, safe in an
    /// address and in a cookie.
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(Hex(&*self.0).to_string())
    }

    /// What the database keeps: the SHA-256 of the 32 bytes. A token has too much chance in it for a
    /// slow hash to be needed.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(*self.0).into()
    }

    /// Whether this is the token whose digest was kept, in a time that does not depend on the answer.
    pub fn matches(&self, kept: &[u8; 32]) -> bool {
        same(&self.digest(), kept)
    }
}

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        decode(text).map(Zeroizing::new).map(Self).map_err(|_| NotAToken)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

/// The text is not a token's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is not a token of 64 characters; use the whole link, or sign in again")]
pub struct NotAToken;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_token_when_its_text_comes_back_then_it_matches_the_kept_digest() {
        let token = Token::generate();
        let back: Token = token.text().parse().unwrap();
        assert!(back.matches(&token.digest()));
    }

    #[test]
    fn given_a_digest_with_any_bit_changed_then_the_token_does_not_match() {
        let token = Token::generate();
        for bit in 0..256 {
            let mut kept = token.digest();
            kept[bit / 8] ^= 1 << (bit % 8);
            assert!(!token.matches(&kept), "bit {bit}");
        }
    }

    #[test]
    fn given_the_digest_itself_as_a_token_then_it_does_not_match() {
        let kept = Token::generate().digest();
        let forged: Token = Hex(&kept).to_string().parse().unwrap();
        assert!(!forged.matches(&kept));
    }

    #[test]
    fn given_text_of_another_form_then_it_is_not_a_token() {
        let text = Token::generate().text();
        for wrong in [&text[1..], &text[2..], "", &text.replace(|_| true, "G")] {
            assert_eq!(wrong.parse::<Token>().unwrap_err(), NotAToken);
        }
    }

    #[test]
    fn given_a_token_then_debug_prints_its_type_only() {
        assert_eq!(format!("{:?}", Token::generate()), "Token");
    }
}
