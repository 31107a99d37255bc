//! The pattern that incidents make, whatever the order in which they became known.

use domain::IncidentId;
use domain::change::LifeChange;
use domain::incident::{Incident, PatternRule};
use domain::risk::OnRecord;
use jiff::ToSpan;
use jiff::civil::Date;

/// One incident as the days on which a window that may hold it can begin.
#[derive(Debug, Clone, Copy)]
struct Held {
    incident: IncidentId,
    from: Date,
    to: Date,
    warns: bool,
    /// Whether it counts towards the pattern, by whoever told of it.
    counts: bool,
}

/// The incidents so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Incidents {
    all: Vec<Held>,
    reached: bool,
    on_record: OnRecord,
}

/// What an incident adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Added {
    /// Whether it is a new one, not a fuller account of one already recorded.
    pub new: bool,
    /// Whether it makes or prolongs a pattern.
    pub repeats: bool,
    /// Whether it warns by itself, or together with what stands on record.
    pub warns: bool,
}

impl Incidents {
    /// Adds an incident, recorded on `today`, and counts again.
    ///
    /// One that is vague counts wherever it may lie: not knowing when is never a reason to count less.
    pub fn add(&mut self, incident: &Incident, today: Date, pattern: PatternRule) -> Added {
        let (first, last) = incident.happened.days().unwrap_or((Date::MIN, today));
        let from = first.saturating_sub(i32::from(pattern.months).months());
        let warns = !self.on_record.incident(incident).is_empty();
        let counts = pattern.counts(incident);
        let held = Held { incident: incident.incident, from, to: last, warns, counts };
        let known = self.all.iter_mut().find(|known| known.incident == held.incident);
        let new = known.is_none();
        let warned = known.as_ref().is_some_and(|known| known.warns);
        match known {
            Some(known) => *known = held,
            None => self.all.push(held),
        }
        let enough = counts && self.most_with(held) >= usize::from(pattern.incidents);
        let repeats = enough && (new || !self.reached);
        self.reached |= enough;
        Added { new, repeats, warns: warns && !warned }
    }

    /// Whether a change in their life warns, with what stands on record.
    pub fn warns_with(&mut self, change: LifeChange) -> bool {
        !self.on_record.change(change).is_empty()
    }

    /// The most incidents that one window, with this incident in it, may hold.
    fn most_with(&self, held: Held) -> usize {
        let counted = || self.all.iter().filter(|other| other.counts);
        let begins = counted().map(|other| other.to).filter(|day| held.from <= *day && *day <= held.to);
        let count = |day: Date| counted().filter(|other| other.from <= day && day <= other.to).count();
        begins.map(count).max().unwrap_or(0)
    }
}
