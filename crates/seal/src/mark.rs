//! Marks: what a text comes to under a key, for finding it again where it must not be kept.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::hex::{Hex, NotHex, decode};
use crate::random::random;
use crate::{MasterKey, Place, Unopened};

/// A key under which texts get their marks. `Debug` prints its type only.
pub struct MarkKey(Zeroizing<[u8; 32]>);

/// What a text came to: the first half of its HMAC-SHA-256. Equal texts have equal marks under one key; without
/// the key nobody can tell of which text a mark is, not even by trying all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark([u8; 16]);

impl MarkKey {
    /// A new random key.
    pub fn generate() -> Self {
        Self(Zeroizing::new(random()))
    }

    /// Seals this key under the master key, to be kept apart from the marks.
    pub fn wrap(&self, master: &MasterKey, place: &Place<'_>) -> Vec<u8> {
        master.wrapping().seal(place, &*self.0)
    }

    /// Opens a wrapped key.
    ///
    /// # Errors
    /// [`Unopened`], when it was changed, belongs to another place or to another master key.
    pub fn unwrap(master: &MasterKey, place: &Place<'_>, wrapped: &[u8]) -> Result<Self, Unopened> {
        master.unwrapped(place, wrapped).map(Self)
    }

    /// The mark of a text, of one owner: the same text has other marks elsewhere.
    pub fn mark(&self, owner: [u8; 16], text: &str) -> Mark {
        let message = Zeroizing::new([&owner[..], text.as_bytes()].concat());
        // To extract is to take the HMAC of the message under the salt (RFC 5869).
        let (hash, _) = Hkdf::<Sha256>::extract(Some(&*self.0), &message);
        let mut mark = [0; 16];
        for (place, byte) in mark.iter_mut().zip(hash) {
            *place = byte;
        }
        Mark(mark)
    }
}

impl std::fmt::Debug for MarkKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MarkKey")
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Hex(&self.0).fmt(f)
    }
}

impl std::str::FromStr for Mark {
    type Err = NotHex;

    fn from_str(text: &str) -> Result<Self, NotHex> {
        decode(text).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use crate::{MarkKey, MasterKey, Place, Unopened};

    const PLACE: Place<'_> = Place { organisation: [0; 16], stream: [0; 16], sequence: 0, kind: "search" };

    #[test]
    fn given_equal_texts_then_their_marks_are_equal_and_nothing_else_is() {
        let (master, key) = (MasterKey::generate(), MarkKey::generate());
        let wrapped = key.wrap(&master, &PLACE);
        let again = MarkKey::unwrap(&master, &PLACE, &wrapped).unwrap();
        let elsewhere = Place { kind: "another", ..PLACE };
        assert_eq!(MarkKey::unwrap(&master, &elsewhere, &wrapped).unwrap_err(), Unopened::Refused);
        let mark = key.mark([1; 16], "ashdown");
        assert_eq!(mark, again.mark([1; 16], "ashdown"));
        assert_ne!(mark, key.mark([1; 16], "ashdowm"));
        assert_ne!(mark, key.mark([2; 16], "ashdown"), "another organisation");
        assert_ne!(mark, MarkKey::generate().mark([1; 16], "ashdown"), "another key");
        assert_eq!(mark.to_string().parse(), Ok(mark));
        assert_eq!(format!("{key:?}"), "MarkKey");
    }

    /// Computed by another library.
    #[test]
    fn given_a_known_key_then_the_mark_is_the_hmac() {
        let key = super::MarkKey(zeroize::Zeroizing::new([0x0b; 32]));
        assert_eq!(key.mark([0; 16], "Hi There").to_string(), KNOWN);
    }

    const KNOWN: &str = "1a9c2e68fc41fd141257bd879c2f0d78";
}
