//! What keeps a case open: the rules of the domain, and what the policy asks for that is not done, which the domain does
//! not know (R-17, domain.md 13).

use std::collections::BTreeMap;

use access::{ActionKind, Actor};
use domain::CaseId;
use domain::case::{CaseCommand, CaseState, Refusal, StillOpen, SupportStep, still_open};
use domain::reviewing::{CaseClosed, Ending};
use domain::when::london;
use jiff::Timestamp;
use jiff::civil::Date;
use policy::Duty;

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
    /// What the policy asks for that is not done, and that closing does not end by its nature: each of them keeps the
    /// case open, however it ends.
    pub fn asked_for(&self) -> impl Iterator<Item = &DutyLine> {
        self.page.duties.iter().filter(|duty| duty.keeps_open())
    }

    /// What is open and ends with the case by its nature.
    pub fn ended(&self) -> impl Iterator<Item = &DutyLine> {
        self.page.duties.iter().filter(|duty| duty.state.is_open() && !duty.keeps_open())
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
        let (page, (mut always, besides)) = self.case_page_and(actor, case, None, "close", open).await?;
        if self.is_unread_behind_wall(actor, case).await? {
            always.push(StillOpen::BehindWall);
        }
        Ok(Closing { page, always, besides })
    }

    /// Whether these entries close a case of which a report from behind a wall waits to be read.
    pub(crate) async fn closes_unread(
        &self,
        actor: &Actor,
        case: CaseId,
        entries: &[Entry],
    ) -> Result<bool, Problem> {
        if entries.iter().all(|entry| closes(entry).is_none()) {
            return Ok(false);
        }
        self.is_unread_behind_wall(actor, case).await
    }

    async fn is_unread_behind_wall(&self, actor: &Actor, case: CaseId) -> Result<bool, Problem> {
        let organisation = actor.organisation;
        let unread = self.store.read(move |snapshot| {
            Box::pin(async move { snapshot.is_unread_behind_wall(organisation, case).await })
        });
        Ok(unread.await?)
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

/// Refuses to close a case while something that the policy asks for is not done, but for what closing ends by its
/// nature: it is done first, or a manager sets it aside under their name; and while a report about it waits to be read. Where the survivor has died nothing
/// more is asked.
pub(crate) fn nothing_asked_for(
    rules: &Rules,
    before: &Before,
    entries: &[Entry],
    unread: bool,
    now: Timestamp,
) -> Result<(), Refusal> {
    let Some(closed) = entries.iter().find_map(closes) else { return Ok(()) };
    let (state, over) = (&before.state, closed.ending == Ending::Died && before.state.survivor_has_died());
    if over || state.support().closed().is_some() {
        return Ok(());
    }
    let asked_for = judged(rules, &before.history, now).iter().any(Duty::keeps_open);
    let more = [(asked_for, StillOpen::Duty), (unread, StillOpen::BehindWall)];
    let more: Vec<StillOpen> = more.into_iter().filter_map(|(holds, why)| holds.then_some(why)).collect();
    if more.is_empty() {
        return Ok(());
    }
    let mut open = still_open(state, closed.ending, now.to_zoned(london()).date());
    open.extend(more);
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
