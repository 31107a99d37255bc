//! The first disclosure: one conversation, one record (nhg disclosure list, domain.md 13A).

use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::contact::LineDrops;
use crate::report::Danger;
use crate::text::{ShortText, Words};
use crate::{Answer, PersonId};

codes! {
    /// The gender of the worker the survivor would rather speak with (NHG-17).
    WorkerWish {
        NotAsked = "not-asked", "Not asked yet";
        NoPreference = "no-preference", "No preference";
        Woman = "woman", "A woman";
        Man = "man", "A man";
    }
}

codes! {
    /// Agencies a survivor may be told of (NHG-20, ASC-16; codes of domain.md 17).
    Agency {
        Police = "police", "Police";
        Idva = "idva", "IDVA service";
        Specialist = "specialist", "Local specialist domestic abuse service";
        ByAndFor = "by-and-for", "By-and-for service";
        Helpline = "helpline", "National helpline";
        VictimSupport = "victim-support", "Victim Support";
        LegalAdvice = "legal-advice", "Legal advice";
        HousingOptions = "housing-options", "Council housing options";
        Mash = "mash", "MASH";
        EarlyHelp = "early-help", "Early-help front door";
        ChildrensServices = "childrens-services", "Children's social care";
        AdultServices = "adult-services", "Adult social care";
        Health = "health", "Health";
        NonRecent = "non-recent", "Somebody who helps with abuse of long ago";
        Other = "other", "Another agency";
    }
}

codes! {
    /// How the survivor was given the details. Paper and messages can be found (domain.md 13A.12).
    GivenHow {
        Aloud = "aloud", "Said aloud";
        WrittenByThem = "written-by-them", "They wrote it down";
        SafeChannel = "safe-channel", "By a channel they said is safe";
        AtAgency = "at-agency", "Through an agency they see";
        NotNow = "not-now", "They did not want it now";
    }
}

/// How the survivor would like to meet and be spoken with (NHG-17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingWishes {
    /// What was said of the place, without the address: that is a protected fact.
    pub place: Option<ShortText>,
    /// The worker's gender.
    pub worker: WorkerWish,
    /// The language they would like to use.
    pub language: Option<ShortText>,
    /// Whom they would like beside them.
    pub supporter: Option<ShortText>,
    /// What would make it easier to take part.
    pub adjustments: Option<Words>,
}

/// Somebody disclosed abuse to us. The newest stands for all before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureTaken {
    /// The survivor.
    pub survivor: PersonId,
    /// Danger now, and the police.
    pub danger: Danger,
    /// Whether it was safe to talk.
    pub safe_to_talk: Answer,
    /// Who else was there.
    pub who_is_there: Option<ShortText>,
    /// What was agreed should the line drop.
    pub line_drops: LineDrops,
    /// Whether confidentiality and its limits were explained before the details (COU-05).
    pub limits_explained: Answer,
    /// How they would like to meet.
    pub meeting: MeetingWishes,
}

/// Who else at home needs protecting (NHG-16, R-02). Cannot be skipped; not known is an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdAnswered {
    /// Whether children live in or often stay at the home.
    pub children: Answer,
    /// Whether an adult at risk lives there.
    pub adults_at_risk: Answer,
}

/// What the survivor wants, in their own words (COU-04, NAC-05). Asked again; the newest stands first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishesRecorded {
    /// Their words.
    pub words: Words,
}

/// Agencies that the survivor was told of (NHG-20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgenciesOffered {
    /// Each agency, and how the details were given.
    pub agencies: Vec<(Agency, GivenHow)>,
}
