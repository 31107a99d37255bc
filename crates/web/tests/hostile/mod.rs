//! Forms that did not come from an open page of one's own, and forms that are too much.

mod catalogue;
mod checks;
mod every_form;
mod forms;
mod given;
mod keeping;

use crate::support::{Reply, Sending, Telling, TestApp, Who};

/// A report with one answer to send, and the place to send it to.
async fn open_report(app: &TestApp) -> String {
    app.call_handler().post("/reports", &[("kind", "report-survivor")]).await.see_other()
}

/// F23: each in a way of its own.
#[tokio::test]
async fn a_form_that_did_not_come_from_an_open_page_of_ones_own_is_not_read() {
    let app = TestApp::new().await;
    let place = open_report(&app).await;
    let form = Sending::post(&place, &Telling::disclosure().finished());
    let theirs = app.officer().csrf().await;
    let own = app.call_handler().csrf().await;
    for (what, sending) in [
        ("no token", form.clone().without_token()),
        ("token of somebody else", form.clone().with_token(&theirs)),
        ("part of the token", form.clone().with_token(&own[..10])),
        ("foreign origin", form.clone().header("origin", "http://evil.test")),
        ("origin that is none", form.clone().header("origin", "null").header("sec-fetch-site", "")),
        ("cross site", form.clone().header("sec-fetch-site", "cross-site")),
        ("same site", form.clone().header("sec-fetch-site", "same-site")),
        ("neither header", form.clone().header("origin", "").header("sec-fetch-site", "")),
    ] {
        let reply = app.call_handler().send(sending).await;
        assert_eq!(reply.status, 403, "{what}");
        reply.says("This page was open for too long").says("call 999").does_not_say("csrf");
    }
    assert_eq!(app.count_of_cases().await, 0);
    app.call_handler().send(form).await.is(303);
    assert_eq!(app.count_of_cases().await, 1);
}

#[tokio::test]
async fn a_sign_in_form_from_elsewhere_is_not_read() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    let fields = [("login", "officer"), ("password", crate::support::PASSWORD)];
    let form = Sending::post("/sign-in", &fields);
    app.anybody().send(form.clone().header("origin", "http://evil.test")).await.is(403);
    app.anybody().send(form.clone().header("sec-fetch-site", "cross-site")).await.is(403);
    app.anybody().send(form).await.is(303);
}

/// F21: one case, however often the same form is sent, and the same receipt.
#[tokio::test]
async fn a_report_that_is_sent_twice_is_one_case() {
    let app = TestApp::new().await;
    let place = open_report(&app).await;
    let fields = Telling::disclosure().finished();
    let client = app.call_handler();
    let (first, second) = tokio::join!(client.post(&place, &fields), client.post(&place, &fields));
    let third = app.call_handler().post(&place, &fields).await;
    let receipts = [first, second, third].map(|reply: Reply| reply.see_other());
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]), "{receipts:?}");
    assert_eq!(app.count_of_cases().await, 1);
    app.call_handler().get(&place).await.is(303);
}

/// F24: nothing that a form does not have is taken, not even beside what it has.
#[tokio::test]
async fn a_field_that_a_form_does_not_have_refuses_the_whole_form() {
    let app = TestApp::new().await;
    let place = open_report(&app).await;
    for extra in [("role", "admin"), ("case_id", "01890000-0000-7000-8000-000000000001"), ("seen-role", "1")]
    {
        let mut fields = Telling::disclosure().finished();
        fields.push((extra.0.to_owned(), extra.1.to_owned()));
        app.call_handler().post(&place, &fields).await.is(400);
    }
    assert_eq!(app.count_of_cases().await, 0);
    app.administrator().post("/people/regions", &[("region", "West"), ("organisation", "x")]).await.is(400);
    app.administrator().get("/people").await.does_not_say("West");
}

/// F25.
#[tokio::test]
async fn a_form_that_is_too_much_is_refused_and_says_so() {
    let app = TestApp::new().await;
    let place = open_report(&app).await;
    let many: Vec<_> = (0..1_001).map(|n| (format!("field-{n}"), "x".to_owned())).collect();
    let long = vec![("words".to_owned(), "a".repeat(5 * 1024 * 1024))];
    for fields in [many, long] {
        app.call_handler()
            .post(&place, &fields)
            .await
            .is(413)
            .says("too large to send")
            .says("Nothing was changed");
    }
}

#[tokio::test]
async fn what_is_not_an_id_is_answered_as_what_is_not_there() {
    let app = TestApp::new().await;
    let lead = app.da_lead();
    let nothing = lead.get("/cases/01890000-0000-7000-8000-0000000000ff/received").await;
    for path in ["/cases/x/received", "/cases/%00/received", "/reports/x", "/no-such-page"] {
        let reply = lead.get(path).await;
        assert_eq!((reply.status, reply.body.as_str()), (404, nothing.body.as_str()), "{path}");
    }
}

#[tokio::test]
async fn somebody_elses_draft_is_not_there() {
    let app = TestApp::new().await;
    let place = open_report(&app).await;
    for who in [Who::Officer, Who::DaLead, Who::OtherCallHandler] {
        app.client(who).get(&place).await.is(404);
        app.client(who).post(&place, &Telling::disclosure().finished()).await.is(404);
        let keep = place.replace("/reports/", "/drafts/") + "/keep";
        let fields = [("field", "name"), ("value", "x"), ("seen", "0")];
        app.client(who).post(&keep, &fields).await.is(404);
    }
}
