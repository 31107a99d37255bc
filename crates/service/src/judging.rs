//! Judging cases again without anybody recording anything: because time has passed, or the pack changed.

use access::Actor;
use domain::OrganisationId;
use jiff::Timestamp;
use store::{CaseJob, CaseLine, DutyRow, OnCase};

use crate::projection::{Before, change};
use crate::{Problem, Service};

/// How many cases are judged in one go.
const BATCH: u32 = 200;

impl Service {
    /// Judges every case whose duties time alone has changed, and says how many; throws away what was held
    /// for long enough. Called once a minute.
    ///
    /// # Errors
    /// A fault.
    pub async fn judge_due(&self) -> Result<usize, Problem> {
        self.sweep_held().await?;
        let now = self.clock.now();
        self.sweep_old(now).await?;
        self.at_hand.forget_old(now);
        self.keep_looks(now).await?;
        let mut judged = 0;
        loop {
            let jobs: Vec<CaseJob> = self
                .store
                .read(move |snapshot| {
                    Box::pin(async move { snapshot.cases_to_judge(now, BATCH).await.map_err(Problem::from) })
                })
                .await?;
            if jobs.is_empty() {
                return Ok(judged);
            }
            judged += jobs.len();
            for job in jobs {
                self.judge(job, now).await?;
            }
        }
    }

    /// Marks every case to be judged again, and judges them.
    pub(crate) async fn judge_all(&self, actor: &Actor) -> Result<(), Problem> {
        let (actor, now) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.judge_again(&actor, now).await.map_err(Problem::from) })
            })
            .await?;
        self.judge_due().await.map(drop)
    }

    async fn judge(&self, job: CaseJob, now: Timestamp) -> Result<(), Problem> {
        let organisation: OrganisationId = job.organisation();
        let rules = self.rules(organisation).await?;
        let (mut moment, case) =
            (self.clock.moment(domain::UserId::from_uuid(uuid::Uuid::nil())), job.case());
        moment.now = now;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let history = tx.history(&job).await?;
                    let line: Option<CaseLine> = tx.case_line(&job).await?;
                    let duties: Vec<DutyRow> = tx.duties(&job).await?;
                    let Some(line) = line else { return Ok(()) };
                    let before = Before::of(history, duties);
                    let change =
                        change(&rules, line.reference, before, Vec::new(), case, &moment, organisation);
                    tx.put_record(&job, &change.record).await?;
                    tx.put_duties(&job, &change.duties_changed, &change.duties_removed).await?;
                    Ok::<_, Problem>(())
                })
            })
            .await?;
        self.at_hand.judged(case);
        Ok(())
    }
}
