//! What is known of a case, as far as a pack can ask.

use domain::change::HEIGHTENED_MONTHS;
use domain::report::Route;
use domain::safeguarding::ConcernFor;
use domain::{Answer, Severity};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::Started;
use crate::reading::Change;
use crate::words::{Bits, Condition};

/// For how many months after a MARAC a further event is a repeat.
const REPEAT_MONTHS: i32 = 12;

/// The words that say that something is not known.
pub(super) const NOT_KNOWN: Bits = Condition::ChildrenNotKnown
    .bit()
    .and(Condition::AdultAtRiskNotKnown.bit())
    .and(Condition::DangerNotKnown.bit());

/// The facts at one point of the journal. Before anything is recorded, nothing is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub conditions: Bits,
    pub severity: Severity,
    pub judged: bool,
    pub owned: bool,
    /// Until when, and by which entry, contact must wait.
    pub pause: Option<(Timestamp, u64)>,
    /// Until when the agreed contact runs.
    agreed: Option<Timestamp>,
    /// Until which day the window of heightened risk runs.
    heightened: Option<Date>,
    /// On which day the MARAC heard it last.
    heard: Option<Date>,
    covered: Bits,
}

impl Facts {
    pub const fn new() -> Self {
        Self {
            conditions: NOT_KNOWN
                .and(Condition::NoContactPlan.bit())
                .and(Condition::NotAssessed.bit())
                .and(Condition::NoSafetyPlan.bit()),
            severity: Severity::Unknown,
            judged: false,
            owned: false,
            pause: None,
            agreed: None,
            heightened: None,
            heard: None,
            covered: Bits::NONE,
        }
    }

    /// Takes in what an event, recorded on `today`, changes.
    pub fn apply(&mut self, change: &Change<'_>, here: Started, today: impl Fn() -> Date) {
        self.change(change, here.sequence, &today);
        let ahead = self.agreed.is_some_and(|until| until > here.at);
        self.set(Condition::NoContactAgreed, !ahead);
        if let Some(until) = self.heightened {
            self.set(Condition::Heightened, until >= today());
        }
    }

    /// Whether the MARAC heard it less than twelve months before this day.
    pub fn was_heard_lately(&self, today: Date) -> bool {
        let lapses = |heard: Date| heard.checked_add(REPEAT_MONTHS.months()).unwrap_or(Date::MAX);
        self.heard.is_some_and(|heard| today <= lapses(heard))
    }

    fn change(&mut self, change: &Change<'_>, sequence: u64, today: impl Fn() -> Date) {
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
            Change::AgreedOver => self.agreed = None,
            Change::Assessed => self.set(Condition::NotAssessed, false),
            Change::PlanMade => self.set(Condition::NoSafetyPlan, false),
            Change::Life { heightened: true, on } => self.heighten(on, today()),
            Change::Heard(on) => self.heard = self.heard.max(Some(on)),
            Change::NonRecent { others_at_risk } => {
                self.set(Condition::NonRecent, true);
                self.set(Condition::OthersAtRisk, others_at_risk.may_be());
            }
            Change::Nothing | Change::Life { .. } | Change::Closed | Change::SetAside(_) => {}
        }
    }

    /// A later window never ends an earlier one. A day that is not known counts from today.
    fn heighten(&mut self, on: Option<Date>, today: Date) {
        let from = on.map_or(today, |day| day.max(today));
        let until = from.checked_add(HEIGHTENED_MONTHS.months()).unwrap_or(Date::MAX);
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
