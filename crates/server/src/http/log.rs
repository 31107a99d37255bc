//! The log: fields, never anything personal. A request is logged by the pattern of its route, so that
//! neither a query nor an id in its address gets into it.

use std::env;
use std::io::{self, IsTerminal as _};
use std::panic;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;
use tracing_subscriber::EnvFilter;

use crate::cli::LogForm;

/// What a database says besides its answers is its own, and may repeat what was written.
const QUIET: &str = "sqlx::postgres::notice=off";

/// Where each chain stands, for an outside copy (docs/logs.md): whatever else is asked for, this is said.
pub const HEADS: &str = "heads=info";

/// Begins to log on standard error, and nowhere else. `RUST_LOG` says what; otherwise `usual`. What is `always` said
/// cannot be left out.
pub fn begin(usual: &str, always: Option<&str>, form: LogForm) {
    let asked = env::var("RUST_LOG").ok().filter(|asked| EnvFilter::try_new(asked).is_ok());
    let asked = asked.unwrap_or_else(|| format!("{usual},{QUIET}"));
    let filter = EnvFilter::new(always.map_or_else(|| asked.clone(), |always| format!("{asked},{always}")));
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    let log = log.with_env_filter(filter);
    panic::set_hook(Box::new(web::defect::note));
    match form {
        LogForm::Text => log.init(),
        LogForm::Json => log.json().flatten_event(true).init(),
    }
}

/// Logs each request under a number, which stands beside everything that is logged while it is answered.
pub async fn each(request: Request, next: Next) -> Response {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let (span, began) =
        (tracing::info_span!("request", number, method = %request.method(), route), Instant::now());
    let response = next.run(request).instrument(span.clone()).await;
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status = response.status().as_u16(), milliseconds, "answered"));
    response
}
