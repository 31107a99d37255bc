//! The field's code lists, as a scenario may name them.

use domain::compromise::KnownTo;
use domain::contact::{ChannelKind, IfMissed, Outcome, Safety};
use domain::disclosure::{Agency, GivenHow};
use domain::incident::AbuseKind;
use domain::people::{Connection, PersonRole};
use domain::report::{CameBy, PoliceCall};
use domain::safeguarding::ConcernFor;
use domain::suspicion::{EnquiryOutcome, Offered};
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
    AbuseKind Agency Answer CameBy ChannelKind ConcernFor Connection EnquiryOutcome GivenHow IfMissed KnownTo
    Offered Outcome PersonRole PoliceCall Safety Severity
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
