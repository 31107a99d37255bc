//! Keyed marks: equal where what was marked is equal, and good for nothing else.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// What marks are made with: 32 random bytes of one process. Marks under two keys say nothing of each other.
#[derive(Clone)]
pub struct Key([u8; 32]);

/// The mark of one text of one kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u64);

/// What is marked. The same digits as a phone number and as a house number have nothing in common.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Of {
    Phone = 1,
    Email = 2,
    Postcode = 3,
    Street = 4,
    Number = 5,
    Outward = 6,
}

impl Key {
    /// A key from random bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The mark of a text where somebody is or can be reached.
    pub(crate) fn mark(&self, of: Of, text: &str) -> Mark {
        let digest =
            Sha256::new().chain_update(self.0).chain_update([of as u8]).chain_update(text).finalize();
        Mark(digest.iter().take(8).fold(0, |mark, byte| mark << 8 | u64::from(*byte)))
    }

    /// The mark of a part of a name. Names stand in memory anyway, for the search: this one is only small
    /// and quick (FNV-1a).
    pub(crate) fn word(&self, text: &str) -> u64 {
        let start = self
            .0
            .iter()
            .take(8)
            .fold(0xcbf2_9ce4_8422_2325, |mark: u64, byte| mark.rotate_left(8) ^ u64::from(*byte));
        let end =
            text.bytes().fold(start, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        end ^ end >> 29
    }
}

impl Mark {
    /// Half of it, where a collision costs one wall too many.
    pub(crate) const fn short(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// All of it.
    pub(crate) const fn whole(self) -> u64 {
        self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mark")
    }
}
