//! Only what is open can be set aside. The rules of the domain do not know the policy, so it is looked up
//! here, where the pack and the clock are at hand, before they decide.

use domain::Recorded;
use domain::case::{CaseCommand, CaseEvent, DutySetAside, Refusal};
use jiff::Timestamp;

use crate::projection::{Rules, judged};
use crate::recording::Entry;

/// Refuses to set a duty aside that is not open now: it was done, it is no longer called for, or it never
/// was. An entry that sets nothing aside says that somebody decided against what nobody asked.
pub(crate) fn only_open_duties(
    rules: &Rules,
    history: &[Recorded<CaseEvent>],
    entries: &[Entry],
    now: Timestamp,
) -> Result<(), Refusal> {
    let mut asides = entries.iter().filter_map(set_aside).peekable();
    if asides.peek().is_none() {
        return Ok(());
    }
    let duties = judged(rules, history, now);
    let is_open = |aside: &DutySetAside| {
        duties.iter().any(|duty| {
            let this = (duty.code, duty.started.sequence) == (aside.duty.as_str(), aside.started);
            this && duty.state.is_open()
        })
    };
    if asides.all(is_open) { Ok(()) } else { Err(Refusal::NoSuchDuty) }
}

const fn set_aside(entry: &Entry) -> Option<&DutySetAside> {
    match &entry.command {
        CaseCommand::SetDutyAside(aside) => Some(aside),
        _ => None,
    }
}
