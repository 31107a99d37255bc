//! Running one piece of work and keeping its panic to itself.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

use tokio::sync::oneshot;

use crate::Fault;
use crate::plan::Plan;
use crate::tx::Tx;

/// A piece of work in a transaction: `|tx| Box::pin(async move { … })`.
pub type Work<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// How the work's result goes back, once it is known whether it is durable.
pub(crate) type Answer = Box<dyn FnOnce(Result<(), Fault>) + Send>;

/// What came of one piece of work.
pub(crate) struct Outcome {
    /// Whether what it wrote is to be kept.
    pub(crate) keep: bool,
    /// Its answer, to be given after the commit.
    pub(crate) answer: Answer,
}

/// What a piece of work does.
pub(crate) type Steps = Box<dyn for<'t> FnOnce(&'t mut Tx) -> Work<'t, Outcome> + Send>;

/// A job on its way to the writer.
pub(crate) enum Job {
    /// A piece of work.
    Steps(Steps),
    /// Rows.
    Plan(Box<Planned>),
}

/// A plan on its way to the writer.
pub(crate) struct Planned {
    /// Its rows.
    pub(crate) plan: Plan,
    /// The look that takes effect where the plan does.
    pub(crate) look: String,
    /// Whether it took effect, once that is on the disk.
    pub(crate) answer: oneshot::Sender<Result<bool, Fault>>,
}

/// Runs the work. `None` where it panicked: its caller is told by the answer that never comes.
pub(crate) async fn contained(tx: &mut Tx, steps: Steps) -> Option<Outcome> {
    let mut work = catch_unwind(AssertUnwindSafe(|| steps(tx))).ok()?;
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(outcome)) => Poll::Ready(Some(outcome)),
        Err(_) => Poll::Ready(None),
    })
    .await
}
