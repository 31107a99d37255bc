//! What a public list of leaked passwords calls a password.

use sha1::{Digest as _, Sha1};

/// The name under which a password stands in the Pwned Passwords list: its SHA-1 digest, in hexadecimal and capitals.
/// It protects nothing and is kept nowhere: it finds a line of that list, which is published under these names alone.
pub fn leaked_digest(password: &str) -> String {
    Sha1::digest(password.as_bytes()).iter().fold(String::with_capacity(40), |mut text, byte| {
        for four in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(four.into(), 16).map(|figure| figure.to_ascii_uppercase()));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_digest_of_the_standard() {
        assert_eq!(leaked_digest("abc"), "A9993E364706816ABA3E25717850C26C9CD0D89D");
        assert_eq!(leaked_digest(""), "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709");
    }
}
