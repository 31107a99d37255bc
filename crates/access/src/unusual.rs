//! Looks that somebody should ask about (R10, R17, R18): reasons to ask, and never findings.
//!
//! Pure, over the looks of a while with what is known of each. Nothing here needs to know what stands in a case.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::when::london;
use domain::{CaseId, UserId};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::Relation;

/// As many cases without a relation, in a day, that the last of them is asked about at once (R10).
pub const UNASSIGNED_IN_A_DAY: usize = 5;
/// What a day is for that: not the day of a calendar, or somebody could go on at midnight.
pub const A_DAY: SignedDuration = SignedDuration::from_hours(24);
/// Night begins at this hour, in London.
const NIGHT: i8 = 22;
/// And ends at this one.
const MORNING: i8 = 6;

domain::codes! {
    /// Why somebody should ask about a look.
    Unusual {
        SameSurname = "same-surname", "Somebody in the record has the same surname";
        SameStreet = "same-street", "Somebody in the record lives in the same street";
        NoRelation = "no-relation", "They had no part in the case";
        ManyUnassigned = "many-unassigned", "It was one of five or more cases in a day in which they had no part";
        AtNight = "at-night", "It was at night, and they were not on call";
        FormerColleague = "former-colleague", "Somebody in the record has the name of a colleague who left their team";
    }
}

/// A look, with what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and they go together in any way"
)]
pub struct LookFacts {
    /// Who looked.
    pub user: UserId,
    /// At which case.
    pub case: CaseId,
    /// When.
    pub at: Timestamp,
    /// How they were related to the case then; nothing where they came round every page.
    pub relation: Option<Relation>,
    /// Whether somebody in the case has their surname.
    pub same_surname: bool,
    /// Whether an address in the case is in a street in which they live or lived. Where they gave no address it is
    /// not known, and no reason to ask.
    pub same_street: bool,
    /// Whether somebody in the case has the name of a colleague who left the team that they are in; those who are in
    /// none are a team for this.
    pub former_colleague: bool,
    /// Whether they were on call ([`rota`](crate::rota)).
    pub on_night_rota: bool,
}

impl LookFacts {
    /// Whether they had no part in the case. Breaking glass is none: it says that somebody had a reason, and that
    /// is what is asked about.
    pub const fn is_unassigned(&self) -> bool {
        is_unassigned(self.relation)
    }
}

/// Whether somebody with this relation has no part in a case.
pub const fn is_unassigned(relation: Option<Relation>) -> bool {
    matches!(relation, None | Some(Relation::None | Relation::BrokenGlass))
}

/// The looks of one person on one day that somebody should ask about: the place of each in what was given, with
/// its reasons.
pub type Asked = BTreeMap<usize, BTreeSet<Unusual>>;

/// Whose day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayOf {
    /// Which day, in London.
    pub day: Date,
    /// Whose.
    pub user: UserId,
}

/// What to ask about in the looks of a while, which stand in the order of time.
pub fn unusual(looks: &[LookFacts]) -> BTreeMap<DayOf, Asked> {
    let mut asked: BTreeMap<DayOf, Asked> = BTreeMap::new();
    let mut ask = |place: usize, look: &LookFacts, why| {
        let day = look.at.to_zoned(london()).date();
        asked.entry(DayOf { day, user: look.user }).or_default().entry(place).or_default().insert(why);
    };
    let mut days: BTreeMap<UserId, VecDeque<usize>> = BTreeMap::new();
    for (place, look) in looks.iter().enumerate() {
        for why in by_itself(look) {
            ask(place, look, why);
        }
        if look.is_unassigned() {
            let day = days.entry(look.user).or_default();
            day.push_back(place);
            let is_old = |first: &usize| {
                looks.get(*first).is_some_and(|first| look.at.duration_since(first.at) >= A_DAY)
            };
            while day.front().is_some_and(is_old) {
                day.pop_front();
            }
            let of_day = || day.iter().filter_map(|place| Some((*place, looks.get(*place)?)));
            let cases: BTreeSet<CaseId> = of_day().map(|(_, look)| look.case).collect();
            if cases.len() >= UNASSIGNED_IN_A_DAY {
                for (place, look) in of_day() {
                    ask(place, look, Unusual::ManyUnassigned);
                }
            }
        }
    }
    asked
}

/// The reasons that lie in one look.
fn by_itself(look: &LookFacts) -> impl Iterator<Item = Unusual> {
    let hour = look.at.to_zoned(london()).hour();
    let at_night = !(MORNING..NIGHT).contains(&hour) && !look.on_night_rota;
    [
        (look.same_surname, Unusual::SameSurname),
        (look.same_street, Unusual::SameStreet),
        (look.is_unassigned(), Unusual::NoRelation),
        (at_night, Unusual::AtNight),
        (look.former_colleague, Unusual::FormerColleague),
    ]
    .into_iter()
    .filter_map(|(is_so, why)| is_so.then_some(why))
}

#[cfg(test)]
mod tests;
