//! All the rules that let something into the journal of a case.

use super::amend::correct;
use super::command::{CaseCommand, FirstDisclosure, FirstReport, NewCase};
use super::event::{RegionPlaced, SeverityAssessed};
use super::{CaseEvent, CaseState, Refusal, place, reporters, support};
use crate::compromise::{BreachDecided, LocationCompromised, Regulator, SurvivorTold};
use crate::contact::{
    AgreedContact, Attempted, Channel, Clearance, ContactPlan, Intent, Interpreter, Outcome, Way, clear,
    known_to_be_unsafe,
};
use crate::disclosure::Agency;
use crate::incident::Incident;
use crate::people::{ConnectionRecorded, SecretHeld};
use crate::report::Route;
use crate::safeguarding::{Agreement, ConcernFor, ConcernRaised, Harm};
use crate::same_person::ConfirmAgain;
use crate::when::london;
use crate::{Happened, Moment, PersonId};

/// The question that cannot be skipped (NHG-16, R-02).
pub(super) const HOUSEHOLD: &str = "children and adults at risk at home";
/// A decision about a breach says something of the regulator, of the survivor, or of both.
const BREACH: &str = "what was decided";
/// What every report about the speaker's own behaviour comes with, the first and each later one: it is what
/// the Respect phoneline and the check on the survivor start from (domain.md 13A).
const OWN_BEHAVIOUR: &str = "what they told us of their own behaviour";

/// What a command adds to a case, or why the rules say no. Recording is all or nothing.
///
/// # Errors
/// The rules say no. Two rules hold for every command: nothing stands in the wrong kind of record, and
/// nobody stops being a protected reporter.
pub fn decide(state: &CaseState, command: CaseCommand, moment: &Moment) -> Result<Vec<CaseEvent>, Refusal> {
    let mut events = decide_alone(state, command, moment)?;
    place::belong(state, &events)?;
    reporters::keep(state, &mut events);
    Ok(events)
}

/// The rules of each command by itself.
fn decide_alone(state: &CaseState, command: CaseCommand, moment: &Moment) -> Result<Vec<CaseEvent>, Refusal> {
    if let CaseCommand::Open(new) = command {
        return open(state, *new, moment);
    }
    if state.reports().is_empty() {
        return Err(Refusal::NotOpened);
    }
    match command {
        CaseCommand::Open(_) => Err(Refusal::AlreadyOpened),
        CaseCommand::AddReport(report) => report_events(state, *report, moment),
        CaseCommand::PlaceInRegion(region) => Ok(one(RegionPlaced { region })),
        CaseCommand::NameOwner(named) => Ok(one(named)),
        CaseCommand::AssessSeverity { severity, why } => assess(state, SeverityAssessed { severity, why }),
        CaseCommand::LowerSeverity { severity, why } => {
            Ok(one(SeverityAssessed { severity, why: Some(why) }))
        }
        CaseCommand::TakeDisclosure(first) => disclose(state, *first, moment),
        CaseCommand::RecordPerson(person) => Ok(one(person)),
        CaseCommand::RecordConnection(connection) => connect(state, connection),
        CaseCommand::HoldSecret(held) => known(state, held.person).map(|()| one(held)),
        CaseCommand::AnswerHousehold(answered) => Ok(one(answered)),
        CaseCommand::RecordWishes(wishes) => Ok(one(wishes)),
        CaseCommand::OfferAgencies(offered) => Ok(one(offered)),
        CaseCommand::PlanContact(plan) => plan_contact(state, plan, moment),
        CaseCommand::AgreeContact(agreed) => agree(state, agreed, moment),
        CaseCommand::RecordAttempt(attempted) => attempt(state, attempted, moment),
        CaseCommand::PauseContact(paused) if paused.until <= moment.now => Err(Refusal::TimesDoNotFit),
        CaseCommand::PauseContact(paused) => Ok(one(paused)),
        CaseCommand::RecordIncident(incident) => record_incident(state, incident, moment),
        CaseCommand::TellPolice(told) => past(told.at, moment).map(|()| one(told)),
        CaseCommand::LookUpHistory(looked) => Ok(one(looked)),
        CaseCommand::PlanSafeEnquiry(plan) => Ok(one(plan)),
        CaseCommand::MakeSafeEnquiry(made) => Ok(one(made)),
        CaseCommand::RaiseConcern(raised) => raise_concern(state, raised, moment),
        CaseCommand::Support(step) => support::decide_step(state, *step, moment),
        CaseCommand::DeclareConcernNotNeeded(declared) => Ok(one(declared)),
        CaseCommand::MarkCompromised(marked) => mark(state, marked, moment),
        CaseCommand::DecideBreach(decided) => decide_breach(state, decided, moment),
        CaseCommand::ReviewSafety(reviewed) => Ok(one(reviewed)),
        CaseCommand::ConfirmAgain => Ok(one(ConfirmAgain {})),
        CaseCommand::JoinRecords(joined) if state.is_joined(joined.other) => Err(Refusal::AlreadyJoined),
        CaseCommand::JoinRecords(joined) => Ok(one(joined)),
        CaseCommand::PartRecords(parted) if !state.is_joined(parted.other) => Err(Refusal::NotJoined),
        CaseCommand::PartRecords(parted) => Ok(one(parted)),
        CaseCommand::SetDutyAside(aside) => Ok(one(aside)),
        CaseCommand::Correct(corrected) => correct(state, corrected, moment),
    }
}

