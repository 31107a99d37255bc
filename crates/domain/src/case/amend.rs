//! The rules for a correction. It is no way round any other rule.

use jiff::ToSpan;
use jiff::civil::Date;

use super::correction::Subject;
use super::decide::{
    HOUSEHOLD, attempt, connect, decide_breach, known, not_after_today, one, past, plan_contact,
    raise_concern, record_incident,
};
use super::support::{self, SupportStep};
use super::{CaseEvent, CaseState, Corrected, Refusal};
use crate::Moment;
use crate::child::ClassifiedBy;
use crate::contact::Attempted;
use crate::heightened::opened_by;
use crate::incident::Incident;
use crate::people::ConnectionRecorded;
use crate::report::ReportTaken;
use crate::when::london;

/// For how many days a look at the risk holds, where a warning is taken off a record.
const WARNING_DAYS: i32 = 7;

/// A correction keeps the kind of the entry and what it is about; a correction is itself corrected by
/// another one of the same entry. The first entry, which opened the case, stays: of it only the words and when it
/// happened are put right, as where somebody wrote a telephone number into them.
pub(super) fn correct(
    state: &CaseState,
    corrected: Corrected,
    moment: &Moment,
) -> Result<Vec<CaseEvent>, Refusal> {
    let is_correction = |event: Option<&CaseEvent>| matches!(event, Some(CaseEvent::Corrected(_)));
    let subject = state.subject(corrected.sequence);
    let stays = |subject: &Subject| {
        subject.is_correction() || subject.is_hold_lifted() || subject.is_of_two_records()
    };
    let subject = subject.filter(|subject| !stays(subject));
    let Some(subject) = subject.filter(|_| corrected.sequence > 1 || keeps_the_opening(state, &corrected))
    else {
        return Err(Refusal::NothingToCorrect);
    };
    match corrected.instead.as_deref() {
        instead if is_correction(instead) => return Err(Refusal::NothingToCorrect),
        None if subject.is_household() => return Err(Refusal::Unanswered(HOUSEHOLD)),
        None => {}
        Some(instead) if Subject::of(instead) != subject => return Err(Refusal::CorrectionDiffers),
        Some(instead) => allowed(state, corrected.sequence, instead, moment)?,
    }
    if state.severity().is_lowered_by(state.severity_if(&corrected)) {
        return Err(Refusal::OnlyAManagerLowers);
    }
    let today = moment.now.to_zoned(london()).date();
    let since = today.checked_sub(WARNING_DAYS.days()).unwrap_or(Date::MIN);
    if takes_a_warning_off(state, &corrected, today) && !state.is_gone_through_since(since) {
        return Err(Refusal::WarningTakenOff);
    }
    Ok(one(with_kinds_of_forms(corrected)))
}

/// What an incident says of how it was done says its kinds too, in a correction as in the entry.
fn with_kinds_of_forms(corrected: Corrected) -> Corrected {
    let whole = |event| match event {
        CaseEvent::IncidentRecorded(incident) => CaseEvent::IncidentRecorded(incident.with_kinds_of_forms()),
        other => other,
    };
    Corrected { instead: corrected.instead.map(|instead| Box::new(whole(*instead))), ..corrected }
}

impl CaseEvent {
    /// The same, with the definition of the policy in force wherever something is classified and nothing says yet by which
    /// (domain.md 1.2). What was classified before stays as it was.
    #[must_use]
    pub fn classified(self, by: ClassifiedBy) -> Self {
        match self {
            Self::IncidentRecorded(incident) => {
                Self::IncidentRecorded(Incident { classified: incident.classified.or(by), ..incident })
            }
            Self::ConnectionRecorded(connection) => Self::ConnectionRecorded(ConnectionRecorded {
                classified: connection.classified.or(by),
                ..connection
            }),
            Self::Corrected(Corrected { sequence, why, instead: Some(instead) }) => {
                let instead = Some(Box::new(instead.classified(by)));
                Self::Corrected(Corrected { sequence, why, instead })
            }
            other => other,
        }
    }
}

/// Whether what is to stand in the place of the first entry is the same report, but for its words and when it happened:
/// the road, the danger and the severity with which the case was opened are what everything since was judged by.
fn keeps_the_opening(state: &CaseState, corrected: &Corrected) -> bool {
    let Some(CaseEvent::ReportTaken(instead)) = corrected.instead.as_deref() else { return false };
    let opening = state.reports().iter().find(|report| report.sequence == corrected.sequence);
    opening.is_some_and(|opening| {
        let put = ReportTaken {
            words: instead.words.clone(),
            happened: instead.happened.clone(),
            ..opening.is.clone()
        };
        put == *instead
    })
}

/// Whether with this correction the case is no longer flagged as vulnerable, or its window of heightened risk ends
/// earlier.
fn takes_a_warning_off(state: &CaseState, corrected: &Corrected, today: Date) -> bool {
    let stays = |sequence: u64| sequence != corrected.sequence;
    let instead = corrected.instead.as_deref();
    let warns = state.reports().iter().any(|report| stays(report.sequence) && report.is.is_high_notice())
        || matches!(instead, Some(CaseEvent::ReportTaken(report)) if report.is_high_notice());
    if state.high_notice().is_some() && !warns {
        return true;
    }
    let windows = state.support().windows().iter().filter_map(|opened| {
        if stays(opened.sequence) {
            return Some(opened.is.until);
        }
        opened_by(instead?, opened.recorded_at).map(|window| window.until)
    });
    let now = state.support().heightened(today).map(|window| window.until);
    windows.max() < now
}

/// What stands in the place of an entry meets the rules that the entry had to meet.
fn allowed(state: &CaseState, sequence: u64, instead: &CaseEvent, moment: &Moment) -> Result<(), Refusal> {
    match instead.clone() {
        CaseEvent::ReportTaken(report) => report_allowed(state, &report, moment),
        CaseEvent::ConnectionRecorded(connection) => connect(state, connection).map(drop),
        CaseEvent::SecretHeld(held) => known(state, held.person),
        CaseEvent::ContactPlanMade(plan) => plan_contact(state, plan, moment).map(drop),
        CaseEvent::ContactAgreed(agreed) if agreed.until <= agreed.from => Err(Refusal::TimesDoNotFit),
        CaseEvent::ContactAttempted(attempted) => attempt_allowed(state, sequence, attempted, moment),
        CaseEvent::IncidentRecorded(incident) => record_incident(state, incident, moment).map(drop),
        CaseEvent::LocationCompromised(marked) => not_after_today(&marked.since, moment),
        CaseEvent::BreachDecided(decided) => decide_breach(state, decided, moment).map(drop),
        CaseEvent::PoliceTold(told) => past(told.at, moment),
        CaseEvent::ConcernRaised(raised) => raise_concern(state, raised, moment).map(drop),
        instead => SupportStep::of(&instead).map_or(Ok(()), |step| support::allowed(state, &step, moment)),
    }
}

fn report_allowed(state: &CaseState, report: &ReportTaken, moment: &Moment) -> Result<(), Refusal> {
    report.reporter.map_or(Ok(()), |person| known(state, person))?;
    not_after_today(&report.happened, moment)
}

/// An attempt that keeps its way and its time was checked when it was made; the plan may be newer.
fn attempt_allowed(
    state: &CaseState,
    sequence: u64,
    attempted: Attempted,
    moment: &Moment,
) -> Result<(), Refusal> {
    let as_before = state.attempts().iter().any(|known| {
        known.sequence == sequence && known.is.way == attempted.way && known.is.at == attempted.at
    });
    if as_before { Ok(()) } else { attempt(state, attempted, moment).map(drop) }
}
