//! Clients, one or many, and how long each waited.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{CLIENTS, Stopped};

/// What came of a load.
pub struct Figures {
    waits: Vec<Duration>,
    whole: Duration,
}

impl Figures {
    /// How many were answered a second.
    pub fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.waits.len()).unwrap_or(u32::MAX)) / self.whole.as_secs_f64()
    }

    /// How long one waits on average, in milliseconds.
    pub fn mean(&self) -> f64 {
        1000.0 / self.rate()
    }

    /// How long 99 of 100 wait at most, in milliseconds.
    pub fn p99(&self) -> f64 {
        let mut sorted = self.waits.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len() * 99 / 100).map_or(f64::NAN, |wait| wait.as_secs_f64() * 1000.0)
    }
}

/// One client asks so many times, one after the other.
pub async fn one_by_one<F, D>(times: usize, ask: F) -> Result<Figures, Stopped>
where
    F: Fn(usize) -> D,
    D: Future<Output = Result<(), Stopped>>,
{
    let (mut waits, started) = (Vec::with_capacity(times), Instant::now());
    for number in 0..times {
        let asked = Instant::now();
        ask(number).await?;
        waits.push(asked.elapsed());
    }
    Ok(Figures { waits, whole: started.elapsed() })
}

/// The same from where requests are answered: in a task, as every client of the server is.
pub async fn alone<F, D>(times: usize, ask: F) -> Result<Figures, Stopped>
where
    F: Fn(usize) -> D + Send + Sync + 'static,
    D: Future<Output = Result<(), Stopped>> + Send,
{
    tokio::spawn(async move { one_by_one(times, ask).await }).await?
}

/// As many clients as there are at once ask so many times together, no two with the same number.
pub async fn at_once<F, D>(times: usize, ask: F) -> Result<Figures, Stopped>
where
    F: Fn(usize) -> D + Send + Sync + 'static,
    D: Future<Output = Result<(), Stopped>> + Send,
{
    let (ask, started) = (Arc::new(ask), Instant::now());
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let ask = Arc::clone(&ask);
            tokio::spawn(
                async move { one_by_one(times / CLIENTS, |turn| ask(turn * CLIENTS + client)).await },
            )
        })
        .collect();
    let mut waits = Vec::with_capacity(times);
    for client in clients {
        waits.append(&mut client.await??.waits);
    }
    Ok(Figures { waits, whole: started.elapsed() })
}
