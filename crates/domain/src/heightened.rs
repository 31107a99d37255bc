//! The window of heightened risk (ONE-24, domain.md 12): every way of learning of a separation opens it, by one rule.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::case::CaseEvent;
use crate::change::{ChangeRecorded, HEIGHTENED_MONTHS, LifeChange};
use crate::codes::codes;
use crate::incident::{AbuseKind, Incident};
use crate::risk::{RiskAnswer, RiskAssessed, RiskFactor};
use crate::when::london;

codes! {
    /// How a separation became known.
    Separated {
        Left = "separation", "They have separated";
        Plans = "plans-to-leave", "They plan to leave";
        Assessed = "assessed", "They have separated, or tried to, as was said when the risk was assessed";
        AbusedSince = "abuse-after-separation", "They have separated, and there was abuse since";
    }
}

/// A stretch of time in which the danger is known to be greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// By what it was opened.
    pub by: Separated,
    /// The last day on which they may have separated, or when they mean to.
    pub from: Date,
    /// Its last day.
    pub until: Date,
}

/// The window that an event opens, if it opens one: twelve months from the last day on which it may have been, and from
/// when it was recorded where nobody knows the day. That somebody does not know, or was not asked, opens nothing and ends
/// nothing.
pub fn opened_by(event: &CaseEvent, recorded_at: Timestamp) -> Option<Window> {
    let recorded = || recorded_at.to_zoned(london()).date();
    let (by, from) = match event {
        CaseEvent::ChangeRecorded(change) => left(change, recorded)?,
        CaseEvent::RiskAssessed(assessed) => (Separated::Assessed, answered(assessed, recorded)?),
        CaseEvent::IncidentRecorded(incident) => (Separated::AbusedSince, abused(incident, recorded)?),
        _ => return None,
    };
    let until = from.checked_add(HEIGHTENED_MONTHS.months()).unwrap_or(Date::MAX);
    Some(Window { by, from, until })
}

/// A separation lies behind us, as vague as its day may be; a plan stands until it is carried out.
fn left(change: &ChangeRecorded, recorded: impl Fn() -> Date) -> Option<(Separated, Date)> {
    match change.change {
        LifeChange::Separation => Some((Separated::Left, past(change.day(), recorded))),
        LifeChange::PlansToLeave => {
            let today = recorded();
            Some((Separated::Plans, change.day().map_or(today, |day| day.max(today))))
        }
        _ => None,
    }
}

/// What was said on a day was so by then.
fn answered(assessed: &RiskAssessed, recorded: impl Fn() -> Date) -> Option<Date> {
    let given = assessed.answers.get(&RiskFactor::Separation)?;
    (given.answer == RiskAnswer::Yes).then(|| past(given.dated, recorded))
}

fn abused(incident: &Incident, recorded: impl Fn() -> Date) -> Option<Date> {
    let after = incident.kinds.contains(&AbuseKind::PostSeparation);
    after.then(|| past(incident.happened.days().map(|(_, last)| last), recorded))
}

fn past(day: Option<Date>, recorded: impl Fn() -> Date) -> Date {
    let recorded = recorded();
    day.map_or(recorded, |day| day.min(recorded))
}
