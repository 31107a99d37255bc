//! Dates of birth, as people give and mistype them.

use std::fmt;

use jiff::civil::Date;

/// A date of birth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Born {
    year: i16,
    month: i8,
    day: i8,
}

/// How far two dates of birth agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// They are of two people.
    Differs,
    /// One of the two is not known, or one of day, month and year may be a slip.
    Open,
    /// The same day, also where day and month stand the other way round.
    Same,
}

impl Born {
    /// That day.
    pub fn on(date: Date) -> Self {
        Self { year: date.year(), month: date.month(), day: date.day() }
    }

    /// How far two agree. Not known is never a no.
    pub fn agreement(one: Option<Self>, other: Option<Self>) -> Agreement {
        let (Some(one), Some(other)) = (one, other) else { return Agreement::Open };
        let turned = Self { month: other.day, day: other.month, ..other };
        if one == other || one == turned {
            return Agreement::Same;
        }
        let slips = [one.year != other.year, one.month != other.month, one.day != other.day];
        if slips.into_iter().filter(|slip| *slip).count() == 1 { Agreement::Open } else { Agreement::Differs }
    }
}

impl fmt::Debug for Born {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Born")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn agreement(one: Date, other: Date) -> Agreement {
        Born::agreement(Some(Born::on(one)), Some(Born::on(other)))
    }

    #[test]
    fn a_day_and_month_the_other_way_round_are_the_same_day() {
        assert_eq!(agreement(date(1990, 3, 4), date(1990, 4, 3)), Agreement::Same);
    }

    #[test]
    fn one_slip_leaves_it_open_and_two_are_two_people() {
        assert_eq!(agreement(date(1990, 3, 4), date(1991, 3, 4)), Agreement::Open);
        assert_eq!(agreement(date(1990, 3, 4), date(1991, 3, 5)), Agreement::Differs);
    }

    #[test]
    fn not_known_is_never_a_no() {
        assert_eq!(Born::agreement(None, Some(Born::on(date(1990, 3, 4)))), Agreement::Open);
    }
}
