//! Single lines: names, short texts, references of other agencies.

use super::{TextProblem, clean, stored_as_text};

macro_rules! single_lines {
    ($($(#[$doc:meta])* $name:ident, $max:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The greatest number of characters.
            pub const MAX: usize = $max;

            /// Trims, composes (NFC) and checks.
            ///
            /// # Errors
            /// Nothing to see, too long, unreadable, or a hidden character.
            pub fn parse(text: &str) -> Result<Self, TextProblem> {
                clean::one_line(text, Self::MAX).map(Self)
            }

            /// The text, to be shown to somebody who may see it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        stored_as_text!($name);
    )*};
}

single_lines! {
    /// What a person is called, in any script, as that person writes it: 1 to 200 characters.
    Name, 200;
    /// A short answer on one line: 1 to 200 characters.
    ShortText, 200;
    /// The reference another agency gave: a crime number, a MARAC number. Kept as given.
    Reference, 200;
}
