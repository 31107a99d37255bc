//! The harness: an organisation with its people on an empty store, and a client for each of them.
//!
//! ```text
//! let app = TestApp::new().await;
//! let case = app.call_handler().takes_report(&Telling::disclosure()).await;
//! app.hand_over(case, Who::Officer).await;
//! assert_eq!(app.officer().opens(case).await.status, 200);
//! ```

mod cast;
mod client;
mod journal;
pub mod log;
mod record;
mod reply;
mod telling;

use std::collections::BTreeMap;
use std::sync::Arc;

use access::Actor;
use axum::Router;
use domain::RegionId;
use jiff::{SignedDuration, Timestamp};
use seal::MasterKey;
use service::Service;
use service::clock::Clock;
use store::{Config, Store, TestOnlyDurability};
use tempfile::TempDir;
use tokio::sync::Mutex;
use web::app::App;
use web::headers::Transport;

pub use cast::{PASSWORD, Who};
pub use client::{Client, Sending};
pub use journal::LookEntry;
pub use reply::Reply;
pub use telling::Telling;

/// The moment at which every test begins: a Monday, in the morning.
pub const TODAY: &str = "2026-03-02T10:00:00Z";

/// Where the pages stand, as a browser says it.
pub const HOST: &str = "127.0.0.1:8080";

/// The application on a store of its own.
pub struct TestApp {
    /// The journeys, for what a test sets up without pages.
    pub service: Arc<Service>,
    /// The real router.
    pub router: Router,
    clock: Clock,
    regions: BTreeMap<String, RegionId>,
    links: Mutex<BTreeMap<Who, String>>,
    sessions: Mutex<BTreeMap<Who, String>>,
    data: TempDir,
}

impl TestApp {
    /// Two organisations with everybody of the cast in them, and no case.
    pub async fn new() -> Self {
        let app = Self::empty(Transport::Plain).await;
        app.with_cast().await
    }

    /// An installation that nobody has set up.
    pub async fn empty(transport: Transport) -> Self {
        let data = tempfile::tempdir().unwrap();
        let config = Config::sqlite(data.path()).with_test_only_durability(TestOnlyDurability::Off);
        let store = Store::create(&config, MasterKey::generate()).await.unwrap();
        let clock = Clock::set_to(TODAY.parse().unwrap());
        let service = Arc::new(Service::over(store, clock.clone()).await.unwrap());
        let router = web::routes::router(App { service: Arc::clone(&service), transport });
        let (links, sessions) = (Mutex::default(), Mutex::default());
        Self { service, router, clock, regions: BTreeMap::new(), links, sessions, data }
    }

    /// The present moment of the application.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lets time pass.
    pub fn wait(&self, time: SignedDuration) {
        self.clock.advance_to(self.now() + time);
    }

    /// A region of the first organisation.
    pub fn region(&self, name: &str) -> RegionId {
        self.regions[name]
    }

    /// Somebody as the journeys know them. Signs them in where their session has ended.
    pub async fn actor(&self, who: Who) -> Actor {
        let token = self.client(who).token().await;
        if let Some(session) = self.service.session(&token).await.unwrap() {
            return session.actor;
        }
        let token = self.client(who).signs_in().await;
        self.service.session(&token).await.unwrap().unwrap().actor
    }
}
