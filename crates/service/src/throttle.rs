//! Slows guessing down without ever locking anybody out for good (G13, T11): at most ten tries at once
//! and one more every forty seconds for each name, which is under a hundred an hour.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Tries that may be made at once.
const BURST: i64 = 10;
/// One more try is earned in this time.
const EARNED_IN: SignedDuration = SignedDuration::from_secs(40);
/// Names remembered at once; beyond it the oldest are forgotten, which only ever lets a try through.
const REMEMBERED: usize = 10_000;

/// Tries by name, whether or not anybody has that name.
#[derive(Debug, Default)]
pub struct Throttle(Mutex<BTreeMap<[u8; 32], Timestamp>>);

impl Throttle {
    /// Whether another try for this name may be made now; counts it if so.
    ///
    /// Kept for each name is the moment at which all its tries are earned again.
    pub fn allow(&self, name: [u8; 32], now: Timestamp) -> bool {
        let mut full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= REMEMBERED {
            full_at.retain(|_, at| *at > now);
        }
        let next = full_at.get(&name).copied().unwrap_or(now).max(now) + EARNED_IN;
        let allowed = next.duration_since(now) <= EARNED_IN * i32::try_from(BURST).unwrap_or(i32::MAX);
        if allowed {
            full_at.insert(name, next);
        }
        allowed
    }

    /// Forgets a name's tries after it signed in.
    pub fn forget(&self, name: [u8; 32]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_gets_at_most_a_hundred_tries_in_an_hour_and_is_never_locked_out() {
        let throttle = Throttle::default();
        let start = Timestamp::from_second(1_700_000_000).unwrap();
        let tries = (0..3600).filter(|second| {
            let now = start + SignedDuration::from_secs(*second);
            (0..3).filter(|_| throttle.allow([1; 32], now)).count() > 0
        });
        let count = tries.count();
        assert!((90..=100).contains(&count), "{count}");
        assert!(throttle.allow([1; 32], start + SignedDuration::from_secs(3700)));
        assert!(throttle.allow([2; 32], start));
    }
}
