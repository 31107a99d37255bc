//! Slows guessing down without ever locking anybody out for good (G13, T11): at most ten tries at once
//! and one more every forty seconds for each name, which is under a hundred an hour. Passwords, codes, recovery
//! codes and confirmations are tries alike. Those that were wrong are kept, so that a start anew forgives none.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use seal::Mark;

/// Tries that may be made at once.
const BURST: i32 = 10;
/// One more try is earned in this time.
const EARNED_IN: SignedDuration = SignedDuration::from_secs(40);
/// Names remembered at once; beyond it those are forgotten who have all their tries again.
const REMEMBERED: usize = 10_000;

/// Tries by name, whether or not anybody has that name.
#[derive(Debug, Default)]
pub struct Throttle {
    tried: Mutex<BTreeMap<TriedName, Tried>>,
    /// For the control: whether everything is let through.
    #[cfg(test)]
    pub is_off: bool,
}

/// A mark of what somebody signs in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TriedName(pub Mark);

#[derive(Debug, Clone, Copy)]
struct Tried {
    /// When all tries are earned again.
    full_at: Timestamp,
    /// Whether a try was refused since the last that was not.
    is_told: bool,
}

/// Whether a try may be made now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It may, and counts.
    Go,
    /// It may not.
    Wait {
        /// Whether this is the first since one that might.
        first: bool,
    },
}

impl Throttle {
    /// With the tries that were kept: until when those of each name count.
    pub fn with(kept: Vec<(Mark, Timestamp)>) -> Self {
        let tried =
            kept.into_iter().map(|(name, full_at)| (TriedName(name), Tried { full_at, is_told: false }));
        Self {
            tried: Mutex::new(tried.collect()),
            #[cfg(test)]
            is_off: false,
        }
    }

    /// Until when the tries of a name count, to be kept.
    pub fn count_until(&self, name: TriedName) -> Option<Timestamp> {
        self.tried().get(&name).map(|tried| tried.full_at)
    }

    /// Whether another try for this name may be made now; counts it if so.
    pub fn turn(&self, name: TriedName, now: Timestamp) -> Turn {
        #[cfg(test)]
        if self.is_off {
            return Turn::Go;
        }
        let mut tried = self.tried();
        if tried.len() >= REMEMBERED {
            tried.retain(|_, tried| tried.full_at > now);
        }
        let one = tried.entry(name).or_insert(Tried { full_at: now, is_told: false });
        let next = one.full_at.max(now) + EARNED_IN;
        if next.duration_since(now) <= EARNED_IN * BURST {
            *one = Tried { full_at: next, is_told: false };
            return Turn::Go;
        }
        Turn::Wait { first: !std::mem::replace(&mut one.is_told, true) }
    }

    /// Gives the tries back with which somebody did sign in. Wrong ones are never given back, so that nobody
    /// guesses faster because the owner of an account is at work.
    pub fn give_back(&self, name: TriedName, tries: i32) {
        if let Some(tried) = self.tried().get_mut(&name) {
            tried.full_at -= EARNED_IN * tries;
        }
    }

    fn tried(&self) -> MutexGuard<'_, BTreeMap<TriedName, Tried>> {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(login: &str) -> TriedName {
        static KEY: std::sync::OnceLock<seal::MarkKey> = std::sync::OnceLock::new();
        let key = KEY.get_or_init(seal::MarkKey::generate);
        TriedName(key.mark([0; 16], login))
    }

    fn start() -> Timestamp {
        Timestamp::from_second(1_700_000_000).unwrap()
    }

    #[test]
    fn a_guesser_gets_at_most_a_hundred_tries_in_an_hour_and_is_never_locked_out() {
        let (throttle, name) = (Throttle::default(), named("officer"));
        let tries = (0..3600).filter(|second| {
            let now = start() + SignedDuration::from_secs(*second);
            (0..3).filter(|_| throttle.turn(name, now) == Turn::Go).count() > 0
        });
        let count = tries.count();
        assert!((90..=100).contains(&count), "{count}");
        assert_eq!(throttle.turn(name, start() + SignedDuration::from_secs(3700)), Turn::Go);
        assert_eq!(throttle.turn(named("another"), start()), Turn::Go);
    }

    #[test]
    fn what_did_sign_in_is_given_back_and_what_did_not_is_not() {
        let (throttle, [name, other]) = (Throttle::default(), ["officer", "another"].map(named));
        let left = || (0..20).filter(|_| throttle.turn(name, start()) == Turn::Go).count();
        assert_eq!(left(), 10);
        throttle.give_back(name, 2);
        assert_eq!(left(), 2);
        throttle.give_back(other, 2);
        assert_eq!(throttle.turn(other, start()), Turn::Go);
    }

    #[test]
    fn that_somebody_has_to_wait_is_news_once_until_they_may_try_again() {
        let (throttle, name) = (Throttle::default(), named("officer"));
        let waits = |now| -> Vec<bool> {
            let turns = (0..13).map(|_| throttle.turn(name, now));
            turns
                .filter_map(|turn| if let Turn::Wait { first } = turn { Some(first) } else { None })
                .collect()
        };
        assert_eq!(waits(start()), [true, false, false]);
        assert_eq!(waits(start() + SignedDuration::from_secs(3))[..2], [false, false]);
        assert!(waits(start() + SignedDuration::from_mins(10))[0]);
    }

    #[test]
    fn tries_that_were_kept_count_as_if_they_had_been_made_here() {
        let (throttle, name) = (Throttle::default(), named("officer"));
        for _ in 0..10 {
            throttle.turn(name, start());
        }
        let kept = vec![(name.0, throttle.count_until(name).unwrap())];
        let again = Throttle::with(kept);
        assert!(matches!(again.turn(name, start()), Turn::Wait { .. }));
        assert_eq!(again.turn(named("another"), start()), Turn::Go);
        assert_eq!(
            Throttle::default().turn(name, start()),
            Turn::Go,
            "the control: one that remembers nothing"
        );
    }
}
