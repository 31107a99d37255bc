//! Being asked to stop.

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::problem::Problem;

/// Hears SIGINT and SIGTERM from when it is made.
#[derive(Debug, Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Begins to listen.
    pub fn heard() -> Result<Self, Problem> {
        let mut interrupt = signal(SignalKind::interrupt()).map_err(Problem::Server)?;
        let mut terminate = signal(SignalKind::terminate()).map_err(Problem::Server)?;
        let (tell, told) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            // Nobody waits for it any more where the program is about to end.
            let _ = tell.send(true);
        });
        Ok(Self(told))
    }

    /// Answers when it was asked to stop.
    pub async fn asked(mut self) {
        // An error would mean that nobody can ask any more.
        if self.0.wait_for(|asked| *asked).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
