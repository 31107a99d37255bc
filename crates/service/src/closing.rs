//! What keeps a case open: the rules of the domain, and what the policy asks for that is overdue, which the domain does
//! not know (R-17, domain.md 13).

use std::collections::BTreeMap;

use access::{ActionKind, Actor};
use domain::CaseId;
use domain::case::{CaseCommand, CaseState, Refusal, StillOpen, SupportStep, still_open};
use domain::reviewing::{CaseClosed, Ending};
use domain::when::london;
use jiff::Timestamp;
use jiff::civil::Date;
use policy::DutyState;

use crate::projection::{Before, Rules, judged};
use crate::recording::Entry;
use crate::{CasePage, DutyLine, Problem, Service};

/// The page on which a case is closed.
#[derive(Debug, Clone)]
pub struct Closing {
    /// The case.
    pub page: CasePage,
    /// What keeps it open, however it ends.
    pub always: Vec<StillOpen>,
    /// What keeps it open besides, if it ends so.
    pub besides: BTreeMap<Ending, Vec<StillOpen>>,
}

impl Closing {
    /// What the policy asks for that is overdue: each of them keeps the case open.
    pub fn overdue(&self) -> impl Iterator<Item = &DutyLine> {
        self.page.duties.iter().filter(|duty| duty.state == DutyState::Overdue)
    }
}

impl Service {
    /// What keeps a case open, for whoever may close it.
    ///
    /// # Errors
    /// Denied.
    pub async fn closing(&self, actor: &Actor, case: CaseId) -> Result<Closing, Problem> {
        self.may(actor, case, ActionKind::EndCase).await?;
        let today = self.clock.now().to_zoned(london()).date();
        let open = |state: &CaseState| reasons(state, today);
        let (page, (always, besides)) = self.case_page_and(actor, case, None, "close", open).await?;
        Ok(Closing { page, always, besides })
    }
}

type Reasons = (Vec<StillOpen>, BTreeMap<Ending, Vec<StillOpen>>);

fn reasons(state: &CaseState, today: Date) -> Reasons {
    let of = |ending: &Ending| (*ending, still_open(state, *ending, today));
    let mut all: BTreeMap<Ending, Vec<StillOpen>> = Ending::ALL.iter().map(of).collect();
    let in_all = |why: &&StillOpen| all.values().all(|open| open.contains(why));
    let always: Vec<StillOpen> = StillOpen::ALL.iter().filter(in_all).copied().collect();
    for open in all.values_mut() {
        open.retain(|why| !always.contains(why));
    }
    all.retain(|_, open| !open.is_empty());
    (always, all)
}

/// Refuses to close a case while something that the policy asks for is overdue: it is done first, or a manager
/// sets it aside under their name. Where the survivor has died nothing more is asked.
pub(crate) fn nothing_overdue(
    rules: &Rules,
    before: &Before,
    entries: &[Entry],
    now: Timestamp,
) -> Result<(), Refusal> {
    let Some(closed) = entries.iter().find_map(closes) else { return Ok(()) };
    let (state, over) = (&before.state, closed.ending == Ending::Died && before.state.survivor_has_died());
    if over || state.support().closed().is_some() {
        return Ok(());
    }
    if judged(rules, &before.history, now).iter().all(|duty| duty.state != DutyState::Overdue) {
        return Ok(());
    }
    let mut open = still_open(state, closed.ending, now.to_zoned(london()).date());
    open.push(StillOpen::Duty);
    Err(Refusal::StillOpen(open))
}

fn closes(entry: &Entry) -> Option<&CaseClosed> {
    match &entry.command {
        CaseCommand::Support(step) => match step.as_ref() {
            SupportStep::CaseClosed(closed) => Some(closed),
            _ => None,
        },
        _ => None,
    }
}