pub(super) fn one(event: impl Into<CaseEvent>) -> Vec<CaseEvent> {
    vec![event.into()]
}

fn open(state: &CaseState, new: NewCase, moment: &Moment) -> Result<Vec<CaseEvent>, Refusal> {
    if !state.reports().is_empty() {
        return Err(Refusal::AlreadyOpened);
    }
    let mut events = report_events(state, new.first, moment)?;
    events.extend(new.region.map(|region| RegionPlaced { region }.into()));
    Ok(events)
}

/// The report and what came with it. `state` is the case as it was before.
fn report_events(state: &CaseState, first: FirstReport, moment: &Moment) -> Result<Vec<CaseEvent>, Refusal> {
    not_after_today(&first.report.happened, moment)?;
    let is_own = |route: Route| route == Route::OwnBehaviour;
    let about_oneself = is_own(first.report.source.route()) && state.route().is_none_or(is_own);
    if about_oneself && first.own_behaviour.is_none() {
        return Err(Refusal::Unanswered(OWN_BEHAVIOUR));
    }
    let reporter = first.report.reporter;
    let mut events = one(first.report);
    events.extend(first.people.into_iter().map(CaseEvent::from));
    let then = after(state, &events, moment);
    reporter.map_or(Ok(()), |person| known(&then, person))?;
    hold_all(&then, &mut events, first.secrets)?;
    events.extend(first.own_behaviour.map(CaseEvent::from));
    Ok(events)
}

fn disclose(state: &CaseState, first: FirstDisclosure, moment: &Moment) -> Result<Vec<CaseEvent>, Refusal> {
    let household = first.household.ok_or(Refusal::Unanswered(HOUSEHOLD))?;
    let survivor = first.disclosure.survivor;
    let mut events: Vec<CaseEvent> = vec![first.disclosure.into(), household.into()];
    events.extend(first.people.into_iter().map(CaseEvent::from));
    let mut then = after(state, &events, moment);
    known(&then, survivor)?;
    hold_all(&then, &mut events, first.secrets)?;
    for connection in first.connections {
        events.extend(connect(&then, connection)?);
    }
    if let Some(plan) = first.plan {
        then = after(state, &events, moment);
        events.extend(plan_contact(&then, plan, moment)?);
    }
    for incident in first.incidents {
        events.extend(record_incident(&then, incident, moment)?);
    }
    events.extend(first.wishes.map(CaseEvent::from));
    events.extend(first.agencies.map(CaseEvent::from));
    if let Some(assessed) = first.severity {
        events.extend(assess(&then, assessed)?);
    }
    then = after(state, &events, moment);
    if let Some(agreed) = first.next_contact {
        events.extend(agree(&then, agreed, moment)?);
    }
    Ok(events)
}

