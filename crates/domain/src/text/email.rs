//! Email addresses.

use unicode_normalization::UnicodeNormalization;

use super::{TextProblem, clean, stored_as_text};

/// An email address of one mailbox. The part before the `@` is kept as typed, the domain in lower case.
/// Where a person can be reached is a protected fact: no `Display`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Trims and checks. The domain must be ASCII with a dot in it; letters of any script may stand
    /// before the `@`.
    ///
    /// # Errors
    /// Nothing typed, not an address, or a line break in it ([`TextProblem::HeaderInjection`]).
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        clean::refuse_unreadable(text)?;
        let text: String = text.trim().nfc().filter(|&c| !clean::comes_from_pasting(c)).collect();
        if adds_a_line(&text) {
            return Err(TextProblem::HeaderInjection);
        }
        if text.is_empty() {
            return Err(TextProblem::Required);
        }
        let (local, domain) = text.split_once('@').ok_or(TextProblem::EmailFormat)?;
        if is_local_part(local) && is_domain(domain) && text.len() <= 254 {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(TextProblem::EmailFormat)
        }
    }

    /// The address, to be shown to somebody who may see it, or written to.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

stored_as_text!(EmailAddress);

/// A line break, or one that a careless decoder further on would make.
fn adds_a_line(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.contains(clean::is_hidden) || ["%0a", "%0d", "%00"].iter().any(|encoded| lower.contains(encoded))
}

/// The characters of an unquoted local part (RFC 5322 `atext`), without `%`, which old relays read as a route.
fn is_local_part(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && local.split('.').all(|atom| {
            !atom.is_empty() && atom.chars().all(|c| c.is_alphanumeric() || "!#$&'*+-/=?^_`{|}~".contains(c))
        })
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && top.len() >= 2
        && top.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_addresses_are_taken() {
        for (typed, stored) in [
            (" Sam.O'Neil+home@Example.ORG ", "Sam.O'Neil+home@example.org"),
            ("zoë@example.com", "zoë@example.com"),
            ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        ] {
            assert_eq!(EmailAddress::parse(typed).unwrap().as_str(), stored);
        }
    }

    #[test]
    fn what_is_not_one_mailbox_is_refused() {
        for wrong in [
            "a@b",
            "a",
            "@example.org",
            "a@",
            "a@@example.org",
            "a@b@example.org",
            "a b@example.org",
            "a@example..org",
            ".a@example.org",
            "a@-example.org",
            "a@10.0.0.1",
            "Sam <a@example.org>",
            "a@example.org,b@example.org",
            "a@exаmple.org",
        ] {
            assert_eq!(EmailAddress::parse(wrong), Err(TextProblem::EmailFormat), "{wrong:?}");
        }
    }

    #[test]
    fn added_headers_are_an_attack() {
        for attack in [
            "x@example.org\r\nBcc: z@q.org",
            "x\n@example.org",
            "x%0D%0ABcc:z@example.org",
            "a\u{2028}b@c.org",
        ] {
            assert_eq!(EmailAddress::parse(attack), Err(TextProblem::HeaderInjection), "{attack:?}");
        }
    }
}
