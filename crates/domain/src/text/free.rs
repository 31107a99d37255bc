//! What people tell in their own words.

use super::{AddressHint, PhoneHint, TextProblem, clean, hint, stored_as_text};

/// Free text with line breaks: 1 to 20,000 characters. Markup and template signs in it are only text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words(String);

impl Words {
    /// The greatest number of characters.
    pub const MAX: usize = 20_000;

    /// Trims, composes (NFC), turns every kind of line break into `\n`, and checks.
    ///
    /// # Errors
    /// Nothing to see, too long, unreadable, or a hidden character.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        clean::many_lines(text, Self::MAX).map(Self)
    }

    /// The text, to be shown to somebody who may see it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an address seems to stand in it. A soft stop for boxes that letters and summaries are
    /// made from: an address belongs where it is protected (Charnwood 2023). The person may go on.
    pub fn looks_like_address(&self) -> Option<AddressHint> {
        hint::address(&self.0)
    }

    /// Whether a phone number seems to stand in it; a soft stop as for an address.
    pub fn looks_like_phone(&self) -> Option<PhoneHint> {
        hint::phone(&self.0)
    }
}

stored_as_text!(Words);
