//! Verifying a stream.

use std::fmt;

use crate::link::{Digest, Header, Link};

/// A row of a stream, as it is kept.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// What the link vouches for.
    pub header: Header<'a>,
    /// The link kept in the row.
    pub link: Link,
    /// The sealed payload; none when it was deleted.
    pub payload: Option<&'a [u8]>,
}

/// The last row of a stream: what has to be known from elsewhere to see that the end is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last row's sequence; 0 for a stream without rows.
    pub sequence: u64,
    /// The last row's link; the genesis for a stream without rows.
    pub link: Link,
}

/// Verifies one stream: takes its rows in order of sequence, and tells the first that is not as it was
/// recorded.
///
/// The links need no key, so whoever can write every row can also forge a whole chain. Only a head kept
/// out of their reach shows that: give it to [`Chain::finish`], or compare an older one with
/// [`Chain::head`] when its sequence is reached.
#[derive(Debug)]
pub struct Chain {
    head: Head,
}

impl Chain {
    /// The chain of a stream, before its first row.
    pub fn new(organisation: [u8; 16], stream: [u8; 16]) -> Self {
        Self { head: Head { sequence: 0, link: Link::genesis(organisation, stream) } }
    }

    /// The last row that was verified.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Verifies the next row.
    ///
    /// # Errors
    /// The [`Break`] that this row shows. The chain stays at the row before it.
    pub fn feed(&mut self, row: &Row<'_>) -> Result<(), Break> {
        let Header { sequence, digest, .. } = row.header;
        let due = self.head.sequence.saturating_add(1);
        if sequence > due {
            return Err(Break { sequence: due, what: BreakKind::Missing });
        }
        if sequence < due || self.head.link.next(&row.header) != row.link {
            return Err(Break { sequence, what: BreakKind::Header });
        }
        if row.payload.is_some_and(|payload| Digest::of(payload) != digest) {
            return Err(Break { sequence, what: BreakKind::Payload });
        }
        self.head = Head { sequence, link: row.link };
        Ok(())
    }

    /// Verifies, after the last row, that the stream ends where it should.
    ///
    /// # Errors
    /// A [`Break`], when rows are missing from the end, or were added to it, or when the whole chain was
    /// written anew.
    pub fn finish(self, expected: &Head) -> Result<(), Break> {
        let Head { sequence, link } = self.head;
        if sequence < expected.sequence {
            Err(Break { sequence: sequence.saturating_add(1), what: BreakKind::Truncated })
        } else if sequence > expected.sequence {
            Err(Break { sequence: expected.sequence.saturating_add(1), what: BreakKind::Added })
        } else if link != expected.link {
            Err(Break { sequence, what: BreakKind::Rewritten })
        } else {
            Ok(())
        }
    }
}

/// The first place where a stream is not as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {sequence} of the stream {what}; keep this copy for investigation and restore from a backup")]
pub struct Break {
    /// The row where it shows: for missing rows, the first that is missing.
    pub sequence: u64,
    /// What is wrong there.
    pub what: BreakKind,
}

/// What is wrong with a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakKind {
    /// The sealed payload is not the one that was recorded.
    Payload,
    /// The sequence, instant, actor, kind, digest or link is not the one that was recorded, or the row
    /// stands in another's place.
    Header,
    /// The row is missing, and later ones are there.
    Missing,
    /// The row and all after it are missing from the end.
    Truncated,
    /// The row stands after the end.
    Added,
    /// Every link agrees with the one before, but the chain does not end in the expected head.
    Rewritten,
}

impl fmt::Display for BreakKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Payload => "has a changed payload",
            Self::Header => "was changed or moved",
            Self::Missing => "is missing",
            Self::Truncated => "and those after it are missing from the end",
            Self::Added => "stands after the expected end",
            Self::Rewritten => "ends another chain than the expected one",
        })
    }
}
