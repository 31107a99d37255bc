//! Who is on call when. It gives nobody a permit: it says whom to ring, and whether a look at night was to be
//! expected.

use std::collections::BTreeSet;

use domain::UserId;
use jiff::{SignedDuration, Timestamp};

use crate::actor::Role;

/// The longest that anybody is on call at a stretch: two weeks.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 14);
/// The furthest ahead that it is put down.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 366);

/// Why a time cannot be put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It ends before it begins, or at that moment.
    EndsFirst,
    /// It is over.
    Over,
    /// It is longer than two weeks.
    TooLong,
    /// It begins more than a year from now.
    TooFar,
}

/// From when until when somebody is on call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnCall {
    /// Who.
    pub user: UserId,
    /// From when.
    pub from: Timestamp,
    /// Until when; at that moment no longer.
    pub until: Timestamp,
}

impl OnCall {
    /// What counts of it: nothing before the moment at which it was put down, so that nobody is on call for what was
    /// looked at already, and nothing after it was taken off. Nothing at all where that leaves nothing.
    pub fn counted(self, put_at: Timestamp, off_at: Option<Timestamp>) -> Option<Self> {
        let (from, until) = (self.from.max(put_at), off_at.map_or(self.until, |off| self.until.min(off)));
        (from < until).then_some(Self { from, until, ..self })
    }

    /// Whether it can be put down now.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn fits(&self, now: Timestamp) -> Result<(), Unfit> {
        if self.until <= self.from {
            Err(Unfit::EndsFirst)
        } else if self.until <= now {
            Err(Unfit::Over)
        } else if self.until.duration_since(self.from) > LONGEST {
            Err(Unfit::TooLong)
        } else if self.from.duration_since(now) > AHEAD {
            Err(Unfit::TooFar)
        } else {
            Ok(())
        }
    }

    /// Whether they are on call at this moment.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

/// Those who are on call at this moment; nothing where nobody is put down.
pub fn on_call(rota: &[OnCall], at: Timestamp) -> Option<BTreeSet<UserId>> {
    let them: BTreeSet<UserId> = rota.iter().filter(|one| one.holds(at)).map(|one| one.user).collect();
    (!them.is_empty()).then_some(them)
}

/// Whether somebody counts as on call at this moment. Where nobody is put down, those who answer the telephone do:
/// they work at every hour.
pub fn is_on_call(rota: &[OnCall], user: UserId, role: Role, at: Timestamp) -> bool {
    match on_call(rota, at) {
        Some(them) => them.contains(&user),
        None => matches!(role, Role::CallHandler),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> UserId {
        format!("01890000-0000-7000-8000-{number:012}").parse().unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn night(user: u64) -> OnCall {
        OnCall { user: id(user), from: at("2026-03-04T22:00:00Z"), until: at("2026-03-05T06:00:00Z") }
    }

    #[test]
    fn given_a_night_then_it_begins_at_its_beginning_and_has_ended_at_its_end() {
        for (moment, is_on) in [
            ("2026-03-04T21:59:59Z", false),
            ("2026-03-04T22:00:00Z", true),
            ("2026-03-05T05:59:59Z", true),
            ("2026-03-05T06:00:00Z", false),
        ] {
            assert_eq!(night(1).holds(at(moment)), is_on, "{moment}");
        }
    }

    #[test]
    fn given_nobody_is_put_down_then_those_who_answer_the_telephone_count_and_nobody_else() {
        let moment = at("2026-03-04T23:00:00Z");
        for role in Role::ALL {
            assert_eq!(is_on_call(&[], id(1), *role, moment), *role == Role::CallHandler, "{role:?}");
        }
        let later =
            [OnCall { from: at("2026-03-05T22:00:00Z"), until: at("2026-03-06T06:00:00Z"), ..night(2) }];
        assert!(is_on_call(&later, id(1), Role::CallHandler, moment), "nobody is put down for this night");
    }

    #[test]
    fn given_somebody_is_put_down_then_they_count_and_whoever_else_answers_the_telephone_does_not() {
        let moment = at("2026-03-04T23:00:00Z");
        assert!(is_on_call(&[night(1)], id(1), Role::DaLead, moment));
        assert!(!is_on_call(&[night(1)], id(2), Role::DaLead, moment));
        assert!(!is_on_call(&[night(1)], id(2), Role::CallHandler, moment));
        assert_eq!(on_call(&[night(1), night(3)], moment), Some([id(1), id(3)].into()));
    }

    #[test]
    fn given_times_that_do_not_fit_then_it_is_said_which() {
        let now = at("2026-03-04T23:00:00Z");
        let of = |from: &str, until: &str| OnCall { user: id(1), from: at(from), until: at(until) }.fits(now);
        assert_eq!(night(1).fits(now), Ok(()));
        assert_eq!(of("2026-03-05T01:00:00Z", "2026-03-05T01:00:00Z"), Err(Unfit::EndsFirst));
        assert_eq!(of("2026-03-05T02:00:00Z", "2026-03-05T01:00:00Z"), Err(Unfit::EndsFirst));
        assert_eq!(of("2026-03-04T20:00:00Z", "2026-03-04T23:00:00Z"), Err(Unfit::Over));
        assert_eq!(of("2026-03-05T02:00:00Z", "2026-03-19T02:00:01Z"), Err(Unfit::TooLong));
        assert_eq!(of("2028-03-05T02:00:00Z", "2028-03-05T06:00:00Z"), Err(Unfit::TooFar));
    }

    #[test]
    fn given_it_was_put_down_or_taken_off_in_the_middle_then_only_what_lies_between_counts() {
        let (put, off) = (at("2026-03-05T01:00:00Z"), at("2026-03-05T02:00:00Z"));
        let counted = night(1).counted(put, Some(off)).unwrap();
        assert_eq!((counted.from, counted.until), (put, off));
        assert_eq!(night(1).counted(at("2026-03-01T00:00:00Z"), None), Some(night(1)));
        // Never for what was looked at already.
        assert_eq!(night(1).counted(at("2026-03-05T07:00:00Z"), None), None);
        assert_eq!(night(1).counted(put, Some(put)), None);
    }
}
