//! The moment at which something is decided, and the envelope in which it is kept.

use jiff::Timestamp;
use uuid::{Builder, Uuid};

use crate::UserId;

/// Everything about "now" that a decision may use, as a value built once for each request.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The instant, in UTC.
    pub now: Timestamp,
    /// Who decides.
    pub actor: UserId,
    /// Where new ids come from.
    pub ids: IdBlock,
}

/// A block of 4,096 fresh ids, the same for the same instant and random bytes.
#[derive(Debug, Clone, Copy)]
pub struct IdBlock {
    milliseconds: u64,
    random: [u8; 10],
}

impl IdBlock {
    /// A block for this instant. `random` comes from the operating system, once for each block.
    pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
        Self { milliseconds: u64::try_from(now.as_millisecond()).unwrap_or(0), random }
    }

    /// The `n`-th id of the block (UUIDv7). `n` is taken modulo 4,096; ids sort by instant, then by `n`.
    pub fn nth(&self, n: u16) -> Uuid {
        let mut bytes = self.random;
        let [high, low] = (n & 0x0fff).to_be_bytes();
        bytes[0] = high;
        bytes[1] = low;
        Builder::from_unix_timestamp_millis(self.milliseconds, &bytes).into_uuid()
    }
}

/// One entry of a journal: an event with its place, when it became known and who recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded<E> {
    /// Place in the stream, from 1, without gaps.
    pub sequence: u64,
    /// When it was recorded. When it *happened* stands in the event.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub actor: UserId,
    /// What was recorded.
    pub event: E,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_block_differ_and_sort_in_order() {
        let block = IdBlock::new(Timestamp::from_second(1_700_000_000).unwrap(), [7; 10]);
        let ids: Vec<Uuid> = (0..4096).map(|n| block.nth(n)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
    }
}
