//! Phone numbers and email addresses in one form.

use domain::text::{EmailAddress, PhoneNumber};

/// A phone number as E.164; nothing where it is none.
pub fn phone(text: &str) -> Option<String> {
    PhoneNumber::parse(text).ok().map(|phone| phone.as_e164().to_owned())
}

/// A mailbox: lower case, without what many providers let stand after a plus sign. Nothing where it is none.
pub fn email(text: &str) -> Option<String> {
    let parsed = EmailAddress::parse(text).ok()?;
    let lower = parsed.as_str().to_lowercase();
    let (local, domain) = lower.split_once('@')?;
    let mailbox = local.split('+').next().filter(|mailbox| !mailbox.is_empty()).unwrap_or(local);
    Some(format!("{mailbox}@{domain}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_form() {
        for typed in ["07700 900123", "+44 7700 900123", "0044 (0)7700-900123"] {
            assert_eq!(phone(typed).as_deref(), Some("+447700900123"), "{typed}");
        }
        assert_eq!(phone("ask mum"), None);
    }

    #[test]
    fn one_mailbox_has_one_form() {
        for typed in ["Sam@Example.org", "sam+home@example.org"] {
            assert_eq!(email(typed).as_deref(), Some("sam@example.org"), "{typed}");
        }
        assert_eq!(email("+@example.org").as_deref(), Some("+@example.org"));
        assert_eq!(email("no address"), None);
    }
}
