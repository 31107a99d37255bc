//! Somebody new and their one-time link: both, or neither.

use crate::support::{Reply, TestApp, Who};

const BROKEN: &str =
    "CREATE TRIGGER broken BEFORE INSERT ON setup_link BEGIN SELECT RAISE(ABORT, 'broken'); END";
const MENDED: &str = "DROP TRIGGER broken";

const NEW: &[(&str, &str)] = &[("name", "Ola Newcomer"), ("login", "ola"), ("role", "housing-officer")];

async fn adds(app: &TestApp) -> Reply {
    app.administrator().post("/people", NEW).await
}

/// Whether there is somebody of that name, and what the security log says of it.
async fn traces(app: &TestApp) -> (bool, usize) {
    let lead = app.actor(Who::DaLead).await;
    let known = app.service.colleagues(&lead).await.unwrap();
    let kinds = app.security_kinds().await;
    let lines = kinds.iter().filter(|kind| ["person-added", "link-made"].contains(&kind.as_str()));
    (known.values().any(|name| name == "Ola Newcomer"), lines.count())
}

#[tokio::test]
async fn given_their_link_cannot_be_written_then_nobody_is_added_and_nothing_is_logged() {
    let app = TestApp::new().await;
    let (_, before) = traces(&app).await;
    app.runs(BROKEN).await;
    assert_eq!(adds(&app).await.status, 500);
    app.wait(jiff::SignedDuration::from_mins(1));
    assert_eq!(traces(&app).await, (false, before));
    assert!(!app.administrator().get("/people").await.is(200).body.contains("Ola Newcomer"));
    // The control: the name is still free, and with a link there is a colleague.
    app.runs(MENDED).await;
    let page = adds(&app).await;
    page.is(200).says("/password/");
    app.wait(jiff::SignedDuration::from_mins(1));
    assert_eq!(traces(&app).await, (true, before + 2));
    let link = page.body.split_once("/password/").unwrap().1[..64].to_owned();
    app.anybody().get(&format!("/password/{link}")).await.is(200);
}
