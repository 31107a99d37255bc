//! A report taken: a case with its first entries, its duties and its place in somebody's list.

use access::action::TakeReport;
use access::{Actor, Denied, check_office};
use domain::case::{CaseCommand, CaseState, decide};
use domain::text::CaseReference;
use domain::{CaseId, DraftId, Moment};
use store::{Conflict, Opened, Tx};

use crate::projection::{Change, change};
use crate::recording::{Entry, ProtectedFact};
use crate::{Problem, Service};

/// How often another reference is drawn where one is taken.
const DRAWS: u8 = 8;

/// What the person who took a report is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The case.
    pub case: CaseId,
    /// Whether this report had been recorded before: sent twice, or sent again.
    pub again: bool,
}

impl Service {
    /// Records a report that was kept in a draft. Sent twice it is recorded once, and the second answer
    /// names the same case (F21).
    ///
    /// # Errors
    /// Denied, or refused by the rules. Then nothing was recorded and the draft is as it was.
    pub async fn take_report(
        &self,
        actor: &Actor,
        draft: DraftId,
        entry: Entry,
        moment: &Moment,
    ) -> Result<Receipt, Problem> {
        let kept = self.draft(actor, draft).await?.ok_or(Denied::NothingHere)?;
        if let Some(case) = kept.finished {
            return Ok(Receipt { case, again: true });
        }
        self.open_case(actor, entry, moment, Some(draft)).await
    }

    /// Opens a case with a first report.
    ///
    /// # Errors
    /// Denied, or refused by the rules. Then nothing was recorded.
    pub async fn open_case(
        &self,
        actor: &Actor,
        mut entry: Entry,
        moment: &Moment,
        draft: Option<DraftId>,
    ) -> Result<Receipt, Problem> {
        check_office::<TakeReport>(actor)?;
        entry.unite_own();
        let rules = self.rules(actor.organisation).await?;
        let CaseCommand::Open(_) = &entry.command else { return Err(Denied::NothingHere.into()) };
        let events = decide(&CaseState::default(), entry.command.clone(), moment)?;
        self.reports_one(actor).await?;
        let case = CaseId::from_uuid(moment.ids.nth(u16::MAX));
        for _ in 0..DRAWS {
            let reference = CaseReference::from_random(seal::random());
            let before = Box::default();
            let change = change(&rules, reference, before, events.clone(), case, moment, actor.organisation);
            match self.write_opening(actor, &change, entry.facts.clone(), moment, draft).await {
                Err(Problem::Conflict(_)) => {
                    if let Some(receipt) = self.recorded_meanwhile(actor, draft).await? {
                        return Ok(receipt);
                    }
                }
                // Another server was first with something else: decided again on that.
                Err(Problem::Behind) => {}
                Err(problem) => return Err(problem),
                Ok(()) => {
                    self.index.put(&change.facts, &change.header);
                    return Ok(Receipt { case, again: false });
                }
            }
        }
        Err(Problem::Fault)
    }

    /// The same form sent twice at once: the second finds the draft finished.
    async fn recorded_meanwhile(
        &self,
        actor: &Actor,
        draft: Option<DraftId>,
    ) -> Result<Option<Receipt>, Problem> {
        let Some(draft) = draft else { return Ok(None) };
        let finished = self.draft(actor, draft).await?.and_then(|kept| kept.finished);
        Ok(finished.map(|case| Receipt { case, again: true }))
    }

    async fn write_opening(
        &self,
        actor: &Actor,
        change: &Change,
        facts: Vec<ProtectedFact>,
        moment: &Moment,
        draft: Option<DraftId>,
    ) -> Result<(), Problem> {
        let turn = self.turn(true).await?;
        let at = turn.at();
        let of_opening = self.walls.of_opening(actor, change, &facts.iter().collect::<Vec<_>>(), moment);
        self.walls.expect_opening(&of_opening);
        let (actor, moment, case) = (actor.clone(), moment.clone(), change.facts.case);
        let (events, record, duties) =
            (change.events.clone(), change.record.clone(), change.duties_changed.clone());
        let of_opening = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let permit = check_office::<TakeReport>(&actor)?;
                    at.begin(tx, Some(case)).await?;
                    if let Some(draft) = draft
                        && !tx.finish_draft(&actor, draft, case, moment.now).await?
                    {
                        return Err(Conflict.into());
                    }
                    let opened = tx.open_case(&permit, case, &record, &events, &moment).await?;
                    tx.put_duties(&opened, &duties, &[]).await?;
                    keep(tx, &opened, &facts).await?;
                    tx.note_opening(&permit, &opened, moment.now).await?;
                    of_opening.write(tx, &moment).await?;
                    Ok::<_, Problem>(of_opening)
                })
            })
            .await?;
        self.walls.opened(of_opening);
        self.walls.moved(at);
        Ok(())
    }
}

async fn keep(tx: &mut Tx, opened: &Opened, facts: &[ProtectedFact]) -> Result<(), Problem> {
    for fact in facts {
        tx.keep_secret(opened, fact.secret, fact.kind, &fact.text).await?;
    }
    Ok(())
}
