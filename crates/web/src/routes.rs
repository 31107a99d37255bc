//! The one table of routes. The router is built from it, and so are the tests that walk every route.

use access::{ActionKind, OfficeKind};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, get, post};
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;
use crate::error_page::{ErrorPage, Problem};
use crate::pages::{about, find, password, people, policy, received, report, set_up, sign_in, work};
use crate::{assets, drafts, headers};

/// The most that one request may send, in bytes (F25).
const LARGEST: usize = 1024 * 1024;

/// What a route is about, which says who may use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Anybody at all: it says nothing about anybody.
    Anybody,
    /// Whoever is signed in, whatever their role.
    SignedIn,
    /// Something that concerns no single case.
    Office(OfficeKind),
    /// A case.
    Case(ActionKind),
}

/// One route.
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// What it is about.
    pub about: About,
    mount: fn() -> MethodRouter<App>,
}

macro_rules! routes {
    ($($method:ident $path:literal $about:expr => $handler:path;)+) => {
        &[$(Route { method: stringify!($method), path: $path, about: $about, mount: || $method($handler) }),+]
    };
}

use About::{Anybody, Case, Office, SignedIn};

/// Every route of the program.
pub const ROUTES: &[Route] = routes! {
    get "/healthz" Anybody => about::health;
    get "/assets/{name}" Anybody => assets::serve;
    get "/about" Anybody => about::about;
    get "/accessibility" Anybody => about::accessibility;
    get "/exit" Anybody => sign_in::exit;
    post "/exit" Anybody => sign_in::exit;

    get "/sign-in" Anybody => sign_in::show;
    post "/sign-in" Anybody => sign_in::send;
    post "/sign-out" SignedIn => sign_in::out;
    get "/" SignedIn => work::start;
    get "/set-up/{token}" Anybody => set_up::show;
    post "/set-up/{token}" Anybody => set_up::send;
    get "/password/{token}" Anybody => password::show;
    post "/password/{token}" Anybody => password::send;

    get "/work" Office(OfficeKind::SeeOwnWork) => work::show;
    get "/find" Office(OfficeKind::SearchCases) => find::show;
    post "/find" Office(OfficeKind::SearchCases) => find::find;

    get "/people" Office(OfficeKind::ManagePeople) => people::show;
    post "/people" Office(OfficeKind::ManagePeople) => people::add;
    post "/people/regions" Office(OfficeKind::ManagePeople) => people::add_region;
    get "/policy" Office(OfficeKind::ChoosePolicy) => policy::show;
    post "/policy" Office(OfficeKind::ChoosePolicy) => policy::send;

    get "/reports" Office(OfficeKind::TakeReport) => report::start;
    post "/reports" Office(OfficeKind::TakeReport) => report::begin;
    get "/reports/{draft}" Office(OfficeKind::TakeReport) => report::show;
    post "/reports/{draft}" Office(OfficeKind::TakeReport) => report::send;
    post "/drafts/{draft}/keep" SignedIn => drafts::keep;

    get "/cases/{case}/received" Case(ActionKind::SeeCase) => received::show;
};

/// The whole application.
pub fn router(app: App) -> Router {
    let transport = app.transport;
    let routes = ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, (route.mount)()));
    routes
        .fallback(|| async { ErrorPage::new(Problem::NotFound) })
        .method_not_allowed_fallback(|| async { ErrorPage::new(Problem::NotFound) })
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(CatchPanicLayer::custom(|_| {
            use axum::response::IntoResponse as _;
            tracing::error!("a handler panicked");
            ErrorPage::new(Problem::Failed).into_response()
        }))
        .with_state(app)
        .layer(headers::layer(transport))
}
