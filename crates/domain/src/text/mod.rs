//! Text that people typed, parsed once at the edge into types that cannot hold anything else.
//!
//! Each type has `parse`, which returns the stored form or a [`TextProblem`] that knows the sentence
//! to show. Reading from storage goes through `parse` too, so no edge (form, API, import, database)
//! has a way round it. Two things follow, and tests hold both: a stored form parses to itself, and a
//! rule here may be loosened but never tightened without a new version of the events that hold it.
//!
//! `Debug` prints the type only, and only [`CaseReference`] and [`CivilTime`] have `Display`: to show
//! what a person told us is a deliberate call of `as_str`, `as_e164` or `spaced`.

mod case_reference;
mod clean;
mod date;
mod digits;
mod email;
mod free;
mod hint;
mod line;
mod phone;
mod postcode;
mod problem;
#[cfg(test)]
mod properties;
mod time;
mod uprn;

pub use case_reference::CaseReference;
pub use clean::readable;
pub use date::{DateOfBirth, date_up_to, real_date};
pub use email::EmailAddress;
pub use free::Words;
pub use hint::{AddressHint, PhoneHint};
pub use line::{Name, Reference, ShortText};
pub use phone::PhoneNumber;
pub use postcode::Postcode;
pub use problem::TextProblem;
pub use time::{CivilTime, TimeWindow};
pub use uprn::Uprn;

use serde::de::{Deserializer, Error, Visitor};

/// What every type with a `parse` and an `as_str` shares: a silent `Debug`, and serde as a string.
macro_rules! stored_as_text {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::text::from_stored(deserializer, Self::parse)
            }
        }
    };
}
use stored_as_text;

/// Reads a string where it stands and parses it. The deserializer's own error is dropped because it quotes the value.
fn from_stored<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, TextProblem>,
) -> Result<T, D::Error> {
    let parsed = deserializer.deserialize_str(Parsed(parse));
    parsed.map_err(|_| D::Error::custom("this value must be text"))?.map_err(D::Error::custom)
}

/// Parses without copying the text first: most of what is stored is text, and it is read often.
struct Parsed<P>(P);

impl<T, P: FnOnce(&str) -> Result<T, TextProblem>> Visitor<'_> for Parsed<P> {
    type Value = Result<T, TextProblem>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok((self.0)(text))
    }
}
