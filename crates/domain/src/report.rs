//! How abuse is reported: by whom, by which way, with what danger (NHG-11, NHG-12, domain.md 17).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::text::{ShortText, Words};
use crate::{Answer, Happened, PersonId, ReportId, Severity};

codes! {
    /// Who or what brought it to us.
    ReportSource {
        Survivor = "survivor", "The survivor";
        Neighbour = "neighbour", "A neighbour";
        Relative = "relative", "A relative or friend";
        Police = "police", "The police";
        Agency = "agency", "Another agency or professional";
        Staff = "staff", "A member of our staff who noticed something";
        Contractor = "contractor", "A contractor who noticed something";
        Repairs = "repairs", "A pattern of repairs";
        Noise = "noise", "A pattern of noise or disturbance";
        Anonymous = "anonymous", "Somebody who does not give a name";
        OwnBehaviour = "own-behaviour", "The person who causes harm, about their own behaviour";
    }
}

codes! {
    /// The road a report takes from here. They differ in who may be spoken to, and about what.
    Route {
        Disclosure = "disclosure", "Disclosure by the survivor";
        Suspicion = "suspicion", "Suspicion or third-party report";
        OwnBehaviour = "own-behaviour", "Disclosure of own behaviour";
    }
}

impl ReportSource {
    /// The road for this source. Everything that is not the survivor's own word is a suspicion (NHG-14).
    pub const fn route(self) -> Route {
        match self {
            Self::Survivor => Route::Disclosure,
            Self::OwnBehaviour => Route::OwnBehaviour,
            _ => Route::Suspicion,
        }
    }

    /// Whether a person behind the report must be protected from being found out (R07, R14).
    pub const fn has_reporter_to_protect(self) -> bool {
        !matches!(self, Self::Survivor | Self::OwnBehaviour | Self::Repairs | Self::Noise)
    }
}

codes! {
    /// How the report came in.
    CameBy {
        Phone = "phone", "Phone";
        InPerson = "in-person", "In person";
        Visit = "visit", "On a visit";
        Letter = "letter", "Letter";
        Email = "email", "Email";
        Text = "text", "Text message";
        OnlineForm = "online-form", "Online form";
        Portal = "portal", "Online account with us";
        ThirdParty = "third-party", "Passed on by somebody else";
        Meeting = "meeting", "At a meeting of agencies";
        Records = "records", "From our own records";
    }
}

codes! {
    /// Who rang the police, if anybody did.
    PoliceCall {
        NotCalled = "not-called", "Nobody has called the police";
        Caller = "caller", "The caller has called them, or is calling now";
        Us = "us", "We called them";
        SomebodyElse = "somebody-else", "Somebody else called them";
        NotKnown = "not-known", "Not known";
    }
}

/// The first question, and what was done about it (NHG-15, domain.md 13A.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Danger {
    /// Whether somebody is in danger at this moment.
    pub now: Answer,
    /// Who rang the police.
    pub police: PoliceCall,
    /// The police's reference, once there is one.
    pub police_reference: Option<ShortText>,
}

/// Somebody told us. The first event of every case, and of each later report on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportTaken {
    /// Which report.
    pub report: ReportId,
    /// Who or what it came from.
    pub source: ReportSource,
    /// How it came.
    pub came_by: CameBy,
    /// Danger now, and the police.
    pub danger: Danger,
    /// The reporter, where it is not the survivor; shown to few (R07).
    pub reporter: Option<PersonId>,
    /// What was said, in the words that were used.
    pub words: Option<Words>,
    /// When it happened.
    pub happened: Happened,
    /// The severity as the person who took it judged it.
    pub severity: Severity,
}

impl ReportTaken {
    /// Whether in it somebody spoke with the survivor. A letter of theirs, or somebody else's word, is no conversation
    ///
    pub const fn is_conversation(&self) -> bool {
        matches!(self.source, ReportSource::Survivor)
            && matches!(self.came_by, CameBy::Phone | CameBy::InPerson | CameBy::Visit)
    }

    /// Whether in it the survivor wrote to us. What somebody else passed on is not their own writing.
    pub const fn is_written_by_survivor(&self) -> bool {
        matches!(self.source, ReportSource::Survivor)
            && matches!(
                self.came_by,
                CameBy::Letter | CameBy::Email | CameBy::Text | CameBy::OnlineForm | CameBy::Portal
            )
    }

    /// Whoever must be protected from being found out for it. A survivor's own word and somebody's word
    /// about their own behaviour have no such person (R07, R14).
    pub fn protected_reporter(&self) -> Option<PersonId> {
        self.reporter.filter(|_| self.source.route() == Route::Suspicion)
    }

    /// Whether a professional warns of a high risk by it: the police or another agency, a meeting of agencies among
    /// them. A severity that they do not give counts as high.
    pub fn is_high_notice(&self) -> bool {
        matches!(self.source, ReportSource::Police | ReportSource::Agency)
            && self.severity <= Severity::Unknown
    }
}

/// The police were told (NHG-15, ONE-12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoliceTold {
    /// Who rang them.
    pub by: PoliceCall,
    /// When.
    pub at: Timestamp,
    /// Their reference.
    pub reference: Option<ShortText>,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn came_by(source: ReportSource, came_by: CameBy) -> ReportTaken {
        ReportTaken {
            report: ReportId::from_uuid(Uuid::nil()),
            source,
            came_by,
            danger: Danger { now: Answer::NotKnown, police: PoliceCall::NotKnown, police_reference: None },
            reporter: None,
            words: None,
            happened: Happened::NotKnown,
            severity: Severity::Unknown,
        }
    }

    #[test]
    fn what_somebody_passed_on_is_neither_their_voice_nor_their_writing_and_an_account_is_writing_only() {
        use CameBy as C;
        for way in C::ALL {
            let told = came_by(ReportSource::Survivor, *way);
            let spoke = matches!(way, C::Phone | C::InPerson | C::Visit);
            let neither = matches!(way, C::Meeting | C::Records | C::ThirdParty);
            assert_eq!(told.is_conversation(), spoke, "{way:?}");
            assert_eq!(told.is_written_by_survivor(), !spoke && !neither, "{way:?}");
            let other = came_by(ReportSource::Relative, *way);
            assert!(!other.is_conversation() && !other.is_written_by_survivor(), "{way:?}");
        }
    }
}
