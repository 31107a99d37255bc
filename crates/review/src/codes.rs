//! The field's code lists, as a scenario may name them.

use domain::compromise::KnownTo;
use domain::contact::{ChannelKind, IfMissed, Outcome, Safety};
use domain::disclosure::{Agency, GivenHow};
use domain::incident::AbuseKind;
use domain::needs::Need;
use domain::next_of_kin::TellsFamily;
use domain::people::{Connection, PersonRole};
use domain::promise::Kept;
use domain::report::{CameBy, PoliceCall};
use domain::reviewing::Ending;
use domain::risk::RiskFactor;
use domain::safeguarding::{ConcernFor, ConcernStage};
use domain::suspicion::{EnquiryOutcome, Offered};
use domain::voice::{FeedbackTime, FeedbackWish};
use domain::{Answer, Severity};

/// A closed list of codes.
pub(crate) trait Coded: Sized + 'static {
    /// Every code, in the order of the list.
    fn codes() -> Vec<&'static str>;

    /// The value of a code.
    fn of(text: &str) -> Option<Self>;
}

macro_rules! coded {
    ($($name:ident)+) => {$(
        impl Coded for $name {
            fn codes() -> Vec<&'static str> {
                Self::ALL.iter().map(|one| one.code()).collect()
            }

            fn of(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )+};
}

coded! {
    AbuseKind Agency Answer CameBy ChannelKind ConcernFor ConcernStage Connection Ending EnquiryOutcome FeedbackTime
    FeedbackWish GivenHow IfMissed Kept KnownTo Need Offered Outcome PersonRole PoliceCall RiskFactor Safety Severity
    TellsFamily
}

impl Coded for policy::calendar::Nation {
    fn codes() -> Vec<&'static str> {
        use policy::words::Word;
        Self::EVERY.iter().map(|one| one.word()).collect()
    }

    fn of(text: &str) -> Option<Self> {
        policy::words::Word::of(text)
    }
}
