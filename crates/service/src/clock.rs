//! The only owner of the clock and of fresh ids.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::{IdBlock, Moment, UserId};
use jiff::Timestamp;

/// Where "now" comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that a test or a trial sets by hand, in microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now` until it is set.
    pub fn set_to(now: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(now.as_microsecond())))
    }

    /// Moves a set clock; the machine's clock stays as it is.
    pub fn advance_to(&self, now: Timestamp) {
        if let Self::Set(clock) = self {
            clock.store(now.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// The present instant, to the microsecond, as the store keeps it.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    pub fn now(&self) -> Timestamp {
        let microseconds = match self {
            Self::System => Timestamp::now().as_microsecond(),
            Self::Set(clock) => clock.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::MAX)
    }

    /// The moment of one request.
    pub fn moment(&self, actor: UserId) -> Moment {
        let now = self.now();
        Moment { now, actor, ids: self.ids(now) }
    }

    /// Fresh ids, where nobody is signed in yet.
    pub fn ids(&self, now: Timestamp) -> IdBlock {
        IdBlock::new(now, seal::random())
    }
}
