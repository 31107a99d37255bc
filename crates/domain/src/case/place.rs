//! Which entries have a place in which kind of record: one rule for every way in, corrections included.

use super::{CaseEvent, CaseState, Refusal};
use crate::Answer;
use crate::contact::ContactPlan;
use crate::people::PersonRole;
use crate::report::{ReportTaken, Route};
use crate::safeguarding::Agreement;

/// Refuses what has no place in this kind of record. A survivor's case and a record of somebody's own
/// behaviour are never one, and in the latter nothing stands about any survivor: whoever told us may ask
/// to read it (domain.md 8.6, 13A).
pub(super) fn belong(state: &CaseState, events: &[CaseEvent]) -> Result<(), Refusal> {
    let own = is_own(state, events);
    let fits = |event: &CaseEvent| if own { in_own_record(state, event) } else { in_survivors_case(event) };
    if events.iter().all(fits) { Ok(()) } else { Err(Refusal::WrongKindOfRecord) }
}

/// The first report says for good which kind of record it is.
fn is_own(state: &CaseState, events: &[CaseEvent]) -> bool {
    let opened_with = || events.iter().find_map(|event| reported(event).map(|report| report.source.route()));
    state.route().or_else(opened_with) == Some(Route::OwnBehaviour)
}

const fn reported(event: &CaseEvent) -> Option<&ReportTaken> {
    match event {
        CaseEvent::ReportTaken(report) => Some(report),
        _ => None,
    }
}

fn in_survivors_case(event: &CaseEvent) -> bool {
    match event {
        CaseEvent::ReportTaken(report) => report.source.route() != Route::OwnBehaviour,
        CaseEvent::OwnBehaviourDisclosed(_) => false,
        CaseEvent::Corrected(corrected) => corrected.instead.as_deref().is_none_or(in_survivors_case),
        _ => true,
    }
}

/// Every kind is named, so that a new one has to choose.
fn in_own_record(state: &CaseState, event: &CaseEvent) -> bool {
    match event {
        CaseEvent::ReportTaken(report) => {
            report.source.route() == Route::OwnBehaviour && report.reporter.is_none()
        }
        CaseEvent::PersonRecorded(person) => {
            !person.is(PersonRole::Survivor) && !person.is(PersonRole::Reporter)
        }
        CaseEvent::ContactPlanMade(plan) => is_for_whoever_told_us(state, plan),
        CaseEvent::ConcernRaised(raised) => {
            raised.survivor_told == Answer::NotKnown && raised.agreed == Agreement::NotKnown
        }
        CaseEvent::Corrected(corrected) => {
            corrected.instead.as_deref().is_none_or(|instead| in_own_record(state, instead))
        }
        CaseEvent::CaseReviewed(reviewed) => reviewed.view.is_none(),
        CaseEvent::CaseClosed(closed) => closed.view.is_none(),
        CaseEvent::NeedsRecorded(_)
        | CaseEvent::EqualityAnswered(_)
        | CaseEvent::ChildSituation(_)
        | CaseEvent::ChildDescribed(_)
        | CaseEvent::NonRecentAbuse(_)
        | CaseEvent::RiskAssessed(_)
        | CaseEvent::CoSignAnswered(_)
        | CaseEvent::MaracDecided(_)
        | CaseEvent::MaracHeard(_)
        | CaseEvent::ChangeRecorded(_)
        | CaseEvent::DayTold(_)
        | CaseEvent::SafetyPlanMade(_)
        | CaseEvent::PrecautionsNoted(_)
        | CaseEvent::ChoiceTalkedOver(_)
        | CaseEvent::WatchAgreed(_)
        | CaseEvent::CareActTest(_)
        | CaseEvent::PromiseMade(_)
        | CaseEvent::PromiseSettled(_)
        | CaseEvent::FeedbackAgreed(_)
        | CaseEvent::FeedbackGiven(_)
        | CaseEvent::CounterAllegation(_)
        | CaseEvent::ProofAsked(_)
        | CaseEvent::DisclosureTaken(_)
        | CaseEvent::HouseholdAnswered(_)
        | CaseEvent::WishesRecorded(_)
        | CaseEvent::AgenciesOffered(_)
        | CaseEvent::ConnectionRecorded(_)
        | CaseEvent::IncidentRecorded(_)
        | CaseEvent::HistoryLookedUp(_)
        | CaseEvent::SafeEnquiryPlanned(_)
        | CaseEvent::SafeEnquiryMade(_) => false,
        CaseEvent::OwnBehaviourDisclosed(_)
        | CaseEvent::RegionPlaced(_)
        | CaseEvent::OwnerNamed(_)
        | CaseEvent::SeverityAssessed(_)
        | CaseEvent::PoliceTold(_)
        | CaseEvent::SecretHeld(_)
        | CaseEvent::ContactAgreed(_)
        | CaseEvent::ContactAttempted(_)
        | CaseEvent::ContactPaused(_)
        | CaseEvent::ConcernNotNeeded(_)
        | CaseEvent::LocationCompromised(_)
        | CaseEvent::BreachDecided(_)
        | CaseEvent::SafetyReviewed(_)
        | CaseEvent::ConcernAnswered(_)
        | CaseEvent::CaseReopened(_)
        | CaseEvent::DeathRecorded(_)
        | CaseEvent::HoldLifted(_)
        | CaseEvent::ConfirmAgain(_)
        | CaseEvent::Joined(_)
        | CaseEvent::Parted(_)
        | CaseEvent::DutySetAside(_) => true,
    }
}

/// A plan for anybody else could be a survivor's, and so could a way that goes through anybody else. For
/// whoever told us there must be one: without it every contact would go round the gate.
fn is_for_whoever_told_us(state: &CaseState, plan: &ContactPlan) -> bool {
    state.is_alleged_perpetrator(plan.survivor)
        && plan.channels.iter().all(|channel| channel.whose == plan.survivor)
}
