//! The links of the chain.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::hex::{Hex, NotHex, decode};

/// Gives a type of 32 bytes its ways in and out of a row and of text.
macro_rules! thirty_two_bytes {
    ($name:ident) => {
        impl $name {
            /// The value as it was kept in a row.
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The bytes to keep in a row.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = NotADigest;

            fn try_from(bytes: &[u8]) -> Result<Self, NotADigest> {
                bytes.try_into().map(Self).map_err(|_| NotADigest { found: bytes.len() })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Hex(&self.0).fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotHex;

            fn from_str(text: &str) -> Result<Self, NotHex> {
                decode(text).map(Self)
            }
        }
    };
}

/// The SHA-256 of a sealed payload, kept in the row after the payload itself is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// What binds a row to all that came before it. Written as 64 hexadecimal digits for a witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link([u8; 32]);

thirty_two_bytes!(Digest);
thirty_two_bytes!(Link);

/// Bytes from a row are not a digest or a link, because they are not 32.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a digest holds {found} bytes and must hold 32; restore the row from a backup")]
pub struct NotADigest {
    /// How many bytes the row holds.
    pub found: usize,
}

impl Digest {
    /// The digest of a sealed payload (of the ciphertext, never of the plain bytes).
    pub fn of(sealed: &[u8]) -> Self {
        Self(Sha256::digest(sealed).into())
    }
}

/// What a link vouches for in its row: everything but the payload, of which it has the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header<'a> {
    /// The row's position in its stream, from 1.
    pub sequence: u64,
    /// When it was recorded, in microseconds since 1970 UTC.
    pub recorded_at: i64,
    /// Who recorded it.
    pub actor: &'a [u8],
    /// What kind of event it is.
    pub kind: &'a str,
    /// The digest of its sealed payload.
    pub digest: Digest,
}

impl Link {
    /// Where a stream's chain begins. Every stream has its own beginning, so that a chain cannot be
    /// carried to another stream.
    pub fn genesis(organisation: [u8; 16], stream: [u8; 16]) -> Self {
        let hash =
            Sha256::new().chain_update(b"seal/1/genesis").chain_update(organisation).chain_update(stream);
        Self(hash.finalize().into())
    }

    /// The link of the row that follows. What has no fixed width goes after its length, so that no two
    /// rows are hashed from the same bytes.
    #[must_use]
    pub fn next(&self, header: &Header<'_>) -> Self {
        let mut hash = Sha256::new_with_prefix(b"seal/1/link");
        hash.update(self.0);
        hash.update(header.sequence.to_be_bytes());
        hash.update(header.recorded_at.to_be_bytes());
        for part in [header.actor, header.kind.as_bytes()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.update(header.digest.0);
        Self(hash.finalize().into())
    }
}
