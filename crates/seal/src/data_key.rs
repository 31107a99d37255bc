//! The key of one stream, and the envelope that it seals.

use std::fmt;

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::random::{NONCE, nonce, random};
use crate::{MasterKey, Place};

/// The first byte of every envelope: format 1 is XChaCha20-Poly1305.
const FORMAT: u8 = 1;
/// The length of the authentication tag, in bytes.
const TAG: usize = 16;

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
        let mut plain = Zeroizing::new(Vec::new());
        master.wrapping().open_into(place, wrapped, &mut plain)?;
        let mut bytes = Zeroizing::new([0; 32]);
        *bytes = plain.as_slice().try_into().map_err(|_| Unopened::Refused)?;
        Ok(Self(bytes))
    }

    /// Seals bytes to their place: the format byte, a random nonce of 24 bytes, the ciphertext, the tag
    /// of 16 bytes. The result is 41 bytes longer than the plain bytes.
    pub fn seal(&self, place: &Place<'_>, plain: &[u8]) -> Vec<u8> {
        self.seal_with(nonce(), place, plain)
    }

    /// Only for a nonce that has never been used with this key.
    #[expect(clippy::expect_used, reason = "the cipher's only refusal is of a message over 256 GiB")]
    pub(crate) fn seal_with(&self, nonce: [u8; NONCE], place: &Place<'_>, plain: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(1 + NONCE + plain.len() + TAG);
        sealed.push(FORMAT);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let (_, message) = sealed.split_at_mut(1 + NONCE);
        let tag = place.authenticated(FORMAT, |place| {
            self.cipher().encrypt_inout_detached(&nonce.into(), place, InOutBuf::from(message))
        });
        sealed.extend_from_slice(&tag.expect("the message is shorter than 256 GiB"));
        sealed
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
        plain.clear();
        let (format, rest) = sealed.split_first().ok_or(Unopened::Refused)?;
        if *format != FORMAT {
            return Err(Unopened::UnknownFormat);
        }
        let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(Unopened::Refused)?;
        let (message, tag) = rest.split_last_chunk::<TAG>().ok_or(Unopened::Refused)?;
        plain.extend_from_slice(message);
        let opened = place.authenticated(FORMAT, |place| {
            let message = InOutBuf::from(plain.as_mut_slice());
            self.cipher().decrypt_inout_detached(nonce.into(), place, message, tag.into())
        });
        opened.map_err(|_| {
            plain.clear();
            Unopened::Refused
        })
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
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
