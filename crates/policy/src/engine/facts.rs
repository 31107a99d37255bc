//! What is known of a case, as far as a pack can ask.

use domain::report::Route;
use domain::risk::MaracRoads;
use domain::safeguarding::ConcernFor;
use domain::{Answer, Severity};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::Started;
use super::again::Again;
use crate::pack::RepeatRule;
use crate::reading::Change;
use crate::words::{Anchor, Bits, Condition, Start};

/// The words that say that something is not known.
pub(super) const NOT_KNOWN: Bits = Condition::ChildrenNotKnown
    .bit()
    .and(Condition::AdultAtRiskNotKnown.bit())
    .and(Condition::DangerNotKnown.bit())
    .and(Condition::RiskNotKnown.bit());

/// What goes on being so for as long as there is a case, so that opening it again asks for it anew.
const STANDING: Bits = Start::ReportTaken
    .bit()
    .and(Start::DisclosureTaken.bit())
    .and(Start::SuspicionReported.bit())
    .and(Start::OwnBehaviourDisclosed.bit())
    .and(Start::HouseholdAnswered.bit())
    .and(Start::NonRecentRecorded.bit());

/// They said not now.
#[derive(Debug, Clone, Copy)]
pub(super) struct NotNow {
    pub until: Timestamp,
    /// The entry that says so.
    pub said: Started,
}

/// The facts at one point of the journal. Before anything is recorded, nothing is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub conditions: Bits,
    pub severity: Severity,
    pub judged: bool,
    pub owned: bool,
    /// Until when, and by which entry, contact must wait.
    pub pause: Option<(Timestamp, u64)>,
    /// Until when they do not want anybody to get in touch.
    pub not_now: Option<NotNow>,
    /// Until when the agreed contact runs.
    agreed: Option<Timestamp>,
    /// Until which day the window of heightened risk runs.
    heightened: Option<Date>,
    /// On which day the MARAC heard it last.
    heard: Option<Date>,
    /// On which day it was referred last.
    referred: Option<Date>,
    /// On which day the last event was recorded that was a repeat.
    repeated: Option<Date>,
    /// Whether somebody decided on their home, or on a move.
    pub home_decided: bool,
    /// What is told again, or taken away.
    pub again: Again,
    /// The roads to the MARAC.
    pub roads: MaracRoads,
    covered: Bits,
    /// By which entry the case was closed, while it is.
    closed: Option<u64>,
    /// What started duties and goes on being so for as long as there is a case.
    stood: Bits,
}

impl Facts {
    pub fn new() -> Self {
        Self {
            conditions: NOT_KNOWN
                .and(Condition::NoContactPlan.bit())
                .and(Condition::NotAssessed.bit())
                .and(Condition::NoSafetyPlan.bit()),
            severity: Severity::Unknown,
            judged: false,
            owned: false,
            pause: None,
            not_now: None,
            agreed: None,
            heightened: None,
            heard: None,
            referred: None,
            repeated: None,
            home_decided: false,
            again: Again::default(),
            roads: MaracRoads::default(),
            covered: Bits::NONE,
            closed: None,
            stood: Bits::NONE,
        }
    }

    /// Takes in what an event, recorded on `today`, changes.
    pub fn apply(&mut self, change: &Change<'_>, here: Started, today: impl Fn() -> Date) {
        self.change(change, here.sequence);
        self.set(Condition::RiskHigh, self.judged && self.severity <= Severity::High);
        self.set(Condition::RiskNotKnown, self.severity == Severity::Unknown);
        let ahead = self.agreed.is_some_and(|until| until > here.at);
        self.set(Condition::NoContactAgreed, !ahead);
        if let Some(until) = self.heightened {
            self.set(Condition::Heightened, until >= today());
        }
    }

    /// Opens a closed case again, where this is an event that does, and says which entry had closed it. What was
    /// decided and known of danger in the life before holds no longer: nobody has asked since.
    pub fn open_again(&mut self, change: &Change<'_>) -> Option<u64> {
        let opens = matches!(
            change,
            Change::Reopened | Change::Report { .. } | Change::Disclosure { .. } | Change::Incident(_)
        );
        let closing = self.closed.filter(|_| opens)?;
        self.closed = None;
        self.covered = Bits::NONE;
        self.roads.open_again();
        self.danger(Answer::NotKnown);
        Some(closing)
    }

    /// Takes in what started duties and goes on being so.
    pub const fn stands(&mut self, starts: Bits) {
        self.stood = self.stood.and(starts.without(starts.without(STANDING)));
    }

    /// What goes on being so, and what is so again while the danger is.
    pub fn standing(&self) -> Bits {
        let high = if self.may_be_high() { Start::HighRisk.bit() } else { Bits::NONE };
        let heightened = self.conditions.has_all(Condition::Heightened.bit());
        let leaving = if heightened { Start::Leaving.bit() } else { Bits::NONE };
        self.stood.and(high).and(leaving)
    }

    /// Whether an event that is recorded on this day is a repeat for the MARAC, by the rule of the pack.
    pub fn is_repeat(&mut self, rule: RepeatRule, today: Date) -> bool {
        let from = match rule.from {
            Anchor::Meeting => self.heard,
            Anchor::Referral => self.referred,
            Anchor::LastEvent => self.heard.max(self.repeated.filter(|_| self.heard.is_some())),
        };
        let lapses = |day: Date| day.checked_add(i32::from(rule.months).months()).unwrap_or(Date::MAX);
        let again = from.is_some_and(|day| today <= lapses(day));
        if again {
            self.repeated = Some(today);
        }
        again
    }

