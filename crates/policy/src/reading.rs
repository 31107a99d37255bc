//! Events of a case, read as the words of a pack. The only place that knows both.

use domain::case::{CaseEvent, DutySetAside, SeverityAssessed};
use domain::change::ChangeRecorded;
use domain::compromise::BreachDecided;
use domain::contact::{AgreedContact, Attempted, Way};
use domain::disclosure::DisclosureTaken;
use domain::incident::Incident;
use domain::people::PersonRole;
use domain::precautions::PrecautionsNoted;
use domain::report::{PoliceCall, PoliceTold, ReportTaken, Route};
use domain::safeguarding::ConcernFor;
use domain::suspicion::{EnquiryOutcome, Offered, OwnBehaviourDisclosed, SafeEnquiryMade};
use domain::{Answer, Severity};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::words::{Bits, Evidence, Start};

mod support;

/// One event in the words of a pack.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'e> {
    /// What it starts.
    pub starts: Bits,
    /// What it is evidence of, for duties that were open before.
    pub evidence: Bits,
    /// The part of the evidence that also meets what the event itself starts: police who had been
    /// called before we were told need not be called again.
    pub carried: Bits,
    /// When it was done, where the event says so; else it was done when it was recorded.
    pub done_at: Option<Timestamp>,
    /// The entry that it alone answers, where there may be several: evidence of one entry meets no duty that another
    /// started.
    pub answers: Option<u64>,
    /// The day that it names for something to be done.
    pub planned: Option<Date>,
    /// What it changes in what is known.
    pub change: Change<'e>,
}

