//! Who is away when, by whole days, and which records would have nobody meanwhile: "a case left un-owned over leave"
//! (domain.md 19). It gives nobody a permit, and why somebody is away is nobody's business here.

use domain::{RegionId, UserId};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::action::OfficeKind;
use crate::actor::Actor;
use crate::matrix::allows_office;

/// How many days ahead a manager is told of a record without cover.
pub const AHEAD_DAYS: i32 = 28;
/// The longest that somebody is put down as away at a stretch, in days, and the furthest ahead that it begins.
const A_YEAR: i32 = 366;

/// Why a time cannot be put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnfitAway {
    /// It ends before it begins.
    EndsFirst,
    /// It is over.
    Over,
    /// It is longer than a year.
    TooLong,
    /// It begins more than a year from now.
    TooFar,
}

/// From which day until which day somebody is away, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// Who.
    pub user: UserId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Away {
    /// Whether it can be put down on this day.
    ///
    /// # Errors
    /// [`UnfitAway`].
    pub fn fits(&self, today: Date) -> Result<(), UnfitAway> {
        let after = |day: Date, days: i32| day.checked_add(days.days()).unwrap_or(Date::MAX);
        if self.until < self.from {
            Err(UnfitAway::EndsFirst)
        } else if self.until < today {
            Err(UnfitAway::Over)
        } else if self.until > after(self.from, A_YEAR) {
            Err(UnfitAway::TooLong)
        } else if self.from > after(today, A_YEAR) {
            Err(UnfitAway::TooFar)
        } else {
            Ok(())
        }
    }

    /// Whether they are away on this day.
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

/// Whether they put down and see when anybody is away: whoever sees the work of others.
pub const fn keeps_everybodys(actor: &Actor) -> bool {
    allows_office(actor.role, OfficeKind::SeeOthersWork)
}

/// Whether `actor` may put down, see and take back when `whom` is away: oneself always.
pub fn may_put_down(actor: &Actor, whom: UserId) -> bool {
    actor.user == whom || keeps_everybodys(actor)
}

/// Whether they are told of a record in this region that nobody covers while somebody is away: whoever is away, and a
/// manager of the region, of none, or of all of them.
pub fn is_told(actor: &Actor, away: &Away, region: Option<RegionId>) -> bool {
    let theirs = actor.role.sees_all_work() || region.is_none_or(|region| actor.sees_work_of(region));
    actor.user == away.user || (keeps_everybodys(actor) && theirs)
}

/// The last day that is looked at from this one.
pub fn looked_ahead(today: Date) -> Date {
    today.checked_add(AHEAD_DAYS.days()).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::actor::Role;

    fn away(from: Date, until: Date) -> Away {
        Away { user: "01890000-0000-7000-8000-000000000001".parse().unwrap(), from, until }
    }

    #[test]
    fn a_time_away_has_both_its_days_and_one_that_cannot_be_is_refused_by_name() {
        let today = date(2026, 3, 2);
        let week = away(date(2026, 3, 2), date(2026, 3, 6));
        assert_eq!(week.fits(today), Ok(()));
        assert_eq!(away(today, today).fits(today), Ok(()), "a single day");
        let held = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7)];
        assert_eq!(held.map(|day| week.holds(day)), [false, true, true, false]);
        for (unfit, why) in [
            (away(date(2026, 3, 6), date(2026, 3, 5)), UnfitAway::EndsFirst),
            (away(date(2026, 2, 1), date(2026, 3, 1)), UnfitAway::Over),
            (away(today, date(2027, 3, 4)), UnfitAway::TooLong),
            (away(date(2027, 3, 4), date(2027, 3, 5)), UnfitAway::TooFar),
        ] {
            assert_eq!(unfit.fits(today), Err(why));
        }
    }

    #[test]
    fn whose_leave_is_whose_business_and_which_record_without_cover_is_told_to_whom() {
        let id = |n: u8| format!("01890000-0000-7000-8000-0000000000{n:02x}");
        let (me, other): (UserId, UserId) = (id(1).parse().unwrap(), id(2).parse().unwrap());
        let (mine, another): (RegionId, RegionId) = (id(3).parse().unwrap(), id(4).parse().unwrap());
        let who = |role| {
            let actor = Actor::new(me, id(5).parse().unwrap(), role);
            Actor { regions: [mine].into(), ..actor }
        };
        let of = |user| Away { user, ..away(date(2026, 3, 2), date(2026, 3, 6)) };
        let regions = [Some(mine), Some(another), None];
        for (role, everybodys, told) in [
            (Role::HousingOfficer, false, [false, false, false]),
            (Role::CallHandler, false, [false, false, false]),
            (Role::RegionalManager, true, [true, false, true]),
            (Role::DaLead, true, [true, true, true]),
        ] {
            let actor = who(role);
            assert!(may_put_down(&actor, me), "{role:?}: oneself");
            assert_eq!(may_put_down(&actor, other), everybodys, "{role:?}");
            assert_eq!(regions.map(|region| is_told(&actor, &of(other), region)), told, "{role:?}");
            assert!(regions.iter().all(|region| is_told(&actor, &of(me), *region)), "{role:?}: one's own");
        }
    }
}