/// A severity that is not lower than the one in force.
fn assess(state: &CaseState, assessed: SeverityAssessed) -> Result<Vec<CaseEvent>, Refusal> {
    if state.severity().is_lowered_by(assessed.severity) {
        return Err(Refusal::OnlyAManagerLowers);
    }
    Ok(one(assessed))
}

fn hold_all(state: &CaseState, events: &mut Vec<CaseEvent>, secrets: Vec<SecretHeld>) -> Result<(), Refusal> {
    secrets.iter().try_for_each(|held| known(state, held.person))?;
    events.extend(secrets.into_iter().map(CaseEvent::from));
    Ok(())
}

/// The state as it would be with these events, so that the parts of one form may rely on each other.
fn after(state: &CaseState, events: &[CaseEvent], moment: &Moment) -> CaseState {
    (state.sequence() + 1..).zip(events).fold(state.clone(), |state, (sequence, event)| {
        state.evolve(&crate::Recorded {
            sequence,
            recorded_at: moment.now,
            actor: moment.actor,
            event: event.clone(),
        })
    })
}

pub(super) fn connect(state: &CaseState, connection: ConnectionRecorded) -> Result<Vec<CaseEvent>, Refusal> {
    known(state, connection.alleged_perpetrator)?;
    known(state, connection.survivor)?;
    Ok(one(connection))
}

pub(super) fn known(state: &CaseState, person: PersonId) -> Result<(), Refusal> {
    state.person(person).map(|_| ()).ok_or(Refusal::NoSuchPerson)
}

