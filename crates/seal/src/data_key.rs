//! The key of one stream, and the envelope that it seals.

use std::fmt;

use zeroize::{Zeroize as _, Zeroizing};

use crate::random::{NONCE, nonce, random};
use crate::suite::{Suite, TAG};
use crate::{MasterKey, Place};

/// A 256-bit key that seals bytes to their place. Wiped when dropped; `Debug` prints its type only.
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// A new random key.
    pub fn generate() -> Self {
        Self::from_bytes(Zeroizing::new(random()))
    }

    pub(crate) const fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// Seals this key under the master key, to be kept apart from what it opens.
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

    /// Seals bytes to their place: the format byte, a random nonce of 24 bytes, the ciphertext, the tag
    /// of 16 bytes. The result is 41 bytes longer than the plain bytes.
    pub fn seal(&self, place: &Place<'_>, plain: &[u8]) -> Vec<u8> {
        self.seal_in(Suite::TODAY, &nonce(), place, plain)
    }

    /// Only for randomness that has never been used with this key; a suite takes as much of it as its nonce is long.
    #[expect(clippy::expect_used, reason = "the cipher's only refusal is of a message over 256 GiB")]
    pub(crate) fn seal_in(
        &self,
        suite: Suite,
        random: &[u8; NONCE],
        place: &Place<'_>,
        plain: &[u8],
    ) -> Vec<u8> {
        let (nonce, _) = random.split_at(suite.nonce());
        let mut sealed = Vec::with_capacity(1 + nonce.len() + plain.len() + TAG);
        sealed.push(suite.format());
        sealed.extend_from_slice(nonce);
        sealed.extend_from_slice(plain);
        let (_, message) = sealed.split_at_mut(1 + nonce.len());
        let tag = place.authenticated(suite.format(), |place| suite.seal(&self.0, nonce, place, message));
        sealed.extend_from_slice(&tag.expect("the message is shorter than 256 GiB"));
        sealed
    }

    /// Opens with this key what was sealed to a place, in whichever format, and seals it to the same place under
    /// another key in the format of today. What was opened is wiped.
    ///
    /// # Errors
    /// As [`DataKey::open`].
    pub fn reseal(&self, to: &Self, place: &Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
        self.reseal_in(Suite::TODAY, to, place, sealed)
    }

    pub(crate) fn reseal_in(
        &self,
        suite: Suite,
        to: &Self,
        place: &Place<'_>,
        sealed: &[u8],
    ) -> Result<Vec<u8>, Unopened> {
        let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
        self.open_into(place, sealed, &mut plain)?;
        Ok(to.seal_in(suite, &nonce(), place, &plain))
    }

    /// Opens what was sealed to this place.
    ///
    /// # Errors
    /// [`Unopened`], when it was changed, belongs to another place or was sealed under another key.
    pub fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
        let mut plain = Vec::with_capacity(sealed.len());
        self.open_into(place, sealed, &mut plain)?;
        Ok(plain)
    }

    /// Opens into a buffer that the caller reuses. What the buffer held is lost; after an error it is
    /// empty.
    ///
    /// # Errors
    /// As [`DataKey::open`].
    pub fn open_into(&self, place: &Place<'_>, sealed: &[u8], plain: &mut Vec<u8>) -> Result<(), Unopened> {
        // A buffer that has to grow is moved, and must not leave behind what was opened before.
        if plain.capacity() < sealed.len() {
            plain.zeroize();
            plain.reserve(sealed.len());
        }
        plain.clear();
        let (format, rest) = sealed.split_first().ok_or(Unopened::Refused)?;
        let suite = Suite::of(*format).ok_or(Unopened::UnknownFormat)?;
        let (nonce, rest) = rest.split_at_checked(suite.nonce()).ok_or(Unopened::Refused)?;
        let (message, tag) = rest.split_last_chunk::<TAG>().ok_or(Unopened::Refused)?;
        plain.extend_from_slice(message);
        let opened = place
            .authenticated(*format, |place| suite.open(&self.0, nonce, place, plain.as_mut_slice(), tag));
        opened.ok_or_else(|| {
            plain.clear();
            Unopened::Refused
        })
    }

    #[cfg(test)]
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey")
    }
}

/// Why sealed bytes did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unopened {
    /// The envelope's first byte is not a format that this version knows.
    #[error("the sealed data is in a format that this version does not know; run the version that wrote it")]
    UnknownFormat,
    /// The bytes are not what was sealed here. Which of the causes it is cannot be told.
    #[error(
        "the sealed data was changed, moved, or sealed under another key; check the key, then restore the data from a backup"
    )]
    Refused,
}
