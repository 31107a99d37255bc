//! The harness: an organisation with its people on an empty store, and a client for each of them.
//!
//! ```text
//! let app = TestApp::new().await;
//! let case = app.call_handler().takes_report(&Telling::disclosure()).await;
//! app.hand_over(case, Who::Officer).await;
//! assert_eq!(app.officer().opens(case).await.status, 200);
//! ```

mod accounts;
pub mod apart;
mod browser;
mod cast;
mod client;
mod journal;
pub mod log;
mod looks;
mod picture;
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
use service::clock::Clock;
use service::{Limits, Service};
use store::{Config, Store, TestOnlyDurability};
use tempfile::TempDir;
use tokio::sync::Mutex;
use web::app::App;
use web::headers::Transport;

pub use browser::Browser;
pub use cast::{PASSWORD, Who, line};
pub use client::{Client, Sending, encoded};
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
    keys: TempDir,
}

impl TestApp {
    /// Two organisations with everybody of the cast in them, and no case.
    pub async fn new() -> Self {
        let app = Self::empty(Transport::Plain).await;
        app.with_cast().await
    }

    /// The same two organisations, on journeys that a test prepares: with an identity provider, say.
    pub async fn with_people(prepare: impl FnOnce(Service) -> Service) -> Self {
        let app = Self::prepared(Transport::Plain, prepare).await;
        app.with_cast().await
    }

    /// An installation that nobody has set up.
    pub async fn empty(transport: Transport) -> Self {
        Self::prepared(transport, |service| service).await
    }

    /// The same, on journeys that a test prepares. One person does in a test what many do in an hour: without limits
    /// on that, unless the test sets them.
    pub async fn prepared(transport: Transport, prepare: impl FnOnce(Service) -> Service) -> Self {
        log::tell();
        let (data, keys) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let key = MasterKey::create_file(&keys.path().join("key")).unwrap();
        let store = Store::create(&config(&data), key).await.unwrap();
        let clock = Clock::set_to(TODAY.parse().unwrap());
        let service =
            Arc::new(prepare(Service::over(store, clock.clone()).await.unwrap().limited_to(Limits::NONE)));
        let router = web::routes::router(App { service: Arc::clone(&service), transport });
        let (links, sessions) = (Mutex::default(), Mutex::default());
        Self { service, router, clock, regions: BTreeMap::new(), links, sessions, data, keys }
    }

    /// The same store, opened anew by a program that remembers nothing.
    pub async fn started_again(self) -> Self {
        self.copied::<1>().await.into_iter().next().unwrap()
    }

    /// As many installations as asked for, alike to the last byte of what is kept, each with its own clock.
    pub async fn copied<const N: usize>(self) -> [Self; N] {
        let Self { service, router, clock, regions, links, sessions, data, keys } = self;
        drop(router);
        Arc::into_inner(service).unwrap().close().await;
        let (now, links, sessions) = (clock.now(), links.into_inner(), sessions.into_inner());
        let mut apps = Vec::new();
        for _ in 0..N {
            let (data, keys) = (copy(&data), copy(&keys));
            let key = MasterKey::read_file(&keys.path().join("key")).unwrap();
            let store = Store::open(&config(&data), key).await.unwrap();
            let clock = Clock::set_to(now);
            let service = Service::over(store, clock.clone()).await.unwrap().limited_to(Limits::NONE);
            let service = Arc::new(service);
            let router =
                web::routes::router(App { service: Arc::clone(&service), transport: Transport::Plain });
            let (links, sessions) = (Mutex::new(links.clone()), Mutex::new(sessions.clone()));
            let regions = regions.clone();
            apps.push(Self { service, router, clock, regions, links, sessions, data, keys });
        }
        apps.try_into().unwrap_or_else(|_| unreachable!("as many as were made"))
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

fn config(data: &TempDir) -> Config {
    Config::sqlite(data.path()).with_test_only_durability(TestOnlyDurability::Off)
}

/// A directory with the same files in it, and in those below it.
fn copy(from: &TempDir) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    let mut left = vec![(from.path().to_owned(), to.path().to_owned())];
    while let Some((from, to)) = left.pop() {
        std::fs::create_dir_all(&to).unwrap();
        std::fs::set_permissions(&to, std::fs::metadata(&from).unwrap().permissions()).unwrap();
        for entry in std::fs::read_dir(&from).unwrap() {
            let entry = entry.unwrap();
            let (inner, place) = (entry.path(), to.join(entry.file_name()));
            if inner.is_dir() {
                left.push((inner, place));
            } else {
                std::fs::copy(&inner, &place).unwrap();
            }
        }
    }
    to
}
