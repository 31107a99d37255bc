//! The incidents so far: the pattern that they make, and what each warns of with what stands on record.

use std::collections::BTreeSet;

use domain::IncidentId;
use domain::change::LifeChange;
use domain::incident::{Counted, Counting, Incident, PatternRule};
use domain::risk::OnRecord;
use jiff::civil::Date;

/// The incidents so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Incidents {
    counting: Counting,
    warned: BTreeSet<IncidentId>,
    on_record: OnRecord,
}

/// What an incident adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Added {
    /// What it adds to the pattern.
    pub counted: Counted,
    /// Whether it warns by itself, or together with what stands on record.
    pub warns: bool,
}

impl Incidents {
    /// Adds an incident, recorded on `today`, and counts again.
    pub fn add(&mut self, incident: &Incident, today: Date, pattern: PatternRule) -> Added {
        let counted = self.counting.add(incident, today, pattern);
        let warns = !self.on_record.incident(incident).is_empty();
        let warned = if warns {
            !self.warned.insert(incident.incident)
        } else {
            self.warned.remove(&incident.incident)
        };
        Added { counted, warns: warns && !warned }
    }

    /// Whether a change in their life warns, with what stands on record.
    pub fn warns_with(&mut self, change: LifeChange) -> bool {
        !self.on_record.change(change).is_empty()
    }
}
