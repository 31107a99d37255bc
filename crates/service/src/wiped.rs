//! A text that is gone from memory once nobody needs it.

use std::borrow::Borrow;
use std::ops::Deref;

use zeroize::{ZeroizeOnDrop, Zeroizing};

/// A text about somebody that is kept in memory, such as a name for the search: wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Wiped(Zeroizing<Box<str>>);

impl ZeroizeOnDrop for Wiped {}

impl Deref for Wiped {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Wiped {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.into()))
    }
}

/// It is found among others as the text that it is.
impl Borrow<str> for Wiped {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialOrd for Wiped {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Wiped {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (**self).cmp(&**other)
    }
}

#[cfg(test)]
mod tests {
    use access::LocationSecret;
    use store::CaseHeader;
    use zeroize::{Zeroize, ZeroizeOnDrop};

    use super::Wiped;

    /// Builds only for what is wiped when it is dropped.
    fn wiped<T: ZeroizeOnDrop>() -> &'static str {
        std::any::type_name::<T>().rsplit("::").next().unwrap_or_default()
    }

    /// A protected fact; the names of a case as they were sealed; a name for the search; a protected fact that is shown,
    /// and the token of a form. Each line builds only while its type is wiped.
    #[test]
    fn what_was_opened_of_people_is_wiped_when_it_is_dropped() {
        let all =
            [wiped::<LocationSecret>(), wiped::<CaseHeader>(), wiped::<Wiped>(), wiped::<seal::SecretText>()];
        assert_eq!(all, ["LocationSecret", "CaseHeader", "Wiped", "SecretText"]);
    }

    /// The control: that a type says it is wiped would be worth nothing were the wiping not to reach the bytes.
    #[test]
    fn wiping_leaves_zeros_where_a_text_was() {
        let mut wiped = Wiped::from("Ann Example");
        assert_eq!(&*wiped, "Ann Example");
        wiped.0.zeroize();
        assert_eq!(&*wiped, "\0".repeat("Ann Example".len()));
        let mut header = CaseHeader(b"Ann Example".to_vec());
        header.0.zeroize();
        assert_eq!(header.0, b"");
    }

    #[test]
    fn a_wiped_text_is_ordered_and_found_as_the_text_that_it_is() {
        let all: std::collections::BTreeSet<Wiped> = ["b", "a", "ab"].map(Wiped::from).into();
        assert_eq!(all.iter().map(|one| &**one).collect::<Vec<_>>(), ["a", "ab", "b"]);
        assert!(all.contains("ab") && !all.contains("ba"));
    }
}
