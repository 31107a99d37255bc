//! What changes in a life and makes an assessment old: the triggers of domain.md 12, the heightened window (ONE-24)
//! and the dates that somebody must count down to.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::Happened;
use crate::codes::codes;
use crate::text::{ShortText, Words};
use crate::when::london;

codes! {
    /// What changed, or is going to.
    LifeChange {
        Separation = "separation", "They have separated";
        PlansToLeave = "plans-to-leave", "They plan to leave";
        Pregnancy = "pregnancy", "Pregnancy, or a new baby";
        OrderServed = "order-served", "An order was served";
        OrderExpires = "order-expires", "An order or a bail condition ends";
        OrderBreached = "order-breached", "An order or a bail condition was broken";
        Release = "release", "The alleged perpetrator is released";
        Arrest = "arrest", "The alleged perpetrator was arrested";
        Hearing = "hearing", "A hearing, over child contact or anything else";
        Move = "move", "They move, or were offered a home";
        HousingDecision = "housing-decision", "A decision on their home, or on a move";
        NewPartner = "new-partner", "A new partner, on either side";
        NoticeGiven = "notice-given", "The alleged perpetrator was given a notice";
        JobOrHealth = "job-or-health", "The alleged perpetrator lost a job, or talks of suicide";
        Other = "other", "Something else that matters";
    }
}

/// How long after a separation the danger is known to be greatest, in months (domain.md 12).
pub const HEIGHTENED_MONTHS: i32 = 12;

/// How many days ahead of a release or the end of an order somebody is reminded, and on the day itself.
pub const COUNTDOWN_DAYS: [i64; 4] = [30, 7, 1, 0];

impl LifeChange {
    /// Whether it opens the window of heightened risk.
    pub const fn heightens(self) -> bool {
        matches!(self, Self::Separation | Self::PlansToLeave)
    }

    /// Whether its day is counted down to: the survivor is to know before it comes.
    pub const fn is_counted_down(self) -> bool {
        matches!(self, Self::Release | Self::OrderExpires | Self::Hearing | Self::Move)
    }
}

/// Something changed, or will on a day that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRecorded {
    /// What.
    pub change: LifeChange,
    /// When it happened, or on which day it will.
    pub when: Happened,
    /// Which order, by its kind and court, where it is one. Never an address.
    pub order: Option<ShortText>,
    /// What was said.
    pub words: Option<Words>,
}

impl ChangeRecorded {
    /// The last day on which it may happen; `None` where it is not known.
    pub fn day(&self) -> Option<Date> {
        self.when.days().map(|(_, last)| last)
    }

    /// The first day on which it may happen; `None` where it is not known. Whatever must be seen to before,
    /// is counted from here.
    pub fn first_day(&self) -> Option<Date> {
        self.when.days().map(|(first, _)| first)
    }

    /// Whether it may happen on one of these days, both included. A day that nobody knows may be tomorrow.
    pub fn may_fall(&self, from: Date, until: Date) -> bool {
        self.when.days().is_none_or(|(first, last)| last >= from && first <= until)
    }

    /// Until when the risk is heightened by it. Where the day is not known it counts from when it was
    /// recorded: not knowing is never safe.
    pub fn heightened_until(&self, recorded_at: Timestamp) -> Option<Date> {
        let recorded = recorded_at.to_zoned(london()).date();
        let from = self.day().map_or(recorded, |day| day.max(recorded));
        self.change.heightens().then(|| from.checked_add(HEIGHTENED_MONTHS.months()).unwrap_or(Date::MAX))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn change(change: LifeChange, when: Happened) -> ChangeRecorded {
        ChangeRecorded { change, when, order: None, words: None }
    }

    #[test]
    fn given_only_the_month_is_known_then_it_may_happen_on_its_first_day() {
        let release = change(LifeChange::Release, Happened::Month { year: 2026, month: 4 });
        assert_eq!((release.first_day(), release.day()), (Some(date(2026, 4, 1)), Some(date(2026, 4, 30))));
        assert!(release.may_fall(date(2026, 3, 10), date(2026, 4, 9)));
        assert!(!release.may_fall(date(2026, 3, 1), date(2026, 3, 31)));
        assert!(!release.may_fall(date(2026, 5, 1), date(2026, 5, 31)));
        assert!(change(LifeChange::Release, Happened::NotKnown).may_fall(date(2026, 3, 1), date(2026, 3, 1)));
    }

    #[test]
    fn given_a_separation_of_an_unknown_day_then_the_window_runs_from_when_we_learned_of_it() {
        let until =
            change(LifeChange::Separation, Happened::NotKnown).heightened_until(at("2026-03-10T12:00:00Z"));
        assert_eq!(until, Some(date(2027, 3, 10)));
        assert_eq!(
            change(LifeChange::Arrest, Happened::NotKnown).heightened_until(at("2026-03-10T12:00:00Z")),
            None
        );
    }
}
