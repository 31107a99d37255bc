//! Shows every component and page in a browser, as the service would send them:
//! `cargo run -p web --example gallery -- 127.0.0.1:8080`.

use std::env;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use tokio::net::TcpListener;
use web::components::prelude::*;
use web::components::samples;
use web::error_page::{ErrorPage, Problem};
use web::headers::{self, Transport};
use web::layout::Layout;
use web::letter::Letter;
use web::page::{Page, Sample as _};

#[derive(Template)]
#[template(path = "gallery.html")]
struct Gallery {
    layout: Layout,
    samples: Vec<(&'static str, Html)>,
}

impl Gallery {
    fn new() -> Self {
        let mut problems = Problems::new();
        problems.add("phone", "Enter a number with 10 or 11 digits");
        let layout = Layout::signed_in("Sam Okafor", "housing officer", "token")
            .navigation([
                NavigationItem::new("My work", "/").current(true),
                NavigationItem::new("Cases", "/cases"),
                NavigationItem::new("Reports", "/reports"),
            ])
            .back("/")
            .flash(Some(Alert::success("Kept", "The safe number has been changed.")))
            .problems(&problems);
        // The frame shows these already; twice on a page, their ids would clash.
        let framed = [
            "alert",
            "error-summary",
            "exit-this-page",
            "footer",
            "generic-header",
            "legend",
            "service-navigation",
            "skip-link",
        ];
        let samples = samples::all().into_iter().filter(|(name, _)| !framed.contains(name)).collect();
        Self { layout, samples }
    }
}

async fn problem(Path(number): Path<usize>) -> ErrorPage {
    ErrorPage::new(Problem::ALL.get(number).copied().unwrap_or(Problem::NotFound))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let router = Router::new()
        .route("/", get(|| async { Page(Gallery::new()) }))
        .route("/letter", get(|| async { Page(Letter::sample()) }))
        .route("/problem/{number}", get(problem))
        .route(web::assets::ROUTE, get(web::assets::serve))
        .fallback(|| async { ErrorPage::new(Problem::NotFound) })
        .layer(headers::layer(Transport::Plain));
    axum::serve(TcpListener::bind(address).await?, router).await
}
