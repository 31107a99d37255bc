//! Serving until somebody asks to stop.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::middleware::from_fn;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
#[cfg(feature = "demo")]
use service::Limits;
use service::clock::Clock;
use service::origin::Origin;
use service::provider::Provider;
use service::{LeakedFile, Service};
use store::Store;
use tokio::net::TcpListener;
use tokio::time::{interval, timeout};
use tower_http::timeout::TimeoutLayer;
use web::app::App;
use web::headers::Transport;

use super::log;
use super::stop::Stop;
use crate::problem::Problem;

/// How often cases are judged that time alone has changed.
const JUDGING: Duration = Duration::from_mins(1);
/// How long answers that are under way may take once somebody asked to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(5);
/// No clock that is right says an earlier day than the one on which this was written.
const WRITTEN: Date = date(2026, 11, 1);

/// A socket that listens, before there is anything behind it.
#[derive(Debug)]
pub struct Listening {
    listener: TcpListener,
    /// Where.
    pub address: SocketAddr,
}

/// What the settings put around the journeys.
#[derive(Default)]
pub struct Around {
    /// At which address people open the work.
    pub origin: Option<Origin>,
    /// The organisation's own identity provider.
    pub provider: Option<Provider>,
    /// The Pwned Passwords list that the organisation has downloaded.
    pub leaked: Option<LeakedFile>,
}

/// The pages, over an open store.
pub struct Server {
    /// The journeys.
    pub service: Arc<Service>,
    /// How browsers reach us.
    pub transport: Transport,
    /// After which time a request is given up.
    pub timeout: Duration,
}

impl Listening {
    /// Takes the port. It comes first: where it is taken, nothing else was touched.
    pub async fn on(address: SocketAddr) -> Result<Self, Problem> {
        let taken =
            TcpListener::bind(address).await.and_then(|listener| Ok((listener.local_addr()?, listener)));
        match taken {
            Ok((address, listener)) => Ok(Self { listener, address }),
            Err(source) if source.kind() == ErrorKind::AddrInUse => Err(Problem::PortInUse(address)),
            Err(source) => Err(Problem::Listen { address, source }),
        }
    }
}

impl Server {
    /// Puts the journeys over a store. `origin` is the address at which people open the work, `provider` the one
    /// through which they may sign in.
    pub async fn over(
        store: Store,
        transport: Transport,
        around: Around,
        timeout: Duration,
    ) -> Result<Self, Problem> {
        let Around { origin, provider, leaked } = around;
        let service = Service::over(store, Clock::System).await?;
        let service = match origin {
            Some(origin) => service.at(origin),
            None => service,
        };
        let service = match provider {
            Some(provider) => service.with_provider(provider),
            None => service,
        };
        let service = match leaked {
            Some(leaked) => service.with_leaked(leaked),
            None => service,
        };
        Ok(Self { service: Arc::new(service), transport, timeout })
    }

    /// The same, in which one person may open as many records as they like. Only a demo is ever served so.
    #[cfg(feature = "demo")]
    #[must_use]
    pub fn without_limits(self) -> Self {
        let service = match Arc::try_unwrap(self.service) {
            Ok(service) => Arc::new(service.limited_to(Limits::NONE)),
            Err(service) => service,
        };
        Self { service, ..self }
    }

    /// Answers requests until it is asked to stop, then closes the store.
    pub async fn run(self, listening: Listening, stop: Stop) -> Result<(), Problem> {
        let judging = tokio::spawn(judge_each_minute(Arc::clone(&self.service)));
        let app = App { service: Arc::clone(&self.service), transport: self.transport };
        let given_up = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, self.timeout);
        // The answer to what took too long is not the router's own, and carries the headers too.
        let headers = web::headers::layer(self.transport);
        let routes = web::routes::router(app).layer(given_up).layer(headers).layer(from_fn(log::each));
        let serving = axum::serve(listening.listener, routes).with_graceful_shutdown(stop.clone().asked());
        let ended = tokio::select! {
            ended = serving.into_future() => ended.map_err(Problem::Server),
            () = a_while_after(stop) => Ok(()),
        };
        judging.abort();
        // It ends with being aborted.
        let _ = judging.await;
        // A request that is still under way holds the service; what it was answered is on the disk.
        if let Some(service) = Arc::into_inner(self.service) {
            service.close().await;
        }
        ended
    }
}

async fn a_while_after(stop: Stop) {
    stop.asked().await;
    // Whether it ends or runs out, it is time to go.
    let _ = timeout(LAST_ANSWERS, std::future::pending::<()>()).await;
}

async fn judge_each_minute(service: Arc<Service>) {
    let mut minutes = interval(JUDGING);
    loop {
        minutes.tick().await;
        match service.judge_due().await {
            Ok(0) => {}
            Ok(cases) => tracing::info!(cases, "judged again"),
            Err(problem) => tracing::warn!(%problem, "cases were not judged again"),
        }
    }
}

/// Refuses to work by a clock that is behind, because it would make every due time wrong (B07).
pub fn check_clock() -> Result<(), Problem> {
    not_before(Clock::System.now().to_zoned(TimeZone::UTC).date())
}

fn not_before(today: Date) -> Result<(), Problem> {
    if today < WRITTEN { Err(Problem::Clock(today)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_clock_before_the_build_then_it_is_refused() {
        assert!(matches!(not_before(date(2026, 10, 31)), Err(Problem::Clock(_))));
        assert!(not_before(date(2026, 11, 1)).is_ok());
    }
}
