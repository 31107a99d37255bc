//! Code lists: one macro gives each its variants, its codes for storage and forms, and its plain words.

/// The text is not a code of the list that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a choice on the list: choose one of those shown")]
pub struct UnknownCode;

/// What every code list can do, for forms and files that treat them alike.
pub trait CodeList: Copy + Eq + 'static {
    /// Every choice, in the order in which a page shows them.
    fn all() -> &'static [Self];

    /// The code in forms, files and storage.
    fn to_code(self) -> &'static str;

    /// The plain words on a page.
    fn to_label(self) -> &'static str;

    /// The choice with this code.
    fn of_code(code: &str) -> Option<Self> {
        Self::all().iter().copied().find(|one| one.to_code() == code)
    }
}

/// Declares a code list: `Variant = "code", "Plain words";`. The order is the order on the page. What is said above
/// a variant stands before its plain words. A crate that declares one depends on `serde`.
///
/// ```
/// domain::codes! {
///     /// What came of it.
///     Found {
///         InOrder = "in-order", "In order";
///         NotInOrder = "not-in-order", "Not in order";
///     }
/// }
/// assert_eq!(Found::from_code("in-order"), Some(Found::InOrder));
/// assert_eq!(Found::NotInOrder.label(), "Not in order");
/// ```
#[macro_export]
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$more:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$more])* #[doc = ""] #[doc = $label] #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every choice, in the order in which a page shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code in forms, files and storage.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The plain words on a page.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::codes::CodeList for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn to_code(self) -> &'static str {
                self.code()
            }

            fn to_label(self) -> &'static str {
                self.label()
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::codes::UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::from_code(text).ok_or($crate::codes::UnknownCode)
            }
        }
    };
}

pub(crate) use codes;

#[cfg(test)]
mod tests {
    use crate::{Answer, Severity};

    #[test]
    fn a_code_reads_back_as_itself() {
        for answer in Answer::ALL {
            assert_eq!(answer.code().parse(), Ok(*answer));
        }
        assert!("NotKnown".parse::<Answer>().is_err());
        assert!(Severity::ALL.is_sorted());
    }
}
