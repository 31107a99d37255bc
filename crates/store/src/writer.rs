//! The one writer of an SQLite store: it gathers what waits and commits it together.

use std::collections::BTreeSet;

use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

use crate::heads::Head;
use crate::plan::{Plan, Sheet, Texts, query, taken};
use crate::run::{Answer, Job, Outcome, Planned, Steps, Work, contained};
use crate::tx::{KeyLine, Line, Tx};
use crate::{Fault, sqlite};

/// How many pieces of work share a commit at most. Those that were just answered prepare their next while
/// others are written: were there room for everybody in one commit, they would all wait for each other.
const BATCH: usize = 16;
/// How many pieces of work may wait. Whoever comes then is told so at once: they would wait longer than a person does.
const QUEUE: usize = 1024;

/// The way to the writer.
pub(crate) struct Writer {
    queue: mpsc::Sender<Job>,
    task: tokio::task::JoinHandle<()>,
}

impl Writer {
    /// Starts the writer with its own connections.
    pub(crate) fn start(tx: Tx) -> Self {
        let (queue, jobs) = mpsc::channel(QUEUE);
        Self { queue, task: tokio::spawn(Loop { tx, jobs, texts: Texts::default(), begun: false }.run()) }
    }

    /// Has a piece of work done. What it answers is on the disk.
    pub(crate) async fn submit<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> Work<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let (send, receive) = oneshot::channel();
        let steps: Steps = Box::new(move |tx| {
            Box::pin(async move {
                let result = work(tx).await;
                let keep = result.is_ok();
                let answer: Answer = Box::new(move |durable| {
                    // Nobody listens any more when the caller was cancelled; what was written stays.
                    let _ = send.send(durable.map_err(E::from).and(result));
                });
                Outcome { keep, answer }
            })
        });
        self.put(Job::Steps(steps))?;
        receive.await.unwrap_or_else(|_| Err(Fault::stopped().into()))
    }

    /// Puts a job behind those that wait.
    fn put(&self, job: Job) -> Result<(), Fault> {
        self.queue.try_send(job).map_err(|refused| match refused {
            TrySendError::Full(_) => Fault::busy(),
            TrySendError::Closed(_) => Fault::stopped(),
        })
    }

    /// Has a plan carried out, and says whether it took effect. Then it is on the disk.
    pub(crate) async fn submit_plan(&self, plan: Plan, look: String) -> Result<bool, Fault> {
        let (answer, receive) = oneshot::channel();
        let planned = Planned { plan, look, answer };
        self.put(Job::Plan(Box::new(planned)))?;
        receive.await.unwrap_or_else(|_| Err(Fault::stopped()))
    }

    /// Lets what waits be written, then closes the writer's connections.
    pub(crate) async fn close(self) {
        drop(self.queue);
        let _ = self.task.await;
    }
}

struct Loop {
    tx: Tx,
    jobs: mpsc::Receiver<Job>,
    texts: Texts,
    begun: bool,
}

impl Loop {
    async fn run(mut self) {
        let mut waiting = Vec::with_capacity(BATCH);
        while self.jobs.recv_many(&mut waiting, BATCH).await > 0 {
            let (mut plans, mut steps) = (Vec::new(), Vec::new());
            for job in waiting.drain(..) {
                match job {
                    Job::Plan(planned) => plans.push(*planned),
                    Job::Steps(work) => steps.push(work),
                }
            }
            let done = match self.plans(plans).await {
                Ok(()) => self.batch(steps).await,
                fault => fault,
            };
            if let Err(fault) = done {
                tracing::error!(kind = %fault.kind(), code = fault.code(), "a batch was not committed");
                self.undo().await;
                // After an error of the disk nobody knows what a commit left behind (a later fsync may
                // claim success), so nothing more is written until the store is opened again.
                if fault.is_of_the_disk() {
                    break;
                }
            }
        }
        self.close().await;
    }

