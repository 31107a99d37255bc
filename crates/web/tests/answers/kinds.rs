//! The type of an answer says what it is (ASVS 4.1.1), and none is a script made for whoever asks (3.5.6).

use super::{Cases, SIDES, requests};
use crate::support::{Reply, Sending, TestApp, Who};

/// What is wrong with the type of an answer.
fn wrong(reply: &Reply) -> Option<String> {
    let kind = reply.header("content-type");
    let is_page = reply.body.trim_start().starts_with("<!DOCTYPE html>");
    let agrees = match kind {
        _ if reply.body.is_empty() => kind.is_empty(),
        "text/html; charset=utf-8" => is_page,
        "application/json" => serde_json::from_str::<serde_json::Value>(&reply.body).is_ok(),
        "text/css; charset=utf-8" => !is_page && reply.body.contains('{'),
        "text/javascript; charset=utf-8" => !is_page,
        "image/svg+xml; charset=utf-8" => reply.body.starts_with("<svg"),
        "text/csv; charset=utf-8" => {
            !is_page && reply.header("content-disposition").starts_with("attachment")
        }
        "text/plain; charset=utf-8" => reply.body == "ok\n",
        _ => false,
    };
    (!agrees).then(|| format!("{} is called {kind:?}", reply.body.chars().take(60).collect::<String>()))
}

/// Every answer of every route, asked as it should be, by somebody else, and by nobody.
async fn answers(app: &TestApp, extra: &str) -> Vec<(String, Reply)> {
    let cases = Cases::new(app).await;
    let mut answers = Vec::new();
    for who in SIDES {
        for (_, example) in requests(app, &cases, "get", who).await {
            let path = format!("{}{extra}", example.path);
            answers.push((path.clone(), app.client(who).send(Sending::get(&path)).await));
            answers.push((path.clone(), app.anybody().get(&path).await));
            app.actor(who).await;
        }
    }
    answers
}

#[tokio::test]
async fn the_type_of_every_answer_says_what_it_is_with_its_character_set() {
    let app = TestApp::new().await;
    let mut answers = answers(&app, "").await;
    let cases = Cases::new(&app).await;
    for (_, example) in requests(&app, &cases, "post", Who::DaLead).await {
        let sending = Sending::post(&example.path, &example.fields);
        answers.push((example.path.clone(), app.client(Who::DaLead).send(sending.clone()).await));
        answers.push((example.path.clone(), app.client(Who::Auditor).send(sending.clone()).await));
        answers.push((example.path, app.anybody().send(sending.header("origin", "http://evil.test")).await));
        app.actor(Who::DaLead).await;
        app.actor(Who::Auditor).await;
    }
    for asset in web::assets::ALL {
        answers.push((asset.url(), app.anybody().get(&asset.url()).await));
    }
    for path in ["/nothing-here", "/cases/x", "/reports/%FF", "/assets/nothing.css"] {
        answers.push((path.to_owned(), app.anybody().get(path).await));
    }
    let statuses: std::collections::BTreeSet<u16> = answers.iter().map(|(_, reply)| reply.status).collect();
    for status in [200, 204, 303, 403, 404, 409, 410, 422] {
        assert!(statuses.contains(&status), "no answer with {status} among {statuses:?}");
    }
    let found: Vec<String> =
        answers.iter().filter_map(|(path, reply)| Some(format!("{path}: {}", wrong(reply)?))).collect();
    assert_eq!(found, [""; 0]);
}

#[tokio::test]
async fn no_page_becomes_a_script_because_somebody_names_a_function() {
    let app = TestApp::new().await;
    for (path, reply) in answers(&app, "?callback=quincewillow&jsonp=quincewillow").await {
        let kind = reply.header("content-type");
        let is_data = kind.contains("json") || kind.contains("script");
        assert!(!is_data || path.starts_with("/assets/"), "{path}: {kind}");
        assert!(!reply.body.contains("quincewillow("), "{path}");
    }
}

/// The control.
#[test]
fn an_answer_that_is_called_what_it_is_not_is_found() {
    let reply = |kind: &str, body: &str| {
        let headers = [("content-type", kind)].into_iter().filter(|(_, kind)| !kind.is_empty());
        let headers = headers.map(|(name, kind)| (name.parse().unwrap(), kind.parse().unwrap())).collect();
        Reply { status: 200, headers, body: body.to_owned() }
    };
    assert_eq!(wrong(&reply("text/html; charset=utf-8", "<!DOCTYPE html><p>")), None);
    for (kind, body) in [
        ("text/html", "<!DOCTYPE html><p>"),
        ("text/html; charset=utf-8", "{}"),
        ("text/plain; charset=utf-8", "<!DOCTYPE html><p>"),
        ("application/json", "callback({})"),
        ("image/svg+xml", "<svg></svg>"),
        ("", "words"),
    ] {
        assert!(wrong(&reply(kind, body)).is_some(), "{kind}: {body}");
    }
}