/// What an event changes in what is known of a case.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Change<'e> {
    Nothing,
    Report {
        route: Route,
        by_other_person: bool,
        danger: Answer,
        severity: Severity,
    },
    Disclosure {
        danger: Answer,
    },
    Household {
        children: Answer,
        adults_at_risk: Answer,
    },
    OwnBehaviour {
        children: Answer,
    },
    /// Somebody who is known to live at home.
    AtHome {
        child: bool,
        adult: bool,
    },
    Compromised,
    Severity(Severity),
    Owner,
    ContactPlan,
    SurvivorSpoke,
    Incident(&'e Incident),
    Concern(ConcernFor),
    Agreed {
        from: Timestamp,
        until: Timestamp,
    },
    AgreedOver,
    Assessed,
    PlanMade,
    Life(&'e ChangeRecorded),
    /// Whether the survivor was told of the day that this entry names.
    Told {
        of: u64,
        told: bool,
    },
    Heard(Date),
    Referred(Date),
    Precautions(&'e PrecautionsNoted),
    NonRecent {
        others_at_risk: Answer,
    },
    Closed,
    Reopened,
    Feedback {
        declined: bool,
    },
    Died,
    Paused(Timestamp),
    NotNow {
        until: Date,
        cancelled: bool,
    },
    SetAside(&'e DutySetAside),
}

impl<'e> Reading<'e> {
    /// Nothing at all.
    pub(crate) const NOTHING: Self = Self {
        starts: Bits::NONE,
        evidence: Bits::NONE,
        carried: Bits::NONE,
        done_at: None,
        answers: None,
        planned: None,
        change: Change::Nothing,
    };

    const fn of(change: Change<'e>) -> Self {
        Self { change, ..Self::NOTHING }
    }

    const fn start(self, word: Start) -> Self {
        Self { starts: self.starts.and(word.bit()), ..self }
    }

    const fn evidence(self, word: Evidence) -> Self {
        Self { evidence: self.evidence.and(word.bit()), ..self }
    }

    const fn evidence_if(self, holds: bool, word: Evidence) -> Self {
        if holds { self.evidence(word) } else { self }
    }

    const fn carries_if(self, holds: bool, word: Evidence) -> Self {
        if !holds {
            return self;
        }
        Self { carried: self.carried.and(word.bit()), ..self.evidence(word) }
    }

    const fn start_if(self, holds: bool, word: Start) -> Self {
        if holds { self.start(word) } else { self }
    }

    const fn planned(self, day: Option<Date>) -> Self {
        Self { planned: day, ..self }
    }

    const fn done(self, at: Timestamp) -> Self {
        Self { done_at: Some(at), ..self }
    }
}

/// What an event says to a pack.
pub(crate) fn read(event: &CaseEvent) -> Reading<'_> {
    let nothing = Reading::NOTHING;
    match event {
        CaseEvent::ReportTaken(report) => read_report(report),
        CaseEvent::RegionPlaced(_) => nothing.evidence(Evidence::RegionPlaced),
        CaseEvent::OwnerNamed(_) => Reading::of(Change::Owner).evidence(Evidence::OwnerNamed),
        CaseEvent::SeverityAssessed(assessed) => read_severity(assessed),
        CaseEvent::PoliceTold(told) => read_police(told),
        CaseEvent::PersonRecorded(person) => {
            let at_home = person.lives_in_home == Answer::Yes || person.is(PersonRole::HouseholdMember);
            let lives = |role| at_home && person.is(role);
            let (child, adult) = (lives(PersonRole::Child), lives(PersonRole::AdultAtRisk));
            Reading::of(Change::AtHome { child, adult }).evidence(Evidence::PersonRecorded)
        }
        CaseEvent::ConnectionRecorded(_) => nothing.evidence(Evidence::ConnectionRecorded),
        CaseEvent::DisclosureTaken(taken) => read_disclosure(taken),
        CaseEvent::HouseholdAnswered(answered) => {
            let change =
                Change::Household { children: answered.children, adults_at_risk: answered.adults_at_risk };
            Reading::of(change).start(Start::HouseholdAnswered).evidence(Evidence::HouseholdAnswered)
        }
        CaseEvent::WishesRecorded(_) => nothing.evidence(Evidence::WishesRecorded),
        CaseEvent::AgenciesOffered(offered) => {
            nothing.carries_if(!offered.agencies.is_empty(), Evidence::AgenciesOffered)
        }
        CaseEvent::ContactPlanMade(_) => Reading::of(Change::ContactPlan).evidence(Evidence::ContactPlanMade),
        CaseEvent::ContactAgreed(agreed) => read_agreed(agreed),
        CaseEvent::ContactAttempted(attempted) => read_attempt(attempted),
        CaseEvent::ContactPaused(paused) => Reading::of(Change::Paused(paused.until)),
        CaseEvent::IncidentRecorded(incident) => {
            Reading { answers: incident.report, ..Reading::of(Change::Incident(incident)) }
                .evidence(Evidence::IncidentRecorded)
                .evidence_if(incident.report.is_some(), Evidence::IncidentOfReport)
        }
        CaseEvent::HistoryLookedUp(_) => nothing.evidence(Evidence::HistoryLookedUp),
        CaseEvent::SafeEnquiryPlanned(plan) => nothing
            .planned(Some(plan.on))
            .start(Start::SafeEnquiryPlanned)
            .evidence(Evidence::SafeEnquiryPlanned),
        CaseEvent::SafeEnquiryMade(made) => read_enquiry(made),
        CaseEvent::OwnBehaviourDisclosed(own) => read_own_behaviour(own),
        CaseEvent::ConcernRaised(raised) => Reading::of(Change::Concern(raised.concern))
            .start(Start::ConcernRaised)
            .evidence(Evidence::SafeguardingConcernRaised)
            .done(raised.at),
        CaseEvent::ConcernNotNeeded(not) => {
            Reading::of(Change::Concern(not.concern)).evidence(Evidence::SafeguardingNotNeeded)
        }
        CaseEvent::LocationCompromised(_) => {
            Reading::of(Change::Compromised).start(Start::LocationCompromised)
        }
        CaseEvent::ConfirmAgain(_) | CaseEvent::Joined(_) | CaseEvent::Parted(_) => {
            nothing.start(Start::ConfirmAgain)
        }
        CaseEvent::BreachDecided(decided) => read_breach(decided),
        CaseEvent::SafetyReviewed(_) => nothing.evidence(Evidence::SafetyReviewed),
        CaseEvent::DutySetAside(aside) => Reading::of(Change::SetAside(aside)),
        CaseEvent::SecretHeld(_) | CaseEvent::Corrected(_) => nothing,
        _ => support::read(event),
    }
}

/// Only when somebody did ring them; that it is not known whether anybody did is no evidence.
const fn police_know(call: PoliceCall) -> bool {
    matches!(call, PoliceCall::Caller | PoliceCall::Us | PoliceCall::SomebodyElse)
}

fn read_report(report: &ReportTaken) -> Reading<'_> {
    let route = report.source.route();
    let change = Change::Report {
        route,
        by_other_person: report.source.has_reporter_to_protect(),
        danger: report.danger.now,
        severity: report.severity,
    };
    let reading = Reading::of(change)
        .start(Start::ReportTaken)
        .evidence_if(report.danger.now != Answer::NotKnown, Evidence::DangerKnown)
        .carries_if(police_know(report.danger.police), Evidence::PoliceTold)
        .carries_if(report.severity != Severity::Unknown, Evidence::SeverityAssessed);
    reading
        .start_if(report.is_conversation(), Start::SurvivorSpoke)
        .start_if(route == Route::Suspicion, Start::SuspicionReported)
        .start_if(report.is_high_notice(), Start::HighNotice)
}

/// Saying that nobody has judged it yet is not an assessment. With a reason it is a professional judgement, from what is
/// on record too, where nobody may be asked.
fn read_severity(assessed: &SeverityAssessed) -> Reading<'_> {
    let reading = Reading::of(Change::Severity(assessed.severity));
    if assessed.severity == Severity::Unknown {
        return reading;
    }
    let reading = reading.start(Start::SeverityAssessed).evidence(Evidence::SeverityAssessed);
    if assessed.why.is_some() { reading.evidence(Evidence::RiskJudged) } else { reading }
}

