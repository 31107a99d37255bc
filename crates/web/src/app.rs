//! What every handler can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use service::Service;

use crate::headers::Transport;

/// The application: the journeys, and how browsers reach them.
#[derive(Clone)]
pub struct App {
    /// The journeys.
    pub service: Arc<Service>,
    /// How browsers reach us.
    pub transport: Transport,
}

impl FromRef<App> for Arc<Service> {
    fn from_ref(app: &App) -> Self {
        Self::clone(&app.service)
    }
}
