//! Only what is open can be set aside. The rules of the domain do not know the policy, so it is looked up
//! here, where the pack and the clock are at hand, before they decide.

use access::ActionKind;
use domain::Recorded;
use domain::case::{CaseCommand, CaseEvent, DutySetAside, Refusal};
use jiff::Timestamp;
use policy::Duty;

use crate::projection::{Rules, judged};
use crate::recording::Entry;

/// Refuses to set a duty aside that is not open now: it was done, it is no longer called for, or it never
/// was. An entry that sets nothing aside says that somebody decided against what nobody asked. What one must be allowed to
/// do to set these aside comes back, where there are any.
pub(crate) fn only_open_duties(
    rules: &Rules,
    history: &[Recorded<CaseEvent>],
    entries: &[Entry],
    now: Timestamp,
) -> Result<Option<ActionKind>, Refusal> {
    let mut asides = entries.iter().filter_map(set_aside).peekable();
    if asides.peek().is_none() {
        return Ok(None);
    }
    let duties = judged(rules, history, now);
    let open = |aside: &DutySetAside| {
        let this = |duty: &&Duty<'_>| {
            (duty.code, duty.started.sequence) == (aside.duty.as_str(), aside.started) && duty.state.is_open()
        };
        duties.iter().find(this).ok_or(Refusal::NoSuchDuty)
    };
    let set_aside = asides.map(open).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(to_set_aside(set_aside.iter().any(|duty| duty.manager_sets_aside))))
}

/// A decision against what a rule of safety calls for is a manager's: whoever may end a case.
pub(crate) const fn to_set_aside(manager: bool) -> ActionKind {
    if manager { ActionKind::EndCase } else { ActionKind::SetDutyAside }
}

const fn set_aside(entry: &Entry) -> Option<&DutySetAside> {
    match &entry.command {
        CaseCommand::SetDutyAside(aside) => Some(aside),
        _ => None,
    }
}
