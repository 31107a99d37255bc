//! A password that has leaked is taken nowhere: not by a link, not as a new one (ASVS 6.2.4, 6.2.12).

use std::fs;

use service::{LeakedFile, Service};

use crate::support::{PASSWORD, TestApp, Who};

/// In the list that the build makes, and refused by no rule.
const LISTED: &str = "raidersofthelostark";
/// In no list but the one that these tests download.
const DOWNLOADED: &str = "walnut ferry cobalt ninety";
const SAYS: &str = "has been found in a list of passwords that leaked";

fn with_download(service: Service) -> Service {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("leaked.txt");
    let mut lines: Vec<String> = ["another", DOWNLOADED, "one more"]
        .map(|password| format!("{}:12\r\n", seal::leaked_digest(password)))
        .into();
    lines.sort();
    fs::write(&path, lines.concat()).unwrap();
    service.with_leaked(LeakedFile::open(&path).unwrap())
}

fn chosen(password: &str) -> [(&str, &str); 2] {
    [("password", password), ("password-again", password)]
}

fn changed(password: &str) -> [(&str, &str); 3] {
    [("current", PASSWORD), ("password", password), ("password-again", password)]
}

async fn link(app: &TestApp) -> String {
    let officer = app.actor(Who::Officer).await.user;
    format!("/password/{}", app.service.make_link(Some(officer)).await.unwrap())
}

#[tokio::test]
async fn a_listed_password_is_refused_by_a_link_and_as_a_new_one() {
    let app = TestApp::new().await;
    let link = link(&app).await;
    app.anybody().post(&link, &chosen(LISTED)).await.is(422).says(SAYS);
    app.manager().post("/account/password", &changed(LISTED)).await.is(422).says(SAYS);
    app.manager().post("/account/password", &changed(&format!("{LISTED}2026!"))).await.is(422).says(SAYS);
    app.anybody().post(&link, &chosen(DOWNLOADED)).await.is(303);
}

#[tokio::test]
async fn a_password_of_the_downloaded_list_is_refused_wherever_one_is_chosen() {
    let app = TestApp::with_people(with_download).await;
    let link = link(&app).await;
    app.anybody().post(&link, &chosen(DOWNLOADED)).await.is(422).says(SAYS);
    app.manager().post("/account/password", &changed(DOWNLOADED)).await.is(422).says(SAYS);
    app.anybody().post(&link, &chosen("pebble cactus tuba envelope")).await.is(303);
}
