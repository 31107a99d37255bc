//! A judgement that goes on where it stopped.

use domain::Recorded;
use domain::case::{CaseEvent, effective};
use jiff::Timestamp;

use super::Duty;
use super::pass::{Pass, SoFar};
use crate::calendar::Calendar;
use crate::pack::PolicyPack;

/// A history as a pack has judged it, so that its next entry is judged without reading those before it.
///
/// It says the same as [`duties`](super::duties), of the pack and the calendar by which it was made; whoever
/// keeps one keeps it beside them.
#[derive(Debug, Clone)]
pub struct Judged {
    so_far: SoFar,
    /// When the latest of its entries was recorded.
    latest: Timestamp,
}

impl Judged {
    /// Reads a history from its beginning.
    pub fn of(pack: &PolicyPack, history: &[Recorded<CaseEvent>], calendar: &Calendar) -> Self {
        let mut pass = Pass::new(pack, calendar);
        effective(history).iter().for_each(|entry| pass.take(entry));
        let latest = history.iter().map(|entry| entry.recorded_at).max();
        Self { so_far: pass.so_far(), latest: latest.unwrap_or(Timestamp::MIN) }
    }

    /// Reads the entry that comes next; nothing where it corrects an earlier one, because then everything
    /// since has to be read again.
    #[must_use]
    pub fn and(self, pack: &PolicyPack, entry: &Recorded<CaseEvent>, calendar: &Calendar) -> Option<Self> {
        if matches!(entry.event, CaseEvent::Corrected(_)) {
            return None;
        }
        let mut pass = Pass::resumed(pack, calendar, self.so_far);
        pass.take(entry);
        Some(Self { so_far: pass.so_far(), latest: self.latest.max(entry.recorded_at) })
    }

    /// The duties that are open at `now`, the first due first; nothing where an entry was recorded later.
    pub fn open<'p>(
        &self,
        pack: &'p PolicyPack,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Option<Vec<Duty<'p>>> {
        (self.latest <= now).then(|| self.so_far.open(pack, calendar, now))
    }
}
