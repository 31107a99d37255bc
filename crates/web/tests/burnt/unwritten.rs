//! Where the access journal cannot be written, nothing is shown (G06, ASVS 16.5.3). Each with its control.

use domain::CaseId;

use super::reachable;
use crate::support::{Reply, TestApp, Who};

const NUMBER: &str = "900461";

fn tells(reply: &Reply, what: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    plain(&reply.body).contains(&plain(what))
}

/// What somebody asks, and what it must not tell.
struct Asked {
    what: &'static str,
    who: Who,
    path: String,
    posts: bool,
    fields: Vec<(&'static str, &'static str)>,
    tells: String,
}

async fn asked(app: &TestApp, asked: &Asked) -> Reply {
    let client = app.client(asked.who);
    if asked.posts { client.post(&asked.path, &asked.fields).await } else { client.get(&asked.path).await }
}

async fn everything(app: &TestApp) -> (CaseId, Vec<Asked>) {
    let (case, channel, secret) = reachable(app).await;
    let get = |what, path: String, tells: &str| Asked {
        what,
        who: Who::Officer,
        path,
        posts: false,
        fields: Vec::new(),
        tells: tells.to_owned(),
    };
    let asked = vec![
        Asked {
            posts: true,
            fields: vec![("why", "To write a letter")],
            ..get("a reveal", format!("/cases/{case}/facts/{secret}/reveal"), NUMBER)
        },
        get("the page of a case", format!("/cases/{case}"), "Rowan Ashdown"),
        Asked {
            posts: true,
            fields: vec![("words", "Rowan")],
            ..get("a search", "/find".to_owned(), "Rowan Ashdown")
        },
        Asked { posts: true, ..get("a call sheet", format!("/cases/{case}/contact/{channel}/use"), NUMBER) },
        get("the contact plan", format!("/cases/{case}/contact"), "Rowan Ashdown"),
        get("what carried a fact", format!("/cases/{case}/facts/{secret}/outputs"), "What carried it"),
        get("who has looked", format!("/cases/{case}/looks"), "Officer Person"),
    ];
    (case, asked)
}

#[tokio::test]
async fn given_no_look_can_be_written_then_nothing_is_shown() {
    let app = TestApp::new().await;
    let (_, all) = everything(&app).await;
    app.no_look_can_be_written().await;
    for one in &all {
        let reply = asked(&app, one).await;
        assert_eq!(reply.status, 500, "{}", one.what);
        assert!(!tells(&reply, &one.tells), "{}", one.what);
    }
    // The control: the same requests, once it can be written again.
    app.looks_can_be_written().await;
    for one in &all {
        let reply = asked(&app, one).await;
        reply.is(200);
        let shown = if one.what == "who has looked" { "Officer" } else { one.tells.as_str() };
        assert!(tells(&reply, shown), "{}", one.what);
    }
}

#[tokio::test]
async fn given_no_look_can_be_written_then_no_glass_breaks() {
    let app = TestApp::new().await;
    let (case, _) = everything(&app).await;
    let urgent = [("what", "Rowan Ashdown"), ("why", "Somebody is at her door")];
    app.no_look_can_be_written().await;
    app.client(Who::SecondOfficer).post("/urgent", &urgent).await.is(500);
    app.looks_can_be_written().await;
    app.client(Who::SecondOfficer).opens(case).await.is(404);
    let lines = app.service.broken_glass(&app.actor(Who::PrivacyOfficer).await).await.unwrap();
    assert_eq!(lines, []);
    // The control.
    app.client(Who::SecondOfficer).post("/urgent", &urgent).await.is(303);
    app.client(Who::SecondOfficer).opens(case).await.is(200);
}

#[tokio::test]
async fn given_no_look_can_be_written_then_no_request_is_made_answered_or_used() {
    let app = TestApp::new().await;
    let (case, _, secret) = reachable(&app).await;
    let asker = app.client(Who::SecondOfficer);
    asker.post("/urgent", &[("what", "Rowan Ashdown"), ("why", "Now")]).await.is(303);
    let (ask, see) =
        (format!("/cases/{case}/facts/{secret}/ask"), format!("/cases/{case}/facts/{secret}/see"));
    let lead = app.actor(Who::DaLead).await;
    app.no_look_can_be_written().await;
    asker.post(&ask, &[("why", "The crew cannot find her")]).await.is(500);
    assert!(app.service.waiting_requests(&lead).await.unwrap().is_empty());
    app.looks_can_be_written().await;
    asker.post(&ask, &[("why", "The crew cannot find her")]).await.is(303);
    let request = app.service.waiting_requests(&lead).await.unwrap()[0].id;
    let (place, yes) = (format!("/on-call/{request}"), [("answer", "yes"), ("words", "I rang them")]);
    app.no_look_can_be_written().await;
    app.da_lead().post(&place, &yes).await.is(500);
    app.looks_can_be_written().await;
    assert_eq!(app.service.waiting_requests(&lead).await.unwrap().len(), 1);
    app.da_lead().post(&place, &yes).await.is(303);
    app.no_look_can_be_written().await;
    let reply = asker.post(&see, &[("", ""); 0]).await;
    assert!(!tells(reply.is(500), NUMBER));
    app.looks_can_be_written().await;
    // It was not used up by the time at which it could not be shown.
    assert!(tells(asker.post(&see, &[("", ""); 0]).await.is(200), NUMBER));
}
