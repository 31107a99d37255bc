//! Opening a page changes nothing (ASVS 3.5.3): every table before and after, to the last byte.

use std::collections::BTreeMap;

use axum::routing::get;
use web::routes::ROUTES;

use super::{Cases, SIDES, requests};
use crate::support::{Sending, TestApp, Who};

/// What is written because somebody looked, is here still, or was turned away.
const NOTED: [&str; 5] = ["access_entry", "look_mark", "look_seal", "security_event", "security_head"];
/// The two pages that change something on purpose, and the table. The exit ends the session of whoever has to be gone at
/// once, also where no script runs and no form can be sent (deviation 2 of docs/asvs.md). The page for an authenticator
/// app offers a secret, of which nothing is in use until a form confirms it. Neither helps anybody who lures somebody to
/// it.
const ON_PURPOSE: [(&str, &str); 2] = [("/exit", "session"), ("/account/app", "authenticator")];

/// What differs between two pictures of the store, by table.
fn changed(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let noted = |table: &&String| !NOTED.contains(&table.as_str());
    before.keys().filter(noted).filter(|table| before.get(*table) != after.get(*table)).cloned().collect()
}

#[tokio::test]
async fn no_page_that_is_opened_changes_anything_but_the_one_that_leaves() {
    let app = TestApp::new().await;
    let cases = Cases::new(&app).await;
    let mut opened = 0;
    for who in SIDES {
        for (pattern, example) in requests(&app, &cases, "get", who).await {
            let before = app.picture().await;
            let reply = app.client(who).send(Sending::get(&example.path)).await;
            let changed = changed(&before, &app.picture().await);
            let purpose = ON_PURPOSE.iter().find(|(page, _)| *page == pattern);
            let changed: Vec<String> =
                changed.into_iter().filter(|table| purpose.is_none_or(|(_, own)| own != table)).collect();
            if pattern == "/exit" {
                app.client(who).signs_in().await;
            }
            assert_eq!(changed, [""; 0], "GET {} as {who:?}: {}", example.path, reply.status);
            opened += usize::from(reply.status == 200);
        }
    }
    let pages = ROUTES.iter().filter(|route| route.method == "get").count();
    assert!(opened > pages, "only {opened} pages were opened, of {pages} routes");
}

/// The control: a page that begins something when it is opened.
#[tokio::test]
async fn a_page_that_changes_something_when_it_is_opened_is_found() {
    let mut app = TestApp::new().await;
    let (service, actor) = (app.service.clone(), app.actor(Who::CallHandler).await);
    let begins = move || async move {
        let kind = service::FormKind::from_code("report-survivor").unwrap();
        service.start_draft(&actor, kind, None).await.unwrap();
        "a page"
    };
    app.router = axum::Router::new().route("/begins", get(begins));
    let before = app.picture().await;
    app.anybody().get("/begins").await.is(200);
    assert_eq!(changed(&before, &app.picture().await), ["draft"]);
}
