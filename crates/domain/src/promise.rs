//! Promises to the survivor, each with a day, kept or not, and whether they were told.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::compromise::SurvivorTold;
use crate::text::Words;
use crate::when::london;

/// Something was promised to the survivor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseMade {
    /// What, as it was said to them.
    pub what: Words,
    /// By which day.
    pub by: Date,
}

codes! {
    /// What came of a promise.
    Kept {
        Kept = "kept", "It was kept";
        Broken = "broken", "It could not be kept";
    }
}

/// What came of one promise, and whether they know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseSettled {
    /// The entry that made it.
    pub of: u64,
    /// What came of it.
    pub kept: Kept,
    /// On which day.
    pub on: Date,
    /// Whether the survivor was told. A promise that was broken in silence is broken twice.
    pub told: SurvivorTold,
    /// What happened.
    pub words: Option<Words>,
}

codes! {
    /// How a promise stands on a day.
    PromiseState {
        Open = "open", "Promised";
        Late = "late", "Late";
        Kept = "kept", "Kept";
        KeptLate = "kept-late", "Kept, late";
        Broken = "broken", "Not kept";
    }
}

impl PromiseMade {
    /// How it stands at a moment, given what came of it.
    pub fn stands(&self, settled: Option<&PromiseSettled>, now: Timestamp) -> PromiseState {
        match settled {
            Some(settled) if settled.kept == Kept::Broken => PromiseState::Broken,
            Some(settled) if settled.on > self.by => PromiseState::KeptLate,
            Some(_) => PromiseState::Kept,
            None if now.to_zoned(london()).date() > self.by => PromiseState::Late,
            None => PromiseState::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn given_no_word_by_the_day_then_a_promise_is_late_and_never_quietly_kept() {
        let made = PromiseMade { what: Words::parse("New locks").unwrap(), by: date(2026, 3, 10) };
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(made.stands(None, at("2026-03-10T22:00:00Z")), PromiseState::Open);
        assert_eq!(made.stands(None, at("2026-03-11T08:00:00Z")), PromiseState::Late);
        let told = SurvivorTold::Told { at: at("2026-03-12T08:00:00Z") };
        let settled = |kept, on| PromiseSettled { of: 1, kept, on, told: told.clone(), words: None };
        let stands = |kept, on| made.stands(Some(&settled(kept, on)), at("2026-03-12T09:00:00Z"));
        assert_eq!(stands(Kept::Kept, date(2026, 3, 10)), PromiseState::Kept);
        assert_eq!(stands(Kept::Kept, date(2026, 3, 12)), PromiseState::KeptLate);
        assert_eq!(stands(Kept::Broken, date(2026, 3, 9)), PromiseState::Broken);
    }
}