pub(super) fn plan_contact(
    state: &CaseState,
    plan: ContactPlan,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Refusal> {
    if plan.interpreter.as_ref().is_some_and(Interpreter::is_of_the_family) {
        return Err(Refusal::FamilyInterprets);
    }
    known(state, plan.survivor)?;
    plan.channels.iter().try_for_each(|channel| known(state, channel.whose))?;
    let confirmed = plan.channels.iter().filter_map(|channel| channel.confirmed.as_ref());
    confirmed
        .map(|confirmed| Happened::On(confirmed.on))
        .try_for_each(|day| not_after_today(&day, moment))?;
    for (place, channel) in plan.channels.iter().enumerate() {
        if let Some(reason) = known_to_be_unsafe(state, &plan, channel) {
            return Err(Refusal::MarkedSafe { place, kind: channel.kind, reason });
        }
    }
    Ok(one(plan))
}

fn agree(state: &CaseState, agreed: AgreedContact, moment: &Moment) -> Result<Vec<CaseEvent>, Refusal> {
    if agreed.until <= agreed.from || agreed.until <= moment.now {
        return Err(Refusal::TimesDoNotFit);
    }
    let plan = state.contact_plan().ok_or(Refusal::NoSuchChannel)?;
    plan.channel(agreed.channel).ok_or(Refusal::NoSuchChannel)?;
    clear(state, Intent { channel: agreed.channel, at: agreed.from })?;
    Ok(one(agreed))
}

/// An attempt that says it was cleared is checked against the gate at the moment it was made.
pub(super) fn attempt(
    state: &CaseState,
    attempted: Attempted,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Refusal> {
    past(attempted.at, moment)?;
    if let Way::WeTried { channel, clearance: Clearance::Cleared } = attempted.way {
        clear(state, Intent { channel, at: attempted.at })?;
    }
    let against_plan = is_against_plan(state, &attempted);
    Ok(one(Attempted { against_plan, ..attempted }))
}

/// It happened, and is recorded; but a message is left only where the plan says which, and nothing that somebody else may
/// find is left or sent where the gate had said no (domain.md 6, R-07).
fn is_against_plan(state: &CaseState, attempted: &Attempted) -> bool {
    let Way::WeTried { channel, ref clearance } = attempted.way else { return false };
    if matches!(clearance, Clearance::MadeAnyway { .. }) && attempted.outcome.stays_behind() {
        return true;
    }
    let channel = state.contact_plan().and_then(|plan| plan.channel(channel));
    attempted.outcome == Outcome::MessageLeft && !channel.is_some_and(Channel::may_leave_words)
}

pub(super) fn record_incident(
    state: &CaseState,
    incident: Incident,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Refusal> {
    not_after_today(&incident.happened, moment)?;
    incident.by.iter().try_for_each(|person| known(state, *person))?;
    // One that was taken back since stays named: what was recorded from it can still be put right.
    let is_report = |entry| state.subject(entry).is_some_and(|subject| subject.is_report());
    if !incident.report.is_none_or(is_report) {
        return Err(Refusal::NoSuchReport);
    }
    Ok(one(incident.with_kinds_of_forms()))
}

/// Serious harm, or what may be, goes to the authority the same day, agreed or not; a lesser need goes with the
/// survivor's agreement, and for children through early help first (domain.md 4.2, ONE-10).
pub(super) fn raise_concern(
    state: &CaseState,
    raised: ConcernRaised,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Refusal> {
    if raised.concern == ConcernFor::Adult && !raised.categories.is_empty() {
        return Err(Refusal::NotOfAnAdult);
    }
    let was_asked = state.support().concerns().iter().any(|before| before.is.with == Agency::EarlyHelp);
    match (raised.harm, raised.with) {
        (Harm::Lesser, _) if raised.agreed != Agreement::Yes => return Err(Refusal::NeedsAgreement),
        (Harm::Lesser, Agency::Mash | Agency::ChildrensServices)
            if raised.concern != ConcernFor::Adult && !was_asked =>
        {
            return Err(Refusal::EarlyHelpFirst);
        }
        (Harm::Significant | Harm::NotKnown, Agency::EarlyHelp) => return Err(Refusal::NotForEarlyHelp),
        _ => {}
    }
    past(raised.at, moment).map(|()| one(raised))
}

/// Only what the case holds can be burnt, and once: the first entry has the clock.
fn mark(state: &CaseState, marked: LocationCompromised, moment: &Moment) -> Result<Vec<CaseEvent>, Refusal> {
    if state.compromised(marked.secret).is_some() {
        return Err(Refusal::AlreadyCompromised);
    }
    not_after_today(&marked.since, moment)?;
    let held = state.secrets().iter().find(|held| held.secret == marked.secret).ok_or(Refusal::NoSuchFact)?;
    Ok(one(LocationCompromised { kind: held.kind, ..marked }))
}

/// What must hold of a decision about a breach, a corrected one included.
pub(super) fn decide_breach(
    state: &CaseState,
    decided: BreachDecided,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Refusal> {
    if !state.all_compromised().iter().any(|marked| marked.sequence == decided.of) {
        return Err(Refusal::NoSuchBreach);
    }
    if let Some(Regulator::Reported { at, .. }) = decided.regulator {
        past(at, moment)?;
    }
    match decided.survivor {
        Some(SurvivorTold::Told { at }) => past(at, moment)?,
        None if decided.regulator.is_none() => return Err(Refusal::Unanswered(BREACH)),
        _ => {}
    }
    Ok(one(decided))
}

pub(super) fn not_after_today(happened: &Happened, moment: &Moment) -> Result<(), Refusal> {
    let today = moment.now.to_zoned(london()).date();
    match happened.days() {
        Some((first, _)) if first > today => Err(Refusal::InTheFuture),
        _ => Ok(()),
    }
}

pub(super) fn past(at: jiff::Timestamp, moment: &Moment) -> Result<(), Refusal> {
    if at > moment.now { Err(Refusal::InTheFuture) } else { Ok(()) }
}
