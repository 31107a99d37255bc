//! The roads to the MARAC (R-03, R-05, R-06, domain.md 3.2): one rule of when somebody has to decide, for the duty that asks
//! for it and for closing a record.

use std::mem::take;

use crate::Severity;
use crate::case::CaseEvent;
use crate::change::LifeChange;
use crate::risk::{MaracCriterion, MaracDecision};

/// What the incidents so far make of an entry, by the numbers of whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Repeats {
    /// An incident makes or prolongs a pattern.
    pub pattern: bool,
    /// It comes within the months after the MARAC heard the case.
    pub after_marac: bool,
}

/// A set of criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Criteria(u8);

impl Criteria {
    fn of(of: impl IntoIterator<Item = (bool, MaracCriterion)>) -> Self {
        let holds = of.into_iter().filter(|(holds, _)| *holds);
        Self(holds.fold(0, |all, (_, criterion)| all | bit(criterion)))
    }

    /// Whether this one is among them.
    pub const fn has(self, criterion: MaracCriterion) -> bool {
        self.0 & bit(criterion) != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

const fn bit(criterion: MaracCriterion) -> u8 {
    1 << criterion as u8
}

/// Which roads ask for a decision that nobody has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MaracRoads {
    /// A person judged it high, or an assessment made it so, and nobody has judged it lower since.
    high: bool,
    /// It was referred, and nobody wrote down that it was heard, or decided otherwise.
    with_the_marac: bool,
    undecided: Criteria,
}

impl MaracRoads {
    /// The roads that ask for a decision that nobody has made.
    pub const fn undecided(self) -> Criteria {
        self.undecided
    }

    /// A closed case is open again: whoever judges it high now judges it anew.
    pub const fn open_again(&mut self) {
        self.high = false;
    }

    /// Takes in one entry and says which roads it opens. Whatever is heard was referred; a decision, either way, is one
    /// on everything before it.
    pub fn take(&mut self, event: &CaseEvent, repeats: impl FnOnce() -> Repeats) -> Criteria {
        let opened = match event {
            CaseEvent::RiskAssessed(assessed) => {
                let (count, judged) = (assessed.is_high_by_count(), assessed.is_high_by_judgement());
                self.high |= count || judged;
                Criteria::of([(count, MaracCriterion::VisibleHighRisk), (judged, MaracCriterion::Judgement)])
            }
            CaseEvent::SeverityAssessed(assessed) => {
                Criteria::of([(self.judge(assessed.severity), MaracCriterion::Judgement)])
            }
            CaseEvent::IncidentRecorded(_) => self.happened(repeats()),
            CaseEvent::ChangeRecorded(change) if change.change == LifeChange::OrderBreached => {
                self.happened(Repeats { pattern: false, ..repeats() })
            }
            CaseEvent::MaracDecided(decided) => {
                self.with_the_marac = matches!(decided.decision, MaracDecision::Referred { .. });
                take(&mut self.undecided);
                Criteria::default()
            }
            CaseEvent::MaracHeard(_) => {
                self.with_the_marac = false;
                take(&mut self.undecided);
                Criteria::default()
            }
            _ => Criteria::default(),
        };
        self.undecided.0 |= opened.0;
        opened
    }

    /// The judgement that makes it high, and not each that says so again.
    fn judge(&mut self, severity: Severity) -> bool {
        if severity == Severity::Unknown {
            return false;
        }
        let was = std::mem::replace(&mut self.high, severity <= Severity::High);
        self.high && !was
    }

    /// Whoever refers it again, or has referred it, decides of the pattern too.
    fn happened(self, repeats: Repeats) -> Criteria {
        let escalates = repeats.pattern && !repeats.after_marac && !self.with_the_marac;
        Criteria::of([(repeats.after_marac, MaracCriterion::Repeat), (escalates, MaracCriterion::Escalation)])
    }
}