    /// Carries plans out together, commits, and only then answers. Where that fails, each is tried alone,
    /// so that one that cannot be written stops no other.
    async fn plans(&mut self, plans: Vec<Planned>) -> Result<(), Fault> {
        if plans.is_empty() {
            return Ok(());
        }
        let together = self.carry_out(plans.iter().map(|planned| &planned.plan)).await;
        let again = together.as_ref().is_err_and(|fault| !fault.is_of_the_disk()) && plans.len() > 1;
        if !again {
            for planned in plans {
                tell_planned(planned, together.as_ref());
            }
            return together.map(drop);
        }
        for planned in plans {
            self.undo().await;
            let alone = self.carry_out([&planned.plan]).await;
            tell_planned(planned, alone.as_ref());
            if let Err(fault) = alone
                && fault.is_of_the_disk()
            {
                return Err(fault);
            }
        }
        self.undo().await;
        Ok(())
    }

    /// Writes the rows of plans in a transaction of their own, and says which looks took effect.
    async fn carry_out<'p>(
        &mut self,
        plans: impl IntoIterator<Item = &'p Plan>,
    ) -> Result<BTreeSet<String>, Fault> {
        let sheet = Sheet::of(plans);
        let mut looks = BTreeSet::new();
        self.begun = true;
        for piece in sheet.pieces() {
            let query = query(self.texts.of(&piece));
            let rows = self.tx.rows(sheet.bound(&piece, query)).await?;
            looks.extend(taken(&rows)?);
        }
        self.begun = false;
        Ok(looks)
    }

    /// Does pieces of work, commits, and only then answers.
    async fn batch(&mut self, batch: Vec<Steps>) -> Result<(), Fault> {
        let mut answers = Vec::new();
        for steps in batch {
            self.one(steps, &mut answers).await?;
        }
        let durable = self.commit().await;
        for answer in answers {
            answer(durable.clone());
        }
        durable
    }

    /// Does one piece of work, and undoes it alone where it fails. The first of a batch needs no
    /// savepoint: undoing it undoes the whole transaction, in which there is nothing else.
    async fn one(&mut self, steps: Steps, answers: &mut Vec<Answer>) -> Result<(), Fault> {
        let alone = answers.is_empty();
        if !self.begun {
            self.say(sqlite::BEGIN).await?;
            self.begun = true;
        } else if !alone {
            self.say(sqlite::SAVEPOINT).await?;
        }
        self.tx.seen = None;
        let grown = self.tx.grew.len();
        match contained(&mut self.tx, steps).await {
            Some(Outcome { keep: true, answer }) => answers.push(answer),
            failed if alone => {
                self.undo().await;
                tell(failed);
            }
            failed => {
                self.tx.grew.truncate(grown);
                self.say(sqlite::ROLLBACK_TO).await?;
                tell(failed);
            }
        }
        Ok(())
    }

    async fn commit(&mut self) -> Result<(), Fault> {
        if self.begun {
            self.tx.commit_keys().await?;
            self.say("COMMIT").await?;
            self.begun = false;
            self.tx.grew.drain(..).for_each(Head::tell);
        }
        Ok(())
    }

    async fn say(&mut self, text: &'static str) -> Result<(), Fault> {
        sqlx::query(text).execute(self.tx.0.line.connection()).await?;
        Ok(())
    }

    /// Rolls back what is open. Keys that were added stay: a key without a case is harmless, and keeping
    /// it in memory and on the disk alike is what makes a second attempt safe.
    async fn undo(&mut self) {
        self.tx.grew.clear();
        if self.begun {
            let _ = self.say("ROLLBACK").await;
            self.begun = false;
        }
        if let Err(fault) = self.tx.commit_keys().await {
            tracing::warn!(kind = %fault.kind(), code = fault.code(), "keys of undone cases were not kept");
        }
    }

    async fn close(self) {
        let Tx(snapshot) = self.tx;
        if let Line::Own(connection) = snapshot.line {
            let _ = sqlx::Connection::close(*connection).await;
        }
        if let KeyLine::Own { connection, .. } = snapshot.key_line {
            let _ = sqlx::Connection::close(*connection).await;
        }
    }
}

/// What failed is told at once: there is nothing of it to wait for.
fn tell(failed: Option<Outcome>) {
    if let Some(Outcome { answer, .. }) = failed {
        answer(Ok(()));
    }
}

fn tell_planned(planned: Planned, done: Result<&BTreeSet<String>, &Fault>) {
    let took = done.map(|looks| looks.contains(&planned.look)).map_err(Fault::clone);
    // As above: a caller who was cancelled does not listen.
    let _ = planned.answer.send(took);
}
