//! What changes in a life and makes an assessment old: the triggers of domain.md 12, the heightened window (ONE-24)
//! and the dates that somebody must count down to.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Happened;
use crate::codes::codes;
use crate::text::{ShortText, Words};

codes! {
    /// What changed, or is going to.
    LifeChange {
        Separation = "separation", "They have separated";
        PlansToLeave = "plans-to-leave", "They plan to leave";
        Pregnancy = "pregnancy", "Pregnancy, or a new baby";
        SuicideRisk = "suicide-risk", "The survivor may take their own life";
        OrderServed = "order-served", "An order was served";
        OrderExpires = "order-expires", "An order ends";
        OrderBreached = "order-breached", "An order or a bail condition was broken";
        BailChanged = "bail-changed", "Bail conditions change, or bail ends";
        Release = "release", "The alleged perpetrator is released";
        Arrest = "arrest", "The alleged perpetrator was arrested";
        Hearing = "hearing", "A hearing, over child contact or anything else";
        ChildContact = "child-contact", "Contact with the children was agreed, or took place";
        Move = "move", "They move, or have moved";
        HomeOffered = "home-offered", "They were offered a home";
        MoveAgreed = "move-agreed", "A move was agreed, and is to be made";
        HousingDecision = "housing-decision", "A decision on their home, or on a move";
        NewPartner = "new-partner", "A new partner, on either side";
        NoticeGiven = "notice-given", "The alleged perpetrator was given a notice";
        JobOrHealth = "job-or-health", "The alleged perpetrator lost a job, or talks of suicide";
        Other = "other", "Something else that matters";
    }
}

/// How long after a separation the danger is known to be greatest, in months (domain.md 12).
pub const HEIGHTENED_MONTHS: i32 = 12;

/// For how many months after it a release, the end of an order or a change of bail is still news to a survivor whom nobody
/// told.
const TOLD_LATE_MONTHS: i32 = 12;

/// How many days ahead of a release, the end of an order or a change of bail somebody is reminded, and on the day itself.
pub const COUNTDOWN_DAYS: [i64; 4] = [30, 7, 1, 0];

impl LifeChange {
    /// Whether it opens the window of heightened risk.
    pub const fn heightens(self) -> bool {
        matches!(self, Self::Separation | Self::PlansToLeave)
    }

    /// Whether it is a decision on their home, or on a move: what happens afterwards may make another one of it (case-04).
    pub const fn decides_the_home(self) -> bool {
        matches!(self, Self::HousingDecision | Self::MoveAgreed)
    }

    /// Whether its day is counted down to: the survivor is to know before it comes.
    pub const fn is_counted_down(self) -> bool {
        self.takes_a_bar_away() || matches!(self, Self::Hearing | Self::Move | Self::HomeOffered)
    }

    /// Whether it takes away, or may, what keeps the alleged perpetrator from them: prison, bail or an order. It
    /// goes on being so after its day.
    pub const fn takes_a_bar_away(self) -> bool {
        matches!(self, Self::Release | Self::BailChanged | Self::OrderExpires)
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
    /// The entry whose day is this one now: a hearing that was moved, a release that was put off. The older day counts no
    /// more. `None` where it is another day, or nobody said.
    #[serde(default)]
    pub instead_of: Option<u64>,
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

    /// The days on which an assessment that was made before them grows old by itself: the first on which it may
    /// happen, and the last, where only the month or so is known. None where nobody knows the day.
    pub fn turns(&self) -> impl Iterator<Item = Date> + use<> {
        let days = self.when.days().filter(|_| self.change.is_counted_down());
        days.into_iter().flat_map(|(first, last)| [first, last])
    }

    /// Whether the survivor must hear of it from us, as of a day: of what lies ahead or has no day that is known.
    /// That somebody was released, that an order ended or that bail is another, they must learn late rather than never.
    pub fn must_be_told(&self, today: Date) -> bool {
        if !self.change.is_counted_down() {
            return false;
        }
        let months = if self.change.takes_a_bar_away() { TOLD_LATE_MONTHS } else { 0 };
        let since = today.checked_sub(months.months()).unwrap_or(Date::MIN);
        self.day().is_none_or(|last| last >= since)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn change(change: LifeChange, when: Happened) -> ChangeRecorded {
        ChangeRecorded { change, when, order: None, words: None, instead_of: None }
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
    fn given_what_is_ahead_or_has_no_known_day_then_they_must_be_told_and_of_a_release_late_rather_than_never()
     {
        let today = date(2026, 3, 10);
        let of = |kind, when| change(kind, when).must_be_told(today);
        for kind in LifeChange::ALL {
            let counted = kind.is_counted_down();
            assert_eq!(of(*kind, Happened::On(date(2026, 4, 20))), counted, "{kind:?}");
            assert_eq!(of(*kind, Happened::On(today)), counted, "{kind:?}");
            assert_eq!(of(*kind, Happened::NotKnown), counted, "{kind:?}: not knowing is never safe");
            let late =
                matches!(kind, LifeChange::Release | LifeChange::BailChanged | LifeChange::OrderExpires);
            assert_eq!(of(*kind, Happened::On(date(2026, 3, 9))), late, "{kind:?}");
            assert!(!of(*kind, Happened::On(date(2025, 3, 9))), "{kind:?}");
        }
    }

    #[test]
    fn given_only_the_month_is_known_then_its_first_and_its_last_day_make_an_assessment_old() {
        let turns = |kind, when| change(kind, when).turns().collect::<Vec<_>>();
        let april = Happened::Month { year: 2026, month: 4 };
        assert_eq!(turns(LifeChange::Hearing, april.clone()), [date(2026, 4, 1), date(2026, 4, 30)]);
        assert!(turns(LifeChange::Hearing, Happened::NotKnown).is_empty());
        assert!(turns(LifeChange::Arrest, april).is_empty());
    }
}
