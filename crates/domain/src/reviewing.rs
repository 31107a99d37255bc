//! Reviews, closing, opening again, and a death (domain.md 9, 13, R-16, R-17, R-20, R-25).

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::next_of_kin::NextOfKin;
use crate::text::Words;
use crate::{PersonId, Severity};

/// What the survivor thinks, or why they were not asked. One of the two is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TheirView {
    /// In their words.
    Said(Words),
    /// They were not asked, because.
    NotAsked(Words),
}

/// The case was gone through: what has changed, what they want now, what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReviewed {
    /// Their view; nothing in a record of somebody's own behaviour, where no survivor's word stands.
    pub view: Option<TheirView>,
    /// What was found and decided.
    pub words: Words,
    /// On which day it is gone through again at the latest.
    pub again_on: Date,
}

/// On which day a case of this severity is gone through again at the latest, where nobody chooses an earlier
/// one: each week, each fortnight, each month (domain.md 13). A danger that is immediate is looked at the next
/// day, and what nobody judged counts as high.
pub fn again_by(severity: Severity, today: Date) -> Date {
    let days = match severity {
        Severity::Immediate => 1,
        Severity::High | Severity::Unknown => 7,
        Severity::Medium => 14,
        Severity::Standard => 28,
    };
    today.checked_add(days.days()).unwrap_or(Date::MAX)
}

codes! {
    /// How a case ended (domain.md 17). That somebody said no once is not among them.
    Ending {
        SafeAtHome = "safe-at-home", "Safe at home";
        Moved = "moved", "They have moved";
        PerpetratorRemoved = "perpetrator-removed", "The alleged perpetrator no longer lives there";
        Transferred = "transferred", "Handed over to another area or landlord";
        WantsNoMore = "wants-no-more", "They want no more support from us, said more than once";
        LostContact = "lost-contact", "Contact was lost, and every agreed way was tried";
        NoAbuseFound = "no-abuse-found", "It turned out to be something else";
        Died = "died", "Somebody in it has died";
        Other = "other", "Something else";
    }
}

codes! {
    /// By which way they moved, and never the address (domain.md 17).
    MovedTo {
        Internal = "internal", "Another home of ours";
        Reciprocal = "reciprocal", "Another landlord, by an exchange between landlords";
        OtherAuthority = "other-authority", "The area of another council";
        Refuge = "refuge", "A refuge";
        Private = "private", "A private tenancy";
        Family = "family", "Family or friends";
        NotKnown = "not-known", "Not known";
    }
}

/// A manager closed the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClosed {
    /// How it ended.
    pub ending: Ending,
    /// By which way they moved; asked where that is how it ended, and read by [`CaseClosed::moved_to`].
    #[serde(default)]
    pub moved_to: Option<MovedTo>,
    /// What the survivor thinks of closing it.
    pub view: Option<TheirView>,
    /// Why it may be closed, what was looked at, and how the door stays open.
    pub words: Words,
}

impl CaseClosed {
    /// By which way they moved, where that is how it ended. What nobody said is not known.
    pub fn moved_to(&self) -> Option<MovedTo> {
        (self.ending == Ending::Moved).then(|| self.moved_to.unwrap_or(MovedTo::NotKnown))
    }
}

/// The case is open again. Everything before stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReopened {
    /// Because.
    pub why: Words,
}

/// Somebody in the case has died. Nothing of it may be deleted from now on. The newest record of somebody's death
/// stands for all before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeathRecorded {
    /// Who.
    pub person: PersonId,
    /// On which day, as far as it is known.
    pub on: crate::Happened,
    /// Who told us, and what we know.
    pub words: Option<Words>,
    /// Who is told, by whom, and who has what was in the home.
    #[serde(default)]
    pub kin: NextOfKin,
}

/// A death was recorded by mistake and the entry was corrected; a manager lets go of the record that was held for it
/// . Until then everything stays kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldLifted {
    /// Because.
    pub why: Words,
}
