//! The one writer of an SQLite store: it gathers what waits and commits it together.

use tokio::sync::{mpsc, oneshot};

use crate::run::{Answer, Job, Outcome, Steps, Work, contained};
use crate::tx::{KeyLine, Line, Statement, Tx};
use crate::{Fault, sqlite};

/// How many pieces of work share a commit at most.
const BATCH: usize = 64;
/// How many pieces of work may wait before callers wait too.
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
        Self { queue, task: tokio::spawn(Loop { tx, jobs, begun: false }.run()) }
    }

    /// Has a piece of work done. What it answers is on the disk.
    pub(crate) async fn submit<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> Work<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        self.send(work, false).await
    }

    /// Runs one statement and says how many rows it touched. It needs no savepoint, and its rows are on
    /// the disk when this answers.
    pub(crate) async fn submit_statement(&self, query: Statement) -> Result<u64, Fault> {
        self.send(|tx| Box::pin(async move { tx.run(query).await }), true).await
    }

    async fn send<T, E, F>(&self, work: F, is_statement: bool) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> Work<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let (send, receive) = oneshot::channel();
        let work: Steps = Box::new(move |tx| {
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
        self.queue.send(Job { work, is_statement }).await.map_err(|_| Fault::stopped())?;
        receive.await.unwrap_or_else(|_| Err(Fault::stopped().into()))
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
    begun: bool,
}

impl Loop {
    async fn run(mut self) {
        while let Some(first) = self.jobs.recv().await {
            if let Err(fault) = self.batch(first).await {
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

    /// Does the first piece of work and what waits behind it, commits, and only then answers.
    async fn batch(&mut self, first: Job) -> Result<(), Fault> {
        let mut answers = Vec::new();
        let mut next = Some(first);
        while let Some(job) = next {
            self.one(job, &mut answers).await?;
            next = if answers.len() < BATCH { self.jobs.try_recv().ok() } else { None };
        }
        let durable = self.commit().await;
        for answer in answers {
            answer(durable.clone());
        }
        durable
    }

    /// Does one piece of work, and undoes it alone where it fails. The first of a batch needs no
    /// savepoint: undoing it undoes the whole transaction, in which there is nothing else. Nor does a
    /// single statement: the database itself undoes one that fails.
    async fn one(&mut self, job: Job, answers: &mut Vec<Answer>) -> Result<(), Fault> {
        let (alone, is_statement) = (answers.is_empty(), job.is_statement);
        if !self.begun {
            self.say(sqlite::BEGIN).await?;
            self.begun = true;
        } else if !alone && !is_statement {
            self.say(sqlite::SAVEPOINT).await?;
        }
        self.tx.seen = None;
        match contained(&mut self.tx, job).await {
            Some(Outcome { keep: true, answer }) => answers.push(answer),
            failed if alone => {
                self.undo().await;
                tell(failed);
            }
            failed if is_statement => tell(failed),
            failed => {
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
