//! Incidents counted one after the other, whatever the order in which they became known.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Incident, PatternRule};
use crate::IncidentId;

/// One incident as the days on which a window that may hold it can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    incident: IncidentId,
    from: Date,
    to: Date,
    /// Whether it counts towards the pattern, by whoever told of it.
    counts: bool,
}

/// The incidents so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counting {
    all: Vec<Held>,
    reached: bool,
}

/// What an incident adds to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Whether it is a new one, not a fuller account of one already recorded.
    pub new: bool,
    /// Whether it makes or prolongs a pattern.
    pub repeats: bool,
}

impl Counting {
    /// Adds an incident, recorded on `today`, and counts again.
    ///
    /// One that is vague counts wherever it may lie: not knowing when is never a reason to count less.
    pub fn add(&mut self, incident: &Incident, today: Date, pattern: PatternRule) -> Counted {
        let (first, last) = incident.happened.days().unwrap_or((Date::MIN, today));
        let from = first.saturating_sub(i32::from(pattern.months).months());
        let counts = pattern.counts(incident);
        let held = Held { incident: incident.incident, from, to: last, counts };
        let known = self.all.iter_mut().find(|known| known.incident == held.incident);
        let new = known.is_none();
        match known {
            Some(known) => *known = held,
            None => self.all.push(held),
        }
        let enough = counts && self.most_with(held) >= usize::from(pattern.incidents);
        let repeats = enough && (new || !self.reached);
        self.reached |= enough;
        Counted { new, repeats }
    }

    /// The most incidents that one window, with this incident in it, may hold.
    fn most_with(&self, held: Held) -> usize {
        let counted = || self.all.iter().filter(|other| other.counts);
        let begins = counted().map(|other| other.to).filter(|day| held.from <= *day && *day <= held.to);
        let count = |day: Date| counted().filter(|other| other.from <= day && day <= other.to).count();
        begins.map(count).max().unwrap_or(0)
    }
}
