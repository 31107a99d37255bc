//! The one table of routes. The router is built from it, and so are the tests that walk every route.

use access::{ActionKind, OfficeKind};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};
use tower::util::MapResponseLayer;
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;
use crate::error_page::{ErrorPage, Problem};
use crate::pages::{
    about, about_me, account, account_sessions, ask, away, case, choices, close, confirm, contact,
    conversation, copy, correct, enquiry, figures, find, handover, held, looks, notes, on_call, outputs,
    passkeys, password, people, plan, policy, provider, received, records, report, reveal, review, risk,
    safeguarding, security, set_up, sharing, sign_in, urgent, voice, vouch, walls, work,
};
use crate::{assets, confirm_first, drafts, headers, turned_away};

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
    post "/exit" Anybody => sign_in::exit_behind;

    get "/sign-in" Anybody => sign_in::show;
    post "/sign-in" Anybody => sign_in::send;
    post "/sign-in/provider" Anybody => provider::leave;
    get "/sign-in/provider/back" Anybody => provider::back;
    post "/account/confirm/provider" SignedIn => provider::confirm;
    post "/sign-in/passkey/ask" Anybody => passkeys::sign_in::ask;
    post "/sign-in/passkey" Anybody => passkeys::sign_in::send;
    post "/sign-out" SignedIn => sign_in::out;
    get "/account/passkeys" SignedIn => passkeys::list::show;
    get "/account/passkeys/new" SignedIn => passkeys::new::show;
    post "/account/passkeys/new/ask" SignedIn => passkeys::new::ask;
    post "/account/passkeys/new" SignedIn => passkeys::new::send;
    get "/account/passkeys/{passkey}" SignedIn => passkeys::one::show;
    post "/account/passkeys/{passkey}/name" SignedIn => passkeys::one::rename;
    post "/account/passkeys/{passkey}/remove" SignedIn => passkeys::one::remove;
    get "/" SignedIn => work::start;
    get "/account/sessions" SignedIn => account_sessions::show;
    post "/account/sessions/end" SignedIn => account_sessions::end_others;
    post "/account/sessions/{session}/end" SignedIn => account_sessions::end;
    get "/held" SignedIn => held::show;
    post "/held/aside" Anybody => held::aside;
    post "/account/here" SignedIn => held::here;
    post "/held/{held}/carry-on" SignedIn => held::carry_on;
    post "/held/{held}/discard" SignedIn => held::discard;
    get "/sign-in/code" Anybody => sign_in::code::show;
    post "/sign-in/code" Anybody => sign_in::code::send;
    get "/confirm" SignedIn => confirm::show;
    post "/confirm" SignedIn => confirm::send;
    post "/confirm/passkey/ask" SignedIn => passkeys::confirm::ask;
    post "/confirm/passkey" SignedIn => passkeys::confirm::send;
    get "/account" SignedIn => account::show;
    post "/account/told" SignedIn => account::told;
    get "/account/begin" SignedIn => account::begin::show;
    get "/account/app" SignedIn => account::authenticator::show;
    post "/account/app" SignedIn => account::authenticator::send;
    post "/account/codes" SignedIn => account::codes::send;
    get "/account/about-me" SignedIn => about_me::show;
    get "/account/about-me/kept" SignedIn => about_me::kept;
    post "/account/about-me" SignedIn => about_me::send;
    get "/account/conflicts" SignedIn => about_me::list;
    post "/account/conflicts" SignedIn => about_me::declare;
    get "/account/password" SignedIn => account::password::show;
    post "/account/password" SignedIn => account::password::send;
    get "/set-up/{token}" Anybody => set_up::show;
    post "/set-up/{token}" Anybody => set_up::send;
    get "/password/{token}" Anybody => password::show;
    post "/password/{token}" Anybody => password::send;

    get "/work" Office(OfficeKind::SeeOwnWork) => work::show;
    get "/away" Office(OfficeKind::SeeOwnWork) => away::show;
    post "/away" Office(OfficeKind::SeeOwnWork) => away::put;
    post "/away/{time}/off" Office(OfficeKind::SeeOwnWork) => away::take_back;
    get "/figures" Office(OfficeKind::SeeOthersWork) => figures::show;
    get "/find" Office(OfficeKind::SearchCases) => find::show;
    post "/find" Office(OfficeKind::SearchCases) => find::find;
    get "/walls" Office(OfficeKind::ManageWalls) => walls::show;
    post "/walls/sides" Office(OfficeKind::ManageWalls) => walls::link;
    post "/walls/reports/{case}/{user}/seen" Office(OfficeKind::ManageWalls) => walls::seen;
    post "/walls/searches/{case}/{user}/seen" Office(OfficeKind::ManageWalls) => walls::seen_searches;
    get "/walls/{case}/{user}/{because}" Office(OfficeKind::ManageWalls) => walls::show_one;
    post "/walls/{case}/{user}/{because}/propose" Office(OfficeKind::ManageWalls) => walls::propose;
    post "/walls/{case}/{user}/{because}/agree" Office(OfficeKind::ManageWalls) => walls::agree;
    post "/walls/{case}/{user}/{because}/drop" Office(OfficeKind::ManageWalls) => walls::drop_it;
    post "/walls/{case}/restrict" Office(OfficeKind::ManageWalls) => walls::restrict;
    post "/walls/{case}/named" Office(OfficeKind::ManageWalls) => walls::name_one;
    get "/urgent" Office(OfficeKind::BreakGlass) => urgent::show;
    post "/urgent" Office(OfficeKind::BreakGlass) => urgent::send;
    get "/on-call" Office(OfficeKind::DecideLocation) => on_call::show;
    get "/on-call/rota" Office(OfficeKind::DecideLocation) => on_call::rota::show;
    post "/on-call/rota" Office(OfficeKind::KeepRota) => on_call::rota::put;
    post "/on-call/rota/instead" Office(OfficeKind::KeepRota) => on_call::rota::instead;
    post "/on-call/rota/{time}/off" Office(OfficeKind::KeepRota) => on_call::rota::take_off;
    get "/on-call/{request}" Office(OfficeKind::DecideLocation) => on_call::show_one;
    post "/on-call/{request}" Office(OfficeKind::DecideLocation) => on_call::send;
    get "/review" Office(OfficeKind::ReviewLooks) => review::show;
    get "/review/looks" Office(OfficeKind::ReviewLooks) => review::unusual::show;
    get "/review/looks/{person}/{day}" Office(OfficeKind::ReviewLooks) => review::unusual::show_one;
    post "/review/looks/{person}/{day}" Office(OfficeKind::ReviewLooks) => review::unusual::send;
    get "/review/limits/{person}" Office(OfficeKind::ReviewLooks) => review::limits::show;
    post "/review/limits/{person}" Office(OfficeKind::ReviewLooks) => review::limits::send;
    get "/review/searches" Office(OfficeKind::ReviewLooks) => review::searches::show;
    post "/review/searches" Office(OfficeKind::ReviewLooks) => review::searches::send;
    get "/review/{glass}" Office(OfficeKind::ReviewLooks) => review::show_one;
    post "/review/{glass}" Office(OfficeKind::ReviewLooks) => review::send;

    get "/people" Office(OfficeKind::ManagePeople) => people::show;
    post "/people" Office(OfficeKind::ManagePeople) => people::add;
    post "/people/regions" Office(OfficeKind::ManagePeople) => people::add_region;
    post "/people/teams" Office(OfficeKind::ManagePeople) => people::add_team;
    get "/people/{person}" Office(OfficeKind::ManagePeople) => people::colleague::show;
    post "/people/{person}" Office(OfficeKind::ManagePeople) => people::colleague::change;
    post "/people/{person}/leave" Office(OfficeKind::ManagePeople) => people::colleague::leave;
    post "/people/{person}/back" Office(OfficeKind::ManagePeople) => people::colleague::come_back;
    post "/people/{person}/sessions/end" Office(OfficeKind::ManagePeople) => people::colleague::end_sessions;
    get "/people/{person}/link" Office(OfficeKind::ManagePeople) => people::link::show;
    post "/people/{person}/link" Office(OfficeKind::ManagePeople) => people::link::send;
    get "/security" Office(OfficeKind::SeeSecurityLog) => security::show;
    get "/vouch" Office(OfficeKind::VouchFor) => vouch::show;
    post "/vouch/{person}" Office(OfficeKind::VouchFor) => vouch::send;
    get "/policy" Office(OfficeKind::ChoosePolicy) => policy::show;
    post "/policy" Office(OfficeKind::ChoosePolicy) => policy::send;
    get "/policy/prompts" Office(OfficeKind::ChoosePolicy) => policy::prompts::show;
    post "/policy/prompts" Office(OfficeKind::ChoosePolicy) => policy::prompts::send;

    get "/choices" Office(OfficeKind::KeepChoices) => choices::local::show;
    get "/choices/{one}" Office(OfficeKind::KeepChoices) => choices::local::show_one;
    post "/choices/{one}" Office(OfficeKind::KeepChoices) => choices::local::send;
    get "/choices/help/{one}" Office(OfficeKind::KeepChoices) => choices::help::show;
    post "/choices/help/{one}" Office(OfficeKind::KeepChoices) => choices::help::send;

    get "/voice" Office(OfficeKind::SeeOthersWork) => voice::show;
    get "/voice/answers" Office(OfficeKind::TakeReport) => voice::without_name;
    post "/voice/answers" Office(OfficeKind::TakeReport) => voice::add;
    get "/voice/early-help" Office(OfficeKind::KeepChoices) => voice::early_help;
    post "/voice/early-help" Office(OfficeKind::KeepChoices) => voice::call_early_help;

    get "/shared" Office(OfficeKind::SeeShared) => sharing::list;

    get "/reports" Office(OfficeKind::TakeReport) => report::start;
    post "/reports" Office(OfficeKind::TakeReport) => report::begin;
    get "/reports/{draft}" Office(OfficeKind::TakeReport) => report::show;
    post "/reports/{draft}" Office(OfficeKind::TakeReport) => report::send;
    post "/drafts/{draft}/keep" SignedIn => drafts::keep;

    get "/cases/{case}" Case(ActionKind::SeeCase) => case::show;
    get "/cases/{case}/entries/{sequence}/correct" Case(ActionKind::CorrectRecord) => correct::show;
    post "/cases/{case}/entries/{sequence}/correct" Case(ActionKind::CorrectRecord) => correct::send;
    get "/cases/{case}/facts/{secret}/reveal" Case(ActionKind::RevealSecret) => reveal::show;
    post "/cases/{case}/facts/{secret}/reveal" Case(ActionKind::RevealSecret) => reveal::send;
    get "/cases/{case}/facts/{secret}/ask" Case(ActionKind::SeeCase) => ask::show;
    post "/cases/{case}/facts/{secret}/ask" Case(ActionKind::SeeCase) => ask::send;
    post "/cases/{case}/facts/{secret}/see" Case(ActionKind::SeeCase) => ask::see;
    get "/cases/{case}/facts/{secret}/outputs" Case(ActionKind::SeeLooks) => outputs::show;
    get "/cases/{case}/safeguarding" Case(ActionKind::SeeCase) => safeguarding::show;
    get "/cases/{case}/safeguarding/form" Case(ActionKind::SeeCase) => safeguarding::form::show;
    get "/cases/{case}/close" Case(ActionKind::EndCase) => close::show;
    post "/cases/{case}/close" Case(ActionKind::EndCase) => close::send;
    get "/cases/{case}/chronology" Case(ActionKind::TakeCopy) => copy::show;
    get "/cases/{case}/chronology.csv" Case(ActionKind::TakeCopy) => copy::table;
    get "/cases/{case}/records" Case(ActionKind::JoinRecords) => records::show;
    post "/cases/{case}/records" Case(ActionKind::JoinRecords) => records::send;
    get "/cases/{case}/looks" Case(ActionKind::SeeLooks) => looks::show;
    get "/cases/{case}/looks/list" Case(ActionKind::SeeLooks) => looks::list::show;
    get "/cases/{case}/received" Case(ActionKind::SeeCase) => received::show;
    get "/cases/{case}/sharing" Case(ActionKind::GrantAccess) => sharing::show;
    post "/cases/{case}/sharing" Case(ActionKind::GrantAccess) => sharing::send;
    post "/cases/{case}/sharing/{grant}/end" Case(ActionKind::GrantAccess) => sharing::end;
    get "/cases/{case}/instruction" Case(ActionKind::SeeInstruction) => sharing::instruction;

    post "/cases/{case}/conversation" Case(ActionKind::RecordOnCase) => conversation::begin;
    get "/cases/{case}/conversation/{draft}" Case(ActionKind::RecordOnCase) => conversation::show;
    post "/cases/{case}/conversation/{draft}" Case(ActionKind::RecordOnCase) => conversation::send;
    get "/cases/{case}/risk" Case(ActionKind::SeeCase) => risk::show;
    post "/cases/{case}/risk" Case(ActionKind::AssessRisk) => risk::begin;
    get "/cases/{case}/risk/{draft}" Case(ActionKind::AssessRisk) => risk::form;
    post "/cases/{case}/risk/{draft}" Case(ActionKind::AssessRisk) => risk::send;
    post "/cases/{case}/entries/{sequence}/stand-behind" Case(ActionKind::RecordOnCase) => risk::stand_behind;
    get "/cases/{case}/handover" Case(ActionKind::Triage) => handover::show;
    post "/cases/{case}/handover" Case(ActionKind::Triage) => handover::send;
    get "/cases/{case}/enquiry" Case(ActionKind::RecordOnCase) => enquiry::show;
    post "/cases/{case}/enquiry" Case(ActionKind::RecordOnCase) => enquiry::send;
    get "/cases/{case}/notes/{what}" Case(ActionKind::RecordOnCase) => notes::show;
    post "/cases/{case}/notes/{what}" Case(ActionKind::RecordOnCase) => notes::send;
    get "/cases/{case}/duties/{code}/{started}/set-aside" Case(ActionKind::SetDutyAside) => notes::set_aside::show;
    post "/cases/{case}/duties/{code}/{started}/set-aside" Case(ActionKind::SetDutyAside) => notes::set_aside::send;

    get "/cases/{case}/plan" Case(ActionKind::SeeCase) => plan::show;
    post "/cases/{case}/plan" Case(ActionKind::RecordOnCase) => plan::begin;
    get "/cases/{case}/plan/print" Case(ActionKind::RecordOnCase) => plan::print;
    post "/cases/{case}/plan/print" Case(ActionKind::RecordOnCase) => plan::print_checked;
    get "/cases/{case}/plan/{draft}" Case(ActionKind::RecordOnCase) => plan::fill_in;
    post "/cases/{case}/plan/{draft}" Case(ActionKind::RecordOnCase) => plan::send;
    get "/cases/{case}/choices" Case(ActionKind::SeeCase) => choices::show;
    get "/cases/{case}/choices/{choice}" Case(ActionKind::RecordOnCase) => choices::show_one;
    post "/cases/{case}/choices/{choice}" Case(ActionKind::RecordOnCase) => choices::send;

    get "/cases/{case}/contact" Case(ActionKind::SeeCase) => contact::plan::show;
    post "/cases/{case}/contact" Case(ActionKind::RecordOnCase) => contact::plan::send;
    get "/cases/{case}/contact/next" Case(ActionKind::SeeCase) => contact::show_small::<contact::NextPage>;
    post "/cases/{case}/contact/next" Case(ActionKind::RecordOnCase) => contact::send_small::<contact::NextPage>;
    get "/cases/{case}/contact/pause" Case(ActionKind::SeeCase) => contact::show_small::<contact::PausePage>;
    post "/cases/{case}/contact/pause" Case(ActionKind::RecordOnCase) => contact::send_small::<contact::PausePage>;
    get "/cases/{case}/contact/incoming" Case(ActionKind::SeeCase) => contact::show_small::<contact::IncomingPage>;
    post "/cases/{case}/contact/incoming" Case(ActionKind::RecordOnCase) => contact::send_small::<contact::IncomingPage>;
    get "/cases/{case}/contact/{channel}" Case(ActionKind::SeeCase) => contact::channel;
    post "/cases/{case}/contact/{channel}/use" Case(ActionKind::MakeContact) => contact::sheet;
    post "/cases/{case}/contact/{channel}/letter" Case(ActionKind::MakeContact) => contact::letter;
    post "/cases/{case}/contact/{channel}/attempts" Case(ActionKind::MakeContact) => contact::attempted;
};

