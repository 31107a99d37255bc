use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::routing::get;
use tower::ServiceExt as _;

use super::*;
use crate::assets;

const EVERYWHERE: [&str; 8] = [
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "x-frame-options",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "cache-control",
];

fn site() -> Router {
    Router::new()
        .route("/", get(|| async { "page" }))
        .route(
            "/weak",
            get(|| async { [("cache-control", "public"), ("content-security-policy", "default-src *")] }),
        )
        .route("/broken", get(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
        .route(assets::ROUTE, get(assets::serve))
}

async fn ask(router: Router, path: &str) -> Response {
    router.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
}

#[tokio::test]
async fn every_response_carries_the_headers_errors_included() {
    let asset = assets::APP_CSS.url();
    for path in ["/", "/weak", "/broken", "/missing", "/assets/missing.css", &asset] {
        let response = ask(site().layer(layer(Transport::Plain)), path).await;
        for name in EVERYWHERE {
            assert!(response.headers().contains_key(name), "{path} lacks {name}");
        }
    }
}

#[tokio::test]
async fn without_the_layer_the_headers_are_missing() {
    // The control: the test above can fail.
    assert!(!ask(site(), "/").await.headers().contains_key("content-security-policy"));
}

#[tokio::test]
async fn a_method_that_is_not_allowed_is_answered_with_the_headers() {
    let request = Request::post("/").body(Body::empty()).unwrap();
    let response = site().layer(layer(Transport::Plain)).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(response.headers()["cache-control"], "no-store");
}

#[tokio::test]
async fn a_handler_cannot_weaken_the_headers() {
    let response = ask(site().layer(layer(Transport::Plain)), "/weak").await;
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["content-security-policy"], POLICY);
}

#[tokio::test]
async fn only_assets_may_be_kept() {
    let response = ask(site().layer(layer(Transport::Plain)), &assets::APP_CSS.url()).await;
    assert_eq!(response.headers()["cache-control"], "public, max-age=31536000, immutable");
    let response = ask(site().layer(layer(Transport::Plain)), "/assets/missing.css").await;
    assert_eq!(response.headers()["cache-control"], "no-store");
}

#[tokio::test]
async fn browsers_are_held_to_tls_only_where_there_is_tls() {
    let header = "strict-transport-security";
    assert!(!ask(site().layer(layer(Transport::Plain)), "/").await.headers().contains_key(header));
    assert_eq!(ask(site().layer(layer(Transport::Tls)), "/").await.headers()[header], TWO_YEARS);
}

#[test]
fn the_policy_allows_nothing_unsafe_and_no_other_site() {
    for unwanted in ["unsafe", "*", "http", "data:", "blob:"] {
        assert!(!POLICY.contains(unwanted), "the policy holds {unwanted}");
    }
    insta::assert_snapshot!(POLICY.replace("; ", "\n"), @r"
    default-src 'none'
    script-src 'self'
    style-src 'self'
    img-src 'self'
    connect-src 'self'
    form-action 'self'
    base-uri 'none'
    frame-ancestors 'none'
    ");
}
