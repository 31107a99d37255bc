//! A dated account of a case, as a file.

use std::collections::BTreeSet;

use domain::choices::{Choice, ChoiceState};
use domain::compromise::KnownTo;
use domain::contact::{ChannelKind, IfMissed, Outcome, Safety};
use domain::counter::Sign;
use domain::disclosure::{Agency, GivenHow};
use domain::incident::{AbuseForms, AbuseKind};
use domain::needs::{LifeTime, Need};
use domain::next_of_kin::TellsFamily;
use domain::people::{Connection, PersonRole, Reach};
use domain::promise::Kept;
use domain::report::{CameBy, PoliceCall, ReportSource};
use domain::reviewing::{Ending, MovedTo};
use domain::risk::RiskFactor;
use domain::safeguarding::{Agreed, ChildCategory, ConcernFor, ConcernStage, Ground};
use domain::suspicion::{EnquiryOutcome, Offered};
use domain::text::{Name, ShortText, Words};
use domain::voice::{FeedbackTime, FeedbackWish};
use domain::{Answer, Happened, Severity};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use policy::calendar::{Calendar, Nation};

use crate::problem::Problems;

mod check;
mod read;
mod read_fact;
mod source;
mod teller;
#[cfg(test)]
mod tests;
pub(crate) mod when;
pub(crate) mod words;

pub use words::{FactWord, fact_words};

/// A dated account of a case. Only [`Scenario::read`] makes one.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub(crate) file: String,
    pub(crate) title: String,
    pub(crate) source: Option<String>,
    pub(crate) nation: Option<Nation>,
    pub(crate) reviewed_until: Timestamp,
    pub(crate) people: Vec<Person>,
    pub(crate) facts: Vec<Fact>,
}

/// Somebody of the account.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub line: usize,
    pub key: String,
    pub roles: BTreeSet<PersonRole>,
    pub name: Option<Name>,
    pub about: Option<Words>,
    pub lives_in_home: Answer,
    pub connection: Option<Connection>,
    pub detail: Option<ShortText>,
    pub born: Option<Date>,
    pub reach: Reach,
    /// When the landlord learned of them; with the first report where it is not said.
    pub known: Option<Timestamp>,
}

/// Who told, or who acted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Teller {
    /// A person of the account.
    Person(String, ReportSource),
    /// A word for a kind of person or body.
    Body(String, ReportSource),
}

/// One fact of the account.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub line: usize,
    pub what: &'static FactWord,
    pub when: Happened,
    /// When the landlord was told; worked out of `when` where it is not said.
    pub known: Option<Timestamp>,
    pub by: Option<Teller>,
    pub words: Option<Words>,
    pub count: u16,
    /// The word by which a correction names it.
    pub key: Option<String>,
    /// The fact that it is written in the place of.
    pub instead_of: Option<String>,
    pub says: Says,
    /// All of it as text, to put facts of one instant in an order that does not depend on the file.
    pub canonical: String,
}

/// What a fact says besides what every fact says. Which of it a fact may say depends on its word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Says {
    pub severity: Option<Severity>,
    pub danger: Option<Answer>,
    pub police: Option<PoliceCall>,
    pub reference: Option<ShortText>,
    pub came_by: Option<CameBy>,
    pub kinds: BTreeSet<AbuseKind>,
    pub forms: AbuseForms,
    pub done_by: Option<Vec<String>>,
    pub children_present: Option<Answer>,
    pub injuries: Option<Words>,
    pub children: Option<Answer>,
    pub adults_at_risk: Option<Answer>,
    pub wishes: Option<Words>,
    pub names: Option<Vec<String>>,
    pub agencies: Vec<Agency>,
    pub how: Option<GivenHow>,
    pub limits_explained: Option<Answer>,
    pub safe_to_talk: Option<Answer>,
    pub respect_line: Option<Offered>,
    pub found: Option<Answer>,
    pub yes: Vec<RiskFactor>,
    pub named: Option<Answer>,
    pub stands: Option<Answer>,
    pub needs: Vec<Need>,
    pub stage: Option<ConcernStage>,
    pub ending: Option<Ending>,
    pub moved_to: Option<MovedTo>,
    pub kept: Option<Kept>,
    pub on: Option<Happened>,
    pub until: Option<Timestamp>,
    pub enquiry: Option<EnquiryOutcome>,
    pub outcome: Option<Outcome>,
    pub way: Option<ChannelKind>,
    pub ways: Vec<(ChannelKind, Safety)>,
    pub hours: Option<(Time, Time)>,
    pub if_missed: Option<IfMissed>,
    pub concern: Option<ConcernFor>,
    pub categories: BTreeSet<ChildCategory>,
    pub with: Option<Agency>,
    pub agreed: Option<Agreed>,
    /// On what ground, and why, a concern was raised without their agreement.
    pub ground: Option<Ground>,
    pub why_without: Option<Words>,
    pub survivor_told: Option<Answer>,
    pub known_to: Option<KnownTo>,
    pub reported: Option<Answer>,
    pub with_survivor: Option<Answer>,
    pub may_be_perpetrator: Option<Answer>,
    pub tell: Option<ShortText>,
    pub told_by: Option<TellsFamily>,
    pub not_told: Option<Words>,
    /// The key of the fact that was wrong.
    pub of: Option<String>,
    pub language: Option<ShortText>,
    pub interpreter: Option<ShortText>,
    pub affected: Option<Answer>,
    pub related: Option<Answer>,
    pub hurt_directly: Option<Answer>,
    pub spoken_with: Option<Answer>,
    pub needs_care: Option<Answer>,
    pub at_risk: Option<Answer>,
    pub cannot_protect: Option<Answer>,
    pub life_time: Option<LifeTime>,
    pub reaches_them: Option<Answer>,
    pub others_at_risk: Option<Answer>,
    pub signs: Vec<(Sign, Answer)>,
    pub choice: Option<Choice>,
    pub state: Option<ChoiceState>,
    pub wish: Option<FeedbackWish>,
    pub time: Option<FeedbackTime>,
}

impl Scenario {
    /// Reads a scenario (`docs/scenarios.md`). `file_name` is only repeated in a complaint.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its line and the nearest word.
    pub fn read(file_name: &str, text: &str) -> Result<Self, Problems> {
        read::scenario(file_name, text)
    }

    /// What the account is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The moment at which the review looks back: nothing that became known later is read.
    pub const fn reviewed_until(&self) -> Timestamp {
        self.reviewed_until
    }

    /// The same account, reviewed at the end of an earlier or later day.
    #[must_use]
    pub fn reviewed_on(mut self, day: Date) -> Self {
        self.reviewed_until = when::end(&Happened::On(day)).unwrap_or(self.reviewed_until);
        self
    }

    /// The calendar to judge it by: the scenario's own nation, or else that of the policy.
    pub fn calendar(&self, policy: Nation) -> Calendar {
        Calendar::new(self.nation.unwrap_or(policy))
    }
}

impl Teller {
    /// The source that a report from them has.
    pub const fn source(&self) -> ReportSource {
        match self {
            Self::Person(_, source) | Self::Body(_, source) => *source,
        }
    }

    /// Whether this is the landlord's own staff.
    pub const fn is_landlord(&self) -> bool {
        matches!(self.source(), ReportSource::Staff)
    }
}
