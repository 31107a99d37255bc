//! Choices that only this page offers.

domain::codes! {
    /// Whose a number or an address is.
    Whose {
        Theirs = "theirs", "Theirs alone";
        Shared = "shared", "Shared, or somebody else’s";
        NotKnown = "not-known", "Not known";
    }
}

domain::codes! {
    /// At what times a way is safe.
    Times {
        Any = "any", "At any time";
        Only = "only", "Only on these days, between these hours";
        NotKnown = "not-known", "Not known: do not use";
    }
}

domain::codes! {
    /// A day of the week.
    Day {
        Monday = "1", "Monday";
        Tuesday = "2", "Tuesday";
        Wednesday = "3", "Wednesday";
        Thursday = "4", "Thursday";
        Friday = "5", "Friday";
        Saturday = "6", "Saturday";
        Sunday = "7", "Sunday";
    }
}

domain::codes! {
    /// One of the people that part 7 names, by their place there.
    Named {
        First = "1", "The first person named in part 7";
        Second = "2", "The second person named in part 7";
        Third = "3", "The third person named in part 7";
    }
}

impl Day {
    /// 1 is Monday.
    pub(super) fn number(self) -> Option<i8> {
        self.code().parse().ok()
    }
}

impl Named {
    /// Their place in part 7, from 1.
    pub(super) const fn place(self) -> usize {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
        }
    }
}