fn read_police(told: &PoliceTold) -> Reading<'_> {
    Reading::NOTHING.carries_if(police_know(told.by), Evidence::PoliceTold).done(told.at)
}

fn read_disclosure(taken: &DisclosureTaken) -> Reading<'_> {
    Reading::of(Change::Disclosure { danger: taken.danger.now })
        .start(Start::DisclosureTaken)
        .evidence(Evidence::DisclosureTaken)
        .evidence_if(taken.danger.now != Answer::NotKnown, Evidence::DangerKnown)
        .carries_if(police_know(taken.danger.police), Evidence::PoliceTold)
}

/// The clock of each breach is its own. Whether the survivor was told says nothing of the regulator.
const fn read_breach(decided: &BreachDecided) -> Reading<'_> {
    let reading = Reading { answers: Some(decided.of), ..Reading::NOTHING };
    if decided.regulator.is_some() { reading.evidence(Evidence::BreachDecided) } else { reading }
}

const fn read_agreed(agreed: &AgreedContact) -> Reading<'_> {
    let change = Change::Agreed { from: agreed.from, until: agreed.until };
    Reading::of(change).start(Start::ContactAgreed).evidence(Evidence::ContactAgreed)
}

/// Whoever rang whom, speaking is contact. An attempt is evidence only where it was ours; a message that the plan forbids
/// is none: it keeps nothing that was agreed.
fn read_attempt(attempted: &Attempted) -> Reading<'_> {
    if attempted.against_plan {
        let reading = Reading::NOTHING.done(attempted.at).start(Start::MessageAgainstPlan);
        return reading.start_if(attempted.was_agreed, Start::ContactMissed);
    }
    let change = if attempted.was_agreed { Change::AgreedOver } else { Change::Nothing };
    let mut reading = Reading::of(change).done(attempted.at);
    if matches!(attempted.way, Way::WeTried { .. }) {
        reading = reading.evidence(Evidence::ContactAttempted);
    }
    if attempted.outcome.is_contact() {
        return reading.start(Start::ContactMade).evidence(Evidence::ContactMade);
    }
    reading.start_if(attempted.is_missed(), Start::ContactMissed)
}

/// An enquiry that it was not safe to make, or that reached nobody, has not been made.
const fn read_enquiry(made: &SafeEnquiryMade) -> Reading<'_> {
    match made.outcome {
        EnquiryOutcome::Disclosed => Reading::of(Change::SurvivorSpoke).evidence(Evidence::SafeEnquiryMade),
        EnquiryOutcome::Nothing => Reading::NOTHING.evidence(Evidence::SafeEnquiryMade),
        EnquiryOutcome::NotSafe | EnquiryOutcome::NotReached => Reading::NOTHING,
    }
}

fn read_own_behaviour(own: &OwnBehaviourDisclosed) -> Reading<'_> {
    Reading::of(Change::OwnBehaviour { children: own.children_at_home })
        .start(Start::OwnBehaviourDisclosed)
        .carries_if(own.respect_line != Offered::NotOffered, Evidence::RespectLineOffered)
}
