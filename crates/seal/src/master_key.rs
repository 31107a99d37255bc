//! The master key, and what is split from it.

use std::fmt;
use std::str::FromStr;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::hex::{Hex, NotHex, decode};
use crate::random::random;
use crate::{DataKey, Place, Unopened};

/// The key that every other key hangs from: 32 bytes, wiped when dropped. `Debug` prints its type only.
///
/// It encrypts nothing but other keys, with a key that is split off by HKDF-SHA-256 (RFC 5869): so it can be
/// changed by wrapping those anew ([`MasterKey::rewrap`]), and everything that they sealed stays as it is.
/// It is created and read with [`MasterKey::create_file`] and [`MasterKey::read_file`].
pub struct MasterKey {
    bytes: Zeroizing<[u8; 32]>,
    wrapping: DataKey,
    id: KeyId,
}

impl MasterKey {
    /// A new random key, in memory only.
    pub fn generate() -> Self {
        Self::from_bytes(Zeroizing::new(random()))
    }

    pub(crate) fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        let wrapping = DataKey::from_bytes(split(&bytes, &[b"seal/1/wrap"]));
        let id = KeyId(*split(&bytes, &[b"seal/1/id"]));
        Self { bytes, wrapping, id }
    }

    /// The key's public fingerprint, to keep beside what the key opens.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// Wraps a key anew under another master key, in the format of today: what it seals need not change.
    ///
    /// # Errors
    /// [`Unopened`], when it was changed, belongs to another place or was not wrapped under this key.
    pub fn rewrap(&self, to: &Self, place: &Place<'_>, wrapped: &[u8]) -> Result<Vec<u8>, Unopened> {
        self.wrapping.reseal(&to.wrapping, place, wrapped)
    }

    /// The bytes of a key that was wrapped under this one.
    pub(crate) fn unwrapped(
        &self,
        place: &Place<'_>,
        wrapped: &[u8],
    ) -> Result<Zeroizing<[u8; 32]>, Unopened> {
        let mut plain = Zeroizing::new(Vec::with_capacity(wrapped.len()));
        self.wrapping.open_into(place, wrapped, &mut plain)?;
        let mut bytes = Zeroizing::new([0; 32]);
        *bytes = plain.as_slice().try_into().map_err(|_| Unopened::Refused)?;
        Ok(bytes)
    }

    /// The key under which data keys are wrapped, split off once because opening a store unwraps them all.
    pub(crate) const fn wrapping(&self) -> &DataKey {
        &self.wrapping
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey")
    }
}

#[expect(clippy::expect_used, reason = "HKDF's only refusal is of an output over 8,160 bytes")]
fn split<const N: usize>(key: &[u8; 32], label: &[&[u8]]) -> Zeroizing<[u8; N]> {
    const { assert!(N <= 32) };
    let mut part = Zeroizing::new([0; N]);
    Hkdf::<Sha256>::new(None, key).expand_multi_info(label, &mut *part).expect("32 bytes at most");
    part
}

/// The public fingerprint of a master key: 4 bytes, written as eight hexadecimal digits (`ab12cd34`).
///
/// It tells two keys apart and finds a damaged key file. It proves nothing, and gives nothing away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 4]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hex(&self.0).fmt(f)
    }
}

impl FromStr for KeyId {
    type Err = NotHex;

    fn from_str(text: &str) -> Result<Self, NotHex> {
        decode(text).map(Self)
    }
}