    /// Whether the survivor has told us, and it is high or worse or nobody has judged it: not knowing counts as high.
    pub fn may_be_high(&self) -> bool {
        self.judged
            && self.severity <= Severity::Unknown
            && self.conditions.has_all(Condition::SurvivorRoute.bit())
    }

    fn change(&mut self, change: &Change<'_>, sequence: u64) {
        match *change {
            Change::Report { route, by_other_person, danger, severity } => {
                self.report(route, by_other_person, severity);
                self.danger(danger);
            }
            Change::Disclosure { danger } => {
                self.covered = Bits::NONE;
                self.survivor_spoke();
                self.danger(danger);
            }
            Change::Household { children, adults_at_risk } => {
                self.answer(children, Condition::ChildrenAtHome, Condition::ChildrenNotKnown);
                self.answer(adults_at_risk, Condition::AdultAtRiskAtHome, Condition::AdultAtRiskNotKnown);
            }
            Change::AtHome { child, adult } => {
                if child {
                    self.answer(Answer::Yes, Condition::ChildrenAtHome, Condition::ChildrenNotKnown);
                }
                if adult {
                    self.answer(Answer::Yes, Condition::AdultAtRiskAtHome, Condition::AdultAtRiskNotKnown);
                }
            }
            Change::OwnBehaviour { children } => {
                self.own_behaviour();
                self.answer(children, Condition::ChildrenAtHome, Condition::ChildrenNotKnown);
            }
            Change::Severity(severity) => (self.severity, self.judged) = (severity, true),
            Change::Owner => self.owned = true,
            Change::ContactPlan => self.set(Condition::NoContactPlan, false),
            Change::SurvivorSpoke => self.survivor_spoke(),
            Change::Incident(incident) => {
                self.set(Condition::ChildrenPresent, incident.children_present == Answer::Yes);
            }
            Change::Concern(about) => self.cover(about),
            Change::Paused(until) => self.pause = Some((until, sequence)),
            Change::Agreed { until, .. } => self.agreed = Some(until),
            Change::AgreedOver | Change::NotNow { cancelled: true, .. } => self.agreed = None,
            Change::Assessed => self.set(Condition::NotAssessed, false),
            Change::PlanMade => self.set(Condition::NoSafetyPlan, false),
            Change::Life(change) if change.change.decides_the_home() => self.home_decided = true,
            Change::Heard(on) => self.heard = self.heard.max(Some(on)),
            Change::Referred(on) => self.referred = self.referred.max(Some(on)),
            Change::NonRecent { others_at_risk } => {
                self.set(Condition::NonRecent, true);
                self.set(Condition::OthersAtRisk, others_at_risk.may_be());
            }
            Change::Feedback { declined } => self.set(Condition::NotToBeAsked, declined),
            Change::Died => self.set(Condition::SomebodyDied, true),
            Change::Closed => self.closed = Some(sequence),
            Change::NotNow { .. }
            | Change::Nothing
            | Change::Life(_)
            | Change::Told { .. }
            | Change::Reopened
            | Change::Compromised
            | Change::Precautions(_)
            | Change::SetAside(_) => {}
        }
    }

    /// Opens the window of heightened risk until this day. A later window never ends an earlier one.
    pub fn heighten(&mut self, until: Date) {
        self.heightened = self.heightened.max(Some(until));
    }

    /// Whether a concern was raised, or declared not needed, for everybody who is known to live there:
    /// a concern for the adult says nothing of the children.
    pub fn covers_household(&self) -> bool {
        let needs =
            |word: Condition| self.conditions.has_all(word.bit()) && !self.covered.has_all(word.bit());
        !needs(Condition::ChildrenAtHome) && !needs(Condition::AdultAtRiskAtHome)
    }

    const fn set(&mut self, word: Condition, holds: bool) {
        let without = self.conditions.without(word.bit());
        self.conditions = if holds { without.and(word.bit()) } else { without };
    }

    fn answer(&mut self, answer: Answer, yes: Condition, not_known: Condition) {
        self.set(yes, answer == Answer::Yes);
        self.set(not_known, answer == Answer::NotKnown);
    }

    fn danger(&mut self, answer: Answer) {
        self.answer(answer, Condition::DangerNow, Condition::DangerNotKnown);
    }

    /// A report never lowers the severity; the first one sets it.
    fn report(&mut self, route: Route, by_other_person: bool, severity: Severity) {
        self.severity = if self.judged { self.severity.or_worse(severity) } else { severity };
        self.judged = true;
        self.covered = Bits::NONE;
        self.set(Condition::ThirdParty, by_other_person);
        match route {
            Route::OwnBehaviour => self.own_behaviour(),
            Route::Disclosure => self.survivor_spoke(),
            Route::Suspicion => {
                let settled = Condition::SurvivorRoute.bit().and(Condition::OwnBehaviour.bit());
                let first = !self.conditions.has_any(settled);
                self.set(Condition::SuspicionRoute, first);
            }
        }
    }

    fn survivor_spoke(&mut self) {
        if !self.conditions.has_all(Condition::OwnBehaviour.bit()) {
            self.set(Condition::SurvivorRoute, true);
            self.set(Condition::SuspicionRoute, false);
        }
    }

    const fn own_behaviour(&mut self) {
        self.set(Condition::OwnBehaviour, true);
        self.set(Condition::SuspicionRoute, false);
    }

    const fn cover(&mut self, about: ConcernFor) {
        let (children, adult) = (Condition::ChildrenAtHome.bit(), Condition::AdultAtRiskAtHome.bit());
        self.covered = self.covered.and(match about {
            ConcernFor::Children => children,
            ConcernFor::Adult => adult,
            ConcernFor::Both => children.and(adult),
        });
    }
}
