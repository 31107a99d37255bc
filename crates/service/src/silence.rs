//! How long nobody has spoken with the survivor, in working days of the policy's calendar (R-16, domain.md 13).

use domain::case::CaseState;
use domain::report::Route;
use jiff::Timestamp;
use policy::calendar::Calendar;
use policy::{Duty, DutyState};

use crate::Rules;
use crate::work::is_silence;

/// Since when nobody has spoken with the survivor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// When somebody last spoke with them; `None` where nobody has yet.
    pub spoke: Option<Timestamp>,
    /// When they last wrote to us, where nobody has spoken with them since. It ends no silence.
    pub wrote: Option<Timestamp>,
    /// From when the days are counted: the last contact, or the first report.
    pub since: Timestamp,
    /// How many working days have begun since that day.
    pub working_days: usize,
    /// By when somebody has to have spoken with them.
    pub due: Option<Timestamp>,
    /// Whether that has passed: the silence alarm.
    pub alarm: bool,
}

impl Silence {
    /// Of a survivor's case that is open. On a suspicion nobody makes contact, and a closed case is silent by
    /// agreement.
    pub(crate) fn of(state: &CaseState, rules: &Rules, duties: &[Duty<'_>], now: Timestamp) -> Option<Self> {
        let counts = state.route() == Some(Route::Disclosure) && state.support().closed().is_none();
        let reported = state.reports().first().filter(|_| counts)?.recorded_at;
        let spoke = last_spoke(state);
        let since = spoke.unwrap_or(reported);
        let open = duties.iter().filter(|duty| duty.state.is_open() && is_alarm(rules, duty.code));
        let alarm = open.max_by_key(|duty| duty.due);
        Some(Self {
            spoke,
            wrote: last_wrote(state).filter(|wrote| spoke.is_none_or(|spoke| *wrote > spoke)),
            since,
            working_days: working_days(&rules.calendar, since, now),
            due: alarm.map(|duty| duty.due),
            alarm: alarm.is_some_and(|duty| duty.state == DutyState::Overdue),
        })
    }
}

/// The last time that they spoke with us, whoever began: a contact that happened, a conversation, a report that they made
/// by speaking. A letter is none of these.
fn last_spoke(state: &CaseState) -> Option<Timestamp> {
    let contacts =
        state.attempts().iter().filter(|tried| tried.is.outcome.is_contact()).map(|tried| tried.is.at);
    let reports = state.reports().iter().filter(|report| report.is.is_conversation());
    contacts
        .chain(reports.map(|report| report.recorded_at))
        .chain(state.disclosure().map(|taken| taken.recorded_at))
        .max()
}

fn last_wrote(state: &CaseState) -> Option<Timestamp> {
    let written = state.reports().iter().filter(|report| report.is.is_written_by_survivor());
    written.map(|report| report.recorded_at).max()
}

fn is_alarm(rules: &Rules, code: &str) -> bool {
    rules.pack.duties.iter().any(|rule| rule.id == code && is_silence(rule))
}

fn working_days(calendar: &Calendar, since: Timestamp, now: Timestamp) -> usize {
    calendar.working_days_since(since, now)
}
