//! What is kept for a while and no longer (docs/protection.md, ASVS 14.2.7): deleted once an hour, whoever is at work.

use jiff::{SignedDuration, Timestamp};
use store::Old;

use crate::sign_in::KEPT_ENDED;
use crate::{Problem, Service};

/// How long a one-time link that holds no more stays known, so that whoever tries it is told what it was; and that an
/// entry was made of a draft, so that a form sent twice makes one.
const KEPT_USED: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long the unfinished drafts of somebody who left stay, in case they come back; and what somebody was told about
/// their own account.
const KEPT_LEFT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How often.
const EACH: SignedDuration = SignedDuration::from_hours(1);

impl Service {
    /// Deletes what is old, where that was not done within the hour.
    pub(crate) async fn sweep_old(&self, now: Timestamp) -> Result<(), Problem> {
        if !self.swept.is_due(now) {
            return Ok(());
        }
        let old = Old { now, ended: now - KEPT_ENDED, used: now - KEPT_USED, left: now - KEPT_LEFT };
        let gone = self
            .store
            .write(move |tx| Box::pin(async move { tx.sweep(old).await.map_err(Problem::from) }))
            .await?;
        self.swept.done(now);
        if gone > 0 {
            tracing::info!(gone, "deleted what was kept for long enough");
        }
        Ok(())
    }
}

/// When it was last done, in microseconds.
#[derive(Debug, Default)]
pub(crate) struct Swept(std::sync::atomic::AtomicI64);

impl Swept {
    fn is_due(&self, now: Timestamp) -> bool {
        let last = self.0.load(std::sync::atomic::Ordering::Relaxed);
        let since = now.as_microsecond().saturating_sub(last);
        last == 0 || since >= i64::try_from(EACH.as_micros()).unwrap_or(i64::MAX)
    }

    fn done(&self, now: Timestamp) {
        self.0.store(now.as_microsecond(), std::sync::atomic::Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_done_at_the_start_and_once_an_hour() {
        let (swept, now) = (Swept::default(), "2026-11-23T09:00:00Z".parse::<Timestamp>().unwrap());
        assert!(swept.is_due(now));
        swept.done(now);
        assert!(!swept.is_due(now + SignedDuration::from_mins(59)));
        assert!(swept.is_due(now + EACH));
    }
}