/// What is no id at all is answered as what is not there, and never repeated (F26). Only the framework
/// refuses in plain text: a page of ours is HTML.
fn in_our_words(response: Response) -> Response {
    let plain =
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if response.status() == StatusCode::BAD_REQUEST && plain {
        return ErrorPage::new(Problem::NotFound).into_response();
    }
    response
}

/// The whole application.
pub fn router(app: App) -> Router {
    around(pages(), app)
}

/// Every page, with nothing around it.
pub fn pages() -> Router<App> {
    ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, (route.mount)()))
}

/// What stands around every page. A test puts a page with a defect among them.
pub fn around(pages: Router<App>, app: App) -> Router {
    let transport = app.transport;
    pages
        .fallback(|| async { ErrorPage::new(Problem::NotFound) })
        .method_not_allowed_fallback(|| async { ErrorPage::new(Problem::NotFound) })
        .layer(from_fn_with_state(app.clone(), confirm_first::layer))
        .layer(from_fn_with_state(app.clone(), turned_away::note))
        .layer(MapResponseLayer::new(in_our_words))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(CatchPanicLayer::custom(|_| {
            tracing::error!("a handler panicked");
            ErrorPage::new(Problem::Failed).into_response()
        }))
        .with_state(app)
        .layer(headers::layer(transport))
}
