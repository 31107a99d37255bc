//! The field's code lists, as a scenario may name them.

use domain::choices::{Choice, ChoiceState};
use domain::compromise::KnownTo;
use domain::contact::{ChannelKind, IfMissed, Outcome, Safety};
use domain::counter::Sign;
use domain::disclosure::{Agency, GivenHow};
use domain::incident::{AbuseKind, EconomicForm, TechnologyForm};
use domain::needs::{LifeTime, Need};
use domain::next_of_kin::TellsFamily;
use domain::people::{Connection, PersonRole};
use domain::promise::Kept;
use domain::report::{CameBy, PoliceCall};
use domain::reviewing::{Ending, MovedTo};
use domain::risk::RiskFactor;
use domain::safeguarding::{Agreed, ChildCategory, ConcernFor, ConcernStage, Ground};
use domain::suspicion::{EnquiryOutcome, Offered};
use domain::voice::{FeedbackTime, FeedbackWish};
use domain::{Answer, Severity};

use crate::other_words::OTHER_WORDS;
use crate::problem::as_a_code;

/// A closed list of codes.
pub(crate) trait Coded: Sized + 'static {
    /// Every code, in the order of the list.
    fn codes() -> Vec<&'static str>;

    /// The value of a code.
    fn of(text: &str) -> Option<Self>;
}

/// The value that a text stands for: a code, whatever its capitals and the spaces in it, or another word for one.
pub(crate) fn read<C: Coded>(text: &str) -> Option<C> {
    let plain = as_a_code(text);
    let other = || OTHER_WORDS.iter().filter(|(word, _)| *word == plain).find_map(|(_, code)| C::of(code));
    C::of(text).or_else(|| C::of(&plain)).or_else(other)
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
    Agency Agreed Answer CameBy ChannelKind ChildCategory ConcernFor ConcernStage Connection Ending EnquiryOutcome FeedbackTime
    FeedbackWish GivenHow Ground IfMissed Kept KnownTo Need Offered Outcome PersonRole PoliceCall RiskFactor Safety Severity
    TellsFamily Choice ChoiceState LifeTime Sign MovedTo EconomicForm TechnologyForm
}

impl Coded for AbuseKind {
    fn codes() -> Vec<&'static str> {
        Self::ALL.iter().map(|one| one.code()).collect()
    }

    /// A decision of the time of the definition of 2013 says financial.
    fn of(text: &str) -> Option<Self> {
        Self::from_word(text)
    }
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
